// The templates that come with Inkstone: without faults, complete in every language, with nothing empty on a page.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createTheme, type Context } from '../../../src/theme/environment.js';
import { overlay } from '../../../src/theme/source.js';
import type { View } from '../../../src/theme/shapes.js';
import { contextOf, date, layer, said } from './support.js';

const folder = fileURLToPath(new URL('../../../templates/', import.meta.url));
const names = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.length).replace(/^\/+/, ''));
const source = overlay([layer(Object.fromEntries(names.map((name) => [name, readFileSync(folder + name, 'utf8')])))]);
const assets = new Map(names.filter((name) => name.startsWith('assets/')).map((name) => [name.slice('assets/'.length), '0123456789']));
const { value: theme, diagnostics } = createTheme(source, { url: 'https://example.com', base: '/', assets });

const empty = { date: null, words: { cjk: 0, latin: 0, total: 0, minutes: 0 }, excerpt: '', content: '' };
const link = (title: string) => ({ title, url: `/${title}/`, lang: 'en' });
const term = (name: string) => ({ name, url: `/tags/${name}/`, path: [link(name)], count: 1, children: [] });
const one = { nth: 1, of: 1, newer: null, older: null, first: '/' };

function page(template: string, more: object = {}, lang = 'en'): string {
  const context = contextOf();
  const { value, diagnostics: faults } = theme.render(template, {
    ...context,
    t: theme.texts(lang),
    page: { ...context.page, lang },
    ...more,
  } as Context);
  expect(faults.map(said)).toEqual([]);
  return value!;
}
const main = (html: string) =>
  /<main[^>]*>([\s\S]*)<\/main>/
    .exec(html)![1]!
    .replace(/\s*\n\s*/g, '\n')
    .trim();

describe('the default theme', () => {
  test('has no faults', () => expect(diagnostics.map(said)).toEqual([]));

  test('says everything in all of its languages', () => {
    const keys = (name: string) =>
      source
        .read(`text/${name}.yaml`)!
        .text.match(/^[\w-]+(?=:)/gm)!
        .sort();
    for (const lang of ['zh-Hans', 'zh-Hant', 'ja']) expect(keys(lang), lang).toEqual(keys('en'));
  });

  test('keeps to its weight: style sheet 8 kB, page around the text 3 kB, packed', () => {
    expect(gzipSync(source.read('assets/ink.css')!.text, { level: 9 }).length).toBeLessThan(8192);
    expect(gzipSync(page('post.njk')).length).toBeLessThan(3072);
  });

  test('asks no other host for anything, and has one script, for the choice of colours', () => {
    const html = page('post.njk', { page: { ...contextOf().page, jsonLd: { a: '</script>' } } });
    expect(html.match(/<script[^>]*>/g)).toEqual(['<script>', '<script type="application/ld+json">']);
    expect(html).toContain('{"a":"\\u003c/script\\u003e"}');
    expect(html.match(/(?:src|href)="(?:https?:)?\/\/[^"]*"/g)).toBeNull();
    expect(source.read('assets/ink.css')!.text).not.toMatch(/url\(|@import/);
  });

  test('counts one word as one', () => {
    const withWords = (total: number) =>
      page('post.njk', { post: { ...contextOf().post!, words: { cjk: 0, latin: total, total, minutes: 1 } } });
    expect(withWords(1)).toContain('<span>1 word</span>');
    expect(withWords(1200)).toContain('<span>1,200 words</span>');
  });

  test('a post without date, terms, text and neighbours has a title and nothing else', () => {
    expect(main(page('post.njk', { post: { ...contextOf().post!, ...empty } }))).toBe(
      '<article class="post">\n<header>\n<h1>A &amp; B</h1>\n</header>\n<footer>\n<p class="end" aria-hidden="true"><span class="seal">S</span></p>\n</footer>\n</article>',
    );
  });

  test('an undated page shows no date', () => {
    expect(main(page('page.njk'))).toBe(
      '<article class="post page">\n<header>\n<h1>A &amp; B</h1>\n</header>\n<div class="body">\n<div class="prose">\n<p>Body &amp; soul</p>\n</div>\n</div>\n</article>',
    );
  });

  test('a blog without posts says so', () => {
    expect(main(page('home.njk', { posts: [], pager: one }))).toBe(
      '<p class="empty">There are no posts yet. The first one will appear here.</p>',
    );
    expect(main(page('home.njk', { posts: [], pager: one }, 'zh'))).toBe('<p class="empty">还没有文章。第一篇写好后会出现在这里。</p>');
  });

  test('a row of a post without a date has no empty time', () => {
    const { post } = contextOf();
    const html = main(
      page('tag.njk', {
        term: term('x'),
        posts: [
          { ...post, date: null },
          { ...post, lang: 'ja' },
        ],
        pager: one,
      }),
    );
    expect(html).toContain('<li><a href="/a/">A &amp; B</a></li>');
    expect(html).toContain('<li><time datetime="2024-01-02">2024-01-02</time><a href="/a/" lang="ja">A &amp; B</a></li>');
  });

  test('dates and counts are in the language of the page', () => {
    const { post } = contextOf();
    const html = page('post.njk', { post: { ...post, updated: date('2024-02-03') } }, 'zh-Hans');
    expect(main(html)).toContain(
      '<p class="meta"><time datetime="2024-01-02">2024年1月2日</time><span>更新于 2024年2月3日</span><span>440 字</span><span>约 2 分钟</span></p>',
    );
  });

  test('the tail of many tags is folded', () => {
    const html = main(page('tags.njk', tagsOf(Array.from({ length: 45 }, (_, i) => term(`t${i}`)))));
    expect(html.split('<details')[0]!.match(/<li>/g)).toHaveLength(40);
    expect(html).toContain('<summary>5 more tags</summary>');
  });

  test('every page has one h1, a main and a language', () => {
    const { post } = contextOf();
    const year = { year: 2024, url: '/archive/2024/', count: 1, months: [{ month: 1, posts: [post] }] };
    const pages: [string, object][] = [
      ['home.njk', { posts: [post], pager: { ...one, of: 2, older: '/page/2/' }, page: { ...contextOf().page, kind: 'home' } }],
      ['post.njk', {}],
      ['page.njk', {}],
      ['categories.njk', { terms: [term('a')] }],
      ['category.njk', { term: term('a'), posts: [post], pager: one }],
      ['tags.njk', tagsOf([term('a')])],
      ['tag.njk', { term: term('a'), posts: [post], pager: one }],
      ['archive.njk', { years: [year], undated: [{ ...post, date: null }] }],
      ['year.njk', { years: [year] }],
      ['not-found.njk', {}],
    ];
    for (const [template, more] of pages) {
      const html = page(template, more);
      expect(html.match(/<h1[ >]/g), template).toHaveLength(1);
      expect(html.match(/<main[ >]/g), template).toHaveLength(1);
      expect(html, template).toMatch(/^<!doctype html>\n<html lang="en">/);
    }
    expect(page('redirect.njk', { to: '/new/', toAbsolute: null })).toContain('<meta http-equiv="refresh" content="0; url=/new/">');
  });
});

/** What the tags page gets: the rest under one letter. */
function tagsOf(terms: readonly View<'TermLink'>[]): View<'tags.njk'> {
  const rest = terms.slice(40);
  return { terms, common: terms.slice(0, 40), index: rest.length === 0 ? [] : [{ letter: 'T', terms: rest }] };
}

describe('a large blog', () => {
  const summary = { ...contextOf().post!, ...empty, title: '一篇标题不算短的文章', url: '/posts/a-post-with-an-address/' };

  test('500 tags: forty stand open, the rest is folded, under 60 kB in all', () => {
    const terms = Array.from({ length: 500 }, (_, i) => term(`标签${i}`));
    const html = page('tags.njk', tagsOf(terms));
    expect(html.split('<details')[0]!.match(/href="\/tags\//g)).toHaveLength(40);
    expect(html.match(/href="\/tags\//g)).toHaveLength(500);
    expect(Buffer.byteLength(html)).toBeLessThan(60_000);
  });

  test('2,000 posts: one archive page with a link to each year, under 150 kB packed', () => {
    const years = Array.from({ length: 20 }, (_, i) => {
      const posts = Array.from({ length: 100 }, (_, n) => ({
        ...summary,
        title: `${summary.title} ${i}-${n}`,
        date: date(`${2024 - i}-05-06`),
      }));
      return { year: 2024 - i, url: `/archive/${2024 - i}/`, count: 100, months: [{ month: 5, posts }] };
    });
    const html = page('archive.njk', { years, undated: [] }, 'zh');
    expect(html.match(/<li><time/g)).toHaveLength(2000);
    for (const { year } of years) expect(html).toContain(`<a href="#ink-${year}">${year}</a>`);
    expect(gzipSync(html).length).toBeLessThan(150_000);
  });

  test('sixty tags on a post are sixty links in one line that wraps', () => {
    const tags = Array.from({ length: 60 }, (_, i) => term(`标签${i}`));
    expect(page('post.njk', { post: { ...contextOf().post!, tags } }).match(/rel="tag"/g)).toHaveLength(60);
  });
});

describe('docs/theming.md', () => {
  const docs = readFileSync(fileURLToPath(new URL('../../../docs/theming.md', import.meta.url)), 'utf8');

  test('names every custom property of the style sheet', () => {
    const own = /^:root \{([^}]*)\}/m.exec(source.read('assets/ink.css')!.text)![1]!;
    const names = [...own.matchAll(/^ {2}(--[\w-]+):/gm)].map(([, name]) => name!);
    expect(names.length).toBeGreaterThan(30);
    expect(names.filter((name) => !docs.includes(`\`${name}\``))).toEqual([]);
  });

  test('gives the hash of the script in the head', () => {
    const script = /<script>(.*?)<\/script>/s.exec(page('post.njk'))![1]!;
    expect(docs).toContain(`'sha256-${createHash('sha256').update(script).digest('base64')}'`);
    expect(Buffer.byteLength(script)).toBeLessThanOrEqual(512);
  });
});

describe('what the config adds', () => {
  const site = contextOf().site;

  test('nothing of others is on a page that asks for nothing', () => {
    expect(page('post.njk')).not.toMatch(/comments|<script defer/);
  });

  test('comments stand behind the post, with their settings, and a post can do without', () => {
    const comments = { provider: 'giscus', options: { repo: 'a"b' } };
    const html = page('post.njk', { site: { ...site, comments } });
    expect(html).toContain(
      '<section class="comments" aria-labelledby="ink-comments" data-provider="giscus" data-options="{&quot;repo&quot;:&quot;a&#92;&quot;b&quot;}"',
    );
    expect(page('post.njk', { site: { ...site, comments }, post: { ...contextOf().post!, data: { comments: false } } })).not.toContain(
      'comments',
    );
  });

  test('a line below the title, and a note that the post is old', () => {
    const { post } = contextOf();
    const data = { subtitle: 'Ink & water', outdated: true };
    const html = main(page('post.njk', { post: { ...post!, data } }, 'zh-Hans'));
    expect(html).toContain('</h1>\n<p class="subtitle">Ink &amp; water</p>');
    expect(html).toContain('<p class="callout warning" role="note">本文写于 2024 年，有些内容可能已经变了。</p>');
    expect(main(page('post.njk', { post: { ...post!, date: null, data } }))).not.toContain('callout');
  });

  test('a sentence about a tag, on the first of its pages', () => {
    const data = { terms: { a: 'All & sundry' } };
    const about = (nth: number) => main(page('tag.njk', { site: { ...site, data }, term: term('a'), posts: [], pager: { ...one, nth } }));
    expect(about(1)).toContain('<p class="lead">All &amp; sundry</p>');
    expect(about(2)).not.toContain('lead');
  });

  test('others like it, and where it can be edited', () => {
    const { post } = contextOf();
    const related = [{ title: '墨 & 水', url: '/ink/', lang: 'zh-Hans' }];
    const html = main(page('post.njk', { post: { ...post!, related, edit: 'https://git.example/edit/posts/a.md' } }));
    expect(html).toContain('<h2 id="ink-related">Related posts</h2>');
    expect(html).toContain('<a href="/ink/" lang="zh-Hans">墨 &amp; 水</a>');
    expect(html).toContain('<span class="screen"><a href="https://git.example/edit/posts/a.md">Edit this post</a></span>');
    expect(main(page('post.njk', {}))).not.toMatch(/related|edit/);
  });

  test('counters of visits, lines at the foot, a licence, a style sheet of one’s own after ours', () => {
    const scripts = [{ src: 'https://c.example/s.js', attributes: [{ name: 'data-domain', value: 'a"b' }] }];
    const footer = [
      { title: '京ICP备1号', url: 'https://beian.miit.gov.cn/' },
      { title: 'By hand', url: null },
    ];
    const license = { title: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' };
    const html = page('post.njk', { site: { ...site, scripts, footer, license, customCss: '/assets/custom.css?v=1' } });
    expect(html).toContain('<script defer src="https://c.example/s.js" data-domain="a&quot;b"></script>');
    expect(html).toContain('<a href="https://beian.miit.gov.cn/">京ICP备1号</a></span>\n<span>By hand</span>');
    expect(html).toContain('<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">');
    expect(html.indexOf('custom.css')).toBeGreaterThan(html.indexOf('ink.css'));
  });
});
