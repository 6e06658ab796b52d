// When the search index is made again: a build that changes no text renders none for it, one that does makes what a first
// build would make.
import { expect, test } from 'vitest';
import { memoryFiles } from '../../../src/files/memory.js';
import { memoryOutput } from '../../../src/output/memory.js';
import { buildBlog, memoryCache, type Sources } from '../../support/blog.js';
import { keepingIndexer } from '../../support/indexer.js';

const config = { title: 'A', url: 'https://example.com', lang: 'en', search: true };
const start: Sources = {
  'posts/a.md': '---\ntitle: A\ndate: 2024-01-01\n---\n\nInk, see [b](b.md).\n',
  'posts/b.md': 'Stone.\n',
  'pages/about.md': 'Water.\n',
};

/** Builds `start`, then these sources with the same memory. How often texts were rendered for the second, and its index. */
async function rebuilt(sources: Sources, more: Readonly<Record<string, unknown>> = {}) {
  const all = keepingIndexer();
  const files = memoryFiles(sources);
  const output = memoryOutput((path) => files.read(path));
  const cache = memoryCache();
  await buildBlog(start, { config, indexer: all.indexer, cache, output });
  expect(all.rendered).toBe(1);
  const again = await buildBlog(sources, { config: { ...config, ...more }, indexer: all.indexer, cache, output });
  const clean = await buildBlog(sources, { config: { ...config, ...more }, indexer: keepingIndexer().indexer });
  expect(again.files).toEqual(clean.files);
  return { rendered: all.rendered - 1, index: again.files.get('pagefind/all.json') };
}

test.for<[string, Sources]>([
  ['nothing', start],
  ['a template', { ...start, 'templates/post.njk': '<title>New</title>{{ post.content }}' }],
  ['a static file', { ...start, 'static/notes.txt': 'New.\n' }],
  ['data', { ...start, 'data/links.yaml': 'a: 1\n' }],
  ['a post that asks not to be found', { ...start, 'posts/c.md': '---\nnoindex: true\n---\n\nHidden.\n' }],
])('%s has changed: no text is rendered', async ([, sources]) => expect((await rebuilt(sources)).rendered).toBe(0));

test.for<[string, Sources, string]>([
  ['a body', { ...start, 'posts/b.md': 'Granite.\n' }, 'Granite'],
  ['a title', { ...start, 'posts/b.md': '---\ntitle: Slate\n---\n\nStone.\n' }, 'Slate'],
  ['an address', { ...start, 'posts/b.md': '---\nslug: slab\n---\n\nStone.\n' }, '/posts/slab/'],
  ['a date', { ...start, 'posts/b.md': '---\ndate: 2023-03-03\n---\n\nStone.\n' }, '2023-03-03'],
  ['a new post', { ...start, 'posts/c.md': 'Brush.\n' }, 'Brush'],
])('%s has changed: the index is made anew', async ([, sources, text]) => {
  const { rendered, index } = await rebuilt(sources);
  expect(rendered).toBe(1);
  expect(index).toContain(text);
});

test('a post that goes or hides goes from the index', async () => {
  const { 'posts/b.md': _gone, ...rest } = start;
  expect((await rebuilt({ ...rest, 'posts/a.md': 'Ink.\n' })).index).not.toContain('Stone');
  expect((await rebuilt({ ...start, 'posts/b.md': '---\nnoindex: true\n---\n\nStone.\n' })).index).not.toContain('Stone');
});

test('a setting that reads bodies or addresses otherwise makes it anew', async () => {
  expect((await rebuilt(start, { permalink: '/:year/:slug/' })).index).toContain('/2024/a/');
  expect((await rebuilt(start, { html: 'strict' })).rendered).toBe(1);
});
