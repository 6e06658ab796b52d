// Which places of the disk are the site's to watch: what is in its folders and what leads there, without what editors and other
// programs keep beside it, and without what lies behind a link that the site does not follow.
import { realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { topOf } from '../files/names.js';
import type { SourcePath } from '../model/paths.js';
import { isBesideConfig } from './scan.js';

export function toSite(root: string, place: string): SourcePath {
  return relative(root, place).split(sep).join('/').normalize('NFC');
}

/** True for the watched folders, what is in them and what leads to them, and for files beside the config. */
export function concerns(path: SourcePath, watched: readonly SourcePath[]): boolean {
  if (path === '' || isBesideConfig(path)) return true;
  if (ofEditors.test(path)) return false;
  // Hidden files of `static/` are published; elsewhere they are editors' own.
  const isHidden = /(?:^|\/)\.(?!\.?\/)[^/]*/.test(path);
  if (isHidden && !/\/\.(?:well-known|htaccess|nojekyll)/.test(path)) return false;
  return watched.some((top) => top !== '' && (path === top || path.startsWith(`${top}/`) || top.startsWith(`${path}/`)));
}

/** What editors put beside a file while they save it: vim's backup and its trial, JetBrains', Emacs', sed's. */
const ofEditors = /(?:~|___jb_(?:tmp|old)___|\/4913|\/#[^/]*#|\/sed[A-Za-z0-9]{6})$/;

/** A link inside a top folder to what is outside of it: not read, so a whole disk behind it need not be watched. */
export function leadsOut(root: string, path: SourcePath): boolean {
  const top = topOf(path);
  if (path === top || path.startsWith('../')) return false;
  try {
    return !realpathSync(join(root, path)).startsWith(realpathSync(join(root, top)) + sep);
  } catch {
    // It leads nowhere, or has gone.
    return false;
  }
}

/** Of these, links to another device: what is known of the notices of one says nothing of the other. */
export function foreignFolders(root: string, paths: readonly SourcePath[]): readonly SourcePath[] {
  const dev = deviceOf(root);
  return paths.filter((path) => {
    const own = path === '' ? dev : deviceOf(join(root, path));
    return own !== null && own !== dev;
  });
}

function deviceOf(place: string): number | null {
  try {
    return statSync(place).dev;
  } catch {
    return null;
  }
}
