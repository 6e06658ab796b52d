// Han characters → pinyin without tones, for addresses that are to be typed. pinyin-pro is loaded when first needed, by a
// synchronous `require`; a site that wants no pinyin need not have it installed.
import { createRequire } from 'node:module';

type Spell = (text: string, options: { toneType: 'none'; type: 'array'; nonZh: 'consecutive'; v: true }) => string[];

let spell: Spell | null | undefined;

export function hasPinyin(): boolean {
  return load() !== null;
}

/** `C#容器 入门` → `C#-rong-qi ru-men`; what is no Han stays. Without pinyin-pro nothing changes. */
export function toPinyin(text: string): string {
  if (!/\p{Script=Han}/u.test(text)) return text;
  const spelled = load();
  if (spelled === null) return text;
  return text
    .replace(
      /\p{Script=Han}+/gu,
      (han) => `-${spelled(han, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true }).join('-')}-`,
    )
    .replace(/^-+|-+$|-*(?=\s)-*|(?<=\s)-+|-+(?=-)/g, '');
}

function load(): Spell | null {
  if (spell !== undefined) return spell;
  try {
    const loaded: unknown = createRequire(import.meta.url)('pinyin-pro');
    spell = (loaded as { pinyin: Spell }).pinyin;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND')) throw error;
    spell = null;
  }
  return spell;
}
