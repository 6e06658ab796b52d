import { describe, expect, test } from 'vitest';
import { memoryFiles } from '../../../src/files/memory.js';
import type { Asset } from '../../../src/model/article.js';
import type { Config } from '../../../src/model/config.js';
import { indexSite } from '../../../src/site/index-site.js';
import { createLinks } from '../../../src/site/links.js';
import { outputOf } from '../../../src/text/url.js';
import { makeConfig, makePost } from '../../support/posts.js';

/** A GIF of 3 × 2 pixels, as far as its header says. */
const gif = new Uint8Array([0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 3, 0, 2, 0]);

const files = memoryFiles({
  'posts/a.md': '',
  'posts/b.md': '',
  'posts/2024/容器 入门.md': '',
  'posts/draft.md': '',
  'posts/draft.html': '',
  'posts/trip/index.md': '',
  'posts/trip/photo.gif': gif,
  'posts/trip/img/map (1).gif': gif,
  'posts/trip/odd.p?g': gif,
  'posts/shared.gif': gif,
  'posts/a/own.gif': gif,
  'posts/notes.pdf': '%PDF',
  'pages/about.md': '',
  'static/logo.gif': gif,
  'static/docs/index.html': '',
  'inkstone.config.ts': '',
  'data/secret.yaml': '',
});
const posts = [
  makePost('posts/a.md'),
  makePost('posts/b.md'),
  makePost('posts/2024/容器 入门.md', { slug: '容器-入门' }),
  makePost('posts/trip/index.md', { slug: 'trip' }),
  makePost('posts/draft.md', { withheld: 'draft' }),
  makePost('posts/draft.html', { withheld: 'unpublished' }),
  makePost('pages/about.md'),
];

function open(config: Partial<Config> = {}) {
  const site = indexSite(posts, {}, makeConfig(config), 0).value;
  const outputs = [
    'index.html',
    'archive/index.html',
    'atom.xml',
    'old.html',
    'logo.gif',
    'docs/index.html',
    ...[...site.urls.values()].map(outputOf),
  ];
  const links = createLinks(site, files, new Map(outputs.map((output) => [output, null])));
  const resolve = (from: string, target: string, kind: 'link' | 'image' | 'media' = 'link') => {
    const used = new Map<string, Asset>();
    return {
      found: links.resolve(site.byId.get(from)!, kind, target, used),
      used: [...used.values()].map((one) => `${one.from} → ${one.url}`),
    };
  };
  return { resolve, nearest: links.nearest };
}
const { resolve, nearest } = open();
const urlOf = (from: string, target: string) => {
  const { found } = resolve(from, target);
  return found === null ? 'as written' : 'url' in found ? found.url : `missing, nearest ${nearest(from, target)}`;
};

describe('a link in posts/a.md', () => {
  test.each([
    ['b.md', '/posts/b/'],
    ['./b.md', '/posts/b/'],
    ['b.md#where', '/posts/b/#where'],
    ['./b.md?x=1#第一节', '/posts/b/?x=1#%E7%AC%AC%E4%B8%80%E8%8A%82'],
    ['2024/容器 入门.md', '/posts/%E5%AE%B9%E5%99%A8-%E5%85%A5%E9%97%A8/'],
    ['2024/%E5%AE%B9%E5%99%A8%20%E5%85%A5%E9%97%A8.md', '/posts/%E5%AE%B9%E5%99%A8-%E5%85%A5%E9%97%A8/'],
    ['.\\2024\\容器 入门.md', '/posts/%E5%AE%B9%E5%99%A8-%E5%85%A5%E9%97%A8/'],
    ['../pages/about.md', '/about/'],
    ['trip/index.md', '/posts/trip/'],
    ['/about/', '/about/'],
    ['/about', '/about/'],
    ['/about/index.html', '/about/index.html'],
    ['/', '/'],
    ['/atom.xml', '/atom.xml'],
    ['/old', '/old'],
    ['/docs', '/docs/'],
    ['../b/', '/posts/b/'],
    ['notes.pdf', '/posts/notes.pdf'],
    ['#here', 'as written'],
    ['?page=2', 'as written'],
    ['', 'as written'],
    ['https://example.org/b.md', 'as written'],
    ['//example.org/b.md', 'as written'],
    ['mailto:a@example.org', 'as written'],
    ['bb.md', 'missing, nearest b.md'],
    ['/abuot/', 'missing, nearest /about/'],
    ['file:///C:/a.png', 'missing, nearest null'],
    ['C:\\Users\\me\\a.png', 'missing, nearest null'],
    ['C:%5CUsers%5Cme%5Ca.png', 'missing, nearest null'],
    ['../../../etc/passwd', 'missing, nearest null'],
    ['../inkstone.config.ts', 'missing, nearest null'],
    ['../data/secret.yaml', 'missing, nearest null'],
    ['/logo.gif/', 'missing, nearest /logo.gif'],
    ['%E5%zz', 'missing, nearest null'],
  ])('%s → %s', (target, expected) => {
    expect(urlOf('posts/a.md', target)).toBe(expected);
  });

  test('carries what the check of anchors needs', () => {
    expect(resolve('posts/a.md', 'b.md#%E7%AC%AC').found).toEqual({ url: '/posts/b/#%E7%AC%AC', path: '/posts/b/', fragment: '第' });
  });

  test.each([
    ['draft.md', 'draft'],
    ['./draft.html', 'unpublished'],
  ])('to %s, which is held back: said with the reason, and its file is not copied', (target, held) => {
    expect(resolve('posts/a.md', target)).toMatchObject({ found: { missing: target, held }, used: [] });
  });
});

describe('an image', () => {
  test.each([
    ['beside a post keeps its place', 'posts/a.md', 'shared.gif', '/posts/shared.gif', 'posts/shared.gif → /posts/shared.gif'],
    [
      'in a bundle lives beside its page',
      'posts/trip/index.md',
      'photo.gif',
      '/posts/trip/photo.gif',
      'posts/trip/photo.gif → /posts/trip/photo.gif',
    ],
    [
      'of another bundle has an address of its own',
      'posts/a.md',
      'trip/photo.gif',
      '/posts/trip/photo.gif',
      'posts/trip/photo.gif → /posts/trip/photo.gif',
    ],
    ['in the folder of the post’s name, as in Hexo', 'posts/a.md', 'own.gif', '/posts/a/own.gif', 'posts/a/own.gif → /posts/a/own.gif'],
    ['outside a bundle', 'posts/trip/index.md', '../shared.gif', '/posts/shared.gif', 'posts/shared.gif → /posts/shared.gif'],
  ])('%s', (_, from, target, url, used) => {
    expect(resolve(from, target, 'image')).toEqual({ found: { url, path: url, fragment: null, width: 3, height: 2 }, used: [used] });
  });

  test('whose name hosts refuse is renamed, so that no two can meet', () => {
    const { found, used } = resolve('posts/trip/index.md', 'img/map%20(1).gif', 'image');
    expect(found).toMatchObject({ url: expect.stringMatching(/^\/posts\/trip\/img\/map-\(1\)-[0-9a-f]{6}\.gif$/) });
    expect(used).toHaveLength(1);
    expect(resolve('posts/trip/index.md', 'odd.p%3Fg', 'image').found).toMatchObject({
      url: expect.stringMatching(/^\/posts\/trip\/odd\.p-g-[0-9a-f]{6}$/),
    });
  });

  test('of static/ has its size, and is not copied twice', () => {
    expect(resolve('posts/a.md', '/logo.gif', 'image')).toEqual({
      found: { url: '/logo.gif', path: '/logo.gif', fragment: null, width: 3, height: 2 },
      used: [],
    });
  });

  test('that is referred to twice is copied once', () => {
    const site = indexSite(posts, {}, makeConfig(), 0).value;
    const links = createLinks(site, files, new Map());
    const used = new Map<string, Asset>();
    for (const target of ['shared.gif', './shared.gif']) links.resolve(site.byId.get('posts/a.md')!, 'image', target, used);
    expect([...used.keys()]).toEqual(['posts/shared.gif']);
  });
});

test.each([
  ['/blog/about/', '/about/'],
  ['/about/', '/about/'],
  ['/blog/', '/'],
  ['/blog', '/'],
])('under a base of /blog/, %s → %s: the base is put before it later', (target, expected) => {
  expect(open({ base: '/blog/' }).resolve('posts/a.md', target).found).toMatchObject({ url: expected });
});
