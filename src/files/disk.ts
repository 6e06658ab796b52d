// Files on the disk, as the real world has them: links, NFD names, pipes, folders without permission. Synchronous: a read
// of 4 KB costs 10 µs this way and several times that through promises.
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, statSync, type BigIntStats } from 'node:fs';
import type { FileFault, Files, Listing } from '../model/files.js';
import type { SourcePath } from '../model/paths.js';
import { followLink, openTree, otherSpelling, placeOf, systemFault, type Tree } from './locate.js';
import { hasHiddenPart, topOf } from './names.js';
import { walkFolder } from './walk.js';

export interface DiskFiles extends Files {
  /** Where a file is on this machine, for copying it without reading it; by the same rules as `read`. */
  locate(path: SourcePath): string | FileFault;
  /** As `state`, but of a file of any age: two of it tell whether it has been written to in between. '' if there is none. */
  stamp(path: SourcePath): string;
}

/** `root`: the folder that paths are relative to. What is known of a top folder is refreshed by each `walk` of it. */
export function diskFiles(root: string, label = ''): DiskFiles {
  const tree = openTree(root);
  return {
    label,
    walk: (folder: SourcePath, hidden = false): Listing => walkFolder(tree, folder, hidden),
    read: (path: SourcePath) => withFile(tree, path, (file, size) => readBytes(file, size)),
    state: (path: SourcePath) => stateOf(tree, path),
    head: (path: SourcePath, length: number) => withFile(tree, path, (file, size) => readBytes(file, Math.min(size, length))),
    has: (path: SourcePath) => !hasHiddenPart(path) && typeof locate(tree, path) === 'string',
    locate: (path: SourcePath) => locate(tree, path),
    stamp: (path: SourcePath) => stampOf(tree, path)?.stamp ?? '',
  };
}

/** A file younger than this may change again within one tick of the disk's clock (git's rule). */
const youth = 2000;

/** Had this stamp lain still when it was taken? Then the content will not change without it. */
export function isSettled(stamp: string, takenAt: number): boolean {
  const [, modified, changed] = stamp.split(' ').map(Number);
  return modified !== undefined && changed !== undefined && takenAt - Math.max(modified, changed) / 1e6 >= youth;
}

function stateOf(tree: Tree, path: SourcePath): string | null {
  const found = stampOf(tree, path);
  return found === null || Date.now() - found.changed < youth ? null : found.stamp;
}

/** Size, times to the nanosecond, inode. The time of the last change of state cannot be set back, as that of the content can. */
function stampOf(tree: Tree, path: SourcePath): { readonly stamp: string; readonly changed: number } | null {
  let place = placeOf(tree, path);
  if (typeof place !== 'string') return null;
  let stat = statIfAny(lstatSync, place);
  if (stat?.isFile() !== true) {
    place = locate(tree, path);
    if (typeof place !== 'string') return null;
    stat = statIfAny(statSync, place);
    if (stat === undefined) return null;
  }
  const { size, mtimeNs, ctimeNs, ino, dev } = stat;
  const changed = Number((mtimeNs > ctimeNs ? mtimeNs : ctimeNs) / 1_000_000n);
  // Joined: one text, where a template literal is kept as a tree of its parts, which takes six times as much memory.
  return { stamp: [size, mtimeNs, ctimeNs, ino, dev].join(' '), changed };
}

function statIfAny(look: typeof lstatSync | typeof statSync, place: string): BigIntStats | undefined {
  try {
    return look(place, { bigint: true, throwIfNoEntry: false });
  } catch {
    // ENOTDIR: a file came where its folder was. Whatever else it is, nothing that could be read.
    return undefined;
  }
}

// A pipe must not block the build, a link must not be followed unchecked. Windows has neither flag and few links.
const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;

function withFile(tree: Tree, path: SourcePath, use: (file: number, size: number) => Uint8Array): Uint8Array | FileFault {
  let place = placeOf(tree, path);
  if (typeof place !== 'string') return place;
  // The fast way first: one `open`, which fails if the file is a link, and then the slow way looks at it closely.
  const direct = topOf(path) !== path && O_NOFOLLOW !== 0;
  if (!direct) place = locate(tree, path);
  if (typeof place !== 'string') return place;
  let file: number;
  try {
    file = openSync(place, O_RDONLY | O_NONBLOCK | (direct ? O_NOFOLLOW : 0));
  } catch (error) {
    if (!direct) return systemFault(path, error);
    place = locate(tree, path);
    if (typeof place !== 'string') return place;
    try {
      file = openSync(place, O_RDONLY | O_NONBLOCK);
    } catch (again) {
      return systemFault(path, again);
    }
  }
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) return { fault: 'not-a-file', path, detail: stat.isDirectory() ? 'EISDIR' : 'FIFO' };
    return use(file, stat.size);
  } catch (error) {
    return systemFault(path, error);
  } finally {
    closeSync(file);
  }
}

function readBytes(file: number, size: number): Uint8Array {
  const bytes = Buffer.allocUnsafeSlow(size);
  let done = 0;
  while (done < size) {
    const count = readSync(file, bytes, done, size - done, done);
    if (count === 0) break;
    done += count;
  }
  return done === size ? bytes : bytes.subarray(0, done);
}

function locate(tree: Tree, path: SourcePath): string | FileFault {
  const place = placeOf(tree, path);
  if (typeof place !== 'string') return place;
  try {
    const isTop = topOf(path) === path;
    const stat = isTop ? statSync(place) : lstatSync(place);
    if (!stat.isSymbolicLink())
      return stat.isFile() ? place : { fault: 'not-a-file', path, detail: stat.isDirectory() ? 'EISDIR' : 'FIFO' };
    const real = followLink(tree, path, place);
    if (typeof real !== 'string') return real;
    return statSync(real).isFile() ? real : { fault: 'not-a-file', path, detail: 'EISDIR' };
  } catch (error) {
    return otherSpelling(tree, path, error) === null ? systemFault(path, error) : locate(tree, path);
  }
}
