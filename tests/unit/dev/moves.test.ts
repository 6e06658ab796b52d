// Which posts have only got another name.
import { expect, test } from 'vitest';
import type { Edition } from '../../../src/dev/edition.js';
import { followMoves, noteMoves, type Moves } from '../../../src/dev/moves.js';

/** Of this only paths and titles are looked at. */
const edition = (titles: Record<string, string>) =>
  ({ posts: { value: new Map(Object.entries(titles).map(([id, title]) => [id, { title }])) } }) as unknown as Edition;

const moved = (...states: Record<string, string>[]): Moves => {
  const moves: Moves = new Map();
  const editions = states.map(edition);
  editions.slice(1).forEach((now, i) => noteMoves(editions[i]!, now, moves));
  return moves;
};

test.each([
  [
    'another name',
    [
      { a: 'A', x: 'X' },
      { b: 'A', x: 'X' },
    ],
    'b',
  ],
  ['another name and title at once', [{ a: 'A' }, { b: 'B' }], 'b'],
  [
    'two at once, told apart by their titles',
    [
      { a: 'A', c: 'C' },
      { b: 'A', d: 'C' },
    ],
    'b',
  ],
  [
    'two of one title: nobody knows',
    [
      { a: 'A', c: 'C' },
      { b: 'A', d: 'A' },
    ],
    null,
  ],
  ['moved twice', [{ a: 'A' }, { b: 'A' }, { c: 'A' }], 'c'],
  ['there and back', [{ a: 'A' }, { b: 'A' }, { a: 'A' }], null],
  ['gone', [{ a: 'A' }, {}], null],
] as const)('%s', (_, states, expected) => {
  expect(followMoves('a', moved(...states))).toBe(expected);
});

test('a folder of many posts that gets another name takes no time', () => {
  const many = (folder: string) => Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`${folder}/${n}`, `T${n}`]));
  const start = performance.now();
  expect(followMoves('a/19999', moved(many('a'), many('b')))).toBe('b/19999');
  // Each with each would be minutes.
  expect(performance.now() - start).toBeLessThan(2000);
});
