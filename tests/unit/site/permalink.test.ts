import { expect, test } from 'vitest';
import { addressOf, sitePath } from '../../../src/site/permalink.js';
import type { Post } from '../../../src/model/post.js';
import { makePost, postDate } from '../../support/posts.js';

const post = makePost('posts/2024/2024-01-02-hello.md', {
  title: '你好 World',
  slug: 'hello',
  date: postDate('2024-01-02', '03:04:05'),
  categories: [['技术', '容器']],
});
const inX = { permalink: '/x/:slug/', slug: 'keep' } as const;
const address = (pattern: string, own: Partial<Post> = {}) =>
  addressOf({ ...post, ...own }, { permalink: pattern, slug: 'keep' }, (path) => path);

test.each([
  ['/posts/:slug/', '/posts/hello/'],
  ['/:year/:month/:day/:slug/', '/2024/01/02/hello/'],
  ['/:short_year/:i_month/:i_day/:y_day/:title', '/24/1/2/002/你好-world/'],
  ['/:category/:slug.html', '/技术/容器/hello.html'],
  ['/:hour:minute:second/:filename/', '/030405/hello/'],
])('%s → %s', (pattern, expected) => {
  expect(address(pattern)).toBe(expected);
});

test('a token without a value vanishes with its part of the path', () => {
  expect(address('/:year/:month/:category/:slug/', { date: null, categories: [] })).toBe('/hello/');
});

test('a page lives at its path below pages/', () => {
  expect(addressOf(makePost('pages/docs/setup.md', { slug: 'docs/setup' }), inX, () => [])).toBe('/docs/setup/');
  expect(addressOf(makePost('pages/index.md', { slug: '' }), inX, () => [])).toBe('/');
});

test('names that differ by signs alone have addresses of their own, for posts and pages as for tags', () => {
  expect(['C', 'C++', 'C#'].map((slug) => address('/:slug/', { slug }))).toEqual(['/C/', '/Cpp/', '/Csharp/']);
  expect(addressOf(makePost('pages/C#.md', { slug: 'C#' }), inX, () => [])).toBe('/Csharp/');
});

test('every source has an address, whatever it is called', () => {
  expect(addressOf(makePost('pages/？.md'), inX, () => [])).toMatch(/^\/[0-9a-f]{6}\/$/);
  expect(addressOf(makePost('pages/a/。/b.md', { slug: 'a/。/b' }), inX, () => [])).toMatch(/^\/a\/[0-9a-f]{6}\/b\/$/);
  expect(address('/:slug/', { slug: '？！', title: '……' })).toBe('/post/');
  expect(address('/？/:slug/')).toMatch(/^\/[0-9a-f]{6}\/$/);
});

test.each([
  ['/a/../../b', null],
  ['/../../../etc/passwd', null],
  ['..\\..\\b', null],
  ['/a//b', '/a/b/'],
  ['a', '/a/'],
  ['/a.html', '/a.html'],
  ['/', '/'],
  ['/???/', null],
  ['/v1.2/', '/v1.2/'],
])('sitePath(%j) is %j', (written, expected) => {
  expect(sitePath(written)).toBe(expected);
});
