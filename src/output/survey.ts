// Which files in an output folder no build wrote, found out by a thread of its own while the build goes on
// (`workers/surveyor.ts`): after one edit in a large site, to list all its folders would take an eighth of the time. It begins when an
// interrupted commit has been finished, under the lock of the build, so nobody but strangers changes the folder before the commit.
import type { OutputPath } from '../model/paths.js';
import type { Place } from './place.js';
import type { Ownership } from './record.js';
import { scan, type EntryKind } from './scan.js';

export interface Survey {
  /** null: not known, or not yet. */
  readonly strangers: () => readonly OutputPath[] | null;
  /** Resolves when they are known, or never will be. */
  readonly done: () => Promise<void>;
}

export function strangersIn({ out }: Place, files: Ownership['files']): readonly OutputPath[] {
  return [...scan(out)].filter(([path, kind]) => isFile(kind) && !files.has(path)).map(([path]) => path);
}

/** Counted, if no build wrote it. */
export function isFile(kind: EntryKind): boolean {
  return kind === 'file' || kind === 'link' || kind === 'other';
}
