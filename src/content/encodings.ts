// What a file that is not plain UTF-8 is written in: UTF-16, one of East Asia, Windows-1252, or UTF-8 with damage. A guess from
// the bytes alone, the same on every machine.
import { readEastern, type Eastern } from './eastern.js';

export interface Foreign {
  readonly text: string;
  /** `damaged`: UTF-8 with bytes that belong to no character, shown as U+FFFD. */
  readonly encoding: 'damaged' | 'UTF-16' | Eastern | 'Windows-1252';
}

export function readForeign(bytes: Uint8Array): Foreign {
  const shape = measure(bytes);
  const utf16 = readUtf16(bytes, shape);
  if (utf16 !== null) return { text: utf16, encoding: 'UTF-16' };
  // A few bad bytes in good UTF-8 are damage; in GB18030 whole characters of UTF-8 come up by rare chance only.
  if (shape.broken <= shape.whole) return { text: new TextDecoder('utf-8').decode(bytes), encoding: 'damaged' };
  const eastern = readEastern(bytes);
  if (eastern !== null && (eastern.encoding !== 'GB18030' || shape.pairs * 10 >= shape.high * 3)) return eastern;
  // Accented letters stand alone among plain ones, each a single byte.
  if (shape.whole === 0 && shape.high * 4 < bytes.length && !bytes.includes(0)) return { text: western(bytes), encoding: 'Windows-1252' };
  return { text: new TextDecoder('utf-8').decode(bytes), encoding: 'damaged' };
}

/** By its mark, or because the zero bytes of its plain letters stand in every second place. */
function readUtf16(bytes: Uint8Array, shape: Shape): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const length = Math.min(bytes.length & ~1, 256);
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i++) {
    if (bytes[i] !== 0) continue;
    if (i % 2 === 0) even++;
    else odd++;
  }
  const [most, least] = odd > even ? [odd, even] : [even, odd];
  // Bytes that are sound as they stand are something else only if nearly all letters say so.
  if (most < 4 || least * 4 > most || most * (shape.broken === 0 ? 2.5 : 8) < length) return null;
  return tryDecode(odd > even ? 'utf-16le' : 'utf-16be', bytes);
}

/** Not every Node knows the characters from 80 to 9F, such as the quotes of a word processor. */
function western(bytes: Uint8Array): string {
  return new TextDecoder('windows-1252').decode(bytes).replace(/[\x80-\x9f]/g, (sign) => upper[sign.charCodeAt(0) - 0x80]!);
}

const upper =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

interface Shape {
  /** Bytes above 127. */
  readonly high: number;
  /** Well-formed characters of UTF-8 above ASCII. */
  readonly whole: number;
  /** Bytes that are part of no such character. */
  readonly broken: number;
  /** Pairs as Chinese text in GB2312 is made of them: two bytes from A1 up. */
  readonly pairs: number;
}

function measure(bytes: Uint8Array): Shape {
  let high = 0;
  let whole = 0;
  let broken = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte < 0x80) continue;
    const more = byte >= 0xc2 && byte < 0xe0 ? 1 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xf0 && byte < 0xf5 ? 3 : 0;
    let got = 0;
    while (got < more && (bytes[i + got + 1]! & 0xc0) === 0x80) got++;
    high += got + 1;
    if (more > 0 && got === more) whole++;
    else broken += got + 1;
    i += got;
  }
  return { high, whole, broken, pairs: countPairs(bytes) };
}

function countPairs(bytes: Uint8Array): number {
  let pairs = 0;
  for (let i = 0; i + 1 < bytes.length; i++) {
    if (bytes[i]! < 0xa1 || bytes[i]! > 0xf7) continue;
    if (bytes[i + 1]! >= 0xa1) pairs++;
    i++;
  }
  return pairs;
}

function tryDecode(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
