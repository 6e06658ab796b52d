// One worker at a time does what all of them need once (compile, install). The lock is a folder with the holder's process
// id in it: a holder that is gone loses it.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export async function withLock<T>(folder: string, work: () => Promise<T> | T): Promise<T> {
  mkdirSync(dirname(folder), { recursive: true });
  while (!take(folder)) {
    if (isLeft(folder)) breakLock(folder);
    else await sleep(100);
  }
  try {
    return await work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function take(folder: string): boolean {
  try {
    mkdirSync(folder);
  } catch {
    return false;
  }
  writeFileSync(join(folder, 'pid'), String(process.pid));
  return true;
}

function isLeft(folder: string): boolean {
  try {
    process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 0);
    return false;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    // No pid yet: its holder is just writing it, unless it died in that moment.
    return code === 'ESRCH' || (code === 'ENOENT' && age(folder) > 5_000);
  }
}

/** Moved aside first: of two that break it, one succeeds, and neither can remove the lock of a third. */
function breakLock(folder: string): void {
  const aside = `${folder}.${process.pid}.left`;
  try {
    renameSync(folder, aside);
  } catch {
    return;
  }
  rmSync(aside, { recursive: true, force: true });
}

function age(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}
