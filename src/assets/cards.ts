// Cards by resvg, an optional package that is loaded when a site asks for cards, in a font of the site or of the system. Each
// is kept in `.inkstone/cards/` under all that it is made from, as to draw one takes a tenth of a second.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Painter } from '../build/cards.js';
import { diagnostic, type Outcome } from '../diagnostics/diagnostic.js';
import type { Settings } from '../model/config.js';
import { digestOf } from '../text/hash.js';
import { drawCard } from './card.js';
import { readFont, type Font } from './font.js';

type Resvg = Pick<typeof import('@resvg/resvg-js'), 'renderAsync'>;

export interface PainterOptions {
  /** The site's folder. */
  readonly root: string;
  /** Cards are kept for the next build. */
  readonly keep: boolean;
  readonly load?: () => Promise<Resvg>;
  /** Where systems keep a font with Chinese, Japanese and Korean characters. */
  readonly fonts?: readonly string[];
}

/** Null: no cards are asked for, or none can be drawn, and the reason is said. */
export async function openPainter({ cards, lang }: Settings, options: PainterOptions): Promise<Outcome<Painter | null>> {
  if (cards === null) return { value: null, diagnostics: [] };
  const { root, keep, load = () => import('@resvg/resvg-js'), fonts = systemFonts } = options;
  const resvg = await load().catch(() => null);
  if (resvg === null) return { value: null, diagnostics: [diagnostic('cards-not-drawn', { missing: 'package', font: null })] };
  const region = regionOf(lang ?? 'zh-Hans');
  const found = firstFont(cards.font === null ? fonts : [resolve(root, cards.font)], region);
  if (found === null)
    return { value: null, diagnostics: [diagnostic('cards-not-drawn', { missing: lacking(root, cards.font), font: cards.font })] };
  const { font, path, state } = found;
  const folder = join(root, '.inkstone', 'cards');
  const asked = new Set<string>();
  const draw: Painter['draw'] = async (card) => {
    const svg = drawCard(card, font);
    const name = `${digestOf(JSON.stringify([version, state, svg]))}.png`;
    const place = join(folder, name);
    asked.add(name);
    const kept = keep ? read(place) : null;
    if (kept !== null) return { value: kept, diagnostics: [] };
    try {
      const image = await resvg.renderAsync(svg, { font: { fontFiles: [path], loadSystemFonts: false, defaultFontFamily: font.family } });
      const png = Uint8Array.from(image.asPng());
      if (keep) write(folder, place, png);
      return { value: png, diagnostics: [] };
    } catch (error) {
      return { value: null, diagnostics: [diagnostic('card-failed', { detail: error instanceof Error ? error.message : String(error) })] };
    }
  };
  const missing = (text: string) => [...text].find((character) => font.width(character) === null) ?? null;
  const settle = () => (keep ? forget(folder, asked) : undefined);
  return { value: { missing, draw, settle }, diagnostics: [] };
}

/** Part of what a card is known by. */
const version = 'resvg 2.6.2';

/** Serif before sans, as in the theme. */
const systemFonts = [
  ...['Serif', 'Sans'].flatMap((face) => [
    `/usr/share/fonts/opentype/noto/Noto${face}CJK-Bold.ttc`,
    `/usr/share/fonts/noto-cjk/Noto${face}CJK-Bold.ttc`,
    `/usr/share/fonts/google-noto-cjk/Noto${face}CJK-Bold.ttc`,
  ]),
  '/System/Library/Fonts/Supplemental/Songti.ttc',
  '/System/Library/Fonts/PingFang.ttc',
  'C:/Windows/Fonts/msyhbd.ttc',
  'C:/Windows/Fonts/simsun.ttc',
];

/** The face of a collection that draws characters as this language does. */
function regionOf(lang: string): string {
  if (/^ja/i.test(lang)) return 'JP';
  if (/^ko/i.test(lang)) return 'KR';
  if (/^zh-(?:.*-)?HK/i.test(lang)) return 'HK';
  return /^zh-(?:Hant|TW|MO)/i.test(lang) ? 'TC' : 'SC';
}

function lacking(root: string, font: string | null): 'font' | 'web-font' {
  const bytes = font === null ? null : read(resolve(root, font));
  return bytes !== null && /^wOF[F2]/.test(new TextDecoder('latin1').decode(bytes.subarray(0, 4))) ? 'web-font' : 'font';
}

function firstFont(paths: readonly string[], region: string): { font: Font; path: string; state: string } | null {
  for (const path of paths) {
    const bytes = read(path);
    const font = bytes === null ? null : readFont(bytes, region);
    if (font === null) continue;
    const { size, mtimeMs } = statSync(path);
    return { font, path, state: `${path} ${size} ${mtimeMs}` };
  }
  return null;
}

function read(path: string): Uint8Array | null {
  try {
    return new Uint8Array(readFileSync(path));
  } catch {
    // It is looked for elsewhere, or drawn.
    return null;
  }
}

/** Nothing is lost without it, so a disk that refuses is no fault of the build. */
function write(folder: string, place: string, png: Uint8Array): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${place}.${process.pid}.new`, png);
    renameSync(`${place}.${process.pid}.new`, place);
  } catch {
    return;
  }
}

function forget(folder: string, asked: ReadonlySet<string>): void {
  try {
    for (const name of readdirSync(folder)) if (!asked.has(name)) rmSync(join(folder, name));
  } catch {
    // There is none yet, or it stays.
    return;
  }
}
