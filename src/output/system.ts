// The file system as publishing uses it: its errors become `Fault`s that a person understands, whole files are written
// beside and renamed into place, large files are never read whole.
import {
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmdirSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { dirname } from 'node:path';
import { diagnostic, Fault } from '../diagnostics/diagnostic.js';

/** Runs `work`; what the system refuses is said as a fault at `path` (as a person knows it). */
export function attempt<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw faultFrom(error, path);
  }
}

/** A bug (a wrong argument, a typo) stays what it is. */
export function faultFrom(error: unknown, path: string): unknown {
  const code = systemCode(error);
  if (code === null) return error;
  return new Fault(
    code === 'ENOSPC' || code === 'EDQUOT' ? diagnostic('disk-full', { path }) : diagnostic('cannot-write', { path, detail: code }),
  );
}

/** `EACCES`, `ENOSPC` …; null: not an error of the system. */
export function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('errno' in error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

export function look(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // Below something that is not a folder there is nothing.
    if (systemCode(error) === 'ENOTDIR' || systemCode(error) === 'ENAMETOOLONG') return undefined;
    throw error;
  }
}

/** All or nothing, and on the disk for certain before anything that depends on it. */
export function writeWhole(path: string, text: string): void {
  const fresh = `${path}.new`;
  const file = openSync(fresh, 'w');
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(fresh, path);
}

/** As a clone where the file system can; the kernel copies, no byte comes through here. */
export function copyWhole(from: string, to: string): void {
  copyFileSync(from, to, constants.COPYFILE_FICLONE);
}

/** True if the folder is gone: it was empty, or somebody was faster. */
export function removeIfEmpty(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return systemCode(error) === 'ENOENT';
  }
}

/**
 * With the folders above it. The first that had to be made; undefined if all stood. By hand, for Node's `recursive` says
 * ENOENT of a disk that is read-only. Another process may make the same folders meanwhile.
 */
export function makeFolder(folder: string): string | undefined {
  if (isFolder(folder)) return undefined;
  const first = dirname(folder) === folder ? undefined : makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if (systemCode(error) === 'EEXIST' && isFolder(folder)) return first;
    throw error;
  }
  return first ?? folder;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

const chunk = 256 * 1024;

/** Two files, or a file and bytes, compared a chunk at a time. Sizes are known to be equal. */
export function sameBytes(path: string, other: string | Uint8Array): boolean {
  const left = openSync(path, 'r');
  const right = typeof other === 'string' ? openSync(other, 'r') : null;
  try {
    const mine = Buffer.allocUnsafe(chunk);
    const theirs = right === null ? mine : Buffer.allocUnsafe(chunk);
    for (let at = 0; ;) {
      const count = readFully(left, mine, at);
      const expected = typeof other === 'string' ? theirs.subarray(0, readFully(right!, theirs, at)) : other.subarray(at, at + chunk);
      if (count !== expected.length || mine.compare(expected, 0, expected.length, 0, count) !== 0) return false;
      if (count < chunk) return true;
      at += count;
    }
  } finally {
    closeSync(left);
    if (right !== null) closeSync(right);
  }
}

function readFully(file: number, into: Buffer, at: number): number {
  let done = 0;
  while (done < into.length) {
    const count = readSync(file, into, done, into.length - done, at + done);
    if (count === 0) break;
    done += count;
  }
  return done;
}
