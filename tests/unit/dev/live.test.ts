// The site while it is written: changes one after the other, and who asks meanwhile waits.
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSource } from '../../../src/build/open-site.js';
import { readSettings } from '../../../src/config/settings.js';
import type { Shelf } from '../../../src/dev/edition.js';
import { openLive, type Update } from '../../../src/dev/live.js';
import { diagnostic, Fault } from '../../../src/diagnostics/diagnostic.js';
import { diskFiles } from '../../../src/files/disk.js';
import { themeFolders } from '../../../src/workers/world.js';
import { temporaryFolder } from '../../support/temporary.js';

const title = (text: string) => `---\ntitle: ${text}\n---\n`;

async function open(files: Record<string, string>, start = Date.UTC(2026, 0)) {
  const root = temporaryFolder(files);
  const disk = diskFiles(root);
  const updates: Update[] = [];
  let broken = false;
  let isDeaf = false;
  let now = start;
  const shelf: Shelf = {
    files: disk,
    seen: async () => disk,
    themes: (of) => themeFolders(root, of),
    compiled: () => [],
    generator: 'Inkstone',
    remembered: async () => new Map(),
    readAll: async (of, paths) => paths.map((path) => readSource(path, disk, of)),
    painter: async () => ({ value: null, diagnostics: [] }),
    now: () => now,
  };
  const live = await openLive({
    shelf,
    async loadSettings() {
      if (broken) throw new Fault(diagnostic('unreadable-source', { detail: 'EIO' }));
      return readSettings({ title: 'Blog', lang: 'en', timezone: 'UTC' }, null, {});
    },
    configFiles: () => [],
    pause: () => undefined,
    onUpdate(update) {
      if (isDeaf) throw new Error('a bug');
      updates.push(update);
    },
  });
  const page = async (path: string) => {
    await live.settled(path);
    const shown = live.look(path);
    return shown.kind === 'page' ? shown.html : shown.kind;
  };
  return {
    root,
    live,
    updates,
    page,
    setBroken: (value: boolean) => void (broken = value),
    setNow: (value: number) => void (now = value),
    setDeaf: (value: boolean) => void (isDeaf = value),
  };
}

test('a request during an update waits for it, also for what was told while it ran', async () => {
  const { root, live, page } = await open({ 'posts/a.md': title('One'), 'posts/b.md': title('Two') });
  writeFileSync(join(root, 'posts/a.md'), title('Three'));
  live.change('posts/a.md');
  const first = page('/');
  writeFileSync(join(root, 'posts/b.md'), title('Four'));
  live.change('posts/b.md');
  expect(await first).toContain('Three');
  expect(await page('/')).toContain('Four');
});

test('a post that has gone without a word is missing at once, and the lists know', async () => {
  const { root, updates, page } = await open({ 'posts/a.md': title('One'), 'posts/b.md': title('Two') });
  expect(await page('/posts/a/')).toContain('One');
  rmSync(join(root, 'posts/a.md'));
  expect(await page('/posts/a/')).not.toContain('One');
  expect(await page('/')).not.toContain('One');
  expect(updates.map(({ paths }) => paths)).toEqual([['posts/a.md']]);
});

test('compared with what is there, only what came or went is read again', async () => {
  const { root, live, updates, page } = await open({ 'posts/a.md': title('One'), 'posts/b.md': title('Two') });
  rmSync(join(root, 'posts/a.md'));
  writeFileSync(join(root, 'posts/c.md'), title('Three'));
  live.compare();
  expect(await page('/')).toMatch(/Two[^]*Three/);
  symlinkSync('nowhere', join(root, 'posts/lost.md'));
  live.compare();
  expect(await page('/')).toBe('broken');
  live.compare();
  await page('/');
  expect(updates.map(({ paths }) => paths)).toEqual([['posts/a.md', 'posts/c.md'], ['posts']]);
});

test('a disk that fails is shown like any error, and the next change opens the site again', async () => {
  const { live, page, setBroken } = await open({ 'inkstone.config.yaml': '', 'posts/a.md': title('One') });
  expect(await page('/')).toContain('One');
  setBroken(true);
  live.change('inkstone.config.yaml');
  expect(await page('/')).toBe('broken');
  expect(live.said()[0]).toMatchObject({ code: 'unreadable-source' });
  expect(live.lastGood('/')).toContain('One');
  setBroken(false);
  live.change('posts/a.md');
  expect(await page('/')).toContain('One');
});

test('a bug in what is said of a change is shown, and the next change brings the page back', async () => {
  const { live, page, setDeaf } = await open({ 'posts/a.md': title('One') });
  setDeaf(true);
  live.change('posts/a.md');
  expect(await page('/')).toBe('broken');
  expect(live.said()[0]).toMatchObject({ code: 'internal-error', data: { message: 'a bug' } });
  setDeaf(false);
  live.change('posts/a.md');
  expect(await page('/')).toContain('One');
});

test('a post of the future is there when its time comes, and not there when the clock is set back', async () => {
  const { page, setNow, live, updates } = await open({ 'posts/a.md': '---\ndate: 2026-01-02T03:04:05Z\n---\nAt last.', 'posts/b.md': 'B' });
  expect(await page('/posts/a/')).not.toContain('At last.');
  setNow(Date.UTC(2026, 0, 2, 3, 4, 4, 999));
  expect(await page('/posts/a/')).not.toContain('At last.');
  expect(updates).toEqual([]);
  setNow(Date.UTC(2026, 0, 2, 3, 4, 5));
  expect(await page('/posts/a/')).toContain('At last.');
  // Open tabs are told by an update, which has no files.
  expect(updates.map(({ paths }) => paths)).toEqual([[]]);
  setNow(Date.UTC(2026, 0, 1));
  expect(await page('/posts/a/')).not.toContain('At last.');
  live.end();
});

test('a page that has a date does not come and go by it', async () => {
  const { page, setNow, live, updates } = await open({ 'pages/a.md': '---\ndate: 2026-01-02\n---\nAt any time.', 'posts/b.md': 'B' });
  setNow(Date.UTC(2026, 0, 3));
  expect(await page('/a/')).toContain('At any time.');
  expect(updates).toEqual([]);
  live.end();
});

test('nobody need ask for it', async () => {
  const time = Date.UTC(2026, 0, 1);
  const { updates, setNow, live } = await open({ 'posts/a.md': '---\ndate: 2026-01-01T00:00:00Z\n---\n' }, time - 30);
  setNow(time);
  await expect.poll(() => updates.length, { timeout: 5000, interval: 10 }).toBe(1);
  live.end();
});
