// Search as a reader uses it, in Chromium over the sample site: what stands in a text is found, from one Han character to a
// phrase; nothing is loaded before the first input; and without a script the page still helps.
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, type TestContext } from 'vitest';
import { textOf } from '../../src/html/text.js';
import { launch, look, serve, type Host } from '../support/browser.js';
import { root } from '../support/folders.js';
import { filesIn, inkstone } from '../support/site.js';
import { chromium, cli } from '../support/tools.js';

const folder = mkdtempSync(join(tmpdir(), 'inkstone-search-'));
const built = join(folder, 'blog');
/** Address → title and text of every post and page, as a browser shows them. */
const texts = new Map<string, string>();
let host: Host;
let browser: Browser | null = null;

beforeAll(async () => {
  for (const name of ['posts', 'pages', 'static', 'data', 'inkstone.config.ts'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  const said = await inkstone(await cli(), ['build', '--out', 'blog', '--base', '/blog/'], { cwd: folder });
  expect(said.exit, said.err).toBe(0);
  for (const file of filesIn(built)) {
    const article = /<article class="post[^"]*">([\s\S]*)<\/article>/.exec(
      file.endsWith('.html') ? readFileSync(join(built, file), 'utf8') : '',
    );
    if (article !== null) texts.set(`/blog/${file.replace(/index\.html$/, '')}`, articleText(article[1]!));
  }
  host = await serve(built, '/blog/');
});

afterAll(async () => {
  await browser?.close();
  await host?.close();
  rmSync(folder, { recursive: true, force: true });
});

function articleText(html: string): string {
  const body = /<div class="prose">([\s\S]*)<\/div>\s*<\/div>/.exec(html)?.[1] ?? '';
  return `${textOf(/<h1>([\s\S]*?)<\/h1>/.exec(html)![1]!)}\n${textOf(body)}`;
}

async function open<T>(
  context: TestContext,
  path: string,
  work: (page: Page, requests: readonly string[]) => Promise<T>,
  script = true,
): Promise<T> {
  browser ??= await launch(await chromium(context));
  return look(browser, `${host.origin}/blog${path}`, { javaScriptEnabled: script }, ({ page, requests }) => work(page, requests));
}

/** Addresses that the page shows for a query, best first. */
async function find(page: Page, query: string): Promise<string[]> {
  await page.locator('.status').evaluate((status) => (status.textContent = ''));
  await page.locator('input[type=search]').fill(query);
  await page.locator('form.search').evaluate((form: HTMLFormElement) => form.requestSubmit());
  await page.waitForFunction(() => document.querySelector('.status')!.textContent !== '');
  const links = await page.locator('.results a').evaluateAll((all) => all.map((one) => new URL((one as HTMLAnchorElement).href).pathname));
  return links.map(decodeURI);
}

/** Han characters anywhere; letters at the beginning of a word. */
function holds(text: string, query: string): boolean {
  return /^[a-z]/i.test(query) ? new RegExp(`(?<![\\p{L}\\p{N}])${query}`, 'iu').test(text) : text.includes(query);
}

/** Words, parts of words, phrases over the edges of words; each stands in some text of the sample site. */
const queries = (
  '容 器 砚 墨 容器 砚台 图片 标签 分类 日期 网址 标题 系列 脚注 表格 文件夹 子目录 版本 镜像 模子 月饼 打包 服务器 环境 器里 台把 月饼的模子 好比做月饼 旧网址的跳转 没有变化的文件 ' +
  '同一个网址 题头 封面图片 摘要 阅读时间 花括号 换行 喜欢一句一行 原样保留 首屏 文件头里 什么也不发布 域名 静态主机 照常发布 提示框 方括号 少了括号 的页面就在 把文章改名 Docker docker Hexo Jekyll Nunjucks templates publish Inkst 时区 草稿 跳转 目录 构建 主机 编码 引号 强调 括号'
).split(' ');

describe('the index', () => {
  test('finds every text that holds the words, one with them first', { timeout: 180_000 }, async (context) => {
    await open(context, '/search/', async (page) => {
      const missed: string[] = [];
      for (const query of queries) {
        const holding = [...texts].flatMap(([url, text]) => (holds(text, query) ? decodeURI(url) : []));
        expect(holding.length, `${query} stands somewhere`).toBeGreaterThan(0);
        const found = await find(page, query);
        missed.push(...holding.filter((url) => !found.includes(url)).map((url) => `${query}: ${url}`));
        if (!holding.includes(found[0]!)) missed.push(`${query}: first comes ${found[0]}`);
      }
      expect(missed).toEqual([]);
    });
  });

  test('takes full-width letters for the same, and shows a query as text', async (context) => {
    await open(context, '/search/', async (page) => {
      expect(await find(page, 'Ｄｏｃｋｅｒ')).toEqual(await find(page, 'Docker'));
      expect(await find(page, '<img src=x onerror=alert(1)>没有这个词')).toEqual([]);
      expect(await page.locator('.status').innerText()).toBe('没有找到“<img src=x onerror=alert(1)>没有这个词”，换个词试试，或看归档。');
      expect(await page.locator('main img').count()).toBe(0);
    });
  });
});

describe('the page', () => {
  test('loads the index at the first input, and says how much it found', async (context) => {
    await open(context, '/search/', async (page, requests) => {
      expect(requests.filter((url) => url.includes('pagefind'))).toEqual([]);
      await page.keyboard.press('/');
      await page.keyboard.type('容器');
      await expect.poll(() => page.locator('.status').innerText(), { timeout: 30_000 }).toMatch(/^找到 \d+ 篇$/);
      expect(requests.some((url) => url.includes('/blog/pagefind/pagefind.js'))).toBe(true);
      expect(await page.locator('.status').getAttribute('role')).toBe('status');
      // On a busy machine the first character alone is answered before the second is typed.
      await expect.poll(() => page.locator('.results mark').first().innerText(), { timeout: 30_000 }).toContain('容器');
      expect(new URL(page.url()).searchParams.get('q')).toBe('容器');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/blog\/posts\//);
    });
  });

  test('can be shared with its query', async (context) => {
    await open(context, `/search/?q=${encodeURIComponent('容器')}`, async (page) => {
      await expect.poll(() => page.locator('.results a').count(), { timeout: 30_000 }).toBeGreaterThan(0);
      expect(await page.locator('input[type=search]').inputValue()).toBe('容器');
    });
  });

  test('leads on without a script', async (context) => {
    const links = await open(
      context,
      '/search/',
      async (page) => page.locator('main a:visible').evaluateAll((all) => all.map((one) => one.getAttribute('href'))),
      false,
    );
    expect(links).toEqual(['/blog/archive/', '/blog/tags/']);
  });

  test('weighs at most 3 kB of script, on no other page', () => {
    expect(gzipSync(readFileSync(join(built, 'assets/search.js'))).length).toBeLessThanOrEqual(3072);
    const pages = filesIn(built).filter((file) => file.endsWith('.html') && readFileSync(join(built, file), 'utf8').includes('search.js'));
    expect(pages).toEqual(['search/index.html']);
  });
});
