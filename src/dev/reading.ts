// The sources of a site, read by several threads together: each takes the next few that nobody has taken, so that all end at
// the same time, whenever each of them could begin. Of a long file the head is enough for a start; the rest is looked at when
// the site is open.
import { headOf, postOf } from '../build/open-site.js';
import { decode } from '../content/decode.js';
import type { Outcome } from '../diagnostics/diagnostic.js';
import type { Settings } from '../model/config.js';
import type { DiskFiles } from '../files/disk.js';
import type { SourcePath } from '../model/paths.js';
import type { Post } from '../model/post.js';
import { detach } from '../text/detach.js';

export interface Work {
  readonly settings: Settings;
  readonly paths: readonly SourcePath[];
  /** Where the head of a file is enough, its rest is left for later. */
  readonly heads: boolean;
  /** One number: the first path that nobody has taken. */
  readonly next: SharedArrayBuffer;
}

export interface Read extends Outcome<Post | null> {
  /** The file's, from before it was read. */
  readonly stamp: string;
  /** The rest is still to be looked at: `sayingMore`. */
  readonly isHead: boolean;
}

/** Of the disk. */
export type Sources = Pick<DiskFiles, 'readStamped'>;

/** Another thread. */
export interface Reader {
  /** `take`: JSON of some sources as they were read, from the nth on. It ends when all are taken, or the thread has died. */
  readAlong(work: Work, take: (from: number, text: string) => void): Promise<void>;
}

/** So many are taken at once. */
const few = 50;

/** What other threads do. */
export function readAlong(files: Sources, work: Work, say: (from: number, text: string) => void): void {
  for (let from = take(work); from !== null; from = take(work)) {
    const some = work.paths.slice(from, from + few);
    say(from, JSON.stringify(some.map((path) => read(path, files, work))));
  }
}

/** `pause` is waited for after each file. */
export async function readTogether(
  files: Sources,
  { paths, settings, heads }: Omit<Work, 'next'>,
  readers: readonly Reader[],
  pause: () => Promise<void> | undefined,
): Promise<readonly Read[]> {
  const work: Work = { paths, settings, heads, next: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT) };
  const all: (Read | undefined)[] = Array.from({ length: paths.length });
  const theirs = readers.map((reader) =>
    reader.readAlong(work, (from, text) => {
      for (const [i, one] of (JSON.parse(text) as Read[]).entries()) all[from + i] = one;
    }),
  );
  // Others begin at once; the caller may have something else to do still.
  await Promise.resolve();
  for (let from = take(work); from !== null; from = take(work)) await readHere(from, Math.min(from + few, paths.length));
  // A thread that came too late has taken nothing, and is not waited for.
  if (all.includes(undefined)) await Promise.all(theirs);
  // What a thread had taken that died.
  await readHere(0, paths.length);
  return all as Read[];

  async function readHere(from: number, to: number): Promise<void> {
    for (let i = from; i < to; i++) {
      if (all[i] !== undefined) continue;
      const one = read(paths[i]!, files, work);
      all[i] = { ...one, value: detach(one.value) };
      const pausing = pause();
      if (pausing !== undefined) await pausing;
    }
  }
}

/** From where on the next few are this thread's; null: all are taken. */
function take({ paths, next }: Work): number | null {
  const from = Atomics.add(new Int32Array(next), 0, few);
  return from < paths.length ? from : null;
}

function read(path: SourcePath, files: Sources, { settings, heads }: Pick<Work, 'settings' | 'heads'>): Read {
  const { bytes, stamp } = files.readStamped(path);
  const head = heads && bytes instanceof Uint8Array ? headOf(path, bytes, settings) : null;
  if (head !== null) return { value: head, diagnostics: [], stamp, isHead: true };
  return { ...postOf(path, bytes, settings), stamp, isHead: false };
}

/** Files of which the head was read: those of which there is something to say when their rest is looked at, too. */
export function sayingMore(files: Sources, paths: readonly SourcePath[]): readonly SourcePath[] {
  return paths.filter((path) => {
    const { bytes } = files.readStamped(path);
    return bytes instanceof Uint8Array && decode(bytes, path).diagnostics.length > 0;
  });
}
