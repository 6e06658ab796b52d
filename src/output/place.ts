// Where an output folder is and where its records are kept. `.inkstone/outputs/KEY/` belongs to one output folder: the list
// of files that builds wrote there (`owned.jsonl`), what is staged for it (`stage/`), and the plan of a commit that is
// under way (`journal.jsonl`).
import { readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { diagnostic, Fault } from '../diagnostics/diagnostic.js';
import type { OutputPath } from '../model/paths.js';
import { digestOf } from '../text/hash.js';
import { attempt, look } from './system.js';

/** What stands in an output folder on another device while it is written to, and never afterwards. */
export const innerStage = '.inkstone-stage';

export interface Place {
  /** The site's folder, real. */
  readonly site: string;
  /** The output folder, real; it need not exist yet. */
  readonly out: string;
  /** The same for messages: relative to the site where it lies inside. */
  readonly name: string;
  readonly state: string;
  /** Copies of strangers' files that were replaced. */
  readonly replaced: string;
}

export function placeOf(siteRoot: string, out: string): Place {
  return attempt(siteRoot, () => {
    const site = realpathSync.native(siteRoot);
    const real = realPlace(resolve(siteRoot, out));
    // A site that is moved takes its lists along: an output folder inside it is known by its place in the site.
    const inside = relative(site, real);
    const isInside = inside !== '' && !inside.startsWith('..') && !isAbsolute(inside);
    const name = isInside ? inside.split(sep).join('/') : real;
    const inkstone = join(site, '.inkstone');
    return { site, out: real, name, state: join(inkstone, 'outputs', digestOf(name)), replaced: join(inkstone, 'replaced') };
  });
}

/** The real path of what exists, the rest as it would be made. A link that leads nowhere yet is followed by hand. */
export function realPlace(path: string, hops = 0): string {
  const stat = look(path);
  if (stat?.isSymbolicLink() && statSync(path, { throwIfNoEntry: false }) === undefined) {
    if (hops > 40) throw new Fault(diagnostic('cannot-write', { path, detail: 'ELOOP' }));
    return realPlace(resolve(dirname(path), readlinkSync(path)), hops + 1);
  }
  if (stat !== undefined) return realpathSync.native(path);
  const parent = dirname(path);
  return parent === path ? path : join(realPlace(parent, hops), basename(path));
}

/** True if files can be renamed from `.inkstone` into the output folder, as far as device numbers tell. */
export function isOneDevice({ site, out }: Place): boolean {
  const inkstone = statSync(join(site, '.inkstone'), { throwIfNoEntry: false }) ?? statSync(site);
  return deviceOf(out) === inkstone.dev;
}

function deviceOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.dev ?? deviceOf(dirname(path));
}

/** The path of an output file on this machine. */
export function diskPath({ out }: Place, path: string): string {
  return under(out, path);
}

/** Put together as it stands: an output's path has nothing to be resolved, which would be looked for in each. */
export function under(folder: string, path: string): string {
  return folder + sep + (sep === '/' ? path : path.replaceAll('/', sep));
}

/** How a message names an output file. */
export function shown({ name }: Place, path: string): string {
  return path === '' ? name : `${name}/${path}`;
}

/** An output's path names a place in the output folder, and leads nowhere else. */
export function isInside(path: OutputPath): boolean {
  return path !== '' && !path.includes('\\') && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

/** '' is the output folder itself, and its own parent. */
export function parentOf(path: OutputPath): OutputPath {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}
