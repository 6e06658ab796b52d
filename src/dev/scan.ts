// A picture of the site's files by size and time, to find what changed without being told: between the opening of the site
// and the moment when the watcher is ready, and again and again where no watcher works.
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { diskFiles } from '../files/disk.js';
import type { Settings } from '../model/config.js';
import type { SourcePath } from '../model/paths.js';
import { fileAt, stampOf } from './stamp.js';

export type Picture = ReadonlyMap<SourcePath, string>;

/** The folders that a site is made of, and its config if a flag names one; relative to the site. */
export function watchedPaths(settings: Pick<Settings, 'static' | 'theme'>, config: SourcePath | null): readonly SourcePath[] {
  const named = [settings.theme, config].filter((path) => path !== null);
  return [...new Set(['posts', 'pages', 'templates', 'data', settings.static, ...named])];
}

/** Files that a config may import stand beside it. */
export function isBesideConfig(path: SourcePath): boolean {
  return /^[^/]+\.(?:[cm]?[jt]s|json|ya?ml)$/.test(path) && path !== 'package-lock.json';
}

/** `''` among the paths: the files beside the config. */
export function takePicture(root: string, paths: readonly SourcePath[]): Picture {
  const files = diskFiles(root);
  const picture = new Map<SourcePath, string>();
  for (const path of paths) {
    const inside = path === '' ? besideConfig(root) : files.walk(path, true).files;
    // A path that is a file, such as the config of a flag, is itself.
    for (const file of inside.length === 0 ? [path] : inside) {
      const stamp = file.startsWith('../') || inside.length === 0 ? stampOf(resolve(root, file)) : files.stamp(file);
      if (stamp !== '') picture.set(file, stamp);
    }
  }
  return picture;
}

export function differences(before: Picture, after: Picture): readonly SourcePath[] {
  const gone = [...before.keys()].filter((path) => !after.has(path));
  return [...gone, ...[...after].flatMap(([path, stamp]) => (before.get(path) === stamp ? [] : [path]))];
}

function besideConfig(root: string): readonly SourcePath[] {
  try {
    return readdirSync(root).filter((name) => isBesideConfig(name) && fileAt(join(root, name)) !== null);
  } catch {
    // The whole site is away for a moment.
    return [];
  }
}
