import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frozen } from '../../../src/text/detach.js';
import { sameAsBefore } from '../../../src/text/same.js';

test('what is equal is one', () => {
  const same = sameAsBefore();
  const first = frozen([['技术', '容器']]);
  expect(same(first)).toBe(first);
  expect(same(frozen([['技术', '容器']]))).toBe(first);
  expect(same(frozen([['技术']]))).not.toBe(first);
});

test('a text is not taken for the list that it reads like', () => {
  const same = sameAsBefore();
  expect([same('[]'), same([]), same('[]'), same({}), same(null), same('null')]).toEqual(['[]', [], '[]', {}, null, 'null']);
});

test('property: everything is what it was', () => {
  const same = sameAsBefore();
  fc.assert(
    fc.property(fc.jsonValue(), (data) => {
      expect(JSON.stringify(same(data))).toBe(JSON.stringify(data));
    }),
  );
});

test('it begins anew before it keeps too much, and never takes one for another', () => {
  const same = sameAsBefore();
  for (let i = 0; i < 30_000; i++) if (same(`${i}`) !== `${i}`) expect.fail(`${i}`);
  expect(same('29999')).toBe('29999');
});
