// Which posts stand below one as like it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexSite } from '../../../src/site/index-site.js';
import { relatedTo } from '../../../src/site/related.js';
import type { Post } from '../../../src/model/post.js';
import { makeConfig, makePost, postDate } from '../../support/posts.js';

const site = (posts: readonly Post[]) => indexSite(posts, {}, makeConfig(), Date.UTC(2025, 0)).value;
const post = (day: number, own: Partial<Post>) =>
  makePost(`posts/${day}.md`, { date: postDate(`2024-01-${String(day).padStart(2, '0')}`), ...own });
const related = (posts: readonly Post[], day: number) => {
  const found = site(posts);
  return relatedTo(found.byId.get(`posts/${day}.md`)!, found).map(({ id }) => id);
};

test('those that share rare tags come first, then the newest; neighbours and the own series are linked already', () => {
  const posts = [
    post(1, { tags: ['ink'] }),
    post(2, { tags: ['ink', 'rare'] }),
    post(3, { tags: ['ink'], series: 'S' }),
    post(4, { tags: ['stone'] }),
    post(5, { tags: ['ink', 'rare'], series: 'S' }),
    post(6, { tags: ['ink', 'rare'] }),
    post(7, { categories: [['A']] }),
    post(8, { tags: ['ink'] }),
    post(9, { tags: ['ink'] }),
  ];
  expect(related(posts, 5)).toEqual(['posts/2.md', 'posts/9.md', 'posts/8.md']);
  expect(related(posts, 7)).toEqual([]);
});

test('never itself, never twice, each with a term in common', () => {
  const tags = fc.subarray(['a', 'b', 'c', 'd']);
  const blog = fc.array(fc.record({ tags, pin: fc.constantFrom(0, 1) }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(blog, (records) => {
      const found = site(
        records.map((own, i) => makePost(`posts/${i}.md`, { ...own, date: postDate(`2024-01-${String((i % 28) + 1).padStart(2, '0')}`) })),
      );
      for (const one of found.posts) {
        const like = relatedTo(one, found);
        expect(like.length).toBeLessThanOrEqual(3);
        expect(new Set([one, ...like]).size).toBe(like.length + 1);
        for (const other of like) expect(other.tags.some((tag) => one.tags.includes(tag))).toBe(true);
      }
    }),
    { numRuns: 50 },
  );
});
