// An index, and a plan, made from the one before is the one that is made from nothing, whatever happened to the posts in between.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planPages, type Plan } from '../../../src/build/plan.js';
import type { Post } from '../../../src/model/post.js';
import { indexSite, type Index } from '../../../src/site/index-site.js';
import { makeConfig, makePost, postDate } from '../../support/posts.js';

const now = Date.UTC(2026, 0, 1);
const names = ['a', 'B', 'b', 'x y', 'x?y', '中'];
const name = fc.constantFrom(...names);
const post: fc.Arbitrary<Post> = fc
  .record({
    at: fc.integer({ min: 0, max: 12 }),
    kind: fc.constantFrom('posts', 'posts', 'posts', 'pages'),
    title: name,
    date: fc.option(fc.constantFrom('2020-01-01', '2020-01-31', '2021-06-01', '2030-01-01')),
    pin: fc.constantFrom(0, 0, 0, 1),
    tags: fc.array(name, { maxLength: 3 }),
    categories: fc.array(fc.array(name, { minLength: 1, maxLength: 3 }), { maxLength: 2 }),
    series: fc.option(name),
    permalink: fc.constantFrom(null, null, null, '/own/', '/../out/'),
    aliases: fc.array(fc.constantFrom('/old/', '/An old one/'), { maxLength: 1 }),
    withheld: fc.constantFrom(null, null, null, 'draft' as const),
  })
  .map(({ at, kind, date, ...own }) => makePost(`${kind}/${at}.md`, { ...own, date: date === null ? null : postDate(date) }));
/** Each edit replaces the posts of these names, or takes them away. */
const edits = fc.array(
  fc.record({ written: fc.array(post, { maxLength: 4 }), removed: fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 2 }) }),
  {
    minLength: 1,
    maxLength: 6,
  },
);

test.each([makeConfig(), makeConfig({ permalink: '/:category/:year/:slug/', drafts: true, future: true, slugs: { b: 'bee' } })])(
  'property: from the index before, and from nothing',
  (config) => {
    fc.assert(
      fc.property(fc.uniqueArray(post, { maxLength: 12, selector: ({ id }) => id }), edits, (first, steps) => {
        const known = new Map(first.map((one) => [one.id, one]));
        let index = indexSite(first, {}, config, now);
        let plan = planPages(index.value, { static: [], theme: [] });
        for (const { written, removed } of steps) {
          for (const one of written) known.set(one.id, one);
          for (const at of removed) known.delete(`posts/${at}.md`);
          const posts = [...known.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
          const drawable = posts.slice(0, 3).map(({ id }) => id);
          index = indexSite(posts, { n: 1 }, config, now, drawable, index);
          expect(plain(index)).toEqual(plain(indexSite(posts, { n: 1 }, config, now, drawable)));
          const own = { static: written.map(({ title }) => `static/tags/${title}/index.html`), theme: ['assets/a.css'] };
          plan = planPages(index.value, own, plan);
          const afresh = planPages(index.value, own);
          const said = ({ value, byKey, collisions, diagnostics }: Plan) => ({
            value: [...value],
            byKey: [...byKey],
            collisions,
            diagnostics,
          });
          expect(said(plan)).toEqual(said(afresh));
        }
      }),
      { numRuns: 100 },
    );
  },
);

test('what no edit touches is shared', () => {
  const config = makeConfig();
  const posts = ['a', 'b', 'c', 'd'].map((tag) => makePost(`posts/${tag}.md`, { tags: [tag], categories: [['all', tag]] }));
  const before = indexSite(posts, {}, config, now);
  const after = indexSite([makePost('posts/a.md', { tags: ['b'] }), ...posts.slice(1)], {}, config, now, [], before);
  const shared = after.value.tags.filter((tag) => before.value.tags.includes(tag)).map((tag) => tag.name);
  expect(shared).toEqual(['c', 'd']);
  expect(after.value.categories[0]!.children.find((term) => term.name === 'c')).toBe(
    before.value.categories[0]!.children.find((term) => term.name === 'c'),
  );
});

test('a plan of the same pages is the plan before', () => {
  const config = makeConfig();
  const posts = Array.from({ length: 5 }, (_, n) => makePost(`posts/${n}.md`));
  const own = { static: [], theme: [] };
  const before = planPages(indexSite(posts, {}, config, now).value, own);
  const titled = indexSite([{ ...posts[0]!, title: 'Another' }, ...posts.slice(1)], {}, config, now);
  expect(planPages(titled.value, own, before).value).toBe(before.value);
});

/** What is found by a key as a list, as its order counts, too; what is said is sorted before it is printed. */
function plain({ value, diagnostics }: Index) {
  const fields = Object.entries(value).map(([key, field]) => [key, isIterable(field) ? [...field] : field] as const);
  return { site: Object.fromEntries(fields), said: diagnostics.map((one) => JSON.stringify(one)).sort() };
}

function isIterable(field: unknown): field is Iterable<unknown> {
  return typeof field === 'object' && field !== null && Symbol.iterator in field;
}
