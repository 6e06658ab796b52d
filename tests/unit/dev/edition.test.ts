// Editions: what is read again after a change, and what is not.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { renderPage } from '../../../src/build/kinds.js';
import { pageOf } from '../../../src/build/plan.js';
import { readSource } from '../../../src/build/open-site.js';
import { readSettings } from '../../../src/config/settings.js';
import { cardAt } from '../../../src/dev/cards.js';
import { nextEdition, openEdition, saidOf, type Edition, type Shelf } from '../../../src/dev/edition.js';
import type { Outcome } from '../../../src/diagnostics/diagnostic.js';
import { diskFiles } from '../../../src/files/disk.js';
import type { Post } from '../../../src/model/post.js';
import { digestOf } from '../../../src/text/hash.js';
import { themeFolders } from '../../../src/workers/world.js';
import { wordPainter } from '../../support/painter.js';
import { temporaryFolder } from '../../support/temporary.js';

const settings = readSettings({ title: 'Blog', lang: 'en', timezone: 'UTC' }, null, { drafts: true, future: true });

function shelfOf(root: string, remembered: ReadonlyMap<string, Outcome<Post>> = new Map()): Shelf {
  const files = diskFiles(root);
  return {
    files,
    seen: async () => files,
    themes: (of) => themeFolders(root, of),
    compiled: () => [],
    generator: 'Inkstone',
    remembered: async () => remembered,
    readAll: async (of, paths) => paths.map((path) => readSource(path, files, of)),
    painter: async () => ({ value: null, diagnostics: [] }),
    now: () => 0,
  };
}

const open = (shelf: Shelf) => openEdition(shelf, settings, () => undefined);

test('an edit of a body keeps index, plan and templates; one of a title makes them anew', async () => {
  const root = temporaryFolder({ 'posts/a.md': '---\ntitle: A\n---\nText.', 'posts/b.md': 'Text.' });
  const shelf = shelfOf(root);
  const first = await open(shelf);
  writeFileSync(join(root, 'posts/a.md'), '---\ntitle: A\n---\nOther text.');
  const second = nextEdition(shelf, first, ['posts/a.md']);
  expect([second.site === first.site, second.plan === first.plan, second.theme === first.theme, second.reader === first.reader]).toEqual([
    true,
    true,
    true,
    true,
  ]);
  writeFileSync(join(root, 'posts/a.md'), '---\ntitle: Another\n---\nOther text.');
  const third = nextEdition(shelf, second, ['posts/a.md']);
  expect(third.site.value.byId.get('posts/a.md')?.title).toBe('Another');
  expect([third.site === second.site, third.theme === second.theme]).toEqual([false, true]);
  expect(third.site.value.byId.get('posts/b.md')).toBe(second.site.value.byId.get('posts/b.md'));
  // The editions before are as they were.
  expect(second.site.value.byId.get('posts/a.md')?.title).toBe('A');
});

test('an edit of a style sheet keeps the compiled templates, and its new digest stands in the pages', async () => {
  const root = temporaryFolder({ 'posts/a.md': 'Text.', 'templates/assets/ink.css': 'p{}' });
  const shelf = shelfOf(root);
  const first = await open(shelf);
  const htmlOf = (edition: Edition) => String(renderPage(pageOf('index.html', edition.plan)!, edition.reader).value);
  const versionIn = (edition: Edition) => /ink\.css\?v=([\w-]+)/.exec(htmlOf(edition))?.[1];
  expect(versionIn(first)).toBe(digestOf('p{}').slice(0, 8));
  writeFileSync(join(root, 'templates/assets/ink.css'), 'p{color:red}');
  const second = nextEdition(shelf, first, ['templates/assets/ink.css']);
  expect(second.theme.value.theme).toBe(first.theme.value.theme);
  expect(versionIn(second)).toBe(digestOf('p{color:red}').slice(0, 8));
  const fresh = await open(shelf);
  expect([htmlOf(second), second.theme.value.digest]).toEqual([htmlOf(fresh), fresh.theme.value.digest]);
  writeFileSync(join(root, 'templates/not-found.njk'), 'Lost.');
  const third = nextEdition(shelf, second, ['templates/not-found.njk']);
  expect(third.theme.value.theme).not.toBe(second.theme.value.theme);
});

test('a new post, and a template, leave what is known of other posts, unless it depends on the rest of the site', async () => {
  const root = temporaryFolder({
    'posts/a.md': 'Text.',
    'posts/b.md': '[To a](a.md).',
    'posts/c.md': '[To d](d.md).',
    'posts/e.md': 'Text.',
  });
  const files = diskFiles(root);
  let read: string[] = [];
  const shelf: Shelf = { ...shelfOf(root), files: { ...files, read: (path) => (read.push(path), files.read(path)) } };
  const home = (edition: Edition) => {
    read = [];
    const html = String(renderPage(pageOf('index.html', edition.plan)!, edition.reader).value);
    return [html, read.filter((path) => path.startsWith('posts/'))] as const;
  };
  const first = await open(shelf);
  home(first);
  writeFileSync(join(root, 'posts/d.md'), 'New.');
  writeFileSync(join(root, 'posts/e.md'), 'Another text.');
  const second = nextEdition(shelf, first, ['posts/d.md', 'posts/e.md']);
  const [html, again] = home(second);
  expect(again).toEqual(['posts/b.md', 'posts/c.md', 'posts/d.md', 'posts/e.md']);
  expect(html).toBe(home(await open(shelf))[0]);
  writeFileSync(join(root, 'posts/e.md'), 'A third text.');
  mkdirSync(join(root, 'templates'));
  writeFileSync(join(root, 'templates/not-found.njk'), '<title>Lost</title>');
  const third = nextEdition(shelf, second, ['posts/e.md', 'templates/not-found.njk']);
  expect(home(third)[1]).toEqual(['posts/b.md', 'posts/c.md', 'posts/e.md']);
});

test('a post that goes between the notice and the reading has gone, and no error is made of it', async () => {
  const root = temporaryFolder({ 'posts/a.md': 'Text.', 'posts/b.md': 'Text.' });
  const shelf = shelfOf(root);
  const first = await open(shelf);
  const fleeting = diskFiles(root);
  const read = (path: string) => {
    if (path !== 'posts/a.md') rmSync(join(root, path), { force: true });
    return fleeting.read(path);
  };
  writeFileSync(join(root, 'posts/c.md'), 'New.');
  const next = nextEdition({ ...shelf, files: { ...fleeting, read } }, first, ['posts/b.md', 'posts/c.md']);
  expect([...next.posts.value.keys()]).toEqual(['posts/a.md']);
  expect(next.site.value.posts).toHaveLength(1);
  expect(saidOf(next).filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('what is remembered of files that are as they were is not read again', async () => {
  const root = temporaryFolder({ 'posts/a.md': '---\ntitle: On the disk\n---\n', 'posts/b.md': '---\ntitle: On the disk\n---\n' });
  const { value, diagnostics } = readSource('posts/a.md', diskFiles(root), settings.value);
  const remembered = new Map([['posts/a.md', { value: { ...value!, title: 'Remembered' }, diagnostics }]]);
  const edition = await open(shelfOf(root, remembered));
  expect([...edition.posts.value.values()].map((post) => post?.title)).toEqual(['Remembered', 'On the disk']);
});

test('a card is drawn when it is asked for, of the title as it is now', async () => {
  const root = temporaryFolder({ 'posts/a.md': '---\ntitle: A\n---\nText.', 'posts/b.md': '---\ntitle: 龘\n---\nText.' });
  const painter = wordPainter();
  const shelf: Shelf = { ...shelfOf(root), painter: async () => ({ value: painter, diagnostics: [] }) };
  const withCards = readSettings({ title: 'Blog', url: 'https://example.com/blog/', lang: 'en', cards: true }, null, {});
  const first = await openEdition(shelf, withCards, () => undefined);
  expect(painter.drawn).toEqual([]);
  const card = async (edition: Edition, path: string) => {
    const drawn = await cardAt(path, edition);
    return drawn === null ? null : new TextDecoder().decode(drawn);
  };
  expect(await card(first, '/blog/cards/posts/a.png')).toBe('A | Blog');
  for (const path of ['/blog/cards/posts/b.png', '/cards/posts/a.png', '/blog/posts/a/']) expect(await card(first, path)).toBeNull();
  expect(saidOf(first).map(({ code }) => code)).toEqual(['card-character']);
  writeFileSync(join(root, 'posts/a.md'), '---\ntitle: B\n---\nText.');
  expect(await card(nextEdition(shelf, first, ['posts/a.md']), '/blog/cards/posts/a.png')).toBe('B | Blog');
});

test('while the config is broken nothing is said of what follows from it, as in a build', async () => {
  const shelf = shelfOf(temporaryFolder({ 'posts/a.md': 'Text.' }));
  const codes = async (raw: object) => {
    const edition = await openEdition(shelf, readSettings(raw, null, {}), () => undefined);
    return saidOf(edition).map(({ code }) => code);
  };
  expect(await codes({ lang: 'en' })).toEqual(['no-site-url']);
  expect(await codes({ lang: 'en', url: 'nowhere' })).toEqual(['wrong-setting']);
});
