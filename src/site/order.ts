// The one total order of posts, the same on every machine, and how a list in such an order is brought up to date.
import { compareText, placeFor } from '../text/compare.js';
import type { Post } from '../model/post.js';

/** Pinned first (highest pin first), then newest first, undated last, then by path. */
export function comparePosts(a: Post, b: Post): number {
  return b.pin - a.pin || compareDates(a, b) || compareText(a.id, b.id);
}

/** The same without pins: archive, neighbours, feeds. */
export function compareByDate(a: Post, b: Post): number {
  return compareDates(a, b) || compareText(a.id, b.id);
}

/** Pages and menus: by weight (unweighted last), then title, then path. */
export function compareByWeight(a: Post, b: Post): number {
  return (a.weight ?? Infinity) - (b.weight ?? Infinity) || compareText(a.title, b.title) || compareText(a.id, b.id);
}

/** Within a series: by `order`, then oldest first, undated last. */
export function compareInSeries(a: Post, b: Post): number {
  if (a.order !== b.order) return (a.order ?? Infinity) - (b.order ?? Infinity);
  const dates = compareDates(a, b);
  return (a.date === null || b.date === null ? dates : -dates) || compareText(a.id, b.id);
}

export type Compare = (a: Post, b: Post) => number;

/** What makes one list of posts of another; an edited post went and came. */
export interface Change {
  readonly gone: ReadonlySet<Post>;
  /** In the site's order. */
  readonly come: readonly Post[];
}

export function changeBetween(before: readonly Post[], now: readonly Post[]): Change {
  const gone = new Set(before);
  const come = now.filter((post) => !gone.delete(post));
  return { gone, come: come.sort(comparePosts) };
}

/** What sorting would give; `before` is in order already. */
export function merged(before: readonly Post[], { gone, come }: Change, compare: Compare): readonly Post[] {
  // In another order than the site's they are nearly sorted, and that is linear.
  const fresh = compare === comparePosts ? come : [...come].sort(compare);
  // A copy takes no more memory than it needs.
  if (before.length === 0) return fresh.slice();
  const all: Post[] = [];
  let next = 0;
  for (const post of before) {
    if (gone.has(post)) continue;
    while (next < fresh.length && compare(fresh[next]!, post) < 0) all.push(fresh[next++]!);
    all.push(post);
  }
  return next === fresh.length ? all : all.concat(fresh.slice(next));
}

/** Where a post stands in a list that is in this order; -1: nowhere. */
export function placeIn(posts: readonly Post[], post: Post, compare: Compare): number {
  const at = placeFor(post, posts, compare);
  return posts[at]?.id === post.id ? at : -1;
}

function compareDates(a: Post, b: Post): number {
  if (a.date === null || b.date === null) return Number(a.date === null) - Number(b.date === null);
  return b.date.instant - a.date.instant;
}
