import { describe, expect, it } from 'vitest';
import type { Post } from '../../../src/model/post.js';
import { read, readBlock } from './read.js';

type Case = readonly [block: string, expected: Partial<Record<keyof Post, unknown>>, said?: readonly string[]];

function check(cases: readonly Case[], path?: string): void {
  for (const [block, expected, said = []] of cases) {
    it(block, () => {
      const found = readBlock(block, path);
      expect(found.post).toMatchObject(expected);
      expect(found.said).toEqual(said);
    });
  }
}

describe('every spelling of a field', () => {
  check([
    ['Title: A', { title: 'A' }],
    ['TITLE: A', { title: 'A' }],
    ['"title": A', { title: 'A' }],
    ['lastmod: 2024-01-02', { updated: { civil: '2024-01-02' } }],
    ['last_modified_at: 2024-01-02', { updated: { civil: '2024-01-02' } }],
    ['lastUpdate: 2024-01-02', { updated: { civil: '2024-01-02' } }],
    ['Modified: 2024-01-02', { updated: { civil: '2024-01-02' } }],
    ['modDatetime: 2024-01-02T03:04:05Z', { updated: { civil: '2024-01-02' } }],
    ['pubDate: Jan 02 2024', { date: { civil: '2024-01-02' } }],
    ['publishDate: 2024-01-02', { date: { civil: '2024-01-02' } }],
    ['created_at: 2024-01-02', { date: { civil: '2024-01-02' } }],
    ['date: 2024-01-02\npublishDate: 2024-05-06', { date: { civil: '2024-01-02' }, data: { publishDate: '2024-05-06' } }],
    ['date:\ncreated: 2024-05-06', { date: { civil: '2024-05-06' } }],
    ['published: 2024-01-02', { date: { civil: '2024-01-02' }, withheld: null }],
    ['summary: S', { description: 'S' }],
    ['summary: S\ndescription: D', { description: 'D', data: { summary: 'S' } }],
    ['tags: [{name: Docker, slug: docker}, b]', { tags: ['Docker', 'b'] }, ['2:1 wrong-type']],
    ['slug: [a]', { slug: 'a' }, ['2:1 wrong-type']],
    ['slug: .', { slug: 'a-post' }, ['2:1 unsafe-address']],
    ['lang: [en]', { lang: 'en' }, ['2:1 wrong-type']],
    ['date: [2024-01-02]', { date: { civil: '2024-01-02' } }, ['2:1 wrong-type']],
    ['permalink: /a/?p=1', { permalink: '/a/' }, ['2:1 permalink-changed']],
    ['redirect_from: /a/', { aliases: ['/a/'] }],
    ['alias: [/a/, /b.html]', { aliases: ['/a/', '/b.html'] }],
    ['sticky: 3', { pin: 3 }],
    ['top: true', { pin: 1 }],
    ['pin: yes', { pin: 1 }],
    ['pinned: false', { pin: 0 }],
    ['weight: 2', { weight: 2, pin: 0.5 }],
    ['weight: 10\npin: 0', { weight: 10, pin: 0 }],
    ['hidden: true', { noindex: true }],
    ['robots: noindex, nofollow', { noindex: true }],
    ['sitemap: false', { noindex: true }],
    ['table_of_contents: false', { toc: false }],
    ['toc: {enable: true, number: false}', { toc: true }],
    ['featured_image: a.png', { cover: 'a.png' }],
    ['cover: {image: a.png, alt: x}', { cover: 'a.png' }],
    ['image:\n  path: /a.png', { cover: '/a.png' }],
    ['images: [a.png, b.png]', { cover: 'a.png' }],
    ['cover: false', { cover: null }],
    ['author: A', { author: 'A' }],
    ['authors: [A, B]', { author: 'A, B' }],
    ['author: {name: A, email: a@example.com}', { author: 'A' }],
    ['authors: [{name: A}, {name: B}]', { author: 'A, B' }],
    ['locale: zh_CN', { lang: 'zh-CN' }],
    ['lang: ZH-hans', { lang: 'zh-Hans' }],
    ['lang: en-US-x', { lang: null }, ['2:1 bad-language']],
    ['language: cn', { lang: 'zh-CN' }, ['2:1 bad-language']],
    ['lang: 1', { lang: null }, ['2:1 bad-language']],
    ['series: [S]', { series: 'S' }],
    ['series: S\nseries_order: 2', { series: 'S', order: 2 }],
    ['order: "3"', { order: 3 }],
    ['order: third', { order: null }, ['2:1 wrong-type']],
    ['description: [a, b]', { description: '[a, b]' }, ['2:1 wrong-type']],
    ['title:\n  - a\n  - b', { title: 'a, b' }, ['2:1 wrong-type']],
    ['title:\n  a: b', { title: 'a post' }, ['2:1 wrong-type']],
    ['toc: perhaps', { toc: null }, ['2:1 wrong-type']],
    ['comments: false\nmathjax: true', { data: { comments: false, mathjax: true } }],
  ]);
});

describe('tags', () => {
  check([
    ['tags:', { tags: [] }],
    ['tags: []', { tags: [] }],
    ['tags: null', { tags: [] }],
    ['tags: a b', { tags: ['a b'] }],
    ['tags: a, b', { tags: ['a', 'b'] }],
    ['tags: "a, b"', { tags: ['a', 'b'] }],
    ['tags: 容器，Docker、Linux', { tags: ['容器', 'Docker', 'Linux'] }],
    ['tags: [a, b, a]', { tags: ['a', 'b'] }],
    ['tags:\n- a\n- b', { tags: ['a', 'b'] }],
    ['tags:\n  - a\n  -\n  - " b "', { tags: ['a', 'b'] }],
    ['tags: [2024, 1.10, yes, 007]', { tags: ['2024', '1.10', 'yes', '007'] }],
    ['tags: 2024', { tags: ['2024'] }],
    ['tags: [C++, C#, .NET]', { tags: ['C++', 'C#', '.NET'] }],
    ['tags: [[a, b], c]', { tags: ['a', 'b', 'c'] }],
    ['tags: [a，b, c]', { tags: ['a', 'b', 'c'] }, ['2:1 full-width-comma']],
    ['tags: ["a，b"]', { tags: ['a，b'] }],
    ['tags: {a, b}', { tags: ['a', 'b'] }, ['2:1 wrong-type']],
    ['tags: #docker #linux', { tags: ['docker', 'linux'] }, ['2:1 read-as-written']],
    ['tag: a\ntags: [b]', { tags: ['a', 'b'] }],
    ['tags: [e\u0301]', { tags: ['é'] }],
    ['taxonomies:\n  tags: [a]\n  categories: [b]', { tags: ['a'], categories: [['b']] }],
  ]);
  it('are the words of a string under the rule of Jekyll', () => {
    const { post } = readBlock('tags: a b\ncategories: x y', undefined, { tags: 'words' });
    expect([post.tags, post.categories]).toEqual([['a', 'b'], [['x', 'y']]]);
  });
});

describe('categories', () => {
  check([
    ['categories: blog', { categories: [['blog']] }],
    ['category: blog', { categories: [['blog']] }],
    ['categories: a, b', { categories: [['a'], ['b']] }],
    ['categories: [a, b]', { categories: [['a'], ['b']] }],
    ['categories: 技术/容器', { categories: [['技术', '容器']] }],
    ['categories: [a/b, /c/]', { categories: [['a', 'b'], ['c']] }],
    ['categories: [[a, b], [c]]', { categories: [['a', 'b'], ['c']] }],
    ['categories:\n  - [a, b]\n  - c', { categories: [['a', 'b'], ['c']] }],
    ['categories: [a/b, [a, b]]', { categories: [['a', 'b']] }],
    ['categories: /', { categories: [] }],
  ]);
});

describe('what is withheld', () => {
  check([
    ['draft: true', { withheld: 'draft' }],
    ['draft: "true"', { withheld: 'draft' }],
    ['draft: Yes', { withheld: 'draft' }],
    ['draft: 是', { withheld: 'draft' }],
    ['draft: false', { withheld: null }],
    ['draft:', { withheld: null }],
    ['published: false', { withheld: 'unpublished' }],
    ['publish: no', { withheld: 'unpublished' }],
    ['published: true', { withheld: null }],
    ['private: true', { withheld: 'unpublished' }],
    ['status: draft', { withheld: 'draft' }],
    ['status: private', { withheld: 'unpublished' }],
    ['status: evergreen', { withheld: null }],
    ['status: darft', { withheld: 'unreadable-flag' }, ['2:1 unreadable-flag']],
    ['published: flase', { withheld: 'unreadable-flag' }, ['2:1 unreadable-flag']],
    ['draft: maybe', { withheld: 'unreadable-flag' }, ['2:1 unreadable-flag']],
    ['draft: [true]', { withheld: 'unreadable-flag' }, ['2:1 unreadable-flag']],
    ['darft: true', { withheld: 'unreadable-flag' }, ['2:1 unknown-key']],
    ['publised: true', { withheld: null }, ['2:1 unknown-key']],
    ['password: secret', { withheld: 'unpublished' }, ['2:1 password-post']],
    ['password:', { withheld: null }],
  ]);
  it('is what lies in a folder of drafts', () => {
    expect(readBlock('title: x', 'posts/_drafts/x.md').post.withheld).toBe('draft');
    expect(readBlock('title: x', 'posts/drafts/x.md').post.withheld).toBe('draft');
    expect(readBlock('title: x', 'posts/2024/drafts/x.md').post.withheld).toBe(null);
  });
});

describe('addresses', () => {
  check([
    ['slug: hello', { slug: 'hello' }],
    ['slug: /hello/', { slug: 'hello' }],
    ['slug: 007', { slug: '007' }],
    ['slug: 你好', { slug: '你好' }],
    ['slug: "%E4%BD%A0"', { slug: '你' }],
    ['slug: 2024/hello', { slug: 'hello' }, ['2:1 unsafe-address']],
    ['slug: ../../etc/passwd', { slug: 'a-post' }, ['2:1 unsafe-address']],
    ['slug: ..', { slug: 'a-post' }, ['2:1 unsafe-address']],
    ['slug: a\\b', { slug: 'b' }, ['2:1 unsafe-address']],
    ['slug: "%2e%2e%2fx"', { slug: 'a-post' }, ['2:1 unsafe-address']],
    ['permalink: /a/b/', { permalink: '/a/b/' }],
    ['permalink: a/b', { permalink: '/a/b/' }],
    ['permalink: /a.html', { permalink: '/a.html' }],
    ['permalink: /a/index.html', { permalink: '/a/' }],
    ['permalink: /v1.2', { permalink: '/v1.2/' }],
    ['permalink: /', { permalink: '/' }],
    ['permalink: /%E4%BD%A0/', { permalink: '/你/' }],
    ['permalink: /a/?b=c#d', { permalink: '/a/' }, ['2:1 permalink-changed']],
    ['url: https://example.com/a/', { permalink: '/a/' }, ['2:1 absolute-address']],
    ['permalink: javascript:alert(1)', { permalink: null }, ['2:1 unsafe-address']],
    ['permalink: /../a/', { permalink: null }, ['2:1 unsafe-address']],
    ['permalink: /a/%2e%2e/%2e%2e/b', { permalink: null }, ['2:1 unsafe-address']],
    ['permalink: \\..\\a', { permalink: null }, ['2:1 unsafe-address']],
    ['permalink: /:year/:title/', { permalink: null }, ['2:1 permalink-pattern']],
    ['permalink: pretty', { permalink: null }, ['2:1 permalink-pattern']],
    ['aliases: [old, /x/, /x, null]', { aliases: ['/old/', '/x/'] }],
    ['aliases: [../up]', { aliases: [] }, ['2:1 unsafe-address']],
    ['layout: note', { layout: 'note' }],
    ['layout: note.html', { layout: 'note' }],
    ['layout: false', { layout: 'post' }],
    ['layout: ../../secret', { layout: 'post' }, ['2:1 unsafe-address']],
    ['layout: /etc/passwd', { layout: 'post' }, ['2:1 unsafe-address']],
    ['layout: C:\\x', { layout: 'post' }, ['2:1 unsafe-address']],
  ]);
});

describe('what the path says', () => {
  const table: readonly [path: string, expected: Partial<Record<keyof Post, unknown>>][] = [
    [
      'posts/my-first_post.md',
      { title: 'my first post', slug: 'my-first_post', date: null, kind: 'post', format: 'markdown', layout: 'post' },
    ],
    ['posts/2024-01-02-hello-world.md', { title: 'hello world', slug: 'hello-world', date: { civil: '2024-01-02', precision: 'day' } }],
    ['posts/2024-1-2 hello.markdown', { title: 'hello', slug: 'hello', date: { civil: '2024-01-02' } }],
    ['posts/2024_01_02_hello.html', { slug: 'hello', format: 'html', date: { civil: '2024-01-02' } }],
    ['posts/2024-01-02.md', { title: '2024-01-02', slug: '2024-01-02', date: { civil: '2024-01-02' } }],
    ['posts/2024/deep/hello.md', { slug: 'hello' }],
    ['posts/foo/index.md', { title: 'foo', slug: 'foo' }],
    ['posts/2024-01-02-foo/index.md', { title: 'foo', slug: 'foo', date: { civil: '2024-01-02' } }],
    ['posts/2024-01-02/index.md', { slug: '2024-01-02', date: { civil: '2024-01-02' } }],
    ['posts/index.md', { title: 'index', slug: 'index' }],
    ['posts/初学 Docker.md', { title: '初学 Docker', slug: '初学 Docker' }],
    ['posts/e\u0301te\u0301.md', { title: 'été', slug: 'été' }],
    ['posts/.md', { slug: '.md' }],
    ['posts/v1.2.md', { slug: 'v1.2' }],
    ['pages/about.md', { title: 'about', slug: 'about', kind: 'page', layout: 'page', permalink: null, date: null }],
    ['pages/docs/index.md', { title: 'docs', slug: 'docs' }],
    ['pages/docs/first-steps.md', { title: 'first steps', slug: 'docs/first-steps' }],
    ['pages/index.md', { slug: '' }],
    ['pages/_index.md', { slug: '' }],
    ['pages/2024-01-02-x.md', { slug: '2024-01-02-x', date: null }],
  ];
  it.each(table)('%s', (path, expected) => {
    const { post, said } = read('text', path);
    expect(post).toMatchObject(expected);
    expect(said).toEqual([]);
  });
  it('names a date in a file name that does not exist', () => {
    const { post, diagnostics } = read('text', 'posts/2021-02-30-x.md');
    expect([post.date, post.slug]).toEqual([null, 'x']);
    expect(diagnostics).toMatchObject([{ code: 'bad-date', data: { key: null, raw: '2021-02-30', fault: 'day', nearest: '2021-02-28' } }]);
  });
  it('gives the last part of a page its own slug', () => {
    expect(readBlock('slug: new', 'pages/docs/old.md').post.slug).toBe('docs/new');
  });
});

describe('a title from the beginning of the body', () => {
  const table: readonly [body: string, title: string, from: Post['titleFrom'], path?: string][] = [
    ['# Head\n\ntext', 'Head', 'heading'],
    ['\n\n#  Head ##\n', 'Head', 'heading'],
    ['#标题\n', '标题', 'heading'],
    ['#tag\n', 'a post', 'file-name'],
    ['## Second\n', 'a post', 'file-name'],
    ['text\n\n# Head', 'a post', 'file-name'],
    ['Head\n====\n', 'Head', 'heading'],
    ['# **Bold** `code` [link](/x) & *more* <b>x</b> {#id}\n', 'Bold code link & more x', 'heading'],
    ['# a_b_c \\* d\n', 'a_b_c * d', 'heading'],
    ['<h1 id="x">Head &amp; <em>more</em></h1>', 'Head & more', 'heading'],
    ['<h1>Head</h1>', 'Head', 'heading', 'posts/x.html'],
    ['# Head\n', 'a post', 'file-name', 'posts/a-post.html'],
    ['# \n', 'a post', 'file-name'],
  ];
  it.each(table)('%j', (body, title, titleFrom, path) => {
    expect(read(body, path).post).toMatchObject({ title, titleFrom });
    expect(read(`---\ntags: [x]\n---\n${body}`, path).post).toMatchObject({ title, titleFrom });
    expect(read(`---\ntitle: Own\n---\n${body}`, path).post).toMatchObject({ title: 'Own', titleFrom: 'front-matter' });
  });
});

it('takes slugs from file names in the style of the site, and leaves those that the author wrote', () => {
  const path = 'posts/2024-01-02-容器（入门）.md';
  const slugOf = (source: string, slug: 'keep' | 'pinyin' | 'hash') => read(source, path, { slug }).post.slug;
  expect(slugOf('text', 'keep')).toBe('容器（入门）');
  expect(slugOf('text', 'pinyin')).toBe('rong-qi-（-ru-men-）');
  expect(slugOf('text', 'hash')).toMatch(/^[0-9a-f]{8}$/);
  expect(slugOf('---\nslug: 容器\n---\ntext', 'pinyin')).toBe('容器');
});
