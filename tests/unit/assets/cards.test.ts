// The real painter: resvg, a font of the system, and what is kept of both.
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type TestContext } from 'vitest';
import { openPainter, type PainterOptions } from '../../../src/assets/cards.js';
import { readFont } from '../../../src/assets/font.js';
import type { Painter } from '../../../src/build/cards.js';
import { readSettings } from '../../../src/config/settings.js';
import { sentence } from '../../../src/diagnostics/catalogue.js';
import { imageSize } from '../../support/png.js';
import { temporaryFolder } from '../../support/temporary.js';
import { chineseFont, skip } from '../../support/tools.js';

const settings = (cards: unknown) => readSettings({ cards, lang: 'zh-Hans' }, null, {}).value;
const said = async (cards: unknown, options: PainterOptions) => {
  const { value, diagnostics } = await openPainter(settings(cards), options);
  expect(value).toBeNull();
  return diagnostics.map((one) => sentence(one, 'en').message);
};

/** Skipped, and said so, where the system has no font with Chinese characters. */
async function painter(options: PainterOptions, context: TestContext): Promise<Painter> {
  await chineseFont(context);
  const { value, diagnostics } = await openPainter(settings(true), options);
  return value ?? skip(context, diagnostics.map((one) => sentence(one, 'en').message).join());
}

test('a card is a picture of 1200 × 630, the same each time', async (context) => {
  const root = temporaryFolder();
  const one = await painter({ root, keep: false }, context);
  const card = { title: '在容器里跑程序：Docker 与“砚台”', site: '砚台' };
  const { value: png } = await one.draw(card);
  expect(imageSize(png!)).toEqual([1200, 630]);
  expect((await one.draw(card)).value).toEqual(png);
  expect((await one.draw({ ...card, title: '别的' })).value).not.toEqual(png);
  expect(existsSync(join(root, '.inkstone'))).toBe(false);
});

test('the font is asked for each character', async (context) => {
  const { missing } = await painter({ root: temporaryFolder(), keep: false }, context);
  expect(missing('在容器里跑 Docker，“砚台”。')).toBeNull();
  expect(missing('好 😀')).toBe('😀');
});

test('cards are kept by their titles, and forgotten when nobody asks for them', async (context) => {
  const root = temporaryFolder();
  const kept = () => readdirSync(join(root, '.inkstone/cards'));
  const first = await painter({ root, keep: true }, context);
  const { value: png } = await first.draw({ title: '砚', site: 'A' });
  first.settle();
  writeFileSync(join(root, '.inkstone/cards', kept()[0]!), 'kept');
  const second = await painter({ root, keep: true }, context);
  expect(new TextDecoder().decode((await second.draw({ title: '砚', site: 'A' })).value!)).toBe('kept');
  expect(png).not.toEqual((await second.draw({ title: '墨', site: 'A' })).value);
  second.settle();
  expect(kept()).toHaveLength(2);
  const third = await painter({ root, keep: true }, context);
  await third.draw({ title: '墨', site: 'A' });
  third.settle();
  expect(kept()).toHaveLength(1);
});

test('a card that cannot be drawn is said, and nothing is thrown', async (context) => {
  const load = async () => ({ renderAsync: () => Promise.reject(new Error('out of memory')) });
  const failing = await painter({ root: temporaryFolder(), keep: true, load }, context);
  const { value, diagnostics } = await failing.draw({ title: '砚', site: 'A' });
  expect(value).toBeNull();
  expect(diagnostics.map((one) => sentence(one, 'en').message)).toEqual([
    'The card of this post could not be drawn (out of memory); the picture that its page names will be missing',
  ]);
});

test('what is not there is said, with what to install', async () => {
  const root = temporaryFolder({ 'a.otf': 'no font', 'b.ttf': '', 'c.woff2': 'wOF2…' });
  expect(await openPainter(settings(false), { root, keep: true })).toEqual({ value: null, diagnostics: [] });
  expect(await said(true, { root, keep: true, load: () => Promise.reject(new Error('Cannot find package')) })).toEqual([
    'The config asks for `cards`, but the optional package @resvg/resvg-js is not installed: no cards are drawn',
  ]);
  expect(await said(true, { root, keep: true, fonts: [] })).toEqual([
    'The config asks for `cards`, but no font with Chinese characters was found on this system: no cards are drawn',
  ]);
  for (const font of ['a.otf', 'b.ttf', 'gone.ttf']) {
    expect(await said({ font }, { root, keep: true })).toEqual([
      `The font ${font} for \`cards\` is not there, or is no font: no cards are drawn`,
    ]);
  }
  expect(await said({ font: 'c.woff2' }, { root, keep: true })).toEqual([
    'The font c.woff2 for `cards` is packed for web pages (.woff), which cannot be drawn with: no cards are drawn',
  ]);
});

test('bytes that are no font, or the beginning of one, are none', () => {
  const head = Uint8Array.from([0, 1, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 99]);
  for (const bytes of [new Uint8Array(), head, new TextEncoder().encode('ttcf'), new Uint8Array(400)])
    expect(readFont(bytes, 'SC')).toBeNull();
});
