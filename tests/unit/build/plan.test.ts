import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planPages } from '../../../src/build/plan.js';
import { outputOf } from '../../../src/text/url.js';
import { foldName } from '../../../src/text/compare.js';
import { indexSite } from '../../../src/site/index-site.js';
import type { Config } from '../../../src/model/config.js';
import type { Post } from '../../../src/model/post.js';
import { makeConfig, makePost, postDate } from '../../support/posts.js';

function plan(posts: Post[], { statics = [] as string[], ...config }: Partial<Config> & { statics?: string[] } = {}) {
  const site = indexSite(posts, {}, makeConfig(config), Date.UTC(2030, 0, 1)).value;
  const { value, diagnostics } = planPages(site, { static: statics, theme: ['assets/ink.css'] });
  return { outputs: [...value].map((page) => outputOf(page.url)), pages: [...value], diagnostics };
}

test('a blog of one post has every page that readers and hosts expect', () => {
  const post = makePost('posts/a.md', { date: postDate('2024-05-06'), tags: ['容器'], categories: [['x', 'y']], aliases: ['/old/'] });
  expect(plan([post, makePost('pages/about.md')]).outputs.sort()).toEqual([
    '.nojekyll',
    '404.html',
    '_redirects',
    'about/index.html',
    'archive/2024/index.html',
    'archive/index.html',
    'assets/ink.css',
    'atom.xml',
    'categories/index.html',
    'categories/x/index.html',
    'categories/x/y/index.html',
    'favicon.svg',
    'feed.json',
    'feed/index.html',
    'index.html',
    'old/index.html',
    'posts/a/index.html',
    'robots.txt',
    'rss.xml',
    'site.webmanifest',
    'sitemap.xml',
    'tags/index.html',
    'tags/容器/index.html',
  ]);
});

test('without a site url, what needs one is left out, with one note', () => {
  const { outputs, diagnostics } = plan([makePost('posts/a.md')], { url: null });
  expect(outputs).not.toContain('atom.xml');
  expect(outputs).not.toContain('sitemap.xml');
  expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['no-site-url', 'note']]);
});

test('home and terms are cut into pages', () => {
  const posts = Array.from({ length: 5 }, (_, i) => makePost(`posts/${i}.md`, { tags: ['t'] }));
  expect(plan(posts, { perPage: 2 }).outputs.filter((output) => /page\/\d/.test(output))).toEqual([
    'page/2/index.html',
    'page/3/index.html',
    'tags/t/page/2/index.html',
    'tags/t/page/3/index.html',
  ]);
});

test('a page of one’s own may be the front door', () => {
  const { pages, diagnostics } = plan([makePost('posts/a.md'), makePost('pages/index.md', { slug: '' })]);
  expect(diagnostics).toEqual([]);
  expect(pages.find((page) => outputOf(page.url) === 'index.html')!.kind).toBe('page');
  expect(pages.find((page) => outputOf(page.url) === 'posts/index.html')!.kind).toBe('posts');
});

test('a page of one’s own may be what hosts show where nothing is', () => {
  const { pages, diagnostics } = plan([makePost('posts/a.md'), makePost('pages/404.md', { slug: '404' })]);
  expect(diagnostics).toEqual([]);
  expect(pages.filter((page) => outputOf(page.url) === '404.html').map(({ kind }) => kind)).toEqual(['page']);
});

test('a page at /posts/ too replaces the list of posts', () => {
  const own = [makePost('pages/index.md', { slug: '' }), makePost('pages/posts.md', { slug: 'posts' })];
  const { pages, diagnostics } = plan([makePost('posts/a.md'), ...own]);
  expect(diagnostics).toEqual([]);
  expect(pages.filter(({ kind }) => kind === 'home' || kind === 'posts')).toEqual([]);
});

test('what the config links to is looked for, as links of posts are', () => {
  const to = (url: string) => ({ title: url, url });
  const urls = ['/', '/about', '/about/', '/posts/a/#x', '/tags/', '/abuot/', '/cv.pdf', 'https://example.org/', '#top'];
  const posts = [makePost('posts/a.md'), makePost('pages/about.md', { slug: 'about' })];
  const { diagnostics } = plan(posts, {
    menu: urls.map(to),
    license: to('/license/'),
    footer: [to('/About/'), { title: 'ICP', url: null }],
  });
  expect(diagnostics).toMatchObject([
    { code: 'dead-config-link', severity: 'warning', data: { key: 'menu', url: '/tags/', nearest: null } },
    { code: 'dead-config-link', data: { key: 'menu', url: '/abuot/', nearest: '/about/' } },
    { code: 'dead-config-link', data: { key: 'footer', url: '/About/', nearest: '/about/' } },
    { code: 'dead-config-link', data: { key: 'license', url: '/license/', nearest: null } },
  ]);
});

describe('two pages with one URL are an error that names both sources', () => {
  test.each([
    ['the same slug', ['posts/2020/hello.md', 'posts/2021/hello.md'], 'same'],
    ['a slug that differs in case', ['posts/Hello.md', 'posts/x/hello.md'], 'case'],
    ['a slug in another Unicode form', ['posts/caf\u00e9.md', 'posts/x/cafe\u0301.md'], 'same'],
  ])('%s', (_, [first, second], how) => {
    const { diagnostics } = plan([makePost(first!), makePost(second!)]);
    expect(diagnostics).toMatchObject([{ code: 'url-collision', severity: 'error', data: { how, first, second, between: 'posts' } }]);
  });

  test('a post and a page, which are no list', () => {
    const { diagnostics } = plan([makePost('posts/a.md'), makePost('pages/posts/a.md', { slug: 'posts/a' })]);
    expect(diagnostics).toMatchObject([{ code: 'url-collision', data: { between: 'pages' } }]);
  });

  test('a post where the home is', () => {
    const { diagnostics } = plan([makePost('posts/a.md', { permalink: '/' })]);
    expect(diagnostics).toMatchObject([{ code: 'url-collision', data: { first: 'posts/a.md', second: 'home /', between: 'post' } }]);
  });

  test('a page where a list is', () => {
    const { diagnostics } = plan([makePost('pages/archive.md')]);
    expect(diagnostics).toMatchObject([
      { code: 'url-collision', data: { first: 'pages/archive.md', second: 'archive /archive/', between: 'page' } },
    ]);
  });

  test('a file where another page needs a folder', () => {
    const posts = [makePost('posts/a.md', { permalink: '/x.html' }), makePost('posts/b.md', { permalink: '/x.html/b/' })];
    const { diagnostics, outputs } = plan(posts);
    expect(diagnostics).toMatchObject([{ code: 'url-collision', data: { how: 'inside', first: 'posts/a.md', second: 'posts/b.md' } }]);
    // Both cannot be staged either: one of them is planned.
    expect(outputs.filter((output) => output.startsWith('x.html'))).toEqual(['x.html']);
  });

  test('an alias where a post is', () => {
    const { diagnostics } = plan([makePost('posts/a.md'), makePost('posts/b.md', { aliases: ['/posts/a/'] })]);
    expect(diagnostics).toMatchObject([
      { code: 'url-collision', data: { first: 'posts/a.md', second: 'posts/b.md (/posts/a/)', between: 'alias' } },
    ]);
  });

  test('a category where the second page of another is', () => {
    const posts = Array.from({ length: 3 }, (_, i) =>
      makePost(`posts/${i}.md`, { categories: i === 0 ? [['a'], ['a', 'page', '2']] : [['a']] }),
    );
    expect(plan(posts, { perPage: 2 }).diagnostics).toMatchObject([{ code: 'url-collision', data: { between: 'terms' } }]);
  });

  test('a static file where a post is', () => {
    const { diagnostics } = plan([makePost('posts/a.md')], { statics: ['static/posts/a/index.html'] });
    expect(diagnostics).toMatchObject([
      { code: 'url-collision', data: { first: 'posts/a.md', second: 'static/posts/a/index.html', between: 'static' } },
    ]);
  });
});

test('aliases of one post that differ from its address, or from each other, by case alone are left out and said', () => {
  const { outputs, diagnostics } = plan([makePost('posts/b.md', { aliases: ['/posts/b/', '/Posts/B/', '/x/', '/X/', '/x/'] })]);
  expect(outputs.filter((output) => /^x\/|^posts\//i.test(output))).toEqual(['posts/b/index.html', 'x/index.html']);
  expect(diagnostics.map(({ code, data }) => [code, data])).toEqual([
    ['alias-differs-by-case', { alias: '/Posts/B/', kept: '/posts/b/' }],
    ['alias-differs-by-case', { alias: '/X/', kept: '/x/' }],
  ]);
});

test('a static file replaces the generated one, with a note', () => {
  const { pages, diagnostics } = plan([makePost('posts/a.md')], {
    statics: ['static/robots.txt', 'static/assets/ink.css', 'static/.nojekyll'],
  });
  expect(pages.filter((page) => outputOf(page.url) === 'robots.txt').map((page) => page.kind)).toEqual(['static']);
  expect(diagnostics.map(({ code, severity, data }) => [code, severity, data])).toEqual([
    ['static-replaces', 'note', { path: '/robots.txt' }],
    ['static-replaces', 'note', { path: '/.nojekyll' }],
    ['static-replaces', 'note', { path: '/assets/ink.css' }],
  ]);
});

test('`_redirects` of one’s own is joined by the generated lines; without aliases it is copied', () => {
  const statics = ['static/_redirects'];
  const kindOf = (posts: Post[]) =>
    plan(posts, { statics })
      .pages.filter((page) => outputOf(page.url) === '_redirects')
      .map((page) => page.kind);
  expect(kindOf([makePost('posts/a.md')])).toEqual(['static']);
  expect(kindOf([makePost('posts/a.md', { aliases: ['/old/'] })])).toEqual(['redirects-file']);
});

test('property: whatever posts are called and tagged, no two pages share a file on any disk', () => {
  const name = fc.string({ minLength: 1, maxLength: 4 });
  const source = fc.record({ slug: name, tags: fc.array(name, { maxLength: 2 }), category: name });
  fc.assert(
    fc.property(fc.array(source, { maxLength: 12 }), (sources) => {
      const posts = sources.map(({ slug, tags, category }, i) => makePost(`posts/${i}.md`, { slug, tags, categories: [[category]] }));
      const { outputs } = plan(posts);
      expect(new Set(outputs.map(foldName)).size).toBe(outputs.length);
      for (const output of outputs) expect(output).not.toMatch(/[#?%\\:*"<>|\p{Cc}]|(^|\/)\.\.?(\/|$)|^\/|\/\/|[. ](\/|$)/u);
    }),
  );
});
