// What is read from a font: its characters, their widths, its name; from both forms of the table of characters.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFont } from '../../../src/assets/font.js';
import { makeCollection, makeFont, type Face } from '../../support/font.js';

const face = (format: Face['format'], family = 'Plain'): Face => ({
  family,
  runs: [
    ['a', 'c'],
    ['砚', '砚'],
    ['﹐', '﹒'],
  ],
  widths: [0, 500, 600, 700, 1000],
  format,
});
const widths = (bytes: Uint8Array, text: string) => [...text].map((character) => readFont(bytes, 'SC')!.width(character));

test.for([4, 12] as const)('format %d', (format) => {
  const bytes = makeFont(face(format));
  expect(readFont(bytes, 'SC')!.family).toBe('Plain');
  // The last width counts for the glyphs after it, too.
  expect(widths(bytes, 'abc砚﹐﹑﹒')).toEqual([0.5, 0.6, 0.7, 1, 1, 1, 1]);
  expect(widths(bytes, '`d砙砛﹏\uffff😀')).toEqual([null, null, null, null, null, null, null]);
});

test('characters beyond the first plane', () => {
  expect(widths(makeFont({ ...face(12), runs: [['𠮷', '𠮷']] }), '𠮷野')).toEqual([0.5, null]);
});

test('of a collection the face for the language is taken, else the first', () => {
  const bytes = makeCollection(face(12, 'Serif JP'), { ...face(12, 'Serif SC'), runs: [['简', '简']] });
  expect(readFont(bytes, 'SC')!.family).toBe('Serif SC');
  expect(widths(bytes, '简砚')).toEqual([0.5, null]);
  expect(readFont(bytes, 'KR')!.family).toBe('Serif JP');
});

test('a font that was cut or damaged is none, or one; it never ends the build', () => {
  const whole = makeCollection(face(4, 'A SC'), face(12, 'B'));
  for (let length = 0; length < whole.length; length++) readFont(whole.slice(0, length), 'SC');
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
      const damaged = whole.slice();
      damaged[at] = byte;
      const font = readFont(damaged, 'SC');
      expect(font?.width('砚') ?? null).toSatisfy((width) => width === null || typeof width === 'number');
    }),
  );
});
