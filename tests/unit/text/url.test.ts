import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodePath, encodePath, isExternal, normalizePath, outputOf, splitUrl, withBase } from '../../../src/text/url.js';

test.each([
  ['/posts/a/', '/posts/a/'],
  ['/tags/容器/', '/tags/%E5%AE%B9%E5%99%A8/'],
  ['/a b/', '/a%20b/'],
  ["/it's#1?/", '/it%27s%231%3F/'],
  ['/100%/', '/100%25/'],
])('encodePath(%j) is %j', (path, encoded) => {
  expect(encodePath(path)).toBe(encoded);
  expect(decodePath(encoded)).toBe(path);
});

test('decodePath leaves what is not percent-encoded UTF-8', () => {
  expect(decodePath('/100%/%E5')).toBe('/100%/%E5');
});

test('property: what is encoded decodes to itself, in NFC', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (path) => {
      expect(decodePath(encodePath(path))).toBe(path.normalize('NFC'));
    }),
  );
});

test.each([
  ['https://a.b', true],
  ['//a.b', true],
  ['mailto:a@b', true],
  ['data:,x', true],
  ['C:\\a.png', true],
  ['/a', false],
  ['a/b', false],
  ['#x', false],
])('isExternal(%j) is %j', (url, external) => {
  expect(isExternal(url)).toBe(external);
});

test.each([
  ['a/./b//c', 'a/b/c'],
  ['a/../b', 'b'],
  ['a/../../b', null],
  ['', ''],
])('normalizePath(%j) is %j', (path, normal) => {
  expect(normalizePath(path)).toBe(normal);
});

test('splitUrl', () => {
  expect(splitUrl('/a?b#c#d')).toEqual({ path: '/a', query: '?b', fragment: 'c#d' });
  expect(splitUrl('a')).toEqual({ path: 'a', query: '', fragment: null });
});

test('outputOf names the file that a static host serves', () => {
  expect([outputOf('/'), outputOf('/a/'), outputOf('/a.xml')]).toEqual(['index.html', 'a/index.html', 'a.xml']);
});

test('withBase', () => {
  expect([withBase('/', '/a/'), withBase('/blog/', '/a/'), withBase('/blog/', '/')]).toEqual(['/a/', '/blog/a/', '/blog/']);
});
