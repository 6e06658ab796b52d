// Whole builds in memory.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryFiles } from '../../../src/files/memory.js';
import { memoryOutput } from '../../../src/output/memory.js';
import { buildBlog, type Sources } from '../../support/blog.js';

const post = (fields: string, body = 'Text.') => `---\n${fields}\n---\n${body}\n`;

describe('a build', () => {
  test('of nothing is a blog without posts', async () => {
    const { files, said, report } = await buildBlog({}, { config: {} });
    expect([...files.keys()].sort()).toEqual([
      '.nojekyll',
      '404.html',
      'archive/index.html',
      'assets/plain.css',
      'favicon.svg',
      'index.html',
      'robots.txt',
      'site.webmanifest',
    ]);
    expect(said).toEqual([
      'note There are no posts yet',
      'note The config has no `url`, so feeds, sitemap and canonical links are left out',
    ]);
    expect(report).toEqual({ added: 8, changed: 0, unchanged: 0, removed: 0, unknown: 0 });
  });

  test('the list pages of Hugo are no posts, however many there are', async () => {
    const sources = { 'posts/_index.md': post(''), 'posts/life/_index.md': post(''), 'posts/life/a.md': post('') };
    const { files, said } = await buildBlog(sources);
    expect([...files.keys()].filter((path) => path.startsWith('posts/'))).toEqual(['posts/a/index.html']);
    expect(said.filter((line) => line.includes('no post'))).toHaveLength(2);
  });

  test('a second time changes nothing; without a post its pages go, and files of no build stay', async () => {
    const output = memoryOutput(undefined, { 'mine.txt': 'kept' });
    const sources = { 'posts/a.md': post('tags: [x]'), 'posts/b.md': post('tags: [y]') };
    await buildBlog(sources, { output });
    expect((await buildBlog(sources, { output })).report).toMatchObject({ added: 0, changed: 0, removed: 0, unknown: 1 });
    const { report } = await buildBlog({ 'posts/a.md': sources['posts/a.md'] }, { output });
    expect(report).toMatchObject({ added: 0, removed: 2 });
    expect([...output.files.keys()].filter((path) => /mine|posts|tags/.test(path)).sort()).toEqual([
      'mine.txt',
      'posts/a/index.html',
      'tags/index.html',
      'tags/x/index.html',
    ]);
  });

  test('leaves out no file of data/ without a word', async () => {
    const { said } = await buildBlog({ 'posts/a.md': 'A', 'data/books.toml': 'a = 1', 'data/years.csv': '1', 'data/links.yaml': '[]' });
    expect(said).toEqual([
      'warning data/books.toml This file is in a form that Inkstone does not read as data, so it is not in site.data',
      'warning data/years.csv This file is in a form that Inkstone does not read as data, so it is not in site.data',
    ]);
  });

  test('reads a template that is not UTF-8, and says so', async () => {
    // 砚台 in GB18030, several times: two characters alone could be anything.
    const words = Buffer.from('d1e2cca8'.repeat(8), 'hex');
    const template = Buffer.concat([Buffer.from('<title>{{ post.title }}</title>'), words]);
    const { files, said } = await buildBlog({ 'posts/a.md': 'A', 'templates/post.njk': template });
    expect(said).toEqual(['warning templates/post.njk:1 This file is written in GB18030; it was read as such']);
    expect(files.get('posts/a/index.html')).toBe(`<title>a</title>${'砚台'.repeat(8)}`);
  });

  test('copies what posts refer to, and nothing else that lies beside them', async () => {
    const { files, said } = await buildBlog({
      'posts/trip/index.md': '![](a.txt) and [a paper](../paper.pdf)',
      'posts/trip/a.txt': 'A',
      'posts/trip/b.png': 'B',
      'posts/paper.pdf': 'P',
      'static/.well-known/x': 'X',
    });
    expect(said).toEqual(['warning posts/trip/a.txt This file is in a form that Inkstone does not read, so it has no page of its own']);
    expect([...files].filter(([path]) => !/\.(?:html|xml|css)$|^(?:robots|feed|favicon|site\.web|\.nojekyll)/.test(path))).toEqual([
      ['posts/trip/a.txt', 'A'],
      ['posts/paper.pdf', 'P'],
      ['.well-known/x', 'X'],
    ]);
  });

  test('lists show what only a rendered article tells: a second wave', async () => {
    const home = '{% for post in posts %}{{ post.title }}: {{ post.excerpt }} {{ post.words.latin }} {{ post.cover.url }}\n{% endfor %}';
    const { files } = await buildBlog(
      { 'posts/a.md': post('date: 2024-01-01\ncover: a.png', 'Four *words* are here.'), 'posts/a.png': '' },
      { templates: { 'home.njk': home } },
    );
    expect(files.get('index.html')).toBe('a: Four words are here. 4 /posts/a.png\n');
  });

  test('a template may ask for the newest posts before they have been rendered', async () => {
    const templates = {
      'post.njk': '<title>{{ post.title }}</title> after {% for other in site.recent %}{{ other.title }} {{ other.excerpt }} {% endfor %}',
    };
    const sources = { 'posts/a.md': post('date: 2024-01-01', 'One.'), 'posts/b.md': post('date: 2024-01-02', '[x](c.md)') };
    const { files, said } = await buildBlog(sources, { templates });
    expect(files.get('posts/a/index.html')).toBe('<title>a</title> after b x a One. ');
    expect(said).toEqual(['warning posts/b.md:4 The link “c.md” leads nowhere in this site']);
  });
});

describe('faults', () => {
  const broken: Sources = {
    'posts/a.md': post('permalink: /same/'),
    'posts/b.md': post('permalink: /same/'),
    'posts/c.md': post('permalink: /：：/', '[x](missing.md)'),
    'posts/d.md': '[x](c.md#nowhere)',
    'data/bad.yaml': 'a: [',
    'templates/tag.njk': '{{ tag }}',
  };

  test('of all steps are gathered in one run, each said once, and nothing is published', async () => {
    const output = memoryOutput(undefined, { 'index.html': 'old' });
    const { said, report } = await buildBlog(broken, { output });
    expect(said.map((one) => one.replace(/:\d+/, '')).sort()).toEqual([
      expect.stringMatching(/^error data\/bad\.yaml /),
      'error posts/b.md posts/a.md and posts/b.md would both be published at /same/',
      expect.stringMatching(/^error posts\/c\.md “\/：：\/”/),
      'error templates/tag.njk Nothing is named “tag” here',
      'warning posts/c.md The link “missing.md” leads nowhere in this site',
      'warning posts/d.md The page of “c.md#nowhere” exists, but has no such place in it',
    ]);
    expect(report).toBe(null);
    expect([...output.files]).toEqual([['index.html', 'old']]);
  });

  test('a warning publishes; with --strict it does not; a note never matters', async () => {
    const sources = { 'posts/a.md': '[x](missing.md)' };
    expect((await buildBlog(sources)).report).not.toBe(null);
    expect((await buildBlog(sources, { flags: { strict: true } })).report).toBe(null);
    const noted = { 'posts/a.md': '', 'static/robots.txt': 'mine' };
    expect((await buildBlog(noted, { flags: { strict: true } })).report).not.toBe(null);
  });

  test('what was wrong before the build fails it, after all else has been said', async () => {
    const { said, report } = await buildBlog({ 'posts/a.md': '[x](missing.md)' }, { failed: true });
    expect([said.length, report]).toEqual([1, null]);
  });

  test('a fault of an article is said once, though feeds render it again', async () => {
    const links = Array.from({ length: 70 }, (_, i) => `[x](bb${i}.md)`).join('\n\n');
    const { said } = await buildBlog({ 'posts/a.md': post('date: 2024-01-01', links), 'posts/bb.md': 'x' });
    expect(said).toHaveLength(70);
  });

  test('a hundred thousand of them are said, too', async () => {
    const links = Array.from({ length: 130_000 }, (_, i) => `[x](/m${i})`).join('\n');
    expect((await buildBlog({ 'posts/a.md': links })).said).toHaveLength(130_000);
  });

  test('a held post is not published by a link to its file', async () => {
    const { files, said } = await buildBlog({ 'posts/a.md': '[x](secret.html)', 'posts/secret.html': post('draft: true', 'Secret') });
    expect(said).toEqual([
      'warning posts/a.md:1 The link “secret.html” leads to a post that is not published (a draft), so it leads nowhere',
    ]);
    expect([...files.values()].join('')).not.toContain('Secret');
  });

  test('an address too long for a file', async () => {
    const { said } = await buildBlog({ 'posts/a.md': post(`permalink: /${'a/'.repeat(4000)}`) });
    expect(said[0]).toMatch(
      /^error posts\/a\.md:2 The address (?:\/a){40}… is too long for a file \(8010 bytes; 800 will do everywhere\)$/,
    );
  });

  test('two names that the config gives one slug', async () => {
    const { said } = await buildBlog(
      { 'posts/a.md': post('tags: [Docker, 容器]') },
      { config: { url: 'https://example.com', slugs: { Docker: 'd', 容器: 'd' } } },
    );
    expect(said).toEqual(['error the tag “Docker” (/tags/d/) and the tag “容器” (/tags/d/) would both be published at /tags/d/']);
  });

  test('missing places are many: the search for names ends', async () => {
    const links = Array.from({ length: 3_000 }, (_, i) => `[x](b.md#section-number-x${i})`).join('\n');
    const headings = Array.from({ length: 3_000 }, (_, i) => `# Section number ${i}`).join('\n');
    const { diagnostics } = await buildBlog({ 'posts/a.md': links, 'posts/b.md': headings });
    expect(diagnostics.filter(({ data }) => 'nearest' in data && data.nearest !== null)).toHaveLength(50);
  });
});

describe('one order', () => {
  const sources: Sources = {
    'posts/a.md': post('date: 2024-01-01\ntags: [x, Y]\ncategories: [c/d]\naliases: [/old/]', '![](i.png) [to b](b.md)'),
    'posts/b.md': post('date: 2024-01-01\ntags: [y]\ncategories: [c]\npin: 1'),
    'posts/c.md': post('tags: [y, z]\nseries: S'),
    'posts/e/index.md': post('series: S\ndate: 2023-05-05'),
    'posts/i.png': 'I',
    'pages/about.md': 'About',
    'data/links.yaml': '[1, 2]',
    'static/x.txt': 'X',
  };
  const built = async (names: readonly string[]) => {
    const shuffled = Object.fromEntries(names.map((name) => [name, sources[name]!]));
    return [...(await buildBlog(shuffled)).files].sort();
  };

  test('property: sources give the same bytes in whatever order they were made', async () => {
    const names = Object.keys(sources);
    const expected = await built(names);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(names, { minLength: names.length }), async (shuffled) => {
        expect(await built(shuffled)).toEqual(expected);
      }),
      { numRuns: 12 },
    );
  });

  test('property: a build over an earlier one of other sources ends as a clean build', async () => {
    const names = fc.subarray(Object.keys(sources));
    await fc.assert(
      fc.asyncProperty(names, names, async (first, second) => {
        const of = (chosen: readonly string[]) => Object.fromEntries(chosen.map((name) => [name, sources[name]!]));
        const output = memoryOutput((path) => memoryFiles(sources).read(path));
        await buildBlog(of(first), { output });
        await buildBlog(of(second), { output });
        expect([...output.files].sort()).toEqual([...(await buildBlog(of(second))).files].sort());
      }),
      { numRuns: 12 },
    );
  });

  test('a template cannot change what the next page sees', async () => {
    const templates = { 'post.njk': '{% for tag in site.tags.reverse() %}{{ tag.name }}{% endfor %}' };
    const { said } = await buildBlog({ 'posts/a.md': post('tags: [a, b]'), 'posts/b.md': post('tags: [c]') }, { templates });
    expect(said[0]).toMatch(/^error plain\/templates\/post\.njk:1 This template failed while making \/posts\/a\/: Cannot assign/);
  });
});
