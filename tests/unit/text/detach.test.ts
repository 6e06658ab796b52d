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

test('what JSON cannot say becomes what it makes of it', () => {
  const odd = [
    { a: undefined, b: [undefined, () => 1], c: Infinity, d: [NaN, -0], e: new Date(0), f: { toJSON: () => 'f' } },
    Object.assign(Object.create(null) as object, { a: 1 }),
    JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}') as object,
    new (class Point {
      x = 1;
    })(),
  ];
  for (const value of odd) {
    const copy = detach(value);
    expect(JSON.stringify(copy)).toBe(JSON.stringify(value));
    expect(copy).toEqual(JSON.parse(JSON.stringify(value)));
  }
});

test('a piece of a long text does not keep it', () => {
  const piece = (length: number, text: string) => detach(text.repeat(length).slice(0, 40));
  for (const text of ['abc', 'é', '中文', '\ud83d\ude00', '\ud800']) expect(piece(30_000, text)).toBe(text.repeat(50).slice(0, 40));
  for (const text of ['abc', '中文']) expect(detach(text.repeat(100_000))).toBe(text.repeat(100_000));
});
