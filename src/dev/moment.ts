// How long a site stays as it is without an edit: until the date of the next post of the future comes, or the clock is set back
// behind that of the last one that is past.
import type { Post } from '../model/post.js';

/** In milliseconds since 1970: from the first on, before the second. */
export interface Moment {
  readonly from: number;
  readonly until: number;
}

export function momentOf(posts: Iterable<Post | null>, now: number): Moment {
  let from = -Infinity;
  let until = Infinity;
  for (const post of posts) {
    if (post === null || post.kind !== 'post' || post.date === null) continue;
    const { instant } = post.date;
    if (instant > now) until = Math.min(until, instant);
    else from = Math.max(from, instant);
  }
  return { from, until };
}

export function isPast({ from, until }: Moment, now: number): boolean {
  return now < from || now >= until;
}
