// Work is taken in pieces from a list, by all threads from one list or by each from its own: whoever is free takes the next.

/** So many are done before others hear of them. */
const step = 50;

/** Where a list has got to: the index that nobody has taken yet. */
export type Next = SharedArrayBuffer;

export function fromStart(): Next {
  return new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
}

/** `at`: the index of the first of `some`. */
export async function inPieces<T>(all: readonly T[], next: Next, work: (some: readonly T[], at: number) => Promise<void>): Promise<void> {
  const taken = new Int32Array(next);
  for (let at = Atomics.add(taken, 0, step); at < all.length; at = Atomics.add(taken, 0, step)) await work(all.slice(at, at + step), at);
}
