// What tells one state of a file from another without reading it. A file may be gone, or be another thing, at any moment.
import { lstatSync, readFileSync, statSync, type Stats } from 'node:fs';
import { digestOf } from '../text/hash.js';

/** Empty: there is no such file. */
export function stampOf(place: string): string {
  const stat = fileAt(place);
  return stat === null ? '' : `${stat.size} ${stat.mtimeMs} ${stat.ino}`;
}

/** So large are texts. */
const small = 256 * 1024;

/** With the content of what may be a text: the clocks of some disks do not tell two writings of one second apart. */
export function stateOf(place: string): string {
  const stamp = stampOf(place);
  if (stamp === '' || Number.parseInt(stamp, 10) > small) return stamp;
  try {
    return `${stamp} ${digestOf(readFileSync(place))}`;
  } catch {
    // Gone meanwhile, or none of ours to read.
    return stamp;
  }
}

/** Anything of this name: also a link that leads nowhere. */
export function isThere(place: string): boolean {
  try {
    return lstatSync(place, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // ENOTDIR: a file where its folder was.
    return false;
  }
}

export function fileAt(place: string): Stats | null {
  try {
    const stat = statSync(place);
    return stat.isFile() ? stat : null;
  } catch {
    // ENOENT, ENOTDIR, EACCES …: nothing that could be shown.
    return null;
  }
}
