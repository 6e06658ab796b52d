// The files below a folder. Hand-written: `recursive: true` of Node is seven times slower and follows no rule of ours.
import { lstatSync, readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { sep } from 'node:path';
import { compareText, sortTexts } from '../text/compare.js';
import type { FileFault, Listing } from '../model/files.js';
import type { SourcePath } from '../model/paths.js';
import { codeOf, folderPlace, followLink, forget, systemFault, type Tree } from './locate.js';
import { isListed, nameFault, pathFault, printable, topOf } from './names.js';

/** Links to one folder that are followed; more could only multiply for ever (links within links within links). */
const linksToOneFolder = 64;

interface Walk {
  readonly tree: Tree;
  readonly hidden: boolean;
  readonly files: SourcePath[];
  readonly faults: FileFault[];
  /** How often each real folder has been entered through a link. */
  readonly entered: Map<string, number>;
}

/** `trail`: real places of the folders from which a link was followed to come here, the present one last. */
interface Place {
  readonly path: SourcePath;
  readonly disk: string;
  readonly trail: readonly string[];
}

export function walkFolder(tree: Tree, folder: SourcePath, hidden: boolean): Listing {
  const walk: Walk = { tree, hidden, files: [], faults: [], entered: new Map() };
  forget(tree, topOf(folder));
  const disk = folder === '' ? tree.root : (pathFault(folder) ?? folderPlace(tree, folder));
  if (typeof disk !== 'string') {
    if (!isAbsent(tree, folder, disk)) walk.faults.push(disk);
  } else {
    try {
      list(walk, { path: folder, disk, trail: [realpathSync.native(disk)] }, true);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') walk.faults.push(systemFault(folder, error));
    }
  }
  sortTexts(walk.files);
  walk.faults.sort((a, b) => compareText(a.path, b.path));
  return { files: walk.files, faults: walk.faults };
}

/** Nothing of that name. A link that leads nowhere is not nothing: a notes folder may have been unplugged. */
function isAbsent(tree: Tree, folder: SourcePath, fault: FileFault): boolean {
  if (fault.fault !== 'missing' || fault.detail !== 'ENOENT') return false;
  const parent = folderPlace(tree, folder.slice(0, Math.max(0, folder.lastIndexOf('/'))));
  if (typeof parent !== 'string') return true;
  return lstatSync(parent + sep + folder.slice(folder.lastIndexOf('/') + 1), { throwIfNoEntry: false }) === undefined;
}

function list(walk: Walk, place: Place, isTop = false): void {
  let entries: Dirent[];
  try {
    entries = readdirSync(place.disk, { withFileTypes: true });
  } catch (error) {
    // A folder that went away while we were looking at its neighbours is simply gone.
    if (isTop || codeOf(error) !== 'ENOENT') walk.faults.push({ fault: 'unreadable', path: place.path, detail: codeOf(error) });
    return;
  }
  const names = spellingsOf(walk, place, entries);
  for (const entry of entries) {
    const name = names?.get(entry.name) ?? entry.name;
    if (!isListed(name, walk.hidden)) continue;
    const path = place.path === '' ? name : `${place.path}/${name}`;
    const bad = nameFault(name);
    if (name === '') walk.faults.push({ fault: 'twin-name', path: path + entry.name.normalize('NFC'), detail: entry.name });
    else if (bad !== null) walk.faults.push({ fault: 'bad-name', path: printable(path), detail: bad });
    else if (entry.isFile()) walk.files.push(path);
    else visit(walk, { path, disk: place.disk + sep + entry.name, trail: place.trail }, entry);
  }
}

/** Names that are not NFC on the disk → NFC, or '' where a file of the NFC name stands beside; null: there are none. */
function spellingsOf(walk: Walk, { path }: Place, entries: readonly Dirent[]): ReadonlyMap<string, string> | null {
  const odd = entries.filter(({ name }) => /[^\0-\x7f]/.test(name) && name !== name.normalize('NFC'));
  const taken = new Set(odd.length === 0 ? [] : entries.map(({ name }) => name));
  const names = new Map<string, string>();
  const onDisk = new Map<string, string>();
  for (const { name } of odd.sort((a, b) => compareText(a.name, b.name))) {
    const composed = name.normalize('NFC');
    if (taken.has(composed)) names.set(name, '');
    else {
      taken.add(composed);
      names.set(name, composed);
      onDisk.set(composed, name);
    }
  }
  walk.tree.spellings.set(path, onDisk);
  return names.size === 0 ? null : names;
}

function visit(walk: Walk, place: Place, entry: Dirent): void {
  const { path, disk } = place;
  if (entry.isDirectory()) {
    walk.tree.folders.set(path, disk);
    const here = place.trail.at(-1)! + sep + entry.name;
    list(walk, { path, disk, trail: [...place.trail.slice(0, -1), here] });
  } else if (entry.isSymbolicLink()) visitLink(walk, place);
  else walk.faults.push({ fault: 'not-a-file', path, detail: entry.isFIFO() ? 'FIFO' : entry.isSocket() ? 'socket' : 'device' });
}

function visitLink(walk: Walk, { path, disk, trail }: Place): void {
  // What stands directly in the root is a top folder or file of its own and may lie elsewhere.
  const real = topOf(path) === path ? realOrFault(path, disk) : followLink(walk.tree, path, disk);
  if (typeof real !== 'string') {
    walk.faults.push(real);
    return;
  }
  const stat = statSync(real, { throwIfNoEntry: false });
  if (stat?.isFile()) walk.files.push(path);
  else if (stat?.isDirectory() !== true) walk.faults.push({ fault: 'not-a-file', path, detail: 'device' });
  else {
    const times = (walk.entered.get(real) ?? 0) + 1;
    walk.entered.set(real, times);
    const isLoop = times > linksToOneFolder || trail.some((place) => (place + sep).startsWith(real + sep));
    if (isLoop) walk.faults.push({ fault: 'link-loop', path, detail: 'ELOOP' });
    else {
      walk.tree.folders.set(path, real);
      list(walk, { path, disk: real, trail: [...trail, real] });
    }
  }
}

function realOrFault(path: SourcePath, disk: string): string | FileFault {
  try {
    return realpathSync.native(disk);
  } catch (error) {
    return systemFault(path, error);
  }
}
