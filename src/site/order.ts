// The one total order of posts, the same on every machine.
import { compareText } from '../text/compare.js';
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

function compareDates(a: Post, b: Post): number {
  if (a.date === null || b.date === null) return Number(a.date === null) - Number(b.date === null);
  return b.date.instant - a.date.instant;
}
