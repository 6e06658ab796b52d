import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openTexts } from '../../../src/build/texts.js';
import { decodeUtf8 } from '../../../src/text/utf8.js';

test('property: texts that are kept side by side are found again, packed or not', () => {
  const long = fc.integer({ min: 50_000, max: 200_000 }).map((length) => '墨'.repeat(length));
  const texts = fc.oneof({ weight: 20, arbitrary: fc.string({ unit: 'grapheme', maxLength: 2000 }) }, { weight: 1, arbitrary: long });
  fc.assert(
    fc.property(fc.array(texts, { minLength: 1, maxLength: 50 }), fc.nat({ max: 3 }), (all, plain) => {
      const keep = openTexts(plain);
      const places = all.map(keep);
      expect(places.map(([piece, start, end]) => decodeUtf8(piece.bytes.subarray(start, end)))).toEqual(all);
      // In any order.
      expect(places.toReversed().map(([piece, start, end]) => decodeUtf8(piece.bytes.subarray(start, end)))).toEqual(all.toReversed());
      // Side by side: far fewer pieces than texts.
      const pieces = new Set(places.map(([piece]) => piece));
      expect(pieces.size).toBeLessThanOrEqual(2 + all.filter((text) => text.length > 20_000).length * 2);
    }),
    { numRuns: 30 },
  );
});
