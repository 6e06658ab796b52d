// Under which letter of an index a name stands: Latin by its first letter, Han by the first letter of its pinyin, others by
// their first character. GB 2312 holds the common Han characters in the order of their pinyin, and every Node can decode it.

/** What has no letter: digits, signs, and Han characters beyond the 3,755 common ones. */
export const noLetter = '#';

export function indexLetter(name: string): string {
  const first =
    name
      .normalize('NFD')
      .match(/[\p{L}\p{N}]/u)?.[0]
      ?.toUpperCase() ?? '';
  if (/\p{sc=Han}/u.test(first)) return pinyinLetters().get(first) ?? noLetter;
  return /\p{L}/u.test(first) ? first : noLetter;
}

/** The first character of each letter; no syllable begins with I, U or V. */
const firsts = '啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝';
const letters = 'ABCDEFGHJKLMNOPQRSTWXYZ';
let known: ReadonlyMap<string, string> | null = null;

function pinyinLetters(): ReadonlyMap<string, string> {
  if (known !== null) return known;
  const bytes: number[] = [];
  for (let row = 0xb0; row <= 0xd7; row++) for (let cell = 0xa1; cell <= 0xfe; cell++) bytes.push(row, cell);
  const table = new Map<string, string>();
  let letter = '';
  for (const character of new TextDecoder('gb18030').decode(Uint8Array.from(bytes))) {
    const at = firsts.indexOf(character);
    if (at >= 0) letter = letters[at]!;
    table.set(character, letter);
  }
  return (known = table);
}
