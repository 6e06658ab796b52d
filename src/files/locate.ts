// From a source path to a place on the disk: names are NFC here and may be NFD there; the top folder (or a file beside it)
// may be a link to anywhere, a link further inside may not lead out of its top folder.
import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { sep } from 'node:path';
import type { FileFault } from '../model/files.js';
import type { SourcePath } from '../model/paths.js';
import { pathFault, topOf } from './names.js';

/** What is known of one root. Filled while looking, forgotten when a folder is listed anew. */
export interface Tree {
  readonly root: string;
  /** Folders that have been checked, and where they are. */
  readonly folders: Map<SourcePath, string | FileFault>;
  /** Real places of top folders, with a separator at the end. */
  readonly tops: Map<string, string>;
  /** Names of a folder that are not NFC on the disk. */
  readonly spellings: Map<SourcePath, ReadonlyMap<string, string>>;
}

export function openTree(root: string): Tree {
  return { root, folders: new Map(), tops: new Map(), spellings: new Map() };
}

/** What was known of a top folder may have changed since ('' for all of them). */
export function forget(tree: Tree, top: string): void {
  for (const known of [tree.folders, tree.tops, tree.spellings]) {
    if (top === '') known.clear();
    else for (const path of known.keys()) if (topOf(path) === top) known.delete(path);
  }
}

/** Where a path would be on the disk, its last part not yet looked at. */
export function placeOf(tree: Tree, path: SourcePath): string | FileFault {
  const fault = pathFault(path);
  if (fault !== null) return fault;
  const slash = path.lastIndexOf('/');
  const folder = folderPlace(tree, slash < 0 ? '' : path.slice(0, slash));
  return typeof folder === 'string' ? folder + sep + spelled(tree, path) : { ...folder, path };
}

/** Where a folder is on the disk, every link on the way checked. */
export function folderPlace(tree: Tree, folder: SourcePath): string | FileFault {
  if (folder === '') return tree.root;
  let place = tree.folders.get(folder);
  // What is not there may come, and be told of by what is in it, before it is listed.
  if (typeof place !== 'string') tree.folders.set(folder, (place = checkFolder(tree, folder)));
  return place;
}

function checkFolder(tree: Tree, folder: SourcePath): string | FileFault {
  const place = placeOf(tree, folder);
  if (typeof place !== 'string') return place;
  try {
    if (topOf(folder) === folder) return statSync(place).isDirectory() ? place : { fault: 'missing', path: folder, detail: 'ENOTDIR' };
    const stat = lstatSync(place);
    if (stat.isDirectory()) return place;
    if (stat.isSymbolicLink()) return followLink(tree, folder, place);
    return { fault: 'missing', path: folder, detail: 'ENOTDIR' };
  } catch (error) {
    const other = otherSpelling(tree, folder, error);
    return other === null ? systemFault(folder, error) : checkFolder(tree, folder);
  }
}

/** The real place of a link inside a top folder, or why it is not followed. */
export function followLink(tree: Tree, path: SourcePath, place: string): string | FileFault {
  try {
    const real = realpathSync.native(place);
    return (real + sep).startsWith(realTop(tree, topOf(path))) ? real : { fault: 'leads-outside', path, detail: 'ELOOP' };
  } catch (error) {
    return systemFault(path, error);
  }
}

function realTop(tree: Tree, top: string): string {
  let real = tree.tops.get(top);
  if (real === undefined) {
    const place = placeOf(tree, top);
    real = realpathSync.native(typeof place === 'string' ? place : tree.root);
    tree.tops.set(top, (real = real.endsWith(sep) ? real : real + sep));
  }
  return real;
}

/** After ENOENT: is there a name that differs by its Unicode form only? Then the next look finds it. */
export function otherSpelling(tree: Tree, path: SourcePath, error: unknown): string | null {
  if (codeOf(error) !== 'ENOENT' || !/[^\0-\x7f]/.test(path)) return null;
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  if (tree.spellings.has(folder)) return null;
  const place = folderPlace(tree, folder);
  if (typeof place !== 'string') return null;
  const names = new Map<string, string>();
  try {
    for (const name of readdirSync(place)) if (name !== name.normalize('NFC')) names.set(name.normalize('NFC'), name);
  } catch {
    // A folder that cannot be listed has no other spellings to offer; the first fault stands.
  }
  tree.spellings.set(folder, names);
  return names.get(path.slice(path.lastIndexOf('/') + 1)) ?? null;
}

function spelled(tree: Tree, path: SourcePath): string {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  if (tree.spellings.size === 0) return name;
  return tree.spellings.get(slash < 0 ? '' : path.slice(0, slash))?.get(name) ?? name;
}

export function systemFault(path: SourcePath, error: unknown): FileFault {
  const detail = codeOf(error);
  if (detail === 'ENOENT' || detail === 'ENOTDIR' || detail === 'ENAMETOOLONG') return { fault: 'missing', path, detail };
  if (detail === 'ELOOP') return { fault: 'link-loop', path, detail };
  if (detail === 'EISDIR' || detail === 'ENXIO') return { fault: 'not-a-file', path, detail };
  return { fault: 'unreadable', path, detail };
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error);
}
