// A picture of the site's files by size and time, to find what changed without being told: between the opening of the site
// and the moment when the watcher is ready, and again and again where no watcher works. The site is opened from the same
// look at its files, so that each is looked at once.
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { diskFiles, type DiskFiles } from '../files/disk.js';
import { topOf } from '../files/names.js';
import type { Settings } from '../model/config.js';
import type { Listing } from '../model/files.js';
import type { SourcePath } from '../model/paths.js';
import { fileAt, stampOf } from './stamp.js';

/** Of what is no file, such as a link that leads nowhere, what is wrong with it; its path ends with a slash. */
export type Picture = ReadonlyMap<SourcePath, string>;

export interface Look {
  readonly picture: Picture;
  /** Of the folders. */
  readonly listings: ReadonlyMap<SourcePath, Listing>;
  /** When it was begun, in milliseconds since 1970. */
  readonly at: number;
}

/** What every site may have, the small folders first; `static` may be another by the config. '': the files beside the config. */
export const restPaths: readonly SourcePath[] = ['', 'templates', 'data', 'static'];
export const sourcePaths: readonly SourcePath[] = ['posts', 'pages'];

/** What the present config makes a part of the site. */
export interface Followed {
  readonly settings: Pick<Settings, 'static' | 'theme'>;
  /** Files in other folders that the config imports. */
  readonly imports: readonly SourcePath[];
}

/** The folders that a site is made of, and its config if a flag names one; relative to the site. */
export function watchedPaths({ settings, imports }: Followed, config: SourcePath | null): readonly SourcePath[] {
  const named = [settings.theme, config, ...imports].filter((path) => path !== null);
  return [...new Set(['posts', 'pages', 'templates', 'data', settings.static, ...named])];
}

/** Files that a config may import stand beside it. */
export function isBesideConfig(path: SourcePath): boolean {
  return /^[^/]+\.(?:[cm]?[jt]s|json|ya?ml)$/.test(path) && path !== 'package-lock.json';
}

export function takePicture(root: string, paths: readonly SourcePath[]): Picture {
  return lookAt(root, paths).picture;
}

/** `''` among the paths: the files beside the config. */
export function lookAt(root: string, paths: readonly SourcePath[]): Look {
  const at = Date.now();
  const files = diskFiles(root);
  const picture = new Map<SourcePath, string>();
  const listings = new Map<SourcePath, Listing>();
  for (const path of paths) {
    const listing = path === '' ? { files: besideConfig(root), faults: [] } : files.walk(path, hasHidden(path));
    if (path !== '') listings.set(path, listing);
    for (const [fault, what] of faultsIn(listing)) picture.set(fault, what);
    // A path that is a file, such as the config of a flag, is itself.
    const isFile = listing.files.length === 0;
    for (const file of isFile ? [path] : listing.files) {
      const stamp = file.startsWith('../') || isFile ? stampOf(resolve(root, file)) : files.stamp(file);
      if (stamp !== '') picture.set(file, stamp);
    }
  }
  return { picture, listings, at };
}

export function together(...looks: readonly Look[]): Look {
  return {
    picture: new Map(looks.flatMap(({ picture }) => [...picture])),
    listings: new Map(looks.flatMap(({ listings }) => [...listings])),
    at: Math.min(...looks.map(({ at }) => at)),
  };
}

/** The files as they were when they were looked at. Their content is read from the disk. */
export function asSeen(files: DiskFiles, { picture, listings }: Look): DiskFiles {
  return {
    ...files,
    walk: (folder, hidden = false) => (hidden === hasHidden(folder) ? listings.get(folder) : undefined) ?? files.walk(folder, hidden),
    stamp: (path) => picture.get(path) ?? files.stamp(path),
  };
}

/**
 * Of what is no file the folder that it is in: what is to be said of it is found when that is listed. A folder that came is
 * told too: that it was not there may be remembered.
 */
export function differences(before: Picture, after: Picture): readonly SourcePath[] {
  const gone = [...before.keys()].filter((path) => !after.has(path));
  const others = [...after].flatMap(([path, stamp]) => (before.get(path) === stamp ? [] : [path]));
  const folders = foldersIn(before);
  const come = [...foldersIn(after)].filter((folder) => !folders.has(folder));
  return [...come, ...gone, ...others].map((path) =>
    isFault(path) ? path.slice(0, Math.max(path.lastIndexOf('/', path.length - 2), 0)) : path,
  );
}

/** The folders that hold these files, and those above them. */
export function foldersOf(paths: Iterable<SourcePath>): ReadonlySet<SourcePath> {
  const folders = new Set<SourcePath>();
  for (const path of paths) {
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      const folder = path.slice(0, slash);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

/** Those that hold the files of a picture. */
export function foldersIn(picture: Picture): ReadonlySet<SourcePath> {
  return foldersOf([...picture.keys()].filter((path) => !isFault(path)));
}

/** The part of a picture that is no files, for which none of them need be looked at. */
export function faultsBelow(root: string, paths: readonly SourcePath[]): Picture {
  const files = diskFiles(root);
  return new Map(paths.flatMap((path) => (path === '' ? [] : faultsIn(files.walk(path, hasHidden(path))))));
}

export function isFault(path: SourcePath): boolean {
  return path.endsWith('/');
}

/** Without those among the sources. */
export function faultsOf(picture: Picture): Map<SourcePath, string> {
  return new Map([...picture].filter(([path]) => isFault(path) && !isOfPosts(path)));
}

export function isOfPosts(path: SourcePath): boolean {
  return sourcePaths.includes(topOf(path));
}

/** What is in a folder; '': beside the config. */
export function partOf(picture: Picture, folder: SourcePath): Picture {
  return new Map([...picture].filter(([path]) => (folder === '' ? !path.includes('/') : path === folder || path.startsWith(`${folder}/`))));
}

function faultsIn({ faults }: Listing): [SourcePath, string][] {
  return faults.map(({ path, fault, detail }) => [`${path}/`, `${fault} ${detail}`]);
}

/** Only in the folder of static files hidden names mean something, and that may be any other than these. */
function hasHidden(path: SourcePath): boolean {
  return path !== 'posts' && path !== 'pages' && path !== 'templates' && path !== 'data';
}

function besideConfig(root: string): readonly SourcePath[] {
  try {
    return readdirSync(root).filter((name) => isBesideConfig(name) && fileAt(join(root, name)) !== null);
  } catch {
    // The whole site is away for a moment.
    return [];
  }
}
