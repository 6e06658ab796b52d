// The search index: made once for the same texts, the same bytes each time, and what is said where it cannot be made.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pagefindIndexer } from '../../../src/assets/search.js';
import type { SearchWanted } from '../../../src/build/search.js';
import { apart } from '../../../src/pages/search.js';
import { buildBlog } from '../../support/blog.js';
import { temporaryFolder } from '../../support/temporary.js';

const document = { url: '/a/', title: '砚', date: '2024-01-01', words: '砚 石 and water' };
/** A wish for an index of one document, made of what `key` stands for; how often its text was asked for is counted. */
function wanted(key: string | null, one = document): SearchWanted & { rendered: number } {
  const wish = {
    key,
    lang: 'en',
    rendered: 0,
    texts: () => {
      wish.rendered++;
      return { key, documents: [one] };
    },
  };
  return wish;
}
const missing = () => Promise.reject(new Error('Cannot find package'));

test('the same texts give the same bytes; Pagefind’s own pages are left out', async () => {
  const [one, two] = [
    await pagefindIndexer({ root: temporaryFolder(), keep: true })(wanted('a')),
    await pagefindIndexer({ root: temporaryFolder(), keep: true })(wanted('a')),
  ];
  expect(one.diagnostics).toEqual([]);
  expect(one.value).toEqual(two.value);
  expect(one.value!.map(({ path }) => path.replace(/[0-9a-f]{7,}/, 'X')).sort()).toEqual([
    'fragment/en_X.pf_fragment',
    'index/en_X.pf_index',
    'pagefind-entry.json',
    'pagefind-worker.js',
    'pagefind.en_X.pf_meta',
    'pagefind.js',
    'wasm.en.pagefind',
    'wasm.unknown.pagefind',
  ]);
});

test('the index of the last build is used again while no article has changed, and no text is looked at', async () => {
  const root = temporaryFolder();
  const first = await pagefindIndexer({ root, keep: true })(wanted('a'));
  expect(existsSync(join(root, '.inkstone/search'))).toBe(true);
  const same = wanted('a');
  expect(await pagefindIndexer({ root, keep: true, load: missing })(same)).toEqual(first);
  expect(same.rendered).toBe(0);
  expect((await pagefindIndexer({ root, keep: true, load: missing })(wanted('b', { ...document, title: '墨' }))).value).toBeNull();
});

test('an article that changed without its text is looked at once', async () => {
  const root = temporaryFolder();
  const first = await pagefindIndexer({ root, keep: true })(wanted('a'));
  const [once, again] = [wanted('b'), wanted('b')];
  expect(await pagefindIndexer({ root, keep: true, load: missing })(once)).toEqual(first);
  expect(await pagefindIndexer({ root, keep: true, load: missing })(again)).toEqual(first);
  expect([once.rendered, again.rendered]).toEqual([1, 0]);
});

test('what keeps no index believes one for the same texts only', async () => {
  const root = temporaryFolder();
  await pagefindIndexer({ root, keep: false })(wanted('a'));
  expect(existsSync(join(root, '.inkstone'))).toBe(false);
  const first = await pagefindIndexer({ root, keep: true })(wanted('a'));
  const other = wanted('a', { ...document, title: '墨' });
  expect(await pagefindIndexer({ root, keep: false })(other)).not.toEqual(first);
  expect(other.rendered).toBe(1);
});

test('an index of what is not known is not taken for another such', async () => {
  const root = temporaryFolder();
  await pagefindIndexer({ root, keep: true })(wanted(null));
  const other = wanted(null, { ...document, title: '墨' });
  expect((await pagefindIndexer({ root, keep: true, load: missing })(other)).value).toBeNull();
  expect(other.rendered).toBe(1);
});

test('a text that was edited while it was indexed is kept under what it was then', async () => {
  const root = temporaryFolder();
  const edited = { ...document, words: '墨 and water' };
  await pagefindIndexer({ root, keep: true })({ ...wanted('a'), texts: () => ({ key: 'b', documents: [edited] }) });
  const [before, after] = [wanted('a'), wanted('b', edited)];
  await pagefindIndexer({ root, keep: true })(after);
  await pagefindIndexer({ root, keep: true })(before);
  expect([before.rendered, after.rendered]).toEqual([1, 0]);
});

test('without the optional package there is a warning, and the blog is published', async () => {
  const config = { title: 'A', url: 'https://example.com', lang: 'en', search: true };
  const indexer = pagefindIndexer({ root: temporaryFolder(), keep: true, load: missing });
  const { files, said } = await buildBlog({ 'posts/a.md': 'Ink.\n' }, { config, indexer });
  expect(said).toEqual([
    'warning The config asks for `search`, but the optional package pagefind is not installed: the search page will find nothing',
  ]);
  expect(files.has('search/index.html')).toBe(true);
});

test('files of the author’s where the index would stand are an error', async () => {
  const config = { title: 'A', url: 'https://example.com', lang: 'en', search: true };
  const indexer = pagefindIndexer({ root: temporaryFolder(), keep: true });
  const { said, report } = await buildBlog({ 'posts/a.md': 'Ink.\n', 'static/pagefind/pagefind.js': '' }, { config, indexer });
  expect(said[0]).toMatch(/^error .*\/pagefind\/pagefind\.js/);
  expect(report).toBeNull();
});

test('what asks not to be found is not in the index, nor is anything where no search is asked for', async () => {
  const asked: string[] = [];
  const indexer = async ({ texts }: SearchWanted) => {
    asked.push(...texts().documents.map(({ url }) => url));
    return { value: [], diagnostics: [] };
  };
  const sources = { 'posts/a.md': 'Ink.\n', 'posts/b.md': '---\nnoindex: true\n---\n', 'pages/c.md': 'Stone.\n' };
  const config = { title: 'A', url: 'https://example.com', lang: 'en' };
  await buildBlog(sources, { config, indexer });
  expect(asked).toEqual([]);
  await buildBlog(sources, { config: { ...config, search: true }, indexer });
  expect(asked).toEqual(['/posts/a/', '/c/']);
});

test.for([
  ['在容器里run程序', '在 容 器 里 run 程 序'],
  ['用 Docker，好。', '用 Docker ， 好 。'],
  ['Ｄｏｃｋｅｒ', 'Docker'],
  ['カー café', 'カ ー café'],
] as const)('%s is indexed as %s', ([text, words]) => expect(apart(text)).toBe(words));
