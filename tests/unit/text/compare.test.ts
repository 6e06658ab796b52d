import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareText, foldName } from '../../../src/text/compare.js';

test('property: the order is the order of code points', () => {
  const points = (text: string) => [...text].map((c) => c.codePointAt(0)!);
  const byPoints = (a: number[], b: number[]) => {
    for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
    return a.length - b.length;
  };
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      expect(Math.sign(compareText(a, b))).toBe(Math.sign(byPoints(points(a), points(b))));
    }),
  );
});

test.each([
  ['Docker', 'docker'],
  ['ＤＯＣＫＥＲ', 'ｄｏｃｋｅｒ'],
  ['Straße', 'STRASSE'],
  ['ΟΔΟΣ', 'οδος'],
  ['é', 'e\u0301'],
  ['容器', '容器'],
])('foldName tells %j and %j as one', (a, b) => {
  expect(foldName(a)).toBe(foldName(b));
});
