// Text of East Asia from before UTF-8: the same bytes are characters in several encodings, but common ones in one of them
// alone. A guess by that, the same on every machine.

export type Eastern = 'GB18030' | 'Big5' | 'Shift_JIS';

/** What is the commonest is first. EUC is left out: Japanese and Korean in it are the same pairs of bytes as Chinese in GB2312. */
const encodings: readonly Eastern[] = ['GB18030', 'Big5', 'Shift_JIS'];

/** What nearly every text in simplified or traditional Chinese is full of. */
const common = new Set(
  '的一是不了在人有我他她它这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着著下自之年过過发發后後作里裡用道行所然家种種事成方多经經么麼去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心本前开開但因只从從想实實关關点點问問很最第文章网網站技术術数數据據程序电電脑腦使件设設计計请請参參与與及等',
);

const looked = 4000;

/** null: none of them fits all bytes. */
export function readEastern(bytes: Uint8Array): { readonly text: string; readonly encoding: Eastern } | null {
  let best: { readonly text: string; readonly encoding: Eastern } | null = null;
  let most = 0;
  for (const encoding of encodings) {
    const text = decodeAs(encoding, bytes);
    if (text === null) continue;
    const share = familiar(text);
    // GB18030 has a character for nearly any bytes: another one must be clearly better.
    if (best === null ? encoding !== 'GB18030' && share < 0.2 : share < most * 1.5 + 0.05) continue;
    best = { text, encoding };
    most = share;
  }
  return best;
}

function decodeAs(encoding: Eastern, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Which part of the letters above ASCII is one that such texts are full of: common Han, or kana. */
function familiar(text: string): number {
  let all = 0;
  let known = 0;
  for (const sign of text.slice(0, looked)) {
    const code = sign.codePointAt(0)!;
    if (code < 0x80 || (code >= 0x3000 && code < 0x3040) || code >= 0xff00) continue;
    all++;
    if (common.has(sign) || (code >= 0x3040 && code < 0x3100)) known++;
  }
  return all === 0 ? 0 : known / all;
}
