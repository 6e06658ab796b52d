// Posts that have most in common with one: by the tags and categories of both, of which rare ones say more. Only those near
// it in the list of each term are looked at, so that ten thousand posts of one category cost no more than ten.
import type { Post } from '../model/post.js';
import type { Site, Term } from '../model/site.js';
import { compareByDate, comparePosts } from './order.js';

const most = 3;
/** So many before and behind it in each list. */
const near = 5;

/** Best first, then newest; without those that its page links to anyway: its neighbours by date, and its series. */
export function relatedTo(post: Post, site: Site): readonly Post[] {
  const { tags, categories } = site.termsOf.get(post.id)!;
  const own = new Set([...tags, ...categories]);
  const place = site.placeOf.get(post.id)!;
  const passed = new Set([post, site.byDate[place - 1], site.byDate[place + 1]]);
  const best: { readonly other: Post; readonly score: number }[] = [];
  for (const { posts } of own) {
    const at = placeIn(posts, post);
    for (let i = Math.max(0, at - near); i <= Math.min(at + near, posts.length - 1); i++) {
      const other = posts[i]!;
      if (passed.has(other)) continue;
      passed.add(other);
      if (post.series !== null && other.series === post.series) continue;
      const terms = site.termsOf.get(other.id)!;
      const score = common(terms.tags, own) + common(terms.categories, own);
      // To keep three is quicker than to sort fifty.
      const behind = best.findIndex((one) => score > one.score || (score === one.score && compareByDate(other, one.other) < 0));
      if (behind < 0 && best.length === most) continue;
      best.splice(behind < 0 ? best.length : behind, 0, { other, score });
      best.length = Math.min(best.length, most);
    }
  }
  return best.map(({ other }) => other);
}

function common(terms: readonly Term[], own: ReadonlySet<Term>): number {
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
