import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indexSite } from '../../../src/site/index-site.js';
import { termFinder } from '../../../src/site/terms.js';
import type { Config } from '../../../src/model/config.js';
import type { Post } from '../../../src/model/post.js';
import { makeConfig, makePost, postDate } from '../../support/posts.js';

const now = Date.UTC(2026, 0, 1);
const index = (posts: Post[], config: Partial<Config> = {}) => indexSite(posts, {}, makeConfig(config), now);
const ids = (posts: readonly Post[]) => posts.map((post) => post.id);

describe('order', () => {
  const posts = [
    makePost('posts/undated-b.md'),
    makePost('posts/old.md', { date: postDate('2020-01-01') }),
    makePost('posts/pinned.md', { date: postDate('2019-01-01'), pin: 1 }),
    makePost('posts/new-b.md', { date: postDate('2021-01-01') }),
    makePost('posts/new-a.md', { date: postDate('2021-01-01') }),
    makePost('posts/undated-a.md'),
  ];
  const expected = ['posts/pinned.md', 'posts/new-a.md', 'posts/new-b.md', 'posts/old.md', 'posts/undated-a.md', 'posts/undated-b.md'];

  test('pinned first, newest first, undated last, equal dates by path', () => {
    expect(ids(index(posts).value.posts)).toEqual(expected);
  });

  test('pins do not count in the archive and among neighbours', () => {
    expect(ids(index(posts).value.byDate)).toEqual([
      'posts/new-a.md',
      'posts/new-b.md',
      'posts/old.md',
      'posts/pinned.md',
      'posts/undated-a.md',
      'posts/undated-b.md',
    ]);
  });

  test('property: the order in which files are read does not matter', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(posts, { minLength: posts.length }), (shuffled) => {
        expect(ids(index(shuffled).value.posts)).toEqual(expected);
      }),
    );
  });

  test('the instant decides, not the day as written: 01:00 in Shanghai is before 23:00 of the day before in Lisbon', () => {
    const shanghai = makePost('posts/a.md', { date: postDate('2020-05-02', '01:00:00', 480) });
    const lisbon = makePost('posts/b.md', { date: postDate('2020-05-01', '23:00:00', 60) });
    expect(ids(index([shanghai, lisbon]).value.posts)).toEqual(['posts/b.md', 'posts/a.md']);
  });
});

describe('addresses', () => {
  test('an own permalink replaces the pattern', () => {
    expect([...index([makePost('posts/a.md', { permalink: '/about/' })]).value.urls]).toEqual([['posts/a.md', '/about/']]);
  });

  test('one that no file can have is changed, and that is said', () => {
    const { value, diagnostics } = index([makePost('posts/a.md', { permalink: '/about us/' })]);
    expect([...value.urls]).toEqual([['posts/a.md', '/about-us/']]);
    expect(diagnostics).toMatchObject([{ code: 'permalink-changed', data: { permalink: '/about us/', used: '/about-us/' } }]);
  });

  test('one that cannot be an address is an error; the post keeps the address of its name', () => {
    const { value, diagnostics } = index([makePost('posts/a.md', { permalink: '/???/' })]);
    expect([...value.urls]).toEqual([['posts/a.md', '/posts/a/']]);
    expect(diagnostics).toMatchObject([{ code: 'unsafe-path', data: { path: '/???/', from: 'posts/a.md' } }]);
  });

  test('an alias that no file can have is said', () => {
    const { diagnostics } = index([makePost('posts/a.md', { aliases: ['/fine/', '/a:b/', '/???/', '/old.html'] })]);
    expect(diagnostics.map(({ code, data }) => [code, data])).toEqual([
      ['alias-changed', { alias: '/a:b/', used: '/a-b/' }],
      ['alias-changed', { alias: '/???/', used: null }],
    ]);
  });
});

describe('what is held', () => {
  const draft = makePost('posts/draft.md', { withheld: 'draft' });
  const future = makePost('posts/future.md', { date: postDate('2026-01-02') });
  const today = makePost('posts/today.md', { date: postDate('2026-01-01') });

  test('drafts and future posts are held, with the reason; the instant itself is due', () => {
    const { posts, held } = index([draft, future, today]).value;
    expect(ids(posts)).toEqual(['posts/today.md']);
    expect(held.map(({ post, reason }) => [post.id, reason])).toEqual([
      ['posts/draft.md', 'draft'],
      ['posts/future.md', 'future'],
    ]);
  });

  test('asked for, they are shown, and marked as previewed', () => {
    const { posts, held, previewed } = index([draft, future, today], { drafts: true, future: true }).value;
    expect(posts).toHaveLength(3);
    expect(held).toEqual([]);
    expect([...previewed]).toEqual([
      ['posts/draft.md', 'draft'],
      ['posts/future.md', 'future'],
    ]);
  });

  test('a draft of the future needs both', () => {
    const both = makePost('posts/both.md', { withheld: 'draft', date: postDate('2030-01-01') });
    expect(index([both], { drafts: true }).value.posts).toEqual([]);
    expect(index([both], { drafts: true, future: true }).value.posts).toHaveLength(1);
  });

  test('property: every source is either shown or held', () => {
    const source = fc.record({
      withheld: fc.constantFrom(null, 'draft' as const, 'unpublished' as const),
      year: fc.integer({ min: 2020, max: 2030 }),
    });
    fc.assert(
      fc.property(fc.array(source), fc.boolean(), fc.boolean(), (sources, drafts, future) => {
        const posts = sources.map(({ withheld, year }, i) => makePost(`posts/${i}.md`, { withheld, date: postDate(`${year}-06-01`) }));
        const site = index(posts, { drafts, future }).value;
        expect(site.posts.length + site.held.length).toBe(posts.length);
      }),
    );
  });
});

describe('terms', () => {
  test('spellings that differ by case, form or spaces are one term, in the commonest spelling, with a note', () => {
    const posts = [
      makePost('posts/1.md', { tags: ['Docker'] }),
      makePost('posts/2.md', { tags: ['docker'] }),
      makePost('posts/3.md', { tags: ['Docker'] }),
    ];
    const { value, diagnostics } = index(posts);
    expect(value.tags.map(({ name, url, posts: { length } }) => [name, url, length])).toEqual([['Docker', '/tags/docker/', 3]]);
    expect(diagnostics).toMatchObject([{ code: 'term-spellings', data: { taxonomy: 'tags', kept: 'Docker', others: ['docker'] } }]);
  });

  test('C, C++ and C# have pages of their own', () => {
    const tags = index([makePost('posts/1.md', { tags: ['C', 'C++', 'C#', '容器'] })]).value.tags;
    expect(tags.map((tag) => tag.url).sort()).toEqual(['/tags/c/', '/tags/cpp/', '/tags/csharp/', '/tags/容器/']);
  });

  test('a nested category holds the posts of its children', () => {
    const posts = [makePost('posts/1.md', { categories: [['技术', '容器']] }), makePost('posts/2.md', { categories: [['技术']] })];
    const [top] = index(posts).value.categories;
    expect([top!.name, top!.posts.length, top!.children[0]!.url, top!.children[0]!.posts.length]).toEqual([
      '技术',
      2,
      '/categories/技术/容器/',
      1,
    ]);
  });

  test('a post in two branches of one category counts once there', () => {
    const post = makePost('posts/1.md', {
      categories: [
        ['a', 'b'],
        ['a', 'c'],
      ],
    });
    expect(index([post]).value.categories[0]!.posts).toHaveLength(1);
  });
});

test('a category of a thousand levels is cut, and that is said', () => {
  const post = makePost('posts/a.md', { categories: [Array.from({ length: 20_000 }, (_, i) => `c${i}`)] });
  const { value, diagnostics } = index([post]);
  expect(termFinder(value)(post).categories[0]!.path).toHaveLength(16);
  expect(diagnostics).toMatchObject([{ code: 'category-too-deep', data: { name: 'c0/c1/c2', most: 16 } }]);
});

describe('archive and series', () => {
  test('years and months are those that the author wrote, in whatever zone', () => {
    const post = makePost('posts/a.md', { date: postDate('2020-01-01', '00:10:00', 480) });
    expect(index([post]).value.years).toMatchObject([{ year: 2020, count: 1, months: [{ month: 1 }] }]);
  });

  test('a series is ordered by `order`, then oldest first, undated last', () => {
    const posts = [
      makePost('posts/0.md', { series: 'S' }),
      makePost('posts/c.md', { series: 'S', date: postDate('2020-03-01') }),
      makePost('posts/a.md', { series: 'S', date: postDate('2020-01-01') }),
      makePost('posts/z.md', { series: 'S', order: 1 }),
    ];
    expect(ids(index(posts).value.series[0]!.posts)).toEqual(['posts/z.md', 'posts/a.md', 'posts/c.md', 'posts/0.md']);
  });
});
