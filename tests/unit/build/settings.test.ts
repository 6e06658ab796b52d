// Each setting does what docs/config.md says.
import { describe, expect, test } from 'vitest';
import { buildBlog, type BlogOptions, type Sources } from '../../support/blog.js';

const sources: Sources = {
  'posts/a.md': '---\ndate: 2024-01-02\ntags: [C#]\n---\nOne <b>two</b>.\n\n```js\nconst x = 1;\n```\n',
  'posts/b.md': '---\ndate: 2024-01-03\n---\nTwo.\n',
  'static/x.txt': 'static',
  'own/y.txt': 'own',
  'look/home.njk': '<title>The theme in between: {{ site.author }}',
  'look/post.njk': 'Replaced by the site’s own',
  'templates/post.njk': '{{ page.canonical }}|{{ post.content }}<title>x</title>',
};
const menu =
  '{% for item in site.menu %}<a href="{{ item.url }}"{% if item.current %} aria-current="true"{% endif %}>{{ item.title }}</a>\n{% endfor %}';

async function built(config: Readonly<Record<string, unknown>>, more: BlogOptions = {}) {
  const { files, said } = await buildBlog(sources, { config: { url: 'https://example.com', title: 'T', lang: 'en', ...config }, ...more });
  return { said, files, names: [...files.keys()], text: (path: string) => files.get(path) };
}

test('url and base', async () => {
  const { text } = await built({ url: 'https://example.com/博客/' });
  expect(text('posts/b/index.html')).toMatch(/^https:\/\/example\.com\/%E5%8D%9A%E5%AE%A2\/posts\/b\/\|/);
  expect(text('robots.txt')).toContain('Sitemap: https://example.com/%E5%8D%9A%E5%AE%A2/sitemap.xml');
});

test('permalink, perPage', async () => {
  const { names } = await built({ permalink: '/:year/:slug.html', perPage: 1 });
  expect(names).toEqual(expect.arrayContaining(['2024/a.html', '2024/b.html', 'index.html', 'page/2/index.html']));
});

test('slugs, also of a name in another spelling', async () => {
  expect((await built({ slugs: { 'c#': 'c-sharp' } })).names).toContain('tags/c-sharp/index.html');
});

test('feed: false, { limit }', async () => {
  const { names } = await built({ feed: false });
  expect(names.filter((name) => /atom|rss|feed/.test(name))).toEqual([]);
  expect((await built({ feed: { limit: 1 } })).text('feed.json')!.match(/"id"/g)).toHaveLength(1);
});

test('highlight: false; html: strict', async () => {
  expect((await built({})).text('posts/a/index.html')).toMatch(/<b>two<\/b>[^]*<span class="hljs-keyword">/);
  const { text } = await built({ highlight: false, html: 'strict' });
  expect(text('posts/a/index.html')).toContain('&lt;b&gt;two');
  expect(text('posts/a/index.html')).not.toContain('hljs-keyword');
});

test('static, cname', async () => {
  const { names, text } = await built({ static: 'own', cname: 'blog.example.com' });
  expect(names).toContain('y.txt');
  expect(names).not.toContain('x.txt');
  expect(text('CNAME')).toBe('blog.example.com\n');
});

test('search: a page for it', async () => {
  expect((await built({ search: true })).files.has('search/index.html')).toBe(true);
  expect((await built({})).files.has('search/index.html')).toBe(false);
});

describe('theme', () => {
  test('stands between the site’s own templates and the built-in ones', async () => {
    const { text, said } = await built({ theme: 'look', author: 'Ink' });
    expect(said).toEqual([]);
    expect(text('index.html')).toBe('<title>The theme in between: Ink');
    expect(text('posts/b/index.html')).toContain('/posts/b/|');
  });

  test('that does not exist is an error', async () => {
    expect((await built({ theme: 'lokk' })).said).toEqual([
      'error The config names the theme “lokk”, but there is no such folder with files in it',
    ]);
  });
});

describe('menu', () => {
  const templates = { 'archive.njk': menu };

  test('is made from what the site has: lists, then pages at its top', async () => {
    const pages = { 'pages/about.md': '', 'pages/docs/setup.md': '', 'pages/关于.md': '' };
    const { files } = await buildBlog({ ...sources, ...pages }, { templates });
    expect(files.get('archive/index.html')).toBe(
      '<a href="/archive/" aria-current="true">Archive</a>\n<a href="/tags/">Tags</a>\n<a href="/about/">about</a>\n<a href="/%E5%85%B3%E4%BA%8E/">关于</a>\n',
    );
  });

  test('from the config: addresses of the site get the base, others stay', async () => {
    const items = [
      { title: 'Here', url: '/archive/' },
      { title: 'C#', url: '/tags/容器/?a=b#c' },
      { title: 'There', url: 'https://example.org/me' },
      { title: 'Home', url: '/' },
    ];
    expect((await built({ base: '/blog/', menu: items }, { templates })).text('archive/index.html')).toBe(
      '<a href="/blog/archive/" aria-current="true">Here</a>\n<a href="/blog/tags/%E5%AE%B9%E5%99%A8/?a=b#c">C#</a>\n<a href="https://example.org/me">There</a>\n<a href="/blog/">Home</a>\n',
    );
  });
});
