import { expect, test } from 'vitest';
import { editDistance, nearest } from '../../../src/text/near-miss.js';

test.each([
  ['tilte', ['title', 'tags'], 'title'],
  ['catagories', ['categories', 'category'], 'categories'],
  ['Tags', ['tags'], 'tags'],
  ['tgs', ['tags'], 'tags'],
  ['banana', ['title', 'tags'], null],
  ['x', ['y'], 'y'],
  ['容气', ['容器'], '容器'],
])('nearest(%j, %j) is %j', (word, known, expected) => {
  expect(nearest(word, known)).toBe(expected);
});

test.each([
  ['', '', 0],
  ['abc', 'abc', 0],
  ['abc', 'acb', 1],
  ['abc', 'ab', 1],
  ['kitten', 'sitting', 3],
])('editDistance(%j, %j) is %j', (a, b, distance) => {
  expect(editDistance(a, b, 9)).toBe(distance);
});

test('a distance over the limit is reported as limit + 1', () => {
  expect(editDistance('aaaaaaaa', 'bbbbbbbb', 2)).toBe(3);
});
