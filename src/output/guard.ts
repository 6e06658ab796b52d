// Which folders may not be an output folder: those where a list of our files and a stranger's files could be confused to
// someone's harm. Folders are compared as the disk knows them (device and inode), not by how their paths are written.
import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, parse, resolve } from 'node:path';
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js';
import { realPlace } from './place.js';
import { attempt } from './system.js';

export interface OutFolder {
  readonly siteRoot: string;
  /** Absolute or relative to the site. */
  readonly out: string;
  /** Folders of sources, relative to the site; left out: those that every site has. */
  readonly sources?: readonly string[];
}

export type Refusal = 'root' | 'home' | 'site' | 'source' | 'not-a-folder';

const everySite = ['posts', 'pages', 'templates', 'static', 'data'];
const ownFolders = ['.inkstone', '.git', 'node_modules'];

/** null: the folder will do. */
export function guardOut({ siteRoot, out, sources = everySite }: OutFolder): Diagnostic | null {
  const asked = resolve(siteRoot, out);
  return attempt(out, () => {
    // Where the lists of all output folders are kept.
    if (statSync(join(siteRoot, '.inkstone'), { throwIfNoEntry: false })?.isDirectory() === false)
      return diagnostic('cannot-write', { path: '.inkstone', detail: 'ENOTDIR' });
    const refused = refusal(realPlace(siteRoot), realPlace(asked), sources);
    return refused === null ? null : diagnostic('out-refused', { out, reason: refused.reason, folder: refused.folder });
  });
}

function refusal(site: string, out: string, sources: readonly string[]): { reason: Refusal; folder: string } | null {
  if (out === parse(out).root) return { reason: 'root', folder: out };
  const home = homeFolder();
  if (home !== null && isAtOrAbove(out, realPlace(home))) return { reason: 'home', folder: home };
  if (isAtOrAbove(out, site)) return { reason: 'site', folder: site };
  for (const name of [...sources, ...ownFolders]) {
    const source = realPlace(join(site, name));
    if (isAtOrAbove(out, source) || isAtOrAbove(source, out)) return { reason: 'source', folder: name };
  }
  const stat = statSync(out, { throwIfNoEntry: false });
  return stat === undefined || stat.isDirectory() ? null : { reason: 'not-a-folder', folder: out };
}

/** null: a user without one, as in some containers. */
function homeFolder(): string | null {
  try {
    return homedir();
  } catch {
    return null;
  }
}

function isAtOrAbove(upper: string, lower: string): boolean {
  const wanted = identity(upper);
  for (let folder = lower; ; folder = dirname(folder)) {
    if (folder === upper || (wanted !== null && identity(folder) === wanted)) return true;
    if (folder === dirname(folder)) return false;
  }
}

function identity(folder: string): string | null {
  const stat = statSync(folder, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? null : `${stat.dev}:${stat.ino}`;
}
