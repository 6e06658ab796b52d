// Which UTF-16 units belong to Chinese, Japanese and Korean text: for joining lines, counting words and cutting sentences.
// Plain comparisons, no regular expression: these run over every character of every post.

/** Han, kana, bopomofo, hangul: what is counted as one character of reading. Astral Han counts by its high surrogate. */
export function isCjkLetter(unit: number): boolean {
  if (unit < 0x1100) return false;
  return (
    (unit >= 0x4e00 && unit <= 0x9fff) ||
    (unit >= 0x3041 && unit <= 0x30ff && unit !== 0x30fb) ||
    (unit >= 0x3400 && unit <= 0x4dbf) ||
    isHangul(unit) ||
    (unit >= 0x3105 && unit <= 0x312f) ||
    (unit >= 0x31a0 && unit <= 0x31bf) ||
    (unit >= 0x31f0 && unit <= 0x31ff) ||
    (unit >= 0xf900 && unit <= 0xfaff) ||
    (unit >= 0x2e80 && unit <= 0x2fdf) ||
    unit === 0x3005 ||
    unit === 0x3007 ||
    (unit >= 0xff66 && unit <= 0xff9f) ||
    isHanSurrogate(unit)
  );
}

/** Written without spaces between words, so that a line break inside it is no space: all of the above but hangul, and its full-width signs. */
export function joinsLines(unit: number): boolean {
  if (unit < 0x2e80) return false;
  return (
    (unit >= 0x3000 && unit <= 0x303f) || (unit >= 0xff01 && unit <= 0xff60) || unit === 0x30fb || (isCjkLetter(unit) && !isHangul(unit))
  );
}

/** Signs that Chinese shares with Latin: `“ ” ‘ ’ — … ·`. They belong to the script of their neighbour. */
export function isSharedSign(unit: number): boolean {
  return (unit >= 0x2018 && unit <= 0x201d) || unit === 0x2014 || unit === 0x2015 || unit === 0x2026 || unit === 0xb7;
}

/** Takes two cells where a Latin letter takes one; roughly, for measuring how long a sentence is. */
export function isWide(unit: number): boolean {
  return unit >= 0x1100 && ((unit >= 0x4e00 && unit <= 0x9fff) || isCjkLetter(unit) || joinsLines(unit));
}

function isHangul(unit: number): boolean {
  return (unit >= 0xac00 && unit <= 0xd7a3) || (unit >= 0x1100 && unit <= 0x11ff) || (unit >= 0x3130 && unit <= 0x318f);
}

/** First half of a character of the planes 2 and 3, which hold rare Han only. */
function isHanSurrogate(unit: number): boolean {
  return unit >= 0xd840 && unit <= 0xd8bf;
}
