// The law of the cache: whatever happens to a blog between two builds, the second writes what a first build would write,
// byte for byte, and says the same. Blogs and edits are drawn at random; each build meets what the ones before it left.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeManifest, encodeManifest, nothingRemembered } from '../../src/build/manifest.js';
import type { Cache } from '../../src/build/build.js';
import { memoryOutput } from '../../src/output/memory.js';
import { digestOf } from '../../src/text/hash.js';
import { buildBlog, now, type Blog, type BlogOptions } from '../support/blog.js';
import { root } from '../support/folders.js';
import { keepingIndexer } from '../support/indexer.js';

/** The default theme: it reads more of the site than a plain one. */
const theme = Object.fromEntries(
  readdirSync(join(root, 'templates'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.\w+$/.test(name))
    .map((name) => [name.replaceAll('\\', '/'), readFileSync(join(root, 'templates', name), 'utf8')]),
);

interface State {
  readonly files: Record<string, string>;
  readonly config: Record<string, unknown>;
  readonly now: number;
}

const day = 86_400_000;
const start: State = {
  now,
  config: { title: 'Ink', url: 'https://example.com', lang: 'en', perPage: 2, related: true },
  files: Object.fromEntries([
    ...Array.from({ length: 6 }, (_, i) => [
      `posts/p${i}.md`,
      post(`Post ${i}`, `202${i % 5}-03-0${i + 1}`, [`t${i % 3}`], `Body ${i}.\n\n## A\n\n[next](p${(i + 1) % 7}.md)`),
    ]),
    ['posts/trip/index.md', `${post('Trip', '2024-05-05', ['t0'], '![a map](map.svg)')}`],
    ['posts/trip/map.svg', picture(3)],
    ['pages/about.md', '# About\n\nSee [one](/posts/p1/).\n'],
    ['static/robots.txt', 'User-agent: *\n'],
    ['data/links.yaml', 'a: 1\n'],
  ]),
};

function post(title: string, date: string, tags: readonly string[], body: string, more = ''): string {
  return `---\ntitle: "${title}"\ndate: ${date}\ntags: [${tags.join(', ')}]\n${more}---\n\n${body}\n`;
}

function picture(width: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="2"/>\n`;
}

type Edit = (state: State) => State;
const name = fc.integer({ min: 0, max: 7 }).map((i) => `posts/p${i}.md`);
const word = fc.constantFrom(
  'ink',
  'stone',
  '砚',
  'a & b',
  '<b>bold</b>',
  '`code`',
  '```js\nlet x = 1;\n```',
  '![m](trip/map.svg)',
  '[p](p2.md#a)',
);
const text = fc.array(word, { maxLength: 3 }).map((words) => words.join('\n\n'));
const date = fc.constantFrom('2019-01-01', '2023-03-02', '2024-05-05', '2025-12-31', '2026-01-03', '2027-07-07');
const extra = fc.constantFrom(
  '',
  'draft: true\n',
  'pin: 1\n',
  'series: S\n',
  'categories: [A/B]\n',
  'aliases: [/old/PATH/]\n',
  'cover: trip/map.svg\n',
  'lang: zh\n',
  'layout: page\n',
  'noindex: true\n',
  // So that another file may come to the same address.
  'permalink: /here/\n',
);

const put =
  (path: string, content: string): Edit =>
  (state) => ({ ...state, files: { ...state.files, [path]: content } });
const drop =
  (path: string): Edit =>
  (state) => {
    const { [path]: _gone, ...files } = state.files;
    return { ...state, files };
  };
const change =
  (path: string, by: (content: string) => string): Edit =>
  (state) =>
    state.files[path] === undefined ? state : put(path, by(state.files[path]))(state);
const set =
  (config: Record<string, unknown>): Edit =>
  (state) => ({ ...state, config: { ...state.config, ...config } });

const edit: fc.Arbitrary<Edit> = fc.oneof(
  // Nothing, or only the time.
  {
    weight: 2,
    arbitrary: fc.constantFrom<Edit>(
      (state) => state,
      (state) => ({ ...state, now: state.now + 1 }),
    ),
  },
  { weight: 4, arbitrary: fc.tuple(name, text).map(([path, more]) => change(path, (content) => `${content}\n${more}\n`)) },
  // Two sources of one address: nothing is published until one goes.
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      put('posts/twin.md', post('Twin', '2024-01-01', [], 'Who is who?', 'permalink: /about/\n')),
      drop('posts/twin.md'),
      drop('posts/twin.md'),
    ),
  },
  // What leaves every post where it stands: another title, or a field that only views look at.
  {
    weight: 3,
    arbitrary: fc
      .tuple(name, fc.constantFrom('One', 'Two'), fc.boolean())
      .map(([path, title, isTitle]) =>
        change(path, (content) =>
          isTitle
            ? content.replace(/^title: .*/m, `title: ${title}`)
            : content.replace('---\n', `---\ndescription: ${title}\nupdated: 2025-0${title.length}-01\n`),
        ),
      ),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(name, word, date, fc.subarray(['t0', 't1', 'T1', 'new']), text, extra)
      .map(([path, title, on, tags, body, more]) =>
        put(path, post(title.replace(/[`"\n].*/s, 'x'), on, tags, body, more.replace('PATH', path.slice(6, 8)))),
      ),
  },
  { weight: 2, arbitrary: name.map(drop) },
  {
    weight: 2,
    arbitrary: fc.tuple(name, name).map(
      ([from, to]): Edit =>
        (state) =>
          state.files[from] === undefined ? state : drop(from === to ? '' : from)(put(to, state.files[from])(state)),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      put('templates/partials/footer.njk', '<footer>{{ site.count }} {{ site.recent[0].excerpt }}</footer>'),
      put(
        'templates/partials/footer.njk',
        '<footer>{% for t in site.tags %}{{ t.name }}{{ t.count }}{% endfor %}{{ site.data.links.a }}</footer>',
      ),
      drop('templates/partials/footer.njk'),
      put('templates/post.njk', '{% extends "base.njk" %}{% block main %}{{ post.content }}{{ site | json }}{% endblock %}'),
      drop('templates/post.njk'),
      drop('templates/post.njk'),
      drop('templates/post.njk'),
      put('templates/post.njk', '{{ nothing.of.the.kind }}'),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      set({ title: 'Other' }),
      set({ perPage: 3 }),
      set({ permalink: '/:year/:slug/' }),
      set({ url: null }),
      set({ base: '/blog/' }),
      set({ highlight: false }),
      set({ menu: [{ title: 'About', url: '/about/' }] }),
      set({ perPage: 2, base: '/', highlight: true }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      put('data/links.yaml', 'a: 2\n'),
      drop('data/links.yaml'),
      put('static/archive/index.html', 'mine'),
      drop('static/archive/index.html'),
      put('static/_redirects', '/x /y 301\n'),
      put('pages/index.md', '# Front\n'),
      drop('pages/index.md'),
      put('pages/about.md', '# About us\n'),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      drop('posts/trip/map.svg'),
      put('posts/trip/map.svg', picture(9)),
      put('posts/trip/map.svg', picture(3)),
      drop('posts/trip/index.md'),
      put('static/img.png', 'x'),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(-600, 1, 400, 700).map((days): Edit => (state) => ({ ...state, now: now + days * day })),
  },
);

/** Mostly none. */
const damage = fc.oneof({ weight: 8, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 9 }) });

/** What the clean build of a state would be told and would publish. */
function sight({ files, said, report }: Blog) {
  return { published: report !== null, files: report === null ? null : Object.fromEntries([...files].sort()), said: [...said].sort() };
}

/** Bytes of a manifest, as a file would have them; damaged now and then. */
function fragileCache(): Cache & { damage(kind: number): void } {
  let bytes: Uint8Array | null = null;
  return {
    load: () => (bytes === null ? nothingRemembered : decodeManifest(bytes)),
    save: (whole, manifest) => ((bytes = Buffer.concat([...encodeManifest(whole, manifest)])), []),
    damage(kind) {
      if (bytes === null) return;
      if (kind === 0) bytes = null;
      else if (kind === 1) bytes = bytes.slice(0, Math.floor(bytes.length / 2));
      else bytes[Math.floor(bytes.length / kind)]! ^= 1;
    },
  };
}

test('after any edits a build that remembers is the build that does not', { timeout: 200_000 }, async () => {
  let kept = 0;
  let failed = 0;
  let whole = 0;
  let indexed = 0;
  const steps = fc.array(fc.tuple(edit, damage, fc.boolean()), { minLength: 6, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(steps, async (edits) => {
      // Some blogs have a search: these never take the shortcut for a site in which nothing changed.
      let state: State = { ...start, config: { ...start.config, search: edits.length % 3 === 0 } };
      const cache = fragileCache();
      const { indexer } = keepingIndexer();
      const output = memoryOutput((path) => {
        const content = state.files[path];
        return content === undefined ? { fault: 'missing', path, detail: 'ENOENT' } : new TextEncoder().encode(content);
      });
      // What a disk says changes with each write; of files that were written just now, here now and then all, it says nothing.
      let young = false;
      const seen = (path: string) => (young ? null : digestOf(state.files[path] ?? 'theme'));
      const options = (): BlogOptions => ({ config: state.config, templates: theme, now: state.now, state: seen });
      await buildBlog(state.files, { ...options(), cache, output, indexer });
      for (const [change, damage, isYoung] of edits) {
        young = isYoung;
        state = change(state);
        if (damage !== null) cache.damage(damage);
        const again = await buildBlog(state.files, { ...options(), cache, output, indexer });
        const clean = await buildBlog(state.files, { ...options(), indexer: keepingIndexer().indexer });
        expect(sight(again)).toEqual(sight(clean));
        kept += again.kept;
        if (again.report === null) failed++;
        if (again.kept === again.rendered) whole++;
        if (again.files.has('pagefind/all.json')) indexed++;
      }
    }),
    { numRuns: 16 },
  );
  // The law would also hold if nothing were ever kept.
  expect(kept).toBeGreaterThan(1000);
  expect(failed).toBeGreaterThan(0);
  expect(whole).toBeGreaterThan(5);
  expect(indexed).toBeGreaterThan(5);
});
