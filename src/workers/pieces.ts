// Work is taken in pieces from a list that all threads have: whoever is free takes the next. From its end, for there a plan
// has its largest pages (archive, sitemap): the last pieces are small ones, and nobody waits long for another.

/** So many are done before others hear of them. */
const step = 20;

/** How many of a list are taken. */
export type Taken = SharedArrayBuffer;

export function noneTaken(): Taken {
  return new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
}

/** `at`: the index of the first of `some`. */
export async function inPieces<T>(all: readonly T[], taken: Taken, work: (some: readonly T[], at: number) => Promise<void>): Promise<void> {
  const count = new Int32Array(taken);
  for (;;) {
    const end = all.length - Atomics.add(count, 0, step);
    if (end <= 0) return;
    const at = Math.max(0, end - step);
    await work(all.slice(at, end), at);
  }
}
