// The default theme as a reader's browser shows it: Chromium over a site of hard cases, by width, colour scheme and language.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, type TestContext } from 'vitest';
import { launch, look, serve, type Host, type Seen } from '../support/browser.js';
import { inkstone, writeTree } from '../support/site.js';
import { chromium, cli } from '../support/tools.js';
import { hardSite } from './hard-site.js';

const phone = { viewport: { width: 360, height: 740 } };
const desktop = { viewport: { width: 1280, height: 800 } };
const kinds = [
  '/',
  '/posts/hostile/',
  '/posts/english/',
  '/posts/empty/',
  '/posts/series-2/',
  '/about/',
  '/archive/',
  '/categories/',
  '/categories/技术/',
  '/tags/',
  '/tags/标签1/',
  '/series/做一方砚/',
  '/feed/',
  '/nothing/here/',
];
const folder = mkdtempSync(join(tmpdir(), 'inkstone-theme-'));
let host: Host;
let browser: Browser | null = null;

beforeAll(async () => {
  writeTree(folder, hardSite);
  const said = await inkstone(await cli(), ['build'], { cwd: folder });
  expect(said.exit, said.err).toBe(0);
  host = await serve(join(folder, 'public'));
});

afterAll(async () => {
  await browser?.close();
  await host?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function see<T>(context: TestContext, path: string, options: BrowserContextOptions, work: (seen: Seen) => Promise<T>): Promise<T> {
  browser ??= await launch(await chromium(context));
  return look(browser, host.origin + encodeURI(path), options, work);
}

/** A computed style of the first element that matches. */
function style(page: Page, selector: string, property: string, pseudo?: string): Promise<string> {
  return page.evaluate(
    ([selector, property, pseudo]) => getComputedStyle(document.querySelector(selector!)!, pseudo ?? null).getPropertyValue(property!),
    [selector, property, pseudo] as const,
  );
}

const paper = { light: 'rgb(251, 249, 244)', dark: 'rgb(23, 22, 20)' };
const ground = (page: Page) => style(page, 'body', 'background-color');

describe('every kind of page', () => {
  test(
    'fits every width, at twice the size of text too, asks for nothing but its own files, and axe finds nothing wrong',
    { timeout: 300_000 },
    async (context) => {
      for (const path of kinds) {
        await see(context, path, { colorScheme: 'light' }, async ({ page, requests, said }) => {
          const width = () => page.evaluate(() => document.documentElement.scrollWidth);
          for (const size of [320, 360, 768, 1280]) {
            await page.setViewportSize({ width: size, height: 740 });
            expect(await width(), `${path} at ${size}`).toBe(size);
          }
          // Without frames to look into, it need not open a page of its own each time.
          const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
          const wrong = async () => (await axe.analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
          expect(await wrong(), path).toEqual([]);
          await page.emulateMedia({ colorScheme: 'dark' });
          axe.withRules('color-contrast');
          expect(await wrong(), `${path} in the dark`).toEqual([]);
          await page.setViewportSize({ width: 640, height: 740 });
          await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
          expect(await width(), `${path} at 200 %`).toBe(640);

          expect(
            requests.filter((url) => /^https?:|\.(?:woff2?|ttf|otf)/.test(url)),
            path,
          ).toEqual([]);
          const scripts = requests.flatMap((url) => /\/assets\/(\w+)\.js/.exec(url)?.[1] ?? []).sort();
          expect(scripts, path).toEqual(path === '/posts/hostile/' ? ['comments', 'copy'] : path === '/feed/' ? ['copy'] : []);
          expect(
            said.filter((one) => !one.includes('404')),
            path,
          ).toEqual([]);
        });
      }
    },
  );

  test('says everything without a script, and shows no control that does nothing', async (context) => {
    await see(context, '/', { ...phone, javaScriptEnabled: false }, async ({ page }) => {
      for (const path of kinds) {
        await page.goto(host.origin + encodeURI(path));
        expect(await page.locator('.theme').isVisible(), path).toBe(false);
        expect(await page.locator('button').count(), path).toBe(0);
        expect(await page.locator('h1').isVisible(), path).toBe(true);
      }
    });
  });
});

describe('the text', () => {
  test('has lines of whole characters, 36 at most', async (context) => {
    await see(context, '/posts/undated/', phone, async ({ page }) => {
      for (const width of [360, 390, 768, 1280]) {
        await page.setViewportSize({ width, height: 740 });
        const characters = await page.evaluate(() => {
          const prose = document.querySelector('.prose')!;
          return prose.getBoundingClientRect().width / Number.parseFloat(getComputedStyle(prose).fontSize);
        });
        expect(Math.abs(characters - Math.round(characters)), String(width)).toBeLessThan(0.01);
        expect(characters).toBeLessThanOrEqual(36);
        expect(characters).toBeGreaterThanOrEqual(18);
      }
    });
  });

  test('has the line height of its language', async (context) => {
    const ratio = (page: Page) =>
      page.evaluate(() => {
        const { lineHeight, fontSize } = getComputedStyle(document.querySelector('.prose > p')!);
        return Number.parseFloat(lineHeight) / Number.parseFloat(fontSize);
      });
    await see(context, '/posts/undated/', desktop, async ({ page }) => expect(await ratio(page)).toBeCloseTo(1.8, 2));
    await see(context, '/posts/english/', desktop, async ({ page }) => expect(await ratio(page)).toBeCloseTo(1.65, 2));
  });

  test('emphasises Chinese with dots and Latin with italics', async (context) => {
    await see(context, '/posts/hostile/', desktop, async ({ page }) => {
      expect(await style(page, '.prose em:not(.lat)', 'font-style')).toBe('normal');
      expect(await style(page, '.prose em:not(.lat)', 'text-emphasis-style')).toBe('dot');
      expect(await style(page, '.prose em.lat', 'font-style')).toBe('italic');
      expect(await style(page, '.prose em.lat', 'text-emphasis-style')).toBe('none');
    });
  });

  test('keeps lines of one height, whatever stands in them', async (context) => {
    await see(context, '/posts/hostile/', desktop, async ({ page }) => {
      const heights = await page.evaluate(() => {
        const prose = document.querySelector('.prose')!;
        const line = '墨'.repeat(30);
        return [line, `${line}<b>墨 ink</b>`, `${line}<sup>2</sup>`, `${line}<code>x</code>`].map((html) => {
          const p = document.createElement('p');
          p.innerHTML = html;
          prose.append(p);
          return p.getBoundingClientRect().height;
        });
      });
      expect(new Set(heights).size).toBe(1);
    });
  });

  test('is never pulled apart: no gap between two characters of a line is wider than half of one', async (context) => {
    await see(context, '/posts/hostile/', desktop, async ({ page }) => {
      const widest = await page.evaluate(() => {
        let most = 0;
        const walker = document.createTreeWalker(document.querySelector('.prose')!, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          const text = node.nodeValue ?? '';
          const size = Number.parseFloat(getComputedStyle(node.parentElement!).fontSize);
          for (const { index } of text.matchAll(/\p{sc=Han}(?=\p{sc=Han})/gu)) {
            const range = new Range();
            range.setStart(node, index);
            range.setEnd(node, index + 1);
            const one = range.getBoundingClientRect();
            range.setStart(node, index + 1);
            range.setEnd(node, index + 2);
            const next = range.getBoundingClientRect();
            if (Math.abs(one.top - next.top) < 2) most = Math.max(most, (next.left - one.left - size) / size);
          }
        }
        return most;
      });
      expect(widest).toBeLessThan(0.5);
    });
  });

  test('sets a gap between Han and Latin that is not in the text, and none in code', async (context) => {
    await see(context, '/posts/hostile/', desktop, async ({ page }) => {
      const [with_, without] = await page.evaluate(() =>
        ['normal', 'no-autospace'].map((value) => {
          const span = document.createElement('span');
          span.textContent = '中文abc中文';
          span.style.setProperty('text-autospace', value);
          document.querySelector('.prose')!.append(span);
          return span.getBoundingClientRect().width;
        }),
      );
      expect(with_!).toBeGreaterThan(without! + 2);
      expect(await style(page, '.prose code', 'text-autospace')).toBe('no-autospace');
    });
  });

  test('takes the face of its language', async (context) => {
    const faces = [];
    for (const path of ['/posts/undated/', '/posts/traditional/', '/posts/japanese/', '/posts/english/']) {
      faces.push(await see(context, path, desktop, ({ page }) => style(page, '.prose', 'font-family')));
    }
    expect(faces.map((one) => one.split(', ').filter((name) => !name.includes('Ink Quotes'))[0])).toEqual([
      '"PingFang SC"',
      '"PingFang TC"',
      '"Hiragino Sans"',
      'Charter',
    ]);
    for (const face of faces.slice(0, 3)) expect(face).toMatch(/, sans-serif$/);
  });

  test('lets wide tables and long code scroll in a box of their own, by keyboard too', async (context) => {
    await see(context, '/posts/hostile/', phone, async ({ page }) => {
      for (const selector of ['.table', '.prose pre']) {
        await page.locator(selector).first().focus();
        await page.keyboard.press('ArrowRight');
        await expect
          .poll(() =>
            page
              .locator(selector)
              .first()
              .evaluate((box) => box.scrollLeft),
          )
          .toBeGreaterThan(0);
      }
    });
  });

  test('leaves a small player as high as it says', async (context) => {
    await see(context, '/posts/hostile/', phone, async ({ page }) => {
      expect(await page.locator('.prose iframe').evaluate((box) => box.clientHeight)).toBe(86);
    });
  });
});

describe('colours', () => {
  test('follow the system, then the choice, and the system again', async (context) => {
    await see(context, '/posts/hostile/', { ...desktop, colorScheme: 'light' }, async ({ page }) => {
      const choose = (value: string) => page.locator(`.theme input[value="${value}"]`).check({ force: true });
      const stored = () => page.evaluate(() => localStorage.getItem('theme'));
      const code = () => style(page, 'pre', 'background-color');
      expect(await ground(page)).toBe(paper.light);
      const light = await code();
      await choose('dark');
      expect([await ground(page), await stored()]).toEqual([paper.dark, 'dark']);
      expect(await code()).not.toBe(light);
      await page.reload();
      expect(await ground(page)).toBe(paper.dark);
      expect(await page.locator('.theme input[value="dark"]').isChecked()).toBe(true);
      expect(
        await page.evaluate(() => [...document.getElementsByName('theme-color')].map((one) => (one as HTMLMetaElement).media)),
      ).toEqual(['not all', '']);
      await page.emulateMedia({ colorScheme: 'dark' });
      await choose('light');
      expect(await ground(page)).toBe(paper.light);
      await choose('');
      expect([await ground(page), await stored()]).toEqual([paper.dark, null]);
      await page.emulateMedia({ colorScheme: 'light' });
      expect(await ground(page)).toBe(paper.light);
    });
  });

  test('change in all tabs at once', async (context) => {
    await see(context, '/', { ...desktop, colorScheme: 'light' }, async ({ page }) => {
      const other = await page.context().newPage();
      await other.goto(`${host.origin}/archive/`);
      await page.locator('.theme input[value="dark"]').check({ force: true });
      await expect.poll(() => ground(other), { timeout: 30_000 }).toBe(paper.dark);
    });
  });

  test('are set before anything is drawn', async (context) => {
    await see(context, '/', { ...desktop, colorScheme: 'light' }, async ({ page }) => {
      await page.evaluate(() => localStorage.setItem('theme', 'dark'));
      await page.addInitScript(() =>
        document.addEventListener(
          'readystatechange',
          () => ((window as { at?: string }).at ??= document.documentElement.dataset['theme'] ?? ''),
        ),
      );
      await page.goto(`${host.origin}/archive/`);
      const [before, script] = await page.evaluate(() => [
        (window as { at?: string }).at,
        document.head.innerHTML.indexOf('<script>') < document.head.innerHTML.indexOf('stylesheet'),
      ]);
      expect([before, script]).toEqual(['dark', true]);
    });
  });

  test('are those of the system where nothing may be stored, and the console stays clean', async (context) => {
    await see(context, '/about/', { ...desktop, colorScheme: 'dark' }, async ({ page, said }) => {
      await page.addInitScript(() =>
        Object.defineProperty(window, 'localStorage', {
          get() {
            throw new DOMException('blocked', 'SecurityError');
          },
        }),
      );
      await page.reload();
      expect(await ground(page)).toBe(paper.dark);
      await page.locator('.theme input[value="light"]').check({ force: true });
      expect(await ground(page)).toBe(paper.light);
      expect(said).toEqual([]);
    });
  });

  test('leave a drawing without ground on light paper', async (context) => {
    await see(context, '/posts/hostile/', { ...desktop, colorScheme: 'dark' }, async ({ page }) => {
      expect(await style(page, 'img[src*="line.png"]', 'background-color')).toBe(paper.light);
    });
  });
});

describe('finding one’s way', () => {
  test('by keyboard: the skip link first, a ring on every stop, in the order of the page', async (context) => {
    await see(context, '/', desktop, async ({ page }) => {
      const stops: { text: string; ring: boolean; top: number }[] = [];
      for (let i = 0; i < 14; i++) {
        await page.keyboard.press('Tab');
        stops.push(
          await page.evaluate(() => {
            const at = document.activeElement as HTMLElement;
            const shown = at instanceof HTMLInputElement ? (at.nextElementSibling as HTMLElement) : at;
            return {
              text: shown.textContent ?? '',
              ring: getComputedStyle(shown).outlineStyle === 'solid',
              top: Math.round(shown.getBoundingClientRect().top + scrollY),
            };
          }),
        );
      }
      expect(stops[0]!.text).toBe('跳到正文');
      expect(stops.every(({ ring }) => ring)).toBe(true);
      const rows = stops.slice(1).map(({ top }) => Math.round(top / 30));
      expect(rows).toEqual([...rows].sort((a, b) => a - b));
    });
  });

  test('by the table of contents: folded on a phone, beside the text on a wide page, absent where it is no help', async (context) => {
    await see(context, '/posts/toc/', phone, async ({ page }) => {
      expect(await page.locator('.toc li').first().isVisible()).toBe(false);
      await page.locator('.toc summary').focus();
      await page.keyboard.press('Enter');
      expect(await page.locator('.toc li').first().isVisible()).toBe(true);
      await page.locator('.toc a').nth(30).click();
      expect(await page.evaluate(() => decodeURIComponent(location.hash))).toBe('#第-31-节');
      expect(await page.locator(':target').boundingBox()).toMatchObject({ y: expect.closeTo(16, -1) });
    });
    await see(context, '/posts/toc/', desktop, async ({ page }) => {
      const list = page.locator('.toc details');
      expect(await page.locator('.toc li').first().isVisible()).toBe(true);
      expect(await list.evaluate((box) => box.scrollHeight > box.clientHeight)).toBe(true);
      await page.evaluate(() => scrollTo(0, 3000));
      expect((await list.boundingBox())!.y).toBeGreaterThanOrEqual(0);
      expect((await list.boundingBox())!.x).toBeGreaterThan((await page.locator('.prose').boundingBox())!.x + 640);
    });
    await see(context, '/posts/undated/', desktop, async ({ page }) => expect(await page.locator('.toc').count()).toBe(0));
  });

  test('by footnotes, there and back', async (context) => {
    await see(context, '/posts/hostile/', desktop, async ({ page }) => {
      const mark = page.locator('.footnote-ref a').first();
      await mark.scrollIntoViewIfNeeded();
      const before = await page.evaluate(() => scrollY);
      await mark.click();
      const note = page.locator('.footnotes li').first();
      expect(await note.evaluate((one) => getComputedStyle(one).backgroundColor)).toBe('rgb(247, 228, 222)');
      expect(await note.locator('.footnote-backref').count()).toBe(2);
      await note.locator('.footnote-backref').first().click();
      const box = (await mark.boundingBox())!;
      expect(box.y).toBeGreaterThan(0);
      expect(box.y).toBeLessThan(800);
      expect(before).toBeGreaterThan(0);
    });
  });

  test('by older and newer, with words and titles', async (context) => {
    await see(context, '/posts/english/', desktop, async ({ page }) => {
      expect(await page.locator('.neighbours a').allInnerTexts()).toEqual([
        expect.stringMatching(/^Older\s+没有字$/),
        expect.stringMatching(/^Newer\s+硯と墨$/),
      ]);
    });
    await see(context, '/posts/series-2/', desktop, async ({ page }) => {
      expect(await page.locator('.series summary').innerText()).toBe('《做一方砚》第 2 / 3 篇');
      expect(await page.locator('time').count()).toBe(0);
    });
    await see(context, '/archive/', desktop, async ({ page }) => {
      expect(await page.locator('h2').last().innerText()).toMatch(/^未注明日期/);
      expect(await page.locator('main').innerText()).not.toMatch(/1970|Invalid/);
    });
  });
});

test('a feed opened in a browser is a page: words, dates and real links, no tags', async (context) => {
  await see(context, '/atom.xml', desktop, async ({ page }) => {
    const shown = await page.evaluate(() => {
      const isShown = (one: Element): boolean =>
        one === document.documentElement || (getComputedStyle(one).display !== 'none' && isShown(one.parentElement!));
      const leaves = [...document.querySelectorAll('feed > *, entry > *')].filter((one) => one.localName !== 'entry' && isShown(one));
      return leaves.map((one) => one.textContent).join('\n');
    });
    expect(shown).toContain('硬砚');
    expect(shown).toContain('这是本站的订阅源');
    expect(shown).toContain('2024年5月5日 · 阅读全文');
    expect(shown).not.toMatch(/<|1970|T00:00/);
    expect(await style(page, 'feed', 'background-color')).toBe(paper.light);
    expect(await page.locator('entry a').first().getAttribute('href')).toBe('https://hard.example/posts/series-3/');
  });
});

describe('code', () => {
  test('is copied as it was written', async (context) => {
    await see(context, '/posts/hostile/', { ...desktop, permissions: ['clipboard-read', 'clipboard-write'] }, async ({ page }) => {
      const button = page.locator('.code button').first();
      await button.focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => button.innerText(), { timeout: 30_000 }).toBe('已复制');
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied).toBe(`const short = 1;\nconst long = '${'0123456789'.repeat(20)}';`);
    });
  });

  test('is folded where it is long, opens without a script, and is whole on paper', async (context) => {
    await see(context, '/posts/code/', { ...desktop, javaScriptEnabled: false }, async ({ page }) => {
      const end = page.getByText('line3000', { exact: false }).first();
      expect(await end.isVisible()).toBe(false);
      const printed = await page.pdf({ format: 'A4' });
      expect(printed.toString('latin1').match(/\/Type \/Page\b/g)!.length).toBeGreaterThan(40);
      await page.locator('.fold summary').focus();
      await page.keyboard.press('Enter');
      expect(await end.isVisible()).toBe(true);
    });
  });

  test('marks lines with a bar', async (context) => {
    await see(context, '/posts/hostile/', { ...desktop, forcedColors: 'active' }, async ({ page }) => {
      expect(await style(page, '.marked', 'border-inline-start-width')).toBe('3px');
    });
  });
});

describe('comments', () => {
  const service = (page: Page, body: string) =>
    page.context().route('https://utteranc.es/client.js', (route) => route.fulfill({ contentType: 'text/javascript', body }));
  const reach = (page: Page) => page.locator('.comments').scrollIntoViewIfNeeded();

  test('are asked for when their reader comes to them, in the colours of the page, and follow them', async (context) => {
    await see(context, '/posts/hostile/', { ...desktop, colorScheme: 'dark' }, async ({ page, requests }) => {
      await service(
        page,
        `const frame = document.createElement('iframe'); frame.srcdoc = '<p></p>'; const told = [];
         document.currentScript.after(frame); frame.contentWindow.postMessage = (message) => told.push(message.theme); window.told = told;`,
      );
      expect(requests.filter((url) => url.startsWith('https:'))).toEqual([]);
      await reach(page);
      await page.locator('.comments iframe').waitFor();
      expect(await page.locator('.comments script[repo]').evaluate((one) => [one.getAttribute('repo'), one.getAttribute('theme')])).toEqual(
        ['me/blog', 'github-dark'],
      );
      const last = () => page.evaluate(() => (window as { told?: string[] }).told?.at(-1));
      await page.locator('.theme input[value="light"]').check({ force: true });
      await expect.poll(last, { timeout: 30_000 }).toBe('github-light');
      await page.locator('.theme input[value=""]').check({ force: true });
      await expect.poll(last, { timeout: 30_000 }).toBe('github-dark');
    });
  });

  test('say so where they cannot be had: no network, no script', async (context) => {
    await see(context, '/posts/hostile/', desktop, async ({ page }) => {
      await reach(page);
      await page.getByText('评论没有载入').waitFor();
    });
    await see(context, '/posts/hostile/', { ...desktop, javaScriptEnabled: false }, async ({ page }) => {
      expect(await page.getByText('评论需要 JavaScript').isVisible()).toBe(true);
    });
  });
});

test('moving pages and the progress line are left out for readers who asked for less motion', async (context) => {
  const line = (page: Page) => style(page, '.post', 'content', '::before');
  await see(context, '/posts/toc/', { ...desktop, reducedMotion: 'reduce' }, async ({ page }) => expect(await line(page)).toBe('none'));
  await see(context, '/posts/toc/', { ...desktop, reducedMotion: 'no-preference' }, async ({ page }) =>
    expect(await line(page)).toBe('""'),
  );
  // A post that fits the window has nothing to be shown of how far one is.
  await see(context, '/posts/undated/', { viewport: { width: 1280, height: 2000 }, reducedMotion: 'no-preference' }, async ({ page }) =>
    expect(await style(page, '.post', 'transform', '::before')).toBe('matrix(0, 0, 0, 1, 0, 0)'),
  );
});

test('a page printed in the dark is black on white, without furniture', async (context) => {
  await see(context, '/posts/hostile/', { ...desktop, colorScheme: 'dark' }, async ({ page }) => {
    await page.locator('.theme input[value="dark"]').check({ force: true });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await ground(page)).toBe('rgb(255, 255, 255)');
    for (const selector of ['.menu', '.theme', '.toc', '.neighbours', '.code button', '.skip']) {
      expect(await page.locator(selector).first().isVisible(), selector).toBe(false);
    }
    expect(await page.locator('.permalink').innerText()).toBe('https://hard.example/posts/hostile/');
    expect(await style(page, '.prose a[href$="/quoted"]', 'content', '::after')).toContain('https://example.org/quoted');
    // Its text is its address already.
    expect(await style(page, '.prose a.url', 'content', '::after')).toBe('none');
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000);
  });
});

test('scripts keep to their weight', () => {
  const head = /<script>([\s\S]*?)<\/script>/.exec(readFileSync(join(folder, 'public/index.html'), 'utf8'))![1]!;
  expect(Buffer.byteLength(head)).toBeLessThanOrEqual(512);
  expect(readFileSync(join(folder, 'public/assets/copy.js')).length).toBeLessThanOrEqual(1000);
});
