// One of the author's own files is replaced by a better one, at their wish: whole or not at all, with its permissions,
// and only if it still is what was read.
import { chmodSync, closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { attempt } from './system.js';

/** False: somebody has changed it meanwhile, and it stays. `shown`: the path for messages. */
export function replaceFile(path: string, shown: string, before: Uint8Array, after: Uint8Array): boolean {
  return attempt(shown, () => {
    if (Buffer.compare(readFileSync(path), before) !== 0) return false;
    // A hidden name is no source, so neither a build nor the preview takes it for one.
    const fresh = join(dirname(path), `.${basename(path)}.new`);
    try {
      writeDurably(fresh, after);
      chmodSync(fresh, statSync(path).mode & 0o7777);
      renameSync(fresh, path);
    } finally {
      rmSync(fresh, { force: true });
    }
    return true;
  });
}

function writeDurably(path: string, bytes: Uint8Array): void {
  const file = openSync(path, 'wx');
  try {
    writeFileSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
