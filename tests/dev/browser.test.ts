// The preview in a real browser, over a real file system.
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { launch, within } from '../support/browser.js';
import { preview, until, type Preview } from '../support/preview.js';
import { temporaryFolder, writeTree } from '../support/temporary.js';
import { chromium } from '../support/tools.js';

const long = Array.from({ length: 80 }, (_, n) => `Paragraph ${n} of a long post.`).join('\n\n');
const site = {
  'inkstone.config.yaml': 'title: Blog\nurl: https://example.com\nlang: en\ntimezone: UTC\n',
  'posts/a.md': `---\ntitle: First\ndate: 2024-01-02\ndescription: One.\n---\n${long}\n`,
  'posts/b.md': '---\ntitle: Second\ndate: 2024-01-01\n---\nOther text.\n',
  'static/own.css': 'body { margin: 0 }\n',
};

let browser: Browser | null = null;
let context: BrowserContext;
beforeEach(async (test) => {
  const program = await chromium(test);
  browser ??= await launch(program);
  const made = await within(browser.newContext());
  if (made === null) {
    // Its end is not waited for either.
    browser.close().catch(() => undefined);
    browser = await launch(program);
  }
  context = made ?? (await browser.newContext());
  return () => within(context.close());
});
afterAll(() => browser?.close());

/** Opens a page that would lose its mark if it were loaded again. */
async function open({ port }: Preview, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${port}${path}`);
  await mark(page);
  return page;
}

const mark = (page: Page) =>
  page.evaluate(() => {
    Object.assign(globalThis, { kept: true, changes: 0 });
    const count = () => ((globalThis as unknown as { changes: number }).changes += 1);
    new MutationObserver(count).observe(document.documentElement, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
  });
/** Neither loaded again nor touched. */
const isQuiet = (page: Page) => page.evaluate(() => 'kept' in globalThis && (globalThis as unknown as { changes: number }).changes === 0);
/** A page that is on its way to be loaded again answers nothing: it is not kept. */
const isKept = (page: Page) => page.evaluate(() => 'kept' in globalThis).catch(() => false);
const sees = (page: Page, text: string) => page.getByText(text).first().waitFor({ timeout: 8000 });

test('an edit changes the pages that show it where they show it, keeps their place, and leaves the others alone', async () => {
  const root = temporaryFolder(site);
  const shown = await preview(root);
  const post = await open(shown, '/posts/a/');
  const [other, home] = [await open(shown, '/posts/b/'), await open(shown, '/')];
  await post.evaluate(() => scrollTo(0, 1500));
  writeFileSync(join(root, 'posts/a.md'), site['posts/a.md'].replace('Paragraph 79', 'The new text, 79'));
  await sees(post, 'The new text');
  expect(await isKept(post)).toBe(true);
  await until(async () => (await post.evaluate(() => scrollY)) === 1500);
  expect([await isQuiet(other), await isQuiet(home)]).toEqual([true, true]);
  await until(() => shown.lines().length === 1);
  expect(shown.lines()).toEqual(['posts/a.md → /posts/a/']);

  // The title stands in the list and beside the neighbour, too.
  writeFileSync(join(root, 'posts/a.md'), site['posts/a.md'].replace('First', 'Renamed title'));
  for (const page of [post, other, home]) await sees(page, 'Renamed title');
});

test('what scripts of the site have made stays, or the page is loaded again', async () => {
  const script = '<script>document.querySelector("pre").append("made by a script")</script>';
  const post = (text: string, code: string) => `---\ntitle: First\n---\n${text}\n\n\`\`\`\n${code}\n\`\`\`\n`;
  const root = temporaryFolder({
    ...site,
    'posts/a.md': post('Text.', 'code'),
    'templates/post.njk': `{% extends "base.njk" %}{% block main %}{{ post.content }}${script}{% endblock %}`,
  });
  const shown = await preview(root);
  const page = await open(shown, '/posts/a/');
  writeFileSync(join(root, 'posts/a.md'), post('Another text.', 'code'));
  await sees(page, 'Another text.');
  await sees(page, 'made by a script');
  expect(await isKept(page)).toBe(true);
  writeFileSync(join(root, 'posts/a.md'), post('Another text.', 'other code'));
  await sees(page, 'other code');
  await sees(page, 'made by a script');
  expect(await isKept(page)).toBe(false);
});

test('a browser that keeps nothing of sites shows edits, too', async () => {
  const root = temporaryFolder(site);
  const shown = await preview(root);
  await context.addInitScript(() =>
    Object.defineProperty(globalThis, 'sessionStorage', {
      get() {
        throw new DOMException('Access is denied', 'SecurityError');
      },
    }),
  );
  const post = await open(shown, '/posts/b/');
  writeFileSync(join(root, 'posts/b.md'), site['posts/b.md'].replace('Other', 'Newer'));
  await sees(post, 'Newer text.');
});

test('a style sheet is exchanged without loading again', async () => {
  const root = temporaryFolder(site);
  writeTree(root, { 'templates/assets/ink.css': 'body { color: rgb(1, 2, 3) }\n' });
  const shown = await preview(root);
  const page = await open(shown, '/posts/a/');
  const color = () => page.evaluate(() => getComputedStyle(document.body).color);
  expect(await color()).toBe('rgb(1, 2, 3)');
  for (const n of [4, 5]) {
    writeFileSync(join(root, 'templates/assets/ink.css'), `body { color: rgb(${n}, ${n}, ${n}) }\n`);
    await until(async () => (await color()) === `rgb(${n}, ${n}, ${n})`);
  }
  expect(await isKept(page)).toBe(true);
  expect(await page.locator('link[rel=stylesheet]').count()).toBe(1);
});

test('a picture drawn anew and a template load again what shows them', async () => {
  const root = temporaryFolder({ ...site, 'posts/c/index.md': '![](p.svg)', 'posts/c/p.svg': svg('red') });
  const shown = await preview(root);
  const [page, other] = [await open(shown, '/posts/c/'), await open(shown, '/posts/b/')];
  writeFileSync(join(root, 'posts/c/p.svg'), svg('blue'));
  await until(async () => !(await isKept(page)));
  expect(await isKept(other)).toBe(true);
  writeTree(root, { 'templates/post.njk': '{% extends "base.njk" %}{% block main %}<p>Own template</p>{{ post.content }}{% endblock %}' });
  await sees(other, 'Own template');
});

test('the page of an address that does not exist, and of errors, comes to life by itself', async () => {
  const root = temporaryFolder(site);
  const shown = await preview(root);
  const [missing, post] = [await open(shown, '/posts/new/'), await open(shown, '/posts/b/')];
  writeFileSync(join(root, 'posts/new.md'), 'It is there now.');
  await sees(missing, 'It is there now.');

  writeTree(root, {
    'templates/post.njk': '{% extends "base.njk" %}\n{% block main %}\n{{ post.titel }} & {{ post.contnet }}\n{% endblock %}',
  });
  await sees(post, 'templates/post.njk:3:9');
  await sees(post, 'templates/post.njk:3:28');
  await sees(post, 'Did you mean “post.title”?');
  await post.getByText('Show this page as it was before').click();
  await sees(post, 'Other text.');
  rmSync(join(root, 'templates/post.njk'));
  await until(() => post.url().endsWith('/posts/b/'));
  await sees(post, 'Other text.');

  writeFileSync(join(root, 'inkstone.config.yaml'), 'title: [\n');
  await sees(post, 'inkstone.config.yaml');
  writeFileSync(join(root, 'inkstone.config.yaml'), site['inkstone.config.yaml'].replace('Blog', 'Another blog'));
  await sees(post, 'Another blog');
});

test('a tab follows its post to another address', async () => {
  const root = temporaryFolder(site);
  const shown = await preview(root);
  const page = await open(shown, '/posts/a/');
  renameSync(join(root, 'posts/a.md'), join(root, 'posts/moved.md'));
  await page.waitForURL('**/posts/moved/');
  writeFileSync(join(root, 'posts/moved.md'), '---\ntitle: First\nslug: slugged\n---\nText.');
  await page.waitForURL('**/posts/slugged/');
  // While the browser is on its way the post moves on.
  const write = (slug: string) => writeFileSync(join(root, 'posts/moved.md'), `---\ntitle: First\nslug: ${slug}\n---\nText.`);
  await page.route('**/posts/passed/', async (route) => {
    write('arrived');
    await until(async () => (await shown.get('/posts/arrived/')).status === 200);
    await route.continue();
  });
  write('passed');
  await page.waitForURL('**/posts/arrived/');
  // It goes, and comes back under another name a while later.
  rmSync(join(root, 'posts/moved.md'));
  await sees(page, 'Page not found');
  write('back');
  await page.waitForURL('**/posts/back/');
});

test('with --follow the browser goes to the post that was saved', async () => {
  const root = temporaryFolder(site);
  const shown = await preview(root, { follow: true });
  const page = await open(shown, '/');
  writeFileSync(join(root, 'posts/b.md'), '---\ntitle: Second\n---\nSaved just now.');
  await page.waitForURL('**/posts/b/');
  await sees(page, 'Saved just now.');
});

test('a tab that was away catches up: hidden, or the preview started anew', async () => {
  const root = temporaryFolder(site);
  const first = await preview(root);
  const [page, other] = [await open(first, '/posts/a/'), await open(first, '/posts/b/')];
  await visibility(page, 'hidden');
  writeFileSync(join(root, 'posts/a.md'), 'Written while hidden.');
  await until(() => first.lines().length === 1);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await isQuiet(page)).toBe(true);
  await visibility(page, 'visible');
  await sees(page, 'Written while hidden.');

  await mark(page);
  await first.close();
  writeFileSync(join(root, 'posts/a.md'), 'Written while the preview was off.');
  await preview(root, { port: first.port });
  await sees(page, 'Written while the preview was off.');
  // Its neighbour has lost its title.
  await until(async () => !(await other.content()).includes('First'));
});

test('eight open pages do not starve one another', async () => {
  const root = temporaryFolder(site);
  const shown = await preview(root);
  const pages: Page[] = [];
  for (let n = 0; n < 8; n++) pages.push(await open(shown, '/posts/b/'));
  for (const text of ['Once more.', 'And again.']) {
    writeFileSync(join(root, 'posts/b.md'), text);
    for (const page of pages) await sees(page, text);
  }
});

test('what is wrong with a page stands in a panel that the keyboard reaches', async () => {
  const root = temporaryFolder({ ...site, 'posts/c.md': 'A [link](nowhere.md).\n' });
  const shown = await preview(root);
  const page = await open(shown, '/posts/c/');
  const remark = page.getByText('The link “nowhere.md” leads nowhere in this site');
  await remark.waitFor();
  await sees(page, 'posts/c.md:1:1');
  await page.getByRole('button', { name: 'Close' }).focus();
  await page.keyboard.press('Escape');
  await remark.waitFor({ state: 'hidden' });
  await page.reload();
  expect(await remark.isVisible()).toBe(false);
  await page.keyboard.press('Enter');
  expect(await page.locator('inkstone-panel').count()).toBe(1);
  expect(await (await open(shown, '/posts/b/')).locator('inkstone-panel').count()).toBe(0);
});

function svg(color: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="${color}"/></svg>`;
}

/** Headless pages are always visible; what a page does about it is tested. */
function visibility(page: Page, state: 'hidden' | 'visible'): Promise<void> {
  return page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}
