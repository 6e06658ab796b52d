// What a commit will do, found out before anything is written: what stands in the way, what of others will be replaced,
// which files of ours have no page any more.
import { readdirSync, readFileSync } from 'node:fs';
import { foldName } from '../text/compare.js';
import { digestOf } from '../text/hash.js';
import type { OutputPath } from '../model/paths.js';
import { diskPath, innerStage, parentOf, type Place } from './place.js';
import type { Owned, Ownership, Removal } from './record.js';
import { scan, scanOf, type EntryKind } from './scan.js';
import { isFile } from './survey.js';
import { look, systemCode } from './system.js';

export interface Put {
  readonly status: 'added' | 'changed' | 'unchanged';
  readonly owned: Owned;
  /** Number of the staged file; null: what is published is equal. */
  readonly staged: number | null;
  /** The outermost folder of its path that is new: all of it is brought in at once. null: its folder stands already. */
  readonly top: OutputPath | null;
  readonly order: number;
  /** A file that no build wrote and that has other content stands there. */
  readonly replaces: OutputPath | null;
}

/** The output folder as it was when the stage was opened, looked at through its own idea of equal names. */
export interface Standing {
  readonly kind: (path: OutputPath) => EntryKind | undefined;
  /** The entry that a path means: itself, or on a disk that does not tell case, another spelling. */
  readonly at: (path: OutputPath) => OutputPath | undefined;
  readonly isEmpty: boolean;
  readonly foldsCase: boolean;
}

export interface CommitPlan {
  readonly blocked: readonly { readonly path: OutputPath; readonly by: OutputPath }[];
  readonly clear: readonly Removal[];
  readonly remove: readonly Removal[];
  /** Files of which a copy is kept before they go. */
  readonly save: readonly OutputPath[];
  readonly found: ReadonlySet<OutputPath>;
  readonly removed: number;
}

/** Where case is told, each path is asked of the disk when it is wanted: one in a hundred is, after most edits. */
export function standing(place: Place): Standing {
  const top = namesIn(place);
  const isEmpty = top.length === 0;
  const telling = isEmpty ? false : foldsCase(place, top);
  if (telling === false) {
    const kind = scanOf(place.out);
    return { kind, at: (path) => (kind(path) === undefined ? undefined : path), isEmpty, foldsCase: false };
  }
  const entries = scan(place.out);
  const kind = (path: OutputPath) => entries.get(path);
  if (telling === null && foldsCase(place, entries.keys()) !== true)
    return { kind, at: (path) => (entries.has(path) ? path : undefined), isEmpty, foldsCase: false };
  const folded = new Map([...entries.keys()].map((path) => [foldName(path), path]));
  return { kind, at: (path) => (entries.has(path) ? path : folded.get(foldName(path))), isEmpty, foldsCase: true };
}

function namesIn({ out }: Place): readonly string[] {
  try {
    return readdirSync(out).filter((name) => name !== innerStage);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Asks the disk: is a name that is there also there in another case, and is it the same file? null: there is none with letters. */
function foldsCase(place: Place, names: Iterable<OutputPath>): boolean | null {
  const all = new Set(names);
  for (const path of all) {
    const swapped = path === path.toLowerCase() ? path.toUpperCase() : path.toLowerCase();
    if (swapped === path || all.has(swapped)) continue;
    const other = look(diskPath(place, swapped));
    return other !== undefined && other.ino === look(diskPath(place, path))?.ino;
  }
  return null;
}

export function planCommit(place: Place, before: Ownership, standing: Standing, puts: ReadonlyMap<OutputPath, Put>): CommitPlan {
  const obstacles = findObstacles(place, before, standing, puts);
  const replaced = [...puts.values()].flatMap(({ replaces }) => (replaces === null ? [] : [replaces]));
  const { clear, remove, edited, removed } = planRemovals(place, before, standing, puts, obstacles.ours);
  const found = foundFolders(before, standing, puts);
  return {
    blocked: obstacles.blocked,
    clear,
    remove,
    save: [...replaced, ...edited],
    found,
    removed,
  };
}

interface Removals {
  readonly clear: Removal[];
  readonly remove: Removal[];
  readonly edited: OutputPath[];
  readonly removed: number;
}

/** What we own and no page is made for any more. */
function planRemovals(
  place: Place,
  before: Ownership,
  { kind, at }: Standing,
  puts: ReadonlyMap<OutputPath, Put>,
  inTheWay: ReadonlySet<OutputPath>,
): Removals {
  // A name that comes back in another case must go first, or the disk keeps its old spelling.
  const respelled = new Set<OutputPath>();
  for (const [path, put] of puts) {
    const there = put.staged === null ? undefined : at(path);
    if (there !== undefined && there !== path) respelled.add(there);
  }
  const result = { clear: [] as Removal[], remove: [] as Removal[], edited: [] as OutputPath[], removed: 0 };
  for (const [path, owned] of before.files) {
    if (puts.has(path)) continue;
    const there = at(path);
    const stat = there !== undefined && kind(there) === 'file' ? look(diskPath(place, path)) : undefined;
    if (stat === undefined || !stat.isFile()) {
      // Someone was faster; the folder that we made for it may still be there.
      if (there === undefined && kind(parentOf(path)) !== undefined) result.remove.push({ path, size: -1, mtime: 0 });
      continue;
    }
    const removal: Removal = { path, size: stat.size, mtime: stat.mtimeMs };
    if (isEdited(place, removal, owned)) result.edited.push(path);
    (respelled.has(path) || inTheWay.has(path) ? result.clear : result.remove).push(removal);
    if (!respelled.has(path)) result.removed++;
  }
  return result;
}

/** Once all is published. */
export function countUnknown(place: Place, { foldsCase }: Standing, puts: ReadonlyMap<OutputPath, Put>): number {
  const key = (path: OutputPath) => (foldsCase ? foldName(path) : path);
  const known = new Set([...puts.keys()].map(key));
  let unknown = 0;
  for (const [path, kind] of scan(place.out)) if (isFile(kind) && !known.has(key(path))) unknown++;
  return unknown;
}

interface Obstacles {
  readonly blocked: { path: OutputPath; by: OutputPath }[];
  /** Files of earlier builds that have to go before something can come. */
  readonly ours: Set<OutputPath>;
}

/** A file where a folder must come, or the reverse. What is ours is cleared, what is not is an error. */
function findObstacles(place: Place, before: Ownership, { kind: kindAt, at }: Standing, puts: ReadonlyMap<OutputPath, Put>): Obstacles {
  const found: Obstacles = { blocked: [], ours: new Set() };
  const isOurs = (path: OutputPath) => before.files.has(path) && !puts.has(path);
  const checked = new Set<OutputPath>(['']);
  for (const [path, { status }] of puts) {
    // Its file has been seen.
    if (status === 'unchanged') continue;
    const own = at(path);
    const kind = own === undefined ? undefined : kindAt(own);
    if (kind === 'folder') checkFolder(path, own!);
    else if (kind !== undefined && kind !== 'file') found.blocked.push({ path, by: own! });
    for (let folder = parentOf(path); !checked.has(folder); folder = parentOf(folder)) {
      checked.add(folder);
      const there = at(folder);
      if (there === undefined || kindAt(there) === 'folder') continue;
      if (kindAt(there) === 'file' && isOurs(there)) found.ours.add(there);
      else found.blocked.push({ path, by: there });
    }
  }
  return found;

  function checkFolder(path: OutputPath, folder: OutputPath): void {
    for (const [inner, kind] of scan(diskPath(place, folder))) {
      const by = `${folder}/${inner}`;
      if (kind === 'file' && isOurs(by)) found.ours.add(by);
      else if (kind !== 'folder') return void found.blocked.push({ path, by });
    }
  }
}

/** Is it still what a build left there? A new time alone (a copied or restored folder) is no change. */
export function isEdited(place: Place, { path, size, mtime }: Removal, owned: Owned): boolean {
  if (size !== owned[0]) return true;
  if (mtime === owned[1]) return false;
  // Copies are known by their source, not by their content: of one that was touched, better keep what is there.
  return owned[2] === '' || owned[2].startsWith('from ') || digestOf(readFileSync(diskPath(place, path))) !== owned[2];
}

/** Folders that were there before us. One with a file in it that we own, or where we put one, was made for that file. */
function foundFolders(before: Ownership, { kind, isEmpty }: Standing, puts: ReadonlyMap<OutputPath, Put>): ReadonlySet<OutputPath> {
  const stood = (folder: OutputPath) => (folder === '' ? !isEmpty : kind(folder) === 'folder');
  const found = new Set([...before.found].filter(stood));
  // The output folder itself is someone else's if anything was in it before the first build.
  if (before.files.size === 0 && !isEmpty) found.add('');
  const used = new Set<OutputPath>();
  for (const path of puts.keys()) if (!before.files.has(path)) addParents(path, used);
  if (used.size === 0) return found;
  const ours = new Set<OutputPath>();
  for (const path of before.files.keys()) addParents(path, ours);
  for (const [path, put] of puts) if (put.status !== 'added') addParents(path, ours);
  for (const folder of used) if (!ours.has(folder) && stood(folder)) found.add(folder);
  return found;
}

function addParents(path: OutputPath, to: Set<OutputPath>): void {
  for (let folder = parentOf(path); !to.has(folder); folder = parentOf(folder)) to.add(folder);
}
