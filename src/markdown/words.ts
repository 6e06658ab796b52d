// How long a text is: CJK characters and Latin words, counted apart because they are read at different rates. Counted over
// the finished HTML without building its text: this runs on every post.
import type { WordCount } from '../model/article.js';
import { isCjkLetter } from './cjk.js';

/** Not text to be read on: code blocks, and what is not shown. By first letter, as tags are many. */
const skipped: ReadonlyMap<number, readonly string[]> = new Map([
  [0x70, ['pre']],
  [0x73, ['script', 'style', 'svg']],
  [0x74, ['template']],
  [0x6d, ['math']],
]);

/** What an ASCII character is to a word. */
const nothing = 0;
const letter = 1;
/** `don't`, `well-known`, `snake_case`, `3.14`: one word each. */
const inner = 2;
const ascii = Uint8Array.from({ length: 128 }, (_, unit) =>
  /[A-Za-z0-9]/.test(String.fromCharCode(unit)) ? letter : /['\-_.]/.test(String.fromCharCode(unit)) ? inner : nothing,
);

export function countWords(html: string): WordCount {
  let cjk = 0;
  let latin = 0;
  let inWord = false;
  const { length } = html;
  for (let pos = 0; pos < length; pos++) {
    const unit = html.charCodeAt(pos);
    if (unit === 0x3c) {
      // A tag does not end a word: `<b>h</b>ello`; a block ends it by its line break, mostly.
      pos = afterTag(html, pos) - 1;
    } else if (unit < 0x80) {
      const kind = ascii[unit];
      if (kind === letter) {
        if (!inWord) latin++;
        inWord = true;
      } else if (kind === nothing) {
        inWord = false;
        // `&amp;` is one sign, not a word.
        if (unit === 0x26) pos = afterReference(html, pos);
      }
    } else if (unit >= 0x1100 && isCjkLetter(unit)) {
      cjk++;
      inWord = false;
    } else if (unit < 0x1100 && isLetter(unit)) {
      if (!inWord) latin++;
      inWord = true;
    } else if (unit !== 0x2019) {
      inWord = false;
    }
  }
  return { cjk, latin };
}

function afterReference(html: string, pos: number): number {
  const end = html.slice(pos, pos + 12).indexOf(';');
  return end < 0 ? pos : pos + end;
}

function afterTag(html: string, pos: number): number {
  if (html.charCodeAt(pos + 1) === 0x21 && html.startsWith('<!--', pos)) {
    const end = html.indexOf('-->', pos + 4);
    return end < 0 ? html.length : end + 3;
  }
  const end = html.indexOf('>', pos);
  if (end < 0) return html.length;
  const names = skipped.get(html.charCodeAt(pos + 1));
  if (names === undefined) return end + 1;
  for (const name of names) {
    if (html.startsWith(name, pos + 1) && ascii[html.charCodeAt(pos + 1 + name.length)] === nothing) {
      const close = html.indexOf(`</${name}`, end);
      return close < 0 ? html.length : close;
    }
  }
  return end + 1;
}

/** Letters of Latin with accents, Greek, Cyrillic, Hebrew, Arabic, Indic …, not `×`, `÷` and the signs below `À`. */
function isLetter(unit: number): boolean {
  return unit >= 0xc0 && unit !== 0xd7 && unit !== 0xf7;
}
