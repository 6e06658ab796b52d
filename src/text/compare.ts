// The one order of names: by code points, the same on every machine (Intl's order changes between Node versions).

/** By code point; unlike `<` on strings it does not put astral characters before U+E000. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    let x = a.charCodeAt(i);
    let y = b.charCodeAt(i);
    if (x === y) continue;
    // Surrogates stand for characters above U+FFFF: lift them over the rest of the BMP.
    if (x >= 0xd800 && y >= 0xd800) {
      x = x >= 0xe000 ? x - 0x800 : x + 0x2000;
      y = y >= 0xe000 ? y - 0x800 : y + 0x2000;
    }
    return x - y;
  }
  return a.length - b.length;
}

/** In this order, in place. Without astral characters it is the order of UTF-16, by which JavaScript sorts far quicker. */
export function sortTexts(texts: string[]): string[] {
  return texts.some((text) => /[\ud800-\udfff]/.test(text)) ? texts.sort(compareText) : texts.sort();
}

/** Where a thing stands in a list that is in this order, or would stand; by halves. */
export function placeFor<T>(one: T, list: readonly T[], compare: (a: T, b: T) => number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(list[middle]!, one) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Two names that a disk or a reader may not tell apart have one key: NFC, case folded. */
export function foldName(name: string): string {
  // Most names of a site fold to themselves, and an index over ten thousand posts asks for many.
  if (foldsToItself.test(name)) return name;
  // Up, then down: `ß`/`SS`, `ς`/`σ` and the Kelvin sign fold as Unicode's default case folding does, near enough for names.
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

/** Small Latin letters, digits, Han characters: neither case nor another form. */
const foldsToItself = /^[a-z0-9 ._/~\u4e00-\u9fff-]*$/;
