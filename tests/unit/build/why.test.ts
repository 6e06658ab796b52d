// `--why`: a page and the reason for which it was made anew, in one sentence.
import { beforeAll, expect, it } from 'vitest';
import { memoryOutput } from '../../../src/output/memory.js';
import { digestOf } from '../../../src/text/hash.js';
import { buildBlog, memoryCache } from '../../support/blog.js';

const post = (title: string, day: string, body: string) => `---\ntitle: ${title}\ndate: 2024-01-0${day}\ntags: [容器]\n---\n\n${body}\n`;
let files: Record<string, string> = {
  'posts/one.md': post('One', '1', 'The first.'),
  'posts/two.md': post('Two', '2', 'See [the first](one.md).'),
  'posts/three.md': post('Three', '3', 'The third.'),
  'pages/about.md': '---\ntitle: About\n---\n\nOf us.\n',
};
let config: Record<string, unknown> = { title: 'Why', url: 'https://example.com', lang: 'en', base: '/blog/' };
let templates = { 'base.njk': '<title>{{ site.title }}</title>{{ site.count }}{% block main %}{% endblock %}' };
const cache = memoryCache();
const output = memoryOutput((from) => new TextEncoder().encode(files[from]));

async function why(url: string): Promise<string> {
  const state = (path: string) => digestOf(files[path] ?? 'theme');
  const { said } = await buildBlog(files, { config, templates, cache, output, state, why: url });
  return said.filter((line) => line.startsWith('note')).join('\n');
}

function edit(path: string, from: string | RegExp, to: string): void {
  const edited = files[path]!.replace(from, to);
  expect(edited).not.toBe(files[path]);
  files = { ...files, [path]: edited };
}

beforeAll(async () => {
  expect(await why('/')).toBe('note / was made anew, as all pages were: no earlier build with this config and this Inkstone is remembered');
});

it('nothing has changed', async () => {
  expect(await why('/')).toMatch(/^note \/ was kept: /);
  expect(await why('/favicon.svg')).toBe('note /favicon.svg is made, or compared, in every build');
  expect(await why('/robots.txt')).toBe('note /robots.txt is made, or compared, in every build');
});

it('takes addresses, files and sources, with the base or without', async () => {
  for (const name of ['/tags/容器/', '/tags/%E5%AE%B9%E5%99%A8', '/blog/tags/容器/', 'tags/容器/index.html'])
    expect(await why(name)).toMatch(/^note \/tags\/容器\/ was kept/);
  expect(await why('pages/about.md')).toMatch(/^note \/about\/ was kept/);
  expect(await why('/abuot/')).toMatch(/No page has the address \/abuot\//);
});

it('an edit is the reason for the pages that show it, and for no others', async () => {
  edit('posts/one.md', 'The first.', 'The very first.');
  expect(await why('posts/one.md')).toBe('note /posts/one/ was made anew: posts/one.md was edited');
  edit('posts/one.md', 'title: One', 'title: Number one');
  expect(await why('/tags/容器/')).toBe('note /tags/容器/ was made anew: posts that it shows were edited (posts/one.md)');
  edit('posts/one.md', 'title: Number one', 'title: Nr. one');
  expect(await why('/about/')).toMatch(/^note \/about\/ was kept/);
  edit('posts/one.md', 'very first', 'first');
  expect(await why('/atom.xml')).toMatch(/made anew: posts that it shows were edited \(posts\/one\.md\)/);
});

it('posts that come and go change lists, and what templates read of the site', async () => {
  files = { ...files, 'posts/four.md': post('Four', '4', 'The fourth.') };
  expect(await why('posts/four.md')).toBe('note /posts/four/ is new: the last build had no such page');
  files = { ...files, 'posts/five.md': post('Five', '5', 'The fifth.') };
  expect(await why('/tags/容器/')).toMatch(
    /it shows other posts than before; its template reads what has changed in the site \(site\.count\)/,
  );
});

it('a link that leads elsewhere', async () => {
  edit('posts/one.md', 'tags:', 'slug: first\ntags:');
  expect(await why('/posts/two/')).toMatch(/^note \/posts\/two\/ was made anew: its links or images lead elsewhere/);
});

it('a published file that somebody changed', async () => {
  await why('/');
  (output.files as Map<string, string>).set('about/index.html', 'Not ours.');
  expect(await why('/about/')).toMatch(/^note \/about\/ was written again: /);
});

it('the theme, and the config, are reasons for all pages', async () => {
  templates = { 'base.njk': `${templates['base.njk']}<footer>` };
  expect(await why('/about/')).toMatch(/^note \/about\/ was made anew, as all pages were: the templates/);
  config = { ...config, title: 'Why not' };
  expect(await why('/about/')).toMatch(/^note \/about\/ was made anew, as all pages were: no earlier build with this config/);
});
