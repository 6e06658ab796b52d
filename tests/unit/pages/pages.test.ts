// What the templates of each kind of page are given, and what becomes of it.
import { describe, expect, test } from 'vitest';
import { kinds } from '../../../src/build/kinds.js';
import { planPages } from '../../../src/build/plan.js';
import { indexSite } from '../../../src/site/index-site.js';
import type { View } from '../../../src/theme/shapes.js';
import { buildBlog, type Sources } from '../../support/blog.js';
import { makeConfig, makePost, postDate } from '../../support/posts.js';

const post = (fields: string, body = 'Text.') => `---\n${fields}\n---\n${body}\n`;
const config = { title: 'T', url: 'https://example.com', lang: 'en', author: 'A' };

/** `name` of the context of a template, on each page that it made. */
async function shown(sources: Sources, template: string, name: string, more: object = {}): Promise<Record<string, unknown>> {
  const { files, said } = await buildBlog(sources, { config: { ...config, ...more }, templates: { [template]: `JSON{{ ${name} | json }}` } });
  expect(said.filter((one) => one.startsWith('error'))).toEqual([]);
  return Object.fromEntries([...files].filter(([, text]) => text.startsWith('JSON')).map(([path, text]) => [path, JSON.parse(text.slice(4))]));
}

describe('post', () => {
  test('every field, filled and absent', async () => {
    const sources = {
      'posts/full.md': post(
        'title: "A & B"\ndate: 2024-02-29 08:30\nupdated: 2024-03-01\ncategories: [技术/容器]\ntags: [C++]\ndescription: D\nauthor: W\nlang: zh\ncover: c.gif\npin: 1\nseries: S\nextra: {a: [1]}',
        '## One\n\n## Two\n\n### Three\n\n字字 word',
      ),
      'posts/c.gif': new Uint8Array([0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 3, 0, 2, 0]),
      'posts/bare.md': '',
      'posts/part.md': post('series: s\ndate: 2024-01-01'),
    };
    const pages = await shown(sources, 'post.njk', 'post');
    expect(pages['posts/full/index.html']).toEqual({
      title: 'A & B',
      url: '/posts/full/',
      canonical: 'https://example.com/posts/full/',
      date: {
        civil: '2024-02-29',
        iso: '2024-02-29T08:30:00Z',
        instant: '2024-02-29T08:30:00Z',
        year: 2024,
        month: 2,
        day: 29,
        hasTime: true,
        time: '08:30:00',
      },
      updated: { civil: '2024-03-01', iso: '2024-03-01', instant: '2024-03-01T00:00:00Z', year: 2024, month: 3, day: 1, hasTime: false, time: '00:00:00' },
      lang: 'zh',
      author: 'W',
      description: 'D',
      excerpt: '字字 word',
      cover: { url: '/posts/c.gif', width: 3, height: 2 },
      categories: [
        {
          name: '容器',
          path: [
            { title: '技术', url: '/categories/%E6%8A%80%E6%9C%AF/', lang: 'en' },
            { title: '容器', url: '/categories/%E6%8A%80%E6%9C%AF/%E5%AE%B9%E5%99%A8/', lang: 'en' },
          ],
          url: '/categories/%E6%8A%80%E6%9C%AF/%E5%AE%B9%E5%99%A8/',
          count: 1,
          children: [],
        },
      ],
      tags: [{ name: 'C++', path: [{ title: 'C++', url: '/tags/cpp/', lang: 'en' }], url: '/tags/cpp/', count: 1, children: [] }],
      pinned: true,
      withheld: null,
      words: { cjk: 2, latin: 4, total: 6, minutes: 1 },
      content: expect.stringContaining('字字 word'),
      hasCode: false,
      toc: [
        { level: 2, id: 'one', url: '#one', text: 'One', children: [] },
        { level: 2, id: 'two', url: '#two', text: 'Two', children: [{ level: 3, id: 'three', url: '#three', text: 'Three', children: [] }] },
      ],
      newer: null,
      older: { title: 'part', url: '/posts/part/', lang: 'en' },
      series: {
        name: 'S',
        url: '/series/s/',
        nth: 2,
        count: 2,
        first: 1,
        posts: [
          { title: 'part', url: '/posts/part/', lang: 'en' },
          { title: 'A & B', url: '/posts/full/', lang: 'zh' },
        ],
        newer: null,
        older: { title: 'part', url: '/posts/part/', lang: 'en' },
      },
      related: [],
      edit: null,
      source: 'posts/full.md',
      data: { extra: { a: [1] } },
    });
    expect(pages['posts/bare/index.html']).toEqual({
      title: 'bare',
      url: '/posts/bare/',
      canonical: 'https://example.com/posts/bare/',
      date: null,
      updated: null,
      lang: 'en',
      author: 'A',
      description: null,
      excerpt: '',
      cover: null,
      categories: [],
      tags: [],
      pinned: false,
      withheld: null,
      words: { cjk: 0, latin: 0, total: 0, minutes: 0 },
      content: '',
      hasCode: false,
      toc: [],
      newer: { title: 'part', url: '/posts/part/', lang: 'en' },
      older: null,
      series: null,
      related: [],
      edit: null,
      source: 'posts/bare.md',
      data: {},
    });
  });

  test('a table of contents from three headings on; `toc` in the front matter decides otherwise', async () => {
    const two = '## A\n\n## B';
    const sources = { 'posts/a.md': two, 'posts/b.md': post('toc: true', two), 'posts/c.md': post('toc: false', `${two}\n\n## C`) };
    const counts = Object.values(await shown(sources, 'post.njk', 'post.toc')).map((toc) => (toc as unknown[]).length);
    expect(counts.sort()).toEqual([0, 0, 2]);
  });

  test('of a long series the parts around the post', async () => {
    const sources = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`posts/p${i}.md`, post(`series: S\norder: ${i + 1}`)]));
    const pages = await shown(sources, 'post.njk', '[post.series.nth, post.series.count, post.series.first, post.series.posts.length]');
    const of = (i: number) => pages[`posts/p${i}/index.html`];
    expect([of(0), of(29), of(49), of(99)]).toEqual([
      [1, 100, 1, 60],
      [30, 100, 1, 60],
      [50, 100, 20, 60],
      [100, 100, 41, 60],
    ]);
  });

  test('structured data for search engines', async () => {
    const sources = {
      'posts/a.md': post('date: 2024-01-02\nupdated: 2024-01-03\ntags: [x]\ncover: https://img.example/c.png', 'Short text.'),
      'posts/b.md': '',
      'pages/p.md': 'Page',
    };
    const pages = await shown(sources, 'post.njk', 'page.jsonLd', { url: 'https://example.com/博客/' });
    const address = 'https://example.com/%E5%8D%9A%E5%AE%A2/posts/a/';
    expect(pages['posts/a/index.html']).toEqual({
      '@context': 'https://schema.org',
      '@type': 'BlogPosting',
      headline: 'a',
      description: 'Short text.',
      datePublished: '2024-01-02T00:00:00Z',
      dateModified: '2024-01-03T00:00:00Z',
      inLanguage: 'en',
      author: { '@type': 'Person', name: 'A' },
      image: 'https://img.example/c.png',
      keywords: ['x'],
      url: address,
      mainEntityOfPage: address,
    });
    expect(Object.keys(pages['posts/b/index.html'] as object)).toEqual(['@context', '@type', 'headline', 'inLanguage', 'author', 'url', 'mainEntityOfPage']);
    expect((await shown(sources, 'page.njk', 'page.jsonLd'))['p/index.html']).toBe(null);
  });

  test('the image of a page is absolute, encoded once, or absent without a site url', async () => {
    const sources = { 'posts/a.md': post('cover: 图.png'), 'posts/图.png': '' };
    expect(await shown(sources, 'post.njk', 'page.image', { url: 'https://example.com/博客/' })).toEqual({
      'posts/a/index.html': 'https://example.com/%E5%8D%9A%E5%AE%A2/posts/%E5%9B%BE-dc81ca.png'.replace(/-\w+\.png/, '.png'),
    });
    expect(await shown(sources, 'post.njk', '[page.image, page.canonical, site.url]', { url: undefined })).toEqual({ 'posts/a/index.html': [null, null, null] });
  });

  test('a layout of the site’s own; one that does not exist is said, and the usual one used', async () => {
    const sources = { 'posts/a.md': post('layout: letter'), 'posts/b.md': post('layout: lettr'), 'posts/c.md': post('layout: home') };
    const { files, said } = await buildBlog(sources, { templates: { 'letter.njk': '<title>Dear {{ post.title }}', 'post.njk': '<title>usual' } });
    expect([files.get('posts/a/index.html'), files.get('posts/b/index.html'), files.get('posts/c/index.html')]).toEqual(['<title>Dear a', '<title>usual', '<title>usual']);
    expect(said).toEqual([
      'warning posts/b.md:2 There is no template for layout “lettr”; post.njk is used',
      'warning posts/c.md:2 There is no template for layout “home”; post.njk is used',
    ]);
  });
});

describe('lists', () => {
  const five = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`posts/p${n}.md`, post(`date: 2024-01-0${n}\ntags: [容器]\n${n === 2 ? 'pin: 1' : ''}`)]));

  test('home: in pages, pinned first, with addresses of the neighbours', async () => {
    const pages = await shown(five, 'home.njk', '[pager, posts | length, posts[0].title, page.nth, page.url, page.canonical]', { perPage: 2 });
    expect(pages).toEqual({
      'index.html': [{ nth: 1, of: 3, newer: null, older: '/page/2/', first: '/' }, 2, 'p2', 1, '/', 'https://example.com/'],
      'page/2/index.html': [{ nth: 2, of: 3, newer: '/', older: '/page/3/', first: '/' }, 2, 'p4', 2, '/page/2/', 'https://example.com/page/2/'],
      'page/3/index.html': [{ nth: 3, of: 3, newer: '/page/2/', older: null, first: '/' }, 1, 'p1', 3, '/page/3/', 'https://example.com/page/3/'],
    });
  });

  test('a tag: encoded addresses in its pager', async () => {
    const pages = await shown(five, 'tag.njk', '[term.name, term.count, pager.newer, page.title, page.url]', { perPage: 4 });
    expect(pages['tags/容器/page/2/index.html']).toEqual(['容器', 5, '/tags/%E5%AE%B9%E5%99%A8/', '容器', '/tags/%E5%AE%B9%E5%99%A8/page/2/']);
  });

  test('a category holds the posts of its children; the overview is a tree', async () => {
    const sources = { 'posts/a.md': post('categories: [x/y]'), 'posts/b.md': post('categories: [x]') };
    expect(await shown(sources, 'category.njk', '[page.title, term.count]')).toEqual({
      'categories/x/index.html': ['x', 2],
      'categories/x/y/index.html': ['x / y', 1],
    });
    const tree = await shown(sources, 'categories.njk', '[page.title, terms[0].name, terms[0].children[0].url]');
    expect(tree).toEqual({ 'categories/index.html': ['Categories', 'x', '/categories/x/y/'] });
  });

  test('tags: most used first, then by code point', async () => {
    const sources = { 'posts/a.md': post('tags: [b, a, 容器]'), 'posts/b.md': post('tags: [容器]') };
    const { files } = await buildBlog(sources, { templates: { 'tags.njk': '{% for term in terms %}{{ term.name }} {% endfor %}' } });
    expect(files.get('tags/index.html')).toBe('容器 a b ');
  });

  test('the rarer of many tags are an index: by letter, Chinese by pinyin, what has none last', async () => {
    const many = Array.from({ length: 56 }, (_, i) => `t${i}`).join(', ');
    const sources = { 'posts/a.md': post(`tags: [${many}, 砚, 2024, yarn, 墨, ä]`), 'posts/b.md': post(`tags: [${many}]`) };
    const expression = '[terms.length, common.length, index]';
    const [all, common, index] = (await shown(sources, 'tags.njk', expression))['tags/index.html'] as [number, number, View<'LetterGroup'>[]];
    expect([all, common]).toEqual([61, 40]);
    const rare = index.map(({ letter, terms }) => [letter, ...terms.map(({ name }) => name).filter((name) => !/^t\d/.test(name))]);
    expect(rare).toEqual([
      ['A', 'ä'],
      ['M', '墨'],
      ['T'],
      ['Y', 'yarn', '砚'],
      ['#', '2024'],
    ]);
  });

  test('related posts and a link for corrections, if the config asks for them', async () => {
    const sources = { 'posts/a.md': post('tags: [x]'), 'posts/b.md': post(''), 'posts/你 c.md': post('tags: [x]') };
    const asked = { ...config, related: true, editUrl: 'https://git.example/edit' };
    const { files } = await buildBlog(sources, { config: asked, templates: { 'post.njk': '{{ [post.related, post.edit] | dump | safe }}' } });
    expect(JSON.parse(files.get('posts/a/index.html')!)).toEqual([
      [expect.objectContaining({ title: '你 c' })],
      'https://git.example/edit/posts/a.md',
    ]);
    expect(files.get('posts/你-c/index.html')).toContain('https://git.example/edit/posts/%E4%BD%A0%20c.md');
  });

  test('a page of one’s own as home: the list of posts is at /posts/, and in the menu', async () => {
    const templates = {
      'page.njk': '{{ post.title }}{% for item in site.menu %} {{ item.title }} {{ item.url }}{% endfor %}',
      'home.njk': '{{ page.kind }} {{ page.title }} {{ pager.newer }}',
    };
    const { files } = await buildBlog({ ...five, 'pages/index.md': '# Welcome' }, { config: { ...config, perPage: 2 }, templates });
    expect(files.get('index.html')).toBe('Welcome Posts /posts/ Archive /archive/ Tags /tags/');
    expect(files.get('posts/index.html')).toBe('posts Posts ');
    expect(files.get('posts/page/2/index.html')).toBe('posts Posts /posts/');
    expect(files.has('page/2/index.html')).toBe(false);
  });
});

test('archive: years and months as written, newest first, undated last; and a page for each year', async () => {
  const sources = {
    'posts/a.md': post('date: 2023-12-31T23:30:00-08:00'),
    'posts/b.md': post('date: 2024-01-01'),
    'posts/c.md': post('date: 2024-03-01'),
    'posts/d.md': '',
  };
  const years = '{% for year in years %}{{ year.year }} {{ year.url }} {{ year.count }}:{% for month in year.months %} {{ month.month }}{% for post in month.posts %} {{ post.title }}{% endfor %}{% endfor %}\n{% endfor %}';
  const templates = { 'archive.njk': `${years}{% for post in undated %}{{ post.title }}{% endfor %}`, 'year.njk': `${years}{{ page.title }}` };
  const { files } = await buildBlog(sources, { templates });
  expect(files.get('archive/index.html')).toBe('2024 /archive/2024/ 2: 3 c 1 b\n2023 /archive/2023/ 1: 12 a\nd');
  expect(files.get('archive/2023/index.html')).toBe('2023 /archive/2023/ 1: 12 a\n2023');
});

test('404: not canonical, not for search engines', async () => {
  expect(await shown({}, 'not-found.njk', '[page.title, page.canonical, page.noindex, page.url]')).toEqual({
    '404.html': ['Nothing here', null, true, '/404.html'],
  });
});

describe('redirects', () => {
  const sources = { 'posts/a.md': post('title: New\naliases: [/旧/, /old.html, /posts/a/]') };

  test('a page for each alias, and a file for hosts that read one; under a base both have it', async () => {
    const { files } = await buildBlog(sources, { config: { ...config, base: '/blog/' } });
    expect(files.get('旧/index.html')).toBe(
      '<meta http-equiv="refresh" content="0; url=/blog/posts/a/"><link rel="canonical" href="https://example.com/blog/posts/a/">\n',
    );
    expect(files.get('_redirects')).toBe('/blog/%E6%97%A7/ /blog/posts/a/ 301\n/blog/old.html /blog/posts/a/ 301\n');
  });

  test('the lines of static/_redirects come first', async () => {
    const { files } = await buildBlog({ ...sources, 'static/_redirects': '/mine /there 302' });
    expect(files.get('_redirects')).toBe('/mine /there 302\n/%E6%97%A7/ /posts/a/ 301\n/old.html /posts/a/ 301\n');
  });

  test('an alias with a query, which no file can answer, is said', async () => {
    const { files, said } = await buildBlog({ 'posts/a.md': post('aliases: ["/?p=12"]') });
    expect(said).toEqual(['warning posts/a.md:2 No file can have the old address “/?p=12”; it leads nowhere']);
    expect(files.has('_redirects')).toBe(false);
  });
});

describe('sitemap and robots', () => {
  test('all pages for readers, with the day of the last change; hidden ones are left out', async () => {
    const sources = {
      'posts/a.md': post('date: 2024-01-01\nupdated: 2024-02-01T10:00:00+08:00\naliases: [/old/]\ntags: [容器]'),
      'posts/b.md': post('noindex: true'),
      'posts/draft.md': post('draft: true'),
      'pages/about.md': '',
    };
    const { files } = await buildBlog(sources, { config, flags: { drafts: true } });
    expect(files.get('sitemap.xml')).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://example.com/posts/a/</loc><lastmod>2024-02-01T10:00:00+08:00</lastmod></url>
<url><loc>https://example.com/about/</loc></url>
<url><loc>https://example.com/</loc></url>
<url><loc>https://example.com/tags/</loc></url>
<url><loc>https://example.com/tags/%E5%AE%B9%E5%99%A8/</loc></url>
<url><loc>https://example.com/archive/</loc></url>
<url><loc>https://example.com/archive/2024/</loc></url>
<url><loc>https://example.com/feed/</loc></url>
</urlset>
`);
    expect(files.get('robots.txt')).toBe('User-agent: *\nAllow: /\n\nSitemap: https://example.com/sitemap.xml\n');
  });

  test('without a site url there is no sitemap to name', async () => {
    expect((await buildBlog({}, { config: {} })).files.get('robots.txt')).toBe('User-agent: *\nAllow: /\n');
  });

  test('beyond 50,000 addresses it is an index of several', () => {
    const posts = Array.from({ length: 50_000 }, (_, i) => makePost(`posts/p${i}.md`));
    const site = indexSite(posts, {}, makeConfig({ perPage: 100_000 }), 0).value;
    const plan = [...planPages(site, { static: [], theme: [] }).value];
    const maps = plan.filter((page) => page.kind === 'sitemap');
    expect(maps.map(({ url, part, parts }) => [url, part, parts])).toEqual([
      ['/sitemap.xml', null, 2],
      ['/sitemap-1.xml', 1, 2],
      ['/sitemap-2.xml', 2, 2],
    ]);
    const reader = { site, plan, views: { absolute: (url: string) => `https://example.com${url}` } } as unknown as Parameters<typeof kinds.sitemap.render>[1];
    const texts = maps.map((page) => String(kinds.sitemap.render(page, reader).value));
    expect(texts.map((text) => text.match(/<loc>/g)!.length)).toEqual([2, 50_000, 3]);
    expect(texts[0]).toContain('<sitemap><loc>https://example.com/sitemap-2.xml</loc></sitemap>');
    expect(texts[2]).toContain('<url><loc>https://example.com/archive/</loc></url>');
  });
});

test('under a base every address has it, in bodies, templates and attributes of all kinds; those of others stay', async () => {
  const body = '[x](b.md) ![](i.png) <img srcset="i.png 2x, /x.png 3x" alt> <a href="//cdn.example/x">c</a> [m](mailto:a@b.c) [h](#h)';
  const templates = { 'post.njk': '{{ post.content }}<link href="{{ asset(\'plain.css\') }}"><p>{{ post.url }}</p>' };
  const sources = { 'posts/a.md': body, 'posts/b.md': '', 'posts/i.png': '', 'static/x.png': '' };
  const { files } = await buildBlog(sources, { config: { ...config, base: '/博 客/' }, templates });
  const base = '/%E5%8D%9A%20%E5%AE%A2';
  expect(files.get('posts/a/index.html')!.match(/(?:href|src|srcset)="[^"]*"/g)).toEqual([
    `href="${base}/posts/b/"`,
    `src="${base}/posts/i.png"`,
    `srcset="${base}/posts/i.png 2x, ${base}/x.png 3x"`,
    'href="//cdn.example/x"',
    'href="mailto:a@b.c"',
    'href="#h"',
    expect.stringMatching(`href="${base}/assets/plain\\.css\\?v=`),
  ]);
});

test('a page of every kind is planned and made', () => {
  const posts = [makePost('posts/a.md', { date: postDate('2024-01-01'), tags: ['t'], categories: [['c']], aliases: ['/old/'] }), makePost('pages/p.md')];
  posts.push(makePost('posts/s1.md', { series: 's' }), makePost('posts/s2.md', { series: 's' }));
  const frontDoor = makePost('pages/index.md', { slug: '' });
  const plans = [posts, [...posts, frontDoor]].map((sources) => {
    const site = indexSite(sources, {}, makeConfig({ cname: 'a.example', search: true }), Date.UTC(2030, 0, 1), ['posts/a.md']).value;
    return [...planPages(site, { static: ['static/x'], theme: ['assets/y'] }).value];
  });
  expect([...new Set(plans.flat().map((page) => page.kind)), 'asset'].sort()).toEqual(Object.keys(kinds).sort());
});

test('a series of one post has no page; one of several lists them in order', async () => {
  const sources = {
    'posts/alone.md': '---\nseries: Alone\n---\n',
    'posts/late.md': '---\nseries: Ink & stone\norder: 2\n---\n',
    'posts/early.md': '---\nseries: Ink & stone\norder: 1\n---\n',
  };
  const { files } = await buildBlog(sources);
  expect([...files.keys()].filter((path) => path.startsWith('series/'))).toEqual(['series/ink-stone/index.html']);
  expect(files.get('series/ink-stone/index.html')).toContain(
    '<h1>Ink &amp; stone</h1><a href="/posts/early/">early</a><a href="/posts/late/">late</a>',
  );
});

test('the page about feeds gives way to a page of the author’s, and is not there without feeds', async () => {
  expect((await buildBlog({})).files.get('feed/index.html')).toContain('<a href="/atom.xml">Atom</a>');
  const own = await buildBlog({ 'pages/feed.md': '# Mine\n' });
  expect(own.files.get('feed/index.html')).toContain('<h1>Mine</h1>');
  expect(own.said.filter((one) => one.startsWith('error'))).toEqual([]);
  const old = await buildBlog({ 'pages/x.md': '---\naliases: /feed/\n---\n' });
  expect(old.files.get('feed/index.html')).toContain('url=/x/');
  expect((await buildBlog({}, { config: {} })).files.has('feed/index.html')).toBe(false);
});
