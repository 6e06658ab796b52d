// Posts that have most in common with one: by the tags and categories of both, of which rare ones say more. Only those near
// it in the list of each term are looked at, so that ten thousand posts of one category cost no more than twenty.
import type { Post } from '../model/post.js';
import type { Site, Term } from '../model/site.js';
import { compareByDate, comparePosts } from './order.js';

const most = 3;
/** So many before and behind it in each list. */
const near = 10;

/** Best first, then newest; without those that its page links to anyway: its neighbours by date, and its series. */
export function relatedTo(post: Post, site: Site): readonly Post[] {
  const own = termsOf(post, site);
  if (own.size === 0) return [];
  const place = site.placeOf.get(post.id)!;
  const passed = new Set([post, site.byDate[place - 1], site.byDate[place + 1]]);
  const scores = new Map<Post, number>();
  for (const term of own) {
    const at = placeIn(term.posts, post);
    for (const other of term.posts.slice(Math.max(0, at - near), at + near + 1)) {
      if (passed.has(other) || (post.series !== null && other.series === post.series)) continue;
      passed.add(other);
      scores.set(other, scoreOf(termsOf(other, site), own));
    }
  }
  return [...scores]
    .sort(([a, x], [b, y]) => y - x || compareByDate(a, b))
    .slice(0, most)
    .map(([other]) => other);
}

function termsOf({ id }: Post, { termsOf }: Site): ReadonlySet<Term> {
  const terms = termsOf.get(id);
  return new Set(terms === undefined ? [] : [...terms.tags, ...terms.categories]);
}

function scoreOf(terms: ReadonlySet<Term>, own: ReadonlySet<Term>): number {
  let score = 0;
  for (const term of terms) if (own.has(term)) score += 1 / term.posts.length;
  return score;
}

/** Lists of terms are in the order of the site. */
function placeIn(posts: readonly Post[], post: Post): number {
  let low = 0;
  let high = posts.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comparePosts(posts[middle]!, post) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
