// A post in less memory: most posts share their category and their tags with others, and have no aliases and no other keys.
// What equal parts would take in each of them is a third of a post.
import type { SourcePath } from '../model/paths.js';
import type { Post } from '../model/post.js';
import { sameAsBefore } from '../text/same.js';

/** The same post, with parts that others have too. `id`: its own, as others hold it. */
export function sparing(): (post: Post, id?: SourcePath) => Post {
  const same = sameAsBefore();
  return (post, id = post.id) =>
    Object.freeze({
      ...post,
      id,
      titleFrom: same(post.titleFrom),
      aliases: same(post.aliases),
      categories: same(post.categories),
      tags: same(post.tags),
      data: same(post.data),
    });
}
