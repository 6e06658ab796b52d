// Cards of posts: who gets one, where it stands, what names it, and what is said of the others.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { diagnostic } from '../../../src/diagnostics/diagnostic.js';
import { memoryOutput } from '../../../src/output/memory.js';
import { buildBlog, memoryCache, type BlogOptions, type Sources } from '../../support/blog.js';
import { root } from '../../support/folders.js';
import { wordPainter } from '../../support/painter.js';

const config = { title: 'Ink', url: 'https://example.com', base: '/blog/', lang: 'en', cards: true };
const sources: Sources = {
  'posts/a.md': '---\ntitle: A  stone\ndate: 2024-01-01\n---\n\nText.\n',
  'posts/covered.md': '---\ntitle: Covered\ncover: own.svg\n---\n\nText.\n',
  'posts/own.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>\n',
  'pages/about.md': '# About\n',
};
/** The head of the default theme. */
const templates = Object.fromEntries(
  readdirSync(join(root, 'templates'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.\w+$/.test(name))
    .map((name) => [name, readFileSync(join(root, 'templates', name), 'utf8')]),
);
const build = (files: Sources, more: BlogOptions = {}) => buildBlog(files, { config, templates, painter: wordPainter(), ...more });
const cards = (files: ReadonlyMap<string, string>) => [...files].filter(([path]) => path.endsWith('.png'));

test('a post without a cover has a card, which its page names to those who link to it', async () => {
  const { files, said } = await build(sources);
  expect(said).toEqual([]);
  expect(cards(files)).toEqual([['cards/posts/a.png', 'A stone | Ink']]);
  const page = files.get('posts/a/index.html')!;
  const url = 'https://example.com/blog/cards/posts/a.png';
  expect(page).toContain(`<meta property="og:image" content="${url}">`);
  expect(page).toContain('<meta name="twitter:card" content="summary_large_image">');
  expect(page).toContain(`"image":"${url}"`);
  expect(files.get('posts/covered/index.html')).toContain('/posts/own.svg">');
  expect(files.get('about/index.html')).not.toContain('og:image');
});

test('without a painter, or an address of the site, there is none', async () => {
  const { painter: _none, ...rest } = { config, templates, painter: null };
  const { files } = await buildBlog(sources, rest);
  expect(cards(files)).toEqual([]);
  expect(files.get('posts/a/index.html')).not.toContain('og:image');
  expect(cards((await build(sources, { config: { title: 'Ink', lang: 'en', cards: true } })).files)).toEqual([]);
});

test('a character that the font does not have is named, at the title; the post is published without a card', async () => {
  const { files, said, report } = await build({ ...sources, 'posts/b.md': '---\ndate: 2024-01-02\ntitle: 三龘\n---\n' });
  expect(said).toContain('warning posts/b.md:3 The font for cards has no “龘” (U+9F98), which is in the title: this post gets no card');
  expect(report).not.toBeNull();
  expect(cards(files).map(([path]) => path)).toEqual(['cards/posts/a.png']);
  expect(files.get('posts/b/index.html')).not.toContain('og:image');
});

test('a card that cannot be drawn is said of its post; the rest is published', async () => {
  const fault = diagnostic('card-failed', { detail: 'out of memory' });
  const painter = { ...wordPainter(), draw: async () => ({ value: null, diagnostics: [fault] }) };
  const { files, said, report } = await build(sources, { painter });
  expect(said).toEqual([
    'warning posts/a.md The card of this post could not be drawn (out of memory); the picture that its page names will be missing',
  ]);
  expect(report).not.toBeNull();
  expect(cards(files)).toEqual([]);
});

test('one in the title of the site is said once; a draft is not spoken of', async () => {
  const drafts = { ...sources, 'posts/b.md': '---\ntitle: 龘\ndraft: true\n---\n\nText.\n' };
  expect((await build(drafts)).said).toEqual([]);
  const { files, said } = await build(drafts, { config: { ...config, title: '龘' } });
  expect(said).toEqual(['warning The font for cards has no “龘” (U+9F98), which is in the title of the site: no cards are drawn']);
  expect(cards(files)).toEqual([]);
});

test('a file of the author’s takes the place of a card', async () => {
  const { files, said } = await build({ ...sources, 'static/cards/posts/a.png': 'mine' });
  expect(cards(files)).toEqual([['cards/posts/a.png', 'mine']]);
  expect(said.join()).toContain('/cards/posts/a.png comes from your own file');
});

test('two addresses that need one card are an error', async () => {
  const { said, report } = await build({ ...sources, 'posts/b.md': '---\npermalink: /posts/a.html\n---\n\nText.\n' });
  expect(said.filter((one) => one.startsWith('error')).join()).toContain('/cards/posts/a.png');
  expect(report).toBeNull();
});

test('what a later build writes is what a first one would; cards come and go with titles and covers', async () => {
  const [cache, output] = [memoryCache(), memoryOutput(() => new TextEncoder().encode(String(sources['posts/own.svg'])))];
  const edits: Sources[] = [
    sources,
    { ...sources, 'posts/a.md': '---\ntitle: Slate\n---\n\nText.\n' },
    { ...sources, 'posts/a.md': '---\ntitle: Slate\ncover: own.svg\n---\n\nText.\n' },
    { ...sources, 'posts/covered.md': 'Text.\n' },
    { ...sources, 'posts/a.md': '---\ntitle: 龘\n---\n\nText.\n' },
  ];
  for (const files of edits) {
    const again = await build(files, { cache, output });
    const clean = await build(files);
    expect([again.files, again.said]).toEqual([clean.files, clean.said]);
  }
});
