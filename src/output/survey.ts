// What stands in an output folder, found out by a thread of its own while the build goes on (`workers/surveyor.ts`): after one
// edit in a large site, these many looks at the disk would take a quarter of the time. It begins when an interrupted commit
// has been finished, under the lock of the build, so nobody but strangers changes the folder before the commit.
import type { OutputPath } from '../model/paths.js';
import { diskPath, type Place } from './place.js';
import type { Owned, Ownership } from './record.js';
import { scan, type EntryKind } from './scan.js';
import { look } from './system.js';

export interface Survey {
  /** Files that no build wrote; null: not known, or not yet. */
  readonly strangers: () => readonly OutputPath[] | null;
  /** Files that are not as a build left them; null: not known, or not yet. */
  readonly touched: () => ReadonlySet<OutputPath> | null;
  /** Resolve when it is known, or will never be. */
  readonly afterTouched: () => Promise<void>;
  readonly afterStrangers: () => Promise<void>;
}

export function strangersIn({ out }: Place, files: Ownership['files']): readonly OutputPath[] {
  return [...scan(out)].filter(([path, kind]) => isFile(kind) && !files.has(path)).map(([path]) => path);
}

export function touchedIn(place: Place, files: Ownership['files']): readonly OutputPath[] {
  return [...files].filter(([path, owned]) => !isAsLeft(look(diskPath(place, path)), owned)).map(([path]) => path);
}

/** Counted, if no build wrote it. */
export function isFile(kind: EntryKind): boolean {
  return kind === 'file' || kind === 'link' || kind === 'other';
}

/** Size and time say so: then its content is what its mark stands for. */
export function isAsLeft(stat: ReturnType<typeof look>, [size, mtime]: Owned): boolean {
  return stat?.isFile() === true && stat.size === size && stat.mtimeMs === mtime;
}
