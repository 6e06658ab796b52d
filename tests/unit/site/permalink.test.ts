import { expect, test } from 'vitest';
import { addresses, sitePath } from '../../../src/site/permalink.js';
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
  addresses({ permalink: pattern, slug: 'keep' }, ({ categories }) => categories[0]!)({ ...post, ...own });
const pageAddress = addresses(inX, () => []);

test.each([
  ['/posts/:slug/', '/posts/hello/'],
  ['/:year/:month/:day/:slug/', '/2024/01/02/hello/'],
  ['/:short_year/:i_month/:i_day/:y_day/:title', '/24/1/2/002/你好-world/'],
  ['/:category/:slug.html', '/技术/容器/hello.html'],
  ['/:hour:minute:second/:filename/', '/030405/hello/'],
  ['/:slugified_categories/:short_month-:long_month/:yearday/:slugorfilename:output_ext', '/技术/容器/Jan-January/2/hello.html'],
  ['/:monthname/:contentbasename/:post_title/', '/january/hello/你好-world/'],
])('%s → %s', (pattern, expected) => {
  expect(address(pattern)).toBe(expected);
});

test('a token without a value vanishes with its part of the path', () => {
  expect(address('/:year/:month/:category/:slug/', { date: null, categories: [] })).toBe('/hello/');
});

test.each([
  ['/:year-:month-:day-:slug/', '/hello/'],
  ['/a-:year-:month-:slug/', '/a-hello/'],
  ['/:slug-:year.html', '/hello.html'],
  ['/:year/:slug_:month-b/', '/hello_b/'],
])('and with what divides it from its neighbours: %s → %s', (pattern, expected) => {
  expect(address(pattern, { date: null })).toBe(expected);
});

test('a page lives at its path below pages/', () => {
  expect(pageAddress(makePost('pages/docs/setup.md', { slug: 'docs/setup' }))).toBe('/docs/setup/');
  expect(pageAddress(makePost('pages/index.md', { slug: '' }))).toBe('/');
});

test('names that differ by signs alone have addresses of their own, for posts and pages as for tags', () => {
  expect(['C', 'C++', 'C#'].map((slug) => address('/:slug/', { slug }))).toEqual(['/C/', '/Cpp/', '/Csharp/']);
  expect(pageAddress(makePost('pages/C#.md', { slug: 'C#' }))).toBe('/Csharp/');
});

test('every source has an address, whatever it is called', () => {
  expect(pageAddress(makePost('pages/？.md'))).toMatch(/^\/[0-9a-f]{6}\/$/);
  expect(pageAddress(makePost('pages/a/。/b.md', { slug: 'a/。/b' }))).toMatch(/^\/a\/[0-9a-f]{6}\/b\/$/);
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
