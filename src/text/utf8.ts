// Bytes and texts as V8 has them. UTF-8 → text, for every post twice: `TextDecoder` and `Buffer.toString` take three times as
// long on Chinese (20 for 6 µs on 4 kB). Imports a Node module below the rim (as text/hash.ts does): no script can do it as fast.
import { isAscii, isUtf8, transcode } from 'node:buffer';

/** null: the bytes are not UTF-8. A byte order mark at the beginning is left out. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  // A byte a character in memory, where that is enough.
  if (isAscii(bytes)) return viewOf(bytes).toString('latin1');
  if (!isUtf8(bytes)) return null;
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return transcode(hasMark ? bytes.subarray(3) : bytes, 'utf8', 'utf16le').toString('utf16le');
}

const shared = Buffer.allocUnsafeSlow(64 * 1024);
/** V8 copies shorter pieces anyway. */
const shortest = 13;

/** The same text in memory of its own: not a piece of a longer one, nor put together from pieces. */
export function ownText(text: string): string {
  if (text.length < shortest) return text;
  if (text.length * 2 > shared.length) return Buffer.from(text, 'utf16le').toString('utf16le');
  const encoding = /^[\0-\xff]*$/.test(text) ? 'latin1' : 'utf16le';
  return shared.toString(encoding, 0, shared.write(text, encoding));
}

function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
