// What a commit will do, found out before anything is written: what stands in the way, what of others will be replaced,
// which files of ours have no page any more.
import { readFileSync } from 'node:fs';
import { foldName } from '../text/compare.js';
import { digestOf } from '../text/hash.js';
import type { OutputPath } from '../model/paths.js';
import { diskPath, type Place } from './place.js';
import type { Owned, Ownership, Removal } from './record.js';
import { scan, type EntryKind } from './scan.js';
import { look } from './system.js';

export interface Put {
  readonly status: 'added' | 'changed' | 'unchanged';
  readonly owned: Owned;
  /** Number of the staged file; null: what is published is equal. */
  readonly staged: number | null;
  readonly order: number;
  /** A file that no build wrote and that has other content stands there. */
  readonly replaces: OutputPath | null;
}

/** The output folder as it was when the stage was opened, looked at through its own idea of equal names. */
export interface Standing {
  readonly entries: ReadonlyMap<OutputPath, EntryKind>;
  /** The entry that a path means: itself, or on a disk that does not tell case, another spelling. */
  readonly at: (path: OutputPath) => OutputPath | undefined;
}

export interface CommitPlan {
  readonly blocked: readonly { readonly path: OutputPath; readonly by: OutputPath }[];
  readonly clear: readonly Removal[];
  readonly remove: readonly Removal[];
  /** Files of which a copy is kept before they go. */
  readonly save: readonly OutputPath[];
  readonly found: ReadonlySet<OutputPath>;
  readonly removed: number;
  readonly unknown: number;
}

export function standing(place: Place): Standing {
  const entries = scan(place.out);
  if (!foldsCase(place, entries)) return { entries, at: (path) => (entries.has(path) ? path : undefined) };
  const folded = new Map([...entries.keys()].map((path) => [foldName(path), path]));
  return { entries, at: (path) => (entries.has(path) ? path : folded.get(foldName(path))) };
}

/** Asks the disk: is a name that is there also there in another case, and is it the same file? */
function foldsCase(place: Place, entries: Standing['entries']): boolean {
  for (const path of entries.keys()) {
    const swapped = path === path.toLowerCase() ? path.toUpperCase() : path.toLowerCase();
    if (swapped === path || entries.has(swapped)) continue;
    const other = look(diskPath(place, swapped));
    return other !== undefined && other.ino === look(diskPath(place, path))?.ino;
  }
  return false;
}

export function planCommit(place: Place, before: Ownership, standing: Standing, puts: ReadonlyMap<OutputPath, Put>): CommitPlan {
  const { entries, at } = standing;
  const inTheWay = findObstacles(place, before, standing, puts);
  const respelled = new Set<OutputPath>();
  const save: OutputPath[] = [];
  for (const [path, put] of puts) {
    if (put.replaces !== null) save.push(put.replaces);
    const old = put.staged === null ? path : at(path);
    if (old !== undefined && old !== path) respelled.add(old);
  }
  const clear: Removal[] = [];
  const remove: Removal[] = [];
  for (const [path, owned] of before.files) {
    const stat = puts.has(path) || entries.get(path) !== 'file' ? undefined : look(diskPath(place, path));
    if (stat === undefined || !stat.isFile()) continue;
    const removal: Removal = { path, size: stat.size, mtime: stat.mtimeMs };
    if (isEdited(place, removal, owned)) save.push(path);
    (respelled.has(path) || inTheWay.ours.has(path) ? clear : remove).push(removal);
  }
  let unknown = 0;
  for (const [path, kind] of entries) {
    if ((kind === 'file' || kind === 'link' || kind === 'other') && !before.files.has(path) && !puts.has(path)) unknown++;
  }
  const removed = remove.length + clear.filter(({ path }) => !respelled.has(path)).length;
  return { blocked: inTheWay.blocked, clear, remove, save, found: foundFolders(before, entries, puts), removed, unknown };
}

interface Obstacles {
  readonly blocked: { path: OutputPath; by: OutputPath }[];
  /** Files of earlier builds that have to go before something can come. */
  readonly ours: Set<OutputPath>;
}

/** A file where a folder must come, or the reverse. What is ours is cleared, what is not is an error. */
function findObstacles(place: Place, before: Ownership, { entries, at }: Standing, puts: ReadonlyMap<OutputPath, Put>): Obstacles {
  const found: Obstacles = { blocked: [], ours: new Set() };
  const isOurs = (path: OutputPath) => before.files.has(path) && !puts.has(path);
  const checked = new Set<OutputPath>(['']);
  for (const path of puts.keys()) {
    const own = at(path);
    const kind = own === undefined ? undefined : entries.get(own);
    if (kind === 'folder') checkFolder(path, own!);
    else if (kind !== undefined && kind !== 'file') found.blocked.push({ path, by: own! });
    for (let folder = parentOf(path); !checked.has(folder); folder = parentOf(folder)) {
      checked.add(folder);
      const there = at(folder);
      if (there === undefined || entries.get(there) === 'folder') continue;
      if (entries.get(there) === 'file' && isOurs(there)) found.ours.add(there);
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

/** Folders that were there before us. One that holds a file of ours, or of the same content, was ours before. */
function foundFolders(before: Ownership, entries: Standing['entries'], puts: ReadonlyMap<OutputPath, Put>): ReadonlySet<OutputPath> {
  const ours = new Set<OutputPath>();
  for (const path of before.files.keys()) addParents(path, ours);
  for (const [path, put] of puts) if (put.status === 'unchanged') addParents(path, ours);
  const used = new Set<OutputPath>();
  for (const path of puts.keys()) addParents(path, used);
  const found = new Set<OutputPath>();
  for (const folder of used) {
    const stood = folder === '' ? entries.size > 0 : entries.get(folder) === 'folder';
    if (before.found.has(folder) || (stood && !ours.has(folder))) found.add(folder);
  }
  return found;
}

function addParents(path: OutputPath, to: Set<OutputPath>): void {
  for (let folder = parentOf(path); !to.has(folder); folder = parentOf(folder)) to.add(folder);
}

/** '' is the output folder itself, and its own parent. */
export function parentOf(path: OutputPath): OutputPath {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}
