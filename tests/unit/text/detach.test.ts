import fc from 'fast-check';
import { expect, test } from 'vitest';
import { detach } from '../../../src/text/detach.js';

test('a copy is equal, and frozen through and through', () => {
  const data = { title: 'a', list: [{ deep: ['\ud800', '中文'] }], none: null };
  const copy = detach(data);
  expect(copy).toEqual(data);
  expect(copy).not.toBe(data);
  expect([copy, copy.list, copy.list[0], copy.list[0]!.deep].every(Object.isFrozen)).toBe(true);
});

test('any JSON comes back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.stringify(detach(value))).toBe(JSON.stringify(value));
    }),
  );
});
