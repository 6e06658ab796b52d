// The sources of a site, read by several threads together: each takes the next few that nobody has taken, so that all end at
// the same time, whenever each of them could begin.
import { postOf } from '../build/open-site.js';
import type { Outcome } from '../diagnostics/diagnostic.js';
import type { Settings } from '../model/config.js';
import type { Files } from '../model/files.js';
import type { SourcePath } from '../model/paths.js';
import type { Post } from '../model/post.js';
import { detach } from '../text/detach.js';

export interface Work {
  readonly settings: Settings;
  readonly paths: readonly SourcePath[];
  /** One number: the first path that nobody has taken. */
  readonly next: SharedArrayBuffer;
}

export type Read = Outcome<Post | null>;

/** Another thread. */
export interface Reader {
  /** `take`: JSON of some sources as they were read, from the nth on. It ends when all are taken, or the thread has died. */
  readAlong(work: Work, take: (from: number, text: string) => void): Promise<void>;
}

/** So many are taken at once. */
const few = 50;

/** What other threads do. */
export function readAlong(files: Files, work: Work, say: (from: number, text: string) => void): void {
  for (let from = take(work); from !== null; from = take(work)) {
    const some = work.paths.slice(from, from + few);
    say(from, JSON.stringify(some.map((path) => read(path, files, work))));
  }
}

/** `pause` is waited for after each file. */
export async function readTogether(
  files: Files,
  { paths, settings }: Pick<Work, 'paths' | 'settings'>,
  readers: readonly Reader[],
  pause: () => Promise<void> | undefined,
): Promise<readonly Read[]> {
  const work: Work = { paths, settings, next: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT) };
  const all: (Read | undefined)[] = Array.from({ length: paths.length });
  const theirs = readers.map((reader) =>
    reader.readAlong(work, (from, text) => {
      for (const [i, one] of (JSON.parse(text) as Read[]).entries()) all[from + i] = one;
    }),
  );
  for (let from = take(work); from !== null; from = take(work)) await readHere(from, Math.min(from + few, paths.length));
  // A thread that came too late has taken nothing, and is not waited for.
  if (all.includes(undefined)) await Promise.all(theirs);
  // What a thread had taken that died.
  await readHere(0, paths.length);
  return all as Read[];

  async function readHere(from: number, to: number): Promise<void> {
    for (let i = from; i < to; i++) {
      if (all[i] !== undefined) continue;
      const { value, diagnostics } = read(paths[i]!, files, work);
      all[i] = { value: detach(value), diagnostics };
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

function read(path: SourcePath, files: Files, { settings }: Pick<Work, 'settings'>): Read {
  return postOf(path, files.read(path), settings);
}
