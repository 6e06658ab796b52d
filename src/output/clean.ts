// Takes back what builds wrote, and nothing else: files that are still as they were left, folders of ours that are empty
// then, and `.inkstone/` itself. A file that someone has changed since is theirs, and is named.
import { existsSync, readdirSync, rmSync, unlinkSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { compareText } from '../text/compare.js';
import { diagnostic, Fault, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { OutputPath } from '../model/paths.js';
import { recover, removeEmptied } from './apply.js';
import { guardOut, type OutFolder } from './guard.js';
import { acquireLock } from './lock.js';
import { diskPath, parentOf, placeOf, shown, type Place } from './place.js';
import { isEdited } from './plan.js';
import { nothing, outputOf, readOwnership, type Ownership } from './record.js';
import { isApart, scan } from './scan.js';
import { attempt, look, removeIfEmpty } from './system.js';

export interface CleanOptions extends OutFolder {
  /** Also files that no build wrote, and those changed by hand; never `.git` or `.gitkeep`. */
  readonly unknown: boolean;
}

export interface CleanReport {
  readonly removed: number;
  /** Files that a build wrote and someone changed since; they stay. */
  readonly kept: readonly OutputPath[];
  /** Files that no build wrote and that are still there. */
  readonly unknown: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** Takes the lock itself. Throws a `Fault` for a folder that no build would write to. */
export function cleanOutput(options: CleanOptions): CleanReport {
  const refused = guardOut(options);
  if (refused !== null) throw new Fault(refused);
  const lock = acquireLock(options.siteRoot);
  try {
    const place = placeOf(options.siteRoot, options.out);
    recover(place);
    const owned = readOwnership(place) ?? nothing;
    const { removed, kept } = removeOwned(place, owned, options.unknown);
    const others = options.unknown ? attempt(place.name, () => removeUnknown(place.out)) : 0;
    const isLink = look(resolve(options.siteRoot, options.out))?.isSymbolicLink() === true;
    // An output folder that a build made goes too; one that was there, or that is a link or a mount, stays.
    if (!isLink && owned.files.size > 0 && !owned.found.has('')) removeIfEmpty(place.out);
    const unknown = [...scan(place.out)].filter(([path, kind]) => kind !== 'folder' && kind !== 'apart' && !kept.includes(path)).length;
    const copies = removeState(place);
    return { removed: removed + others, kept, unknown, diagnostics: diagnosticsOf(place, kept, copies) };
  } finally {
    lock.release();
    removeIfEmpty(join(options.siteRoot, '.inkstone'));
  }
}

function removeOwned(place: Place, owned: Ownership, changedToo: boolean): { removed: number; kept: OutputPath[] } {
  const kept: OutputPath[] = [];
  let removed = 0;
  for (const [path, left] of owned.files) {
    attempt(shown(place, path), () => {
      const disk = diskPath(place, path);
      const stat = look(disk);
      if (stat === undefined || !stat.isFile()) return;
      if (!changedToo && isEdited(place, { path, size: stat.size, mtime: stat.mtimeMs }, left)) return void kept.push(path);
      unlinkSync(disk);
      removed++;
    });
  }
  removeEmptied(place, new Set([...owned.files.keys()].map(parentOf)), owned.found);
  return { removed, kept: kept.sort(compareText) };
}

/** Everything but what git needs; links are removed, not followed. */
function removeUnknown(folder: string): number {
  let removed = 0;
  for (const entry of existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []) {
    if (isApart(entry.name)) continue;
    const path = folder + sep + entry.name;
    if (entry.isDirectory()) {
      removed += removeUnknown(path);
      removeIfEmpty(path);
    } else {
      unlinkSync(path);
      removed++;
    }
  }
  return removed;
}

/** All of `.inkstone/` but the lock, people's own files kept in `replaced/`, and the lists of other output folders. */
function removeState(place: Place): boolean {
  const inkstone = join(place.site, '.inkstone');
  return attempt('.inkstone', () => {
    const copies = scan(place.replaced).size > 0;
    for (const name of readdirSync(inkstone)) {
      if (name === 'lock' || name === 'outputs' || (name === 'replaced' && copies)) continue;
      rmSync(join(inkstone, name), { recursive: true, force: true });
    }
    const outputs = join(inkstone, 'outputs');
    for (const name of existsSync(outputs) ? readdirSync(outputs) : []) {
      const state = join(outputs, name);
      const out = state === place.state ? null : outputOf(state);
      if (out === null || !existsSync(resolve(place.site, out))) rmSync(state, { recursive: true, force: true });
    }
    removeIfEmpty(outputs);
    return copies;
  });
}

function diagnosticsOf(place: Place, kept: readonly OutputPath[], copies: boolean): Diagnostic[] {
  const paths = kept.slice(0, 3).map((path) => shown(place, path));
  return [
    ...(kept.length === 0 ? [] : [diagnostic('kept-changed', { paths, count: kept.length })]),
    ...(copies ? [diagnostic('kept-copies', { folder: '.inkstone/replaced' })] : []),
  ];
}
