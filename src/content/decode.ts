// Bytes → text. UTF-8 is read straight; other encodings are recognised, read and reported. Line ends become `\n`, the
// byte order mark goes, and so do characters that nobody can see and that only do harm.
import type { SourcePath } from '../model/paths.js';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.js';
import { at, diagnostic } from '../diagnostics/diagnostic.js';
import { decodeUtf8 } from '../text/utf8.js';
import type { Foreign } from './encodings.js';
import { readForeign } from './encodings.js';
import { spanOf } from './position.js';

export function decode(bytes: Uint8Array, path: SourcePath): Outcome<string> {
  const { text: read, encoding } = readBytes(bytes);
  const diagnostics: Diagnostic[] = [];
  const text = read.includes('\r') ? read.replace(/\r\n?/g, '\n') : read;
  if (encoding === 'damaged') reportDamage(text, path, diagnostics);
  else if (encoding !== 'utf-8') diagnostics.push(diagnostic('not-utf8', { encoding }, at(path, 1)));
  if (!invisible.test(text)) return { value: text, diagnostics };
  return { value: dropInvisible(text, path, diagnostics), diagnostics };
}

function readBytes(bytes: Uint8Array): Foreign | { text: string; encoding: 'utf-8' } {
  const text = startsLikeUtf16(bytes) ? null : decodeUtf8(bytes);
  return text === null ? readForeign(bytes) : { text, encoding: 'utf-8' };
}

function reportDamage(text: string, path: SourcePath, diagnostics: Diagnostic[]): void {
  const first = text.indexOf('\ufffd');
  if (first >= 0) diagnostics.push(diagnostic('invalid-bytes', { count: text.split('\ufffd').length - 1 }, spanOf(path, text, first)));
}

/** A byte order mark of UTF-16, or a zero byte among the first four as in UTF-16 text that begins with an ASCII sign. */
function startsLikeUtf16(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes;
  return (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || (bytes.length > 3 && (a === 0 || b === 0 || c === 0 || d === 0));
}

// Controls (but tab and line feed), codes that are no characters, zero-width space, word joiner, byte order mark within the text. Joiners that shape
// letters and emoji (U+200C, U+200D) and marks of direction stay.
const invisible = /[\0-\x08\v\f\x0e-\x1f\x7f-\x9f\u200b\u2060\ufdd0-\ufdef\ufeff\ufffe\uffff]/;
// Scripts written without spaces need the zero-width space to break their lines: it stays between their letters.
const dropped =
  /[\0-\x08\v\f\x0e-\x1f\x7f-\x9f\u2060\ufdd0-\ufdef\ufeff\ufffe\uffff]|(?<![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])\u200b|\u200b(?![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])/g;

function dropInvisible(text: string, path: SourcePath, diagnostics: Diagnostic[]): string {
  const found = text.match(dropped);
  if (found === null) return text;
  const names = [...new Set(found)].map((c) => `U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`).sort();
  diagnostics.push(diagnostic('invisible-characters', { count: found.length, names }, spanOf(path, text, text.search(dropped))));
  return text.replace(dropped, '');
}
