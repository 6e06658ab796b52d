// The sample site of this checkout, and sites made of one sloppy post, built by the compiled CLI and looked at as a reader's
// browser, a feed reader, a search engine and the Nu checker would.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../support/folders.js';
import { nuMessages } from '../support/nu.js';
import { diagnosticsOf, filesIn, inkstone, picture, withFolder, writeTree, type Said } from '../support/site.js';
import { cli, java, vnu } from '../support/tools.js';
import { attribute, deadLinks, fileFor, fragmentElements, pagesOf, referencesOf, type WebPage } from '../support/web.js';
import { xmlFault, xmlTexts } from '../support/xml.js';

const origin = 'https://inkstone.example';
const sources = ['posts', 'pages', 'static', 'data', 'inkstone.config.ts'];
const folder = mkdtempSync(join(tmpdir(), 'inkstone-sample-'));
const built = join(folder, 'public');
let program: string;
let said: Said;
let pages: WebPage[];

function readBuilt(file: string): string {
  return readFileSync(join(built, file), 'utf8');
}

function isRedirect({ elements }: WebPage): boolean {
  return elements.some((element) => attribute(element, 'http-equiv') === 'refresh');
}

function copySample(to: string): void {
  for (const name of sources) cpSync(join(root, name), join(to, name), { recursive: true });
}

beforeAll(async () => {
  program = await cli();
  copySample(folder);
  said = await inkstone(program, ['build', '--json'], { cwd: folder });
  pages = pagesOf(built);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the sample site', () => {
  test('builds, and only the sloppy post draws warnings', () => {
    const grave = diagnosticsOf(said).filter(({ severity }) => severity !== 'note');
    expect([...new Set(grave.map(({ file }) => file))]).toEqual(['posts/2025-03-08-docker-notes.md']);
    expect(said.exit).toBe(0);
  });

  test('has every kind of page', () => {
    const expected = [
      '404.html',
      '_redirects',
      '.nojekyll',
      'about/index.html',
      'archive/index.html',
      'atom.xml',
      'categories/index.html',
      'categories/技术/容器/index.html',
      'feed.json',
      'index.html',
      'posts/welcome/index.html',
      'posts/undated/index.html',
      'robots.txt',
      'rss.xml',
      'sitemap.xml',
      'tags/cpp/index.html',
      'tags/csharp/index.html',
      'tags/index.html',
      'tags/容器/index.html',
      'urls/index.html',
    ];
    const files = new Set(filesIn(built));
    expect(expected.filter((file) => !files.has(file))).toEqual([]);
  });

  test('shows no draft', () => {
    expect(filesIn(built).filter((file) => file.includes('ideas-for-later'))).toEqual([]);
  });

  test('is valid HTML on every page', { timeout: 240_000 }, async (context) => {
    expect(await nuMessages(await java(context), await vnu(context), built)).toEqual([]);
  });

  test('has no dead link and no link to a place that is not there', () => {
    expect(deadLinks(built, pages, origin)).toEqual([]);
  });

  test('asks nothing of other hosts to be shown', () => {
    const asked = pages.flatMap(({ file, elements }) =>
      referencesOf(elements).flatMap(({ element, url }) => {
        const fetches =
          !['a', 'form', 'blockquote', 'q'].includes(element.tagName) &&
          !(element.tagName === 'link' && ['canonical', 'alternate'].includes(attribute(element, 'rel') ?? ''));
        return fetches && new URL(url, origin).origin !== origin ? [`${file}: ${url}`] : [];
      }),
    );
    expect(asked).toEqual([]);
  });

  test('has one <h1>, a title and a language on every page', () => {
    const wrong = pages.filter(({ elements }) => {
      const count = (name: string) => elements.filter(({ tagName }) => tagName === name).length;
      const html = elements.find(({ tagName }) => tagName === 'html')!;
      return count('h1') !== 1 || count('title') < 1 || attribute(html, 'lang') === null;
    });
    expect(wrong.map(({ file }) => file)).toEqual([]);
  });

  test('gives every local picture its size', () => {
    const images = pages.flatMap(({ elements }) => elements.filter(({ tagName }) => tagName === 'img'));
    expect(images.length).toBeGreaterThan(2);
    expect(images.filter((image) => attribute(image, 'width') === null || attribute(image, 'height') === null)).toEqual([]);
  });

  test('leads old addresses on', () => {
    expect(readBuilt('urls/index.html')).toContain('/posts/addresses/');
    expect(readBuilt('_redirects').split('\n')).toContain('/urls/ /posts/addresses/ 301');
  });
});

describe('the feeds of the sample site', () => {
  const stamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
  interface Feed {
    readonly items: readonly {
      readonly id: string;
      readonly url: string;
      readonly title: string;
      readonly content_html: string;
      readonly date_published: string;
    }[];
  }

  test.each(['atom.xml', 'rss.xml', 'sitemap.xml'])('%s is well-formed', (file) => {
    expect(xmlFault(readBuilt(file))).toBeNull();
  });

  test('list the same posts, newest first, without undated ones', () => {
    const { items } = JSON.parse(readBuilt('feed.json')) as Feed;
    const urls = items.map(({ url }) => url);
    expect(xmlTexts(readBuilt('atom.xml'), 'id').slice(1)).toEqual(urls);
    expect(xmlTexts(readBuilt('rss.xml'), 'guid')).toEqual(urls);
    expect(urls[0]).toBe(`${origin}/posts/welcome/`);
    expect(urls.filter((url) => url.includes('undated'))).toEqual([]);
    expect(items.filter(({ date_published }) => !stamp.test(date_published))).toEqual([]);
    expect(xmlTexts(readBuilt('atom.xml'), 'updated').filter((text) => !stamp.test(text))).toEqual([]);
    const instants = items.map(({ date_published }) => Date.parse(date_published));
    expect(instants).toEqual([...instants].sort((a, b) => b - a));
  });

  test('carry the whole text with absolute addresses that exist', () => {
    const { items } = JSON.parse(readBuilt('feed.json')) as Feed;
    const contents = items.map(({ content_html }) => content_html);
    expect(xmlTexts(readBuilt('atom.xml'), 'content')).toEqual(contents);
    expect(xmlTexts(readBuilt('rss.xml'), 'content:encoded')).toEqual(contents);
    const urls = [
      ...items.map(({ url }) => url),
      ...contents.flatMap((html) => referencesOf(fragmentElements(html)).map(({ url }) => url)),
    ];
    expect(urls.filter((url) => !/^(?:https?:\/\/|mailto:)/.test(url))).toEqual([]);
    const own = urls.filter((url) => url.startsWith(origin));
    expect(own.filter((url) => fileFor(built, new URL(url).pathname) === null)).toEqual([]);
  });
});

describe('the sitemap of the sample site', () => {
  test('names every page that a search engine should know, and no other', () => {
    const listed = xmlTexts(readBuilt('sitemap.xml'), 'loc').map((url) => fileFor(built, new URL(url).pathname));
    const meant = pages.filter(
      ({ elements }) =>
        !elements.some((element) => element.tagName === 'meta' && (attribute(element, 'content') ?? '').includes('noindex')),
    );
    expect([...listed].sort()).toEqual(
      meant
        .filter((page) => !isRedirect(page) && page.file !== '404.html')
        .map(({ file }) => file)
        .sort(),
    );
    expect(readBuilt('robots.txt')).toContain(`Sitemap: ${origin}/sitemap.xml`);
  });
});

describe('the same sources give the same bytes', () => {
  test('again in the same folder, and nothing is touched', async () => {
    const before = picture(built);
    const times = filesIn(built).map((file) => statSync(join(built, file), { bigint: true }).mtimeNs);
    const again = await inkstone(program, ['build'], { cwd: folder });
    expect(again.exit).toBe(0);
    expect(picture(built)).toEqual(before);
    expect(filesIn(built).map((file) => statSync(join(built, file), { bigint: true }).mtimeNs)).toEqual(times);
  });

  test.each([
    { TZ: 'Pacific/Kiritimati', LANG: 'zh_CN.UTF-8', LC_ALL: 'zh_CN.UTF-8' },
    { TZ: 'America/Los_Angeles', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
  ])('in another folder, under %j, with the theme copied into the site', async (env) => {
    await withFolder(async (other) => {
      const site = join(other, 'a folder 砚台');
      copySample(site);
      cpSync(join(root, 'templates'), join(site, 'templates'), { recursive: true });
      expect((await inkstone(program, ['build'], { cwd: site, env })).exit).toBe(0);
      expect(picture(join(site, 'public'))).toEqual(picture(built));
    });
  });

  test('below a base path but for the addresses', async () => {
    const out = join(folder, 'based');
    expect((await inkstone(program, ['build', '--base', '/blog/', '--out', out], { cwd: folder })).exit).toBe(0);
    expect(filesIn(out)).toEqual(filesIn(built));
    const based = pagesOf(out);
    expect(deadLinks(out, based, origin, '/blog/')).toEqual([]);
    const rootless = based.flatMap(({ file, elements }) =>
      referencesOf(elements)
        .filter(({ url }) => /^\/(?!blog\/|\/)/.test(url))
        .map(({ url }) => `${file}: ${url}`),
    );
    expect(rootless).toEqual([]);
  });
});

const sloppy = [join(root, 'posts/2025-03-08-docker-notes.md'), join(root, '../shared/examples/docker-primer.md')].filter((path) =>
  existsSync(path),
);

describe.each(sloppy)('a site made of %s alone', (path) => {
  const site = (work: (folder: string) => Promise<void>) =>
    withFolder(async (folder) => {
      writeTree(folder, { 'posts/docker.md': readFileSync(path) });
      await work(folder);
    });

  test('builds, says what it assumed, and is valid', { timeout: 120_000 }, (context) =>
    site(async (folder) => {
      const { exit, out } = await inkstone(program, ['build', '--json'], { cwd: folder });
      expect(exit).toBe(0);
      const [date] = diagnosticsOf({ exit, out, err: '' }).filter(({ file, line }) => file === 'posts/docker.md' && line === 4);
      expect(date).toMatchObject({ severity: 'warning' });
      const out2 = join(folder, 'public');
      expect(deadLinks(out2, pagesOf(out2), origin)).toEqual([]);
      expect(readFileSync(join(out2, 'archive/index.html'), 'utf8')).toContain('/posts/docker/');
      // Nothing is published under an address that was made up.
      expect(filesIn(out2).filter((file) => /\.xml$|feed\.json/.test(file))).toEqual([]);
      expect(await nuMessages(await java(context), await vnu(context), out2)).toEqual([]);
    }),
  );

  test('keeps every list item a list item, and makes no block of code by accident', () =>
    site(async (folder) => {
      await inkstone(program, ['build'], { cwd: folder });
      const { elements } = pagesOf(join(folder, 'public')).find(({ file }) => file === 'posts/docker/index.html')!;
      const article = elements.filter(
        ({ parentNode, tagName }) =>
          tagName === 'li' && parentNode !== null && 'tagName' in parentNode && !['ul', 'ol', 'menu'].includes(parentNode.tagName),
      );
      expect(article).toEqual([]);
      expect(elements.filter(({ tagName }) => tagName === 'pre')).toEqual([]);
    }));

  test('with --strict publishes nothing', () =>
    site(async (folder) => {
      expect((await inkstone(program, ['build', '--strict'], { cwd: folder })).exit).toBe(1);
      expect(filesIn(join(folder, 'public'))).toEqual([]);
    }));
});
