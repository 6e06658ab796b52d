import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeUtf8 } from '../../../src/text/utf8.js';

const decoder = new TextDecoder('utf-8', { fatal: true });

describe('decodeUtf8', () => {
  test.each([
    ['nothing', []],
    ['ASCII', [0x61, 0x0a, 0x7f]],
    ['Chinese', [...Buffer.from('砚台\r\n🖌️')]],
    ['a byte order mark alone', [0xef, 0xbb, 0xbf]],
    ['a byte order mark before ASCII', [0xef, 0xbb, 0xbf, 0x61]],
    ['two byte order marks: one is text', [0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf, 0x61]],
    ['half a character', [0xe7, 0xa0]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['an overlong form', [0xc0, 0x80]],
  ])('%s: as TextDecoder, which refuses what is no UTF-8', (_what, bytes) =>
    expect(decodeUtf8(Uint8Array.from(bytes))).toBe(strict(bytes)),
  );

  test('any text, and any bytes', () => {
    const isLike = (bytes: Uint8Array): boolean => decodeUtf8(bytes) === strict(bytes);
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => isLike(Buffer.from(text))));
    fc.assert(fc.property(fc.uint8Array(), isLike));
  });

  test('a piece of a larger buffer is read alone', () => {
    const whole = Buffer.from('前面 abc 后面');
    expect(decodeUtf8(whole.subarray(7, 10))).toBe('abc');
    expect(decodeUtf8(whole.subarray(11))).toBe('后面');
  });
});

function strict(bytes: Iterable<number>): string | null {
  try {
    return decoder.decode(Uint8Array.from(bytes));
  } catch {
    return null;
  }
}
