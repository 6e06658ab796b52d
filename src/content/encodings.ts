// What a file that is not plain UTF-8 is written in: UTF-16, GB18030, Windows-1252, or UTF-8 with damage. A guess from
// the bytes alone, the same on every machine.

export interface Foreign {
  readonly text: string;
  /** `damaged`: UTF-8 with bytes that belong to no character, shown as U+FFFD. */
  readonly encoding: 'damaged' | 'UTF-16' | 'GB18030' | 'Windows-1252';
}

export function readForeign(bytes: Uint8Array): Foreign {
  const utf16 = readUtf16(bytes);
  if (utf16 !== null) return { text: utf16, encoding: 'UTF-16' };
  const shape = measure(bytes);
  // A few bad bytes in good UTF-8 are damage; in GB18030 whole characters of UTF-8 come up by rare chance only.
  if (shape.broken <= shape.whole) return { text: new TextDecoder('utf-8').decode(bytes), encoding: 'damaged' };
  if (shape.pairs * 10 >= shape.high * 3) {
    const gb = tryDecode('gb18030', bytes);
    if (gb !== null) return { text: gb, encoding: 'GB18030' };
  }
  // Accented letters stand alone among plain ones, each a single byte.
  if (shape.whole === 0 && shape.high * 4 < bytes.length && !bytes.includes(0)) return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252' };
  return { text: new TextDecoder('utf-8').decode(bytes), encoding: 'damaged' };
}

/** By its mark, or because nearly every second byte of the beginning is zero and of the others none is. */
function readUtf16(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const length = Math.min(bytes.length & ~1, 64);
  if (length < 4) return null;
  const zeros = [0, 0];
  for (let i = 0; i < length; i++) if (bytes[i] === 0) zeros[i & 1]!++;
  if (zeros[0] === 0 && zeros[1]! * 8 >= length) return tryDecode('utf-16le', bytes);
  if (zeros[1] === 0 && zeros[0]! * 8 >= length) return tryDecode('utf-16be', bytes);
  return null;
}

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
