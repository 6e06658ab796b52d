// The preview over a real file system and real HTTP, with a build of its own: it writes the text of posts/a.md.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { at, diagnostic } from '../../../src/diagnostics/diagnostic.js';
import { startPreview, type Preview, type Update } from '../../../src/dev/preview.js';
import type { BuildOptions, BuildResult } from '../../../src/project.js';

let root: string;
let preview: Preview | null = null;
let updates: Update[] = [];
let building = 0;
let most = 0;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'inkstone-dev-'));
  updates = [];
  building = most = 0;
  write('posts/a.md', 'first');
});
afterEach(async () => {
  await preview?.close();
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

const summary: BuildResult['summary'] = {
  posts: 1,
  pages: 0,
  held: { drafts: 0, unpublished: 0, unreadable: 0, future: 0, nextDue: null },
  rendered: 1,
  report: null,
  milliseconds: 1,
};

async function build({ flags }: BuildOptions): Promise<BuildResult> {
  most = Math.max(most, ++building);
  const text = readFileSync(join(root, 'posts/a.md'), 'utf8');
  // A change may come while this waits.
  await new Promise((resolve) => setTimeout(resolve, 100));
  building--;
  if (text === 'bug') throw new Error('a <bug>');
  const published = text !== 'broken';
  if (published) write(join(flags.out!, 'index.html'), `<body>${text} ${String(flags.drafts)} ${String(flags.future)}</body>`);
  const fault = diagnostic('unreadable-source', { detail: '<EACCES>' }, at('posts/a.md', 1));
  return { diagnostics: published ? [] : [fault], published, summary, frames: () => text };
}

async function start(port: number): Promise<Preview> {
  const options = {
    root,
    flags: {},
    port,
    speech: 'en',
    build,
    signal: new AbortController().signal,
    now: () => 1000,
    onUpdate: (update: Update) => void updates.push(update),
    onWatchError: () => undefined,
  } as const;
  preview = await startPreview(options);
  return preview!;
}

async function get({ port }: Preview, path = '/'): Promise<{ status: number; text: string }> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { accept: 'text/html' } });
  return { status: response.status, text: await response.text() };
}

async function until(true_: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await true_()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('it did not come true within five seconds');
}

describe('the preview', () => {
  test('shows drafts and future posts, and follows a change without losing one made during a build', async () => {
    const started = await start(4300);
    expect(await get(started)).toMatchObject({ status: 200, text: expect.stringContaining('<body>first true true') as string });
    for (let n = 1; n <= 8; n++) {
      write('posts/a.md', `change ${n}`);
      await new Promise((resolve) => setTimeout(resolve, 45));
    }
    await until(async () => (await get(started)).text.includes('change 8 '));
    expect(most).toBe(1);
    expect(updates.at(-1)?.paths).toEqual(['posts/a.md']);
  });

  test('tells open pages of a new version', async () => {
    const started = await start(4320);
    const stream = await fetch(`http://127.0.0.1:${started.port}/__inkstone/reload`);
    const reader = stream.body!.getReader();
    let heard = '';
    void (async () => {
      for (let part = await reader.read(); !part.done; part = await reader.read()) heard += Buffer.from(part.value).toString();
    })().catch(() => undefined);
    await until(() => heard.includes('data: 1000.1\n\n'));
    write('templates/post.njk', 'x');
    await until(() => heard.includes('data: 1000.2\n\n'));
    expect(updates.at(-1)?.paths).toEqual(['templates/post.njk']);
  });

  test('shows errors, survives bugs, and recovers', async () => {
    const started = await start(4340);
    write('posts/a.md', 'broken');
    await until(async () => (await get(started)).status === 500);
    expect((await get(started)).text).toContain('posts/a.md:1:1  error  This file cannot be read (&lt;EACCES>)  unreadable-source');
    write('posts/a.md', 'bug');
    await until(async () => (await get(started)).text.includes('a &lt;bug>'));
    write('posts/a.md', 'mended');
    await until(async () => (await get(started)).text.includes('mended'));
  });

  test('moves on to the next port, and serves a base that the config gets later', async () => {
    const first = await start(4360);
    const second = await startPreview({
      root,
      flags: {},
      port: first.port,
      speech: 'en',
      build,
      signal: new AbortController().signal,
      now: () => 1000,
      onUpdate: () => undefined,
      onWatchError: () => undefined,
    });
    expect(second?.port).toBeGreaterThan(first.port);
    await second?.close();
    write('inkstone.config.yaml', 'base: /blog/\n');
    await until(async () => (await get(first, '/blog/')).status === 200);
  });

  test('leaves nothing behind, also if it ends in the middle of a build', async () => {
    const started = await start(4400);
    write('posts/a.md', 'second');
    await until(() => building === 1);
    await started.close();
    expect(building).toBe(0);
    expect(readdirSync(root)).toEqual(['posts']);
    expect(updates.length).toBe(1);
  });

  test('has a folder of its own beside other previews of the site', async () => {
    const first = await start(4420);
    const other = new AbortController();
    const second = await startPreview({
      root,
      flags: {},
      port: 4440,
      speech: 'en',
      build,
      signal: other.signal,
      now: () => 1000,
      onUpdate: () => undefined,
      onWatchError: () => undefined,
    });
    expect(readdirSync(join(root, '.inkstone/previews'))).toEqual(['1', '2']);
    expect((await get(second!)).text).toContain('first');
    await first.close();
    expect((await get(second!)).text).toContain('first');
    await second!.close();
    expect(existsSync(join(root, '.inkstone'))).toBe(false);
  });

  test('does not mind what is no part of the site', async () => {
    await start(4380);
    const before = updates.length;
    write('public/index.html', 'x');
    write('node_modules/x/index.js', 'x');
    write('posts/.a.md.swp', 'x');
    write('notes.txt', 'x');
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(updates.length).toBe(before);
  });
});
