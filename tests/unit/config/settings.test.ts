import { describe, expect, test } from 'vitest';
import { completeConfig, readSettings, type Flags } from '../../../src/config/settings.js';
import type { Settings } from '../../../src/model/config.js';

const defaults: Settings = {
  title: null,
  description: null,
  url: null,
  base: '/',
  lang: null,
  timezone: 'UTC',
  author: null,
  menu: null,
  permalink: '/posts/:slug/',
  perPage: 10,
  slug: 'keep',
  tags: 'commas',
  slugs: {},
  feed: { limit: 20 },
  highlight: true,
  search: false,
  cards: null,
  html: 'keep',
  static: 'static',
  out: 'public',
  theme: null,
  cname: null,
  related: false,
  editUrl: null,
  license: null,
  footer: [],
  comments: null,
  analytics: [],
  drafts: false,
  future: false,
};

/** `value` as settings, and each diagnostic as `code data`. */
function read(raw: unknown, flags: Flags = {}): { value: Settings; said: string[] } {
  const { value, diagnostics } = readSettings(raw, null, flags);
  return { value, said: diagnostics.map(({ code, data }) => `${code} ${JSON.stringify(data)}`) };
}

describe('nothing said', () => {
  test('every setting has a default', () => {
    expect(read({})).toEqual({ value: defaults, said: [] });
  });

  test('an empty value in YAML is nothing said', () => {
    const empty = Object.fromEntries(
      Object.keys(defaults)
        .filter((key) => key !== 'drafts' && key !== 'future')
        .map((key) => [key, null]),
    );
    expect(read(empty)).toEqual({ value: defaults, said: [] });
  });

  test('settings cannot be changed', () => {
    const { value } = read({ menu: [{ title: 'A', url: '/a/' }] });
    expect(Object.isFrozen(value) && Object.isFrozen(value.menu) && Object.isFrozen(value.menu?.[0]) && Object.isFrozen(value.feed)).toBe(
      true,
    );
  });
});

describe('what is accepted', () => {
  test.each<[key: keyof Settings, raw: unknown, value: unknown]>([
    ['title', ' 砚台 ', '砚台'],
    ['title', 2024, '2024'],
    ['title', 'e\u0301', 'é'],
    ['url', 'https://example.com', 'https://example.com'],
    ['url', 'https://Example.com/', 'https://example.com'],
    ['url', 'http://localhost:8080', 'http://localhost:8080'],
    ['url', 'https://例子.中国', 'https://xn--fsqu00a.xn--fiqs8s'],
    ['base', '/', '/'],
    ['base', 'blog', '/blog/'],
    ['base', '/a/b', '/a/b/'],
    ['base', '/%E5%8D%9A%E5%AE%A2/', '/博客/'],
    ['lang', 'zh-Hans', 'zh-Hans'],
    ['lang', 'zh_CN', 'zh-CN'],
    ['timezone', 'Asia/Shanghai', 'Asia/Shanghai'],
    ['timezone', '+08:00', '+08:00'],
    ['author', '小明', '小明'],
    ['menu', [], []],
    [
      'menu',
      [
        { title: '关于', url: 'about/' },
        { title: 'Code', url: 'https://example.org' },
        { title: 'Top', url: '#top' },
      ],
      [
        { title: '关于', url: '/about/' },
        { title: 'Code', url: 'https://example.org' },
        { title: 'Top', url: '#top' },
      ],
    ],
    ['permalink', ':year/:title', '/:year/:title'],
    ['permalink', '/:categories/:i_month-:short_year/:filename.html', '/:categories/:i_month-:short_year/:filename.html'],
    ['perPage', 1, 1],
    ['slugs', { 'C++': 'cpp', 2024: 24 }, { 'C++': 'cpp', 2024: '24' }],
    ['feed', false, null],
    ['feed', true, { limit: 20 }],
    ['cards', true, { font: null }],
    ['cards', false, null],
    ['cards', {}, { font: null }],
    ['cards', { font: 'fonts/a.otf' }, { font: 'fonts/a.otf' }],
    ['feed', { limit: 5 }, { limit: 5 }],
    ['feed', {}, { limit: 20 }],
    ['highlight', false, false],
    ['search', true, true],
    ['html', 'strict', 'strict'],
    ['static', './assets/', 'assets'],
    ['static', 'assets\\files', 'assets/files'],
    ['out', '../site', '../site'],
    ['out', '/srv/www', '/srv/www'],
    ['theme', 'node_modules/inkstone-theme', 'node_modules/inkstone-theme'],
    ['cname', 'blog.example.com', 'blog.example.com'],
    ['related', true, true],
    ['editUrl', 'https://github.com/me/blog/edit/main', 'https://github.com/me/blog/edit/main/'],
    ['license', 'CC BY-NC-SA 4.0', { title: 'CC BY-NC-SA 4.0', url: 'https://creativecommons.org/licenses/by-nc-sa/4.0/' }],
    ['license', { title: 'MIT', url: 'license/' }, { title: 'MIT', url: '/license/' }],
    [
      'footer',
      ['京ICP备1号', { title: 'Imprint', url: '/i/' }],
      [
        { title: '京ICP备1号', url: null },
        { title: 'Imprint', url: '/i/' },
      ],
    ],
    ['comments', { utterances: { repo: 'me/blog' } }, { provider: 'utterances', options: { repo: 'me/blog' } }],
    ['comments', false, null],
    [
      'analytics',
      { plausible: 'a.example', baidu: 'b1', umami: { id: 'u', script: 'https://u.example/s.js' }, goatcounter: 'me' },
      [
        { src: 'https://plausible.io/js/script.js', attributes: [{ name: 'data-domain', value: 'a.example' }] },
        { src: 'https://u.example/s.js', attributes: [{ name: 'data-website-id', value: 'u' }] },
        { src: 'https://gc.zgo.at/count.js', attributes: [{ name: 'data-goatcounter', value: 'https://me.goatcounter.com/count' }] },
        { src: 'https://hm.baidu.com/hm.js?b1', attributes: [] },
      ],
    ],
    [
      'analytics',
      { cloudflare: 't"k' },
      [
        {
          src: 'https://static.cloudflareinsights.com/beacon.min.js',
          attributes: [{ name: 'data-cf-beacon', value: '{"token":"t\\"k"}' }],
        },
      ],
    ],
  ])('%s: %j is %j', (key, raw, value) => {
    const settings = read({ [key]: raw });
    expect(settings.said).toEqual([]);
    expect(settings.value[key]).toEqual(value);
  });
});

describe('what is refused, with the default in its place', () => {
  test.each<[key: keyof Settings, raw: unknown, said: string]>([
    ['title', ['a'], 'wrong-setting {"key":"title","expected":"text","got":"[…]"}'],
    ['editUrl', 'me/blog', 'wrong-setting {"key":"editUrl","expected":"folder-url","got":"me/blog"}'],
    ['license', 'Apache', 'wrong-setting {"key":"license","expected":"license","got":"Apache"}'],
    ['footer', 'text', 'wrong-setting {"key":"footer","expected":"footer","got":"text"}'],
    ['comments', 'giscus', 'wrong-setting {"key":"comments","expected":"comments","got":"giscus"}'],
    ['comments', { giskus: {} }, 'mistyped-setting {"key":"comments.giskus","meant":"comments.giscus"}'],
    ['comments', { waline: {} }, 'wrong-setting {"key":"comments.waline.server","expected":"option","got":"undefined"}'],
    ['analytics', { umami: ['x'] }, 'wrong-setting {"key":"analytics.umami.id","expected":"option","got":"[…]"}'],
    ['title', '', 'wrong-setting {"key":"title","expected":"text","got":""}'],
    ['url', 'example.com', 'wrong-setting {"key":"url","expected":"url","got":"example.com"}'],
    ['url', 'ftp://example.com', 'wrong-setting {"key":"url","expected":"url","got":"ftp://example.com"}'],
    ['url', 'https://example.com/?a=1', 'wrong-setting {"key":"url","expected":"url","got":"https://example.com/?a=1"}'],
    ['url', 'https://me:secret@example.com', 'wrong-setting {"key":"url","expected":"url","got":"https://me:secret@example.com"}'],
    ['base', 'https://example.com/blog/', 'wrong-setting {"key":"base","expected":"base","got":"https://example.com/blog/"}'],
    ['base', '/../x/', 'wrong-setting {"key":"base","expected":"base","got":"/../x/"}'],
    ['base', 'C:/Program Files/blog/', 'wrong-setting {"key":"base","expected":"base","got":"C:/Program Files/blog/"}'],
    ['lang', '中文', 'wrong-setting {"key":"lang","expected":"language","got":"中文"}'],
    ['timezone', 'Asia/Beijing', 'unknown-zone {"zone":"Asia/Beijing","nearest":"Asia/Shanghai"}'],
    ['timezone', 'Asia/Shangai', 'unknown-zone {"zone":"Asia/Shangai","nearest":"Asia/Shanghai"}'],
    ['timezone', 'Berlin', 'unknown-zone {"zone":"Berlin","nearest":"Europe/Berlin"}'],
    ['timezone', 'Mars/Olympus', 'unknown-zone {"zone":"Mars/Olympus","nearest":null}'],
    ['menu', { Home: '/' }, 'wrong-setting {"key":"menu","expected":"menu","got":"{…}"}'],
    ['permalink', '/posts/', 'wrong-setting {"key":"permalink","expected":"pattern","got":"/posts/"}'],
    ['permalink', '/../:slug/', 'wrong-setting {"key":"permalink","expected":"pattern","got":"/../:slug/"}'],
    ['permalink', '/:yaer/:slug/', 'unknown-token {"token":"yaer","nearest":"year"}'],
    ['permalink', '/:sections/:slug/', 'unknown-token {"token":"sections","nearest":null}'],
    ['perPage', 0, 'wrong-setting {"key":"perPage","expected":"count","got":"0"}'],
    ['perPage', '10', 'wrong-setting {"key":"perPage","expected":"count","got":"10"}'],
    ['perPage', 2.5, 'wrong-setting {"key":"perPage","expected":"count","got":"2.5"}'],
    ['slugs', ['a'], 'wrong-setting {"key":"slugs","expected":"slugs","got":"[…]"}'],
    ['slugs', { 'C++': 'a/b' }, 'wrong-setting {"key":"slugs.C++","expected":"slug","got":"a/b"}'],
    ['cards', 'yes', 'wrong-setting {"key":"cards","expected":"cards","got":"yes"}'],
    ['cards', { font: [] }, 'wrong-setting {"key":"cards.font","expected":"text","got":"[…]"}'],
    ['feed', 20, 'wrong-setting {"key":"feed","expected":"feed","got":"20"}'],
    ['feed', { limit: -1 }, 'wrong-setting {"key":"feed.limit","expected":"count","got":"-1"}'],
    ['highlight', 'yes', 'wrong-setting {"key":"highlight","expected":"flag","got":"yes"}'],
    ['html', 'off', 'wrong-setting {"key":"html","expected":"html","got":"off"}'],
    ['static', '../files', 'wrong-setting {"key":"static","expected":"inside-folder","got":"../files"}'],
    ['static', '/srv/files', 'wrong-setting {"key":"static","expected":"inside-folder","got":"/srv/files"}'],
    ['static', '.', 'wrong-setting {"key":"static","expected":"inside-folder","got":"."}'],
    ['static', 'posts', 'wrong-setting {"key":"static","expected":"inside-folder","got":"posts"}'],
    ['theme', '../theme', 'wrong-setting {"key":"theme","expected":"inside-folder","got":"../theme"}'],
    ['out', 'a\0b', 'wrong-setting {"key":"out","expected":"folder","got":"a\\u0000b"}'],
    ['cname', 'https://example.com', 'wrong-setting {"key":"cname","expected":"host","got":"https://example.com"}'],
  ])('%s: %j', (key, raw, said) => {
    const settings = read({ [key]: raw });
    expect(settings.said).toEqual([said]);
    expect(settings.value[key]).toEqual(key === 'slugs' ? {} : defaults[key]);
  });

  test('of a menu the entries that are right stay', () => {
    const { value, said } = read({ menu: [{ title: 'A', url: '/a/' }, { title: 'B' }, 'C', { title: 'D', ulr: '/d/', url: '/d/' }] });
    expect(value.menu).toEqual([
      { title: 'A', url: '/a/' },
      { title: 'D', url: '/d/' },
    ]);
    expect(said).toEqual([
      'wrong-setting {"key":"menu[2]","expected":"menu-item","got":"{…}"}',
      'wrong-setting {"key":"menu[3]","expected":"menu-item","got":"C"}',
      'mistyped-setting {"key":"menu.ulr","meant":"menu.url"}',
    ]);
  });
});

describe('unknown keys', () => {
  test.each([
    ['permlink', 'mistyped-setting {"key":"permlink","meant":"permalink"}'],
    ['perpage', 'mistyped-setting {"key":"perpage","meant":"perPage"}'],
    ['Title', 'mistyped-setting {"key":"Title","meant":"title"}'],
    ['baseURL', 'mistyped-setting {"key":"baseURL","meant":"base"}'],
    ['language', 'mistyped-setting {"key":"language","meant":"lang"}'],
    ['paginate', 'mistyped-setting {"key":"paginate","meant":"perPage"}'],
    ['theme_config', 'unknown-setting {"key":"theme_config"}'],
    ['constructor', 'unknown-setting {"key":"constructor"}'],
  ])('%s', (key, said) => {
    expect(read({ [key]: 'x' })).toEqual({ value: defaults, said: [said] });
  });

  test('a key called __proto__ changes nothing', () => {
    expect(read(JSON.parse('{"__proto__":{"title":"x"}}'))).toEqual({ value: defaults, said: ['unknown-setting {"key":"__proto__"}'] });
  });

  test('a name of a term called __proto__ is a name', () => {
    expect(Object.entries(read({ slugs: JSON.parse('{"__proto__":"proto"}') }).value.slugs)).toEqual([['__proto__', 'proto']]);
  });
});

describe('address and base', () => {
  test.each<[raw: object, flags: Flags, url: string | null, base: string, said: string[]]>([
    [{ url: 'https://a.example/blog/' }, {}, 'https://a.example', '/blog/', []],
    [{ url: 'https://a.example/blog' }, {}, 'https://a.example', '/blog/', []],
    [{ url: 'https://a.example', base: '/blog/' }, {}, 'https://a.example', '/blog/', []],
    [{ url: 'https://a.example/blog/', base: 'blog' }, {}, 'https://a.example', '/blog/', []],
    [{ url: 'https://a.example/x/', base: '/y/' }, {}, 'https://a.example', '/y/', ['url-and-base-differ {"path":"/x/","base":"/y/"}']],
    [{ url: 'https://a.example/x/', base: '/y/' }, { base: '/z/' }, 'https://a.example', '/z/', []],
    [{ url: 'https://a.example/x/' }, { base: '/' }, 'https://a.example', '/', []],
    [{ url: 'https://a.example/x/' }, { url: 'https://b.example' }, 'https://b.example', '/', []],
    [{ base: '/x/' }, { url: 'https://b.example' }, 'https://b.example', '/x/', []],
    [{ base: '/x/' }, { url: 'https://b.example/y/' }, 'https://b.example', '/y/', []],
    [{}, { base: '/blog' }, null, '/blog/', []],
    [{}, { base: 'a?b' }, null, '/', ['wrong-flag {"flag":"--base","expected":"base","got":"a?b"}']],
    [
      { url: 'https://a.example' },
      { url: 'b.example' },
      'https://a.example',
      '/',
      ['wrong-flag {"flag":"--url","expected":"url","got":"b.example"}'],
    ],
  ])('%j with %j', (raw, flags, url, base, said) => {
    const settings = read(raw, flags);
    expect([settings.value.url, settings.value.base, settings.said]).toEqual([url, base, said]);
  });

  test('flags win over the file', () => {
    const { value } = read({ out: 'site', highlight: true }, { out: '../www', highlight: false, drafts: true, future: true });
    expect([value.out, value.highlight, value.drafts, value.future]).toEqual(['../www', false, true, true]);
  });
});

describe('the line of a fault', () => {
  const yaml = [
    '# url: not this one',
    'title: A',
    'menu:',
    '  - title: About',
    '    url: /about/',
    'feed:',
    '  limit: many',
    'url: nowhere',
    'permlink: x',
  ].join('\n');
  const typescript = [
    "import { defineConfig } from 'inkstone';",
    'export default defineConfig({',
    "  menu: [{ title: 'About', url: '/about/' }],",
    '  feed: { limit: 0 },',
    "  'url': 'nowhere',",
    '  permlink: 1,',
    '});',
  ].join('\n');
  test.each([
    ['yaml', yaml, ['9:1 permlink', '8:1 url', '7:3 limit']],
    ['ts', typescript, ['6:3 permlink', '5:4 url', '4:11 limit']],
  ])('is found in %s', (ending, text, places) => {
    const raw = { menu: [{ title: 'About', url: '/about/' }], feed: { limit: 0 }, url: 'nowhere', permlink: 'x' };
    const { diagnostics } = readSettings(raw, { path: `inkstone.config.${ending}`, text }, {});
    const lines = text.split('\n');
    expect(
      diagnostics.map(
        ({ span }) => `${span?.line}:${span?.column} ${lines[span!.line - 1]!.slice(span!.column - 1, span!.endColumn! - 1)}`,
      ),
    ).toEqual(places);
  });

  test('is the file where the key cannot be found in its text', () => {
    const { diagnostics } = readSettings({ perPage: 0 }, { path: 'inkstone.config.ts', text: 'export default make();' }, {});
    expect(diagnostics[0]?.span).toEqual({ file: 'inkstone.config.ts', line: 0, column: 0 });
  });
});

describe('filled from the posts', () => {
  test.each([
    [{ han: 0, latin: 0 }, 'en', 'My blog', 'A blog made with Inkstone'],
    [{ han: 10, latin: 90 }, 'en', 'My blog', 'A blog made with Inkstone'],
    [{ han: 90, latin: 10 }, 'zh-Hans', '我的博客', '用砚台写成的博客'],
  ])('%j', (guess, lang, title, description) => {
    const config = completeConfig(read({}).value, guess);
    expect([config.lang, config.title, config.description, config.author]).toEqual([lang, title, description, title]);
  });

  test('what was said stays', () => {
    const config = completeConfig(read({ lang: 'zh-Hant', title: '筆記' }).value, { han: 0, latin: 100 });
    expect([config.lang, config.title, config.description, config.author]).toEqual(['zh-Hant', '筆記', '用砚台写成的博客', '筆記']);
  });
});
