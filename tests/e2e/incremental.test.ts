// The cache on a real disk: what a build remembers, how it recognises files, and what may happen to it. Every build here is
// compared byte for byte with one from nothing (`--verify`).
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeCorpus } from '../../bench/corpus.js';
import { inkstone, writeTree } from '../support/site.js';
import { cli } from '../support/tools.js';

const folder = mkdtempSync(join(tmpdir(), 'inkstone-incremental-'));
const post = join(folder, 'posts/post-000003.md');
const cache = join(folder, '.inkstone/cache');
let program: string;

beforeAll(async () => {
  program = await cli();
  writeCorpus(join(folder, 'posts'), 12);
  writeTree(folder, {
    'inkstone.config.yaml': 'title: Again\nurl: https://example.com\nlang: en\n',
    'templates/partials/footer.njk': '<footer>{{ site.count }}</footer>\n',
    'posts/pic.md': '---\ntitle: Pic\ndate: 2024-01-02\n---\n![a](a.svg)\n',
    'posts/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>\n',
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function build(args: readonly string[] = ['--verify']): Promise<string> {
  const { out, err, exit } = await inkstone(program, ['build', ...args], { cwd: folder });
  expect([exit, err]).toEqual([0, expect.not.stringContaining('differ')]);
  return /On disk +(.*)/.exec(out)?.[1] ?? '';
}

/** Files younger than two seconds are not trusted. */
const age = () => new Promise((resolve) => setTimeout(resolve, 2_100));

test('a site is built, built again, edited and built', async () => {
  expect(await build()).toMatch(/^\d+ new$/);
  await age();
  expect(await build()).toMatch(/^\d+ unchanged$/);
  expect(await build()).toMatch(/^\d+ unchanged$/);
  appendFileSync(post, '\nOne more line.\n');
  expect(await build()).toMatch(/changed/);
  expect(await build()).toMatch(/^\d+ unchanged$/);
});

test('an edit that keeps size and time is seen', async () => {
  await age();
  await build();
  const { atime, mtime } = statSync(post);
  const text = readFileSync(post, 'utf8');
  writeFileSync(post, text.replace('One more line.', 'One less line.'));
  utimesSync(post, atime, mtime);
  expect(await build()).toMatch(/^[1-4] changed/);
});

test('so is a picture, a template, a lost page, and a file touched by hand in the output', async () => {
  await age();
  await build();
  writeFileSync(join(folder, 'posts/a.svg'), '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="2"/>\n');
  expect(await build()).toMatch(/changed/);
  writeFileSync(join(folder, 'templates/partials/footer.njk'), '<footer>{{ site.count }} posts</footer>\n');
  expect(await build()).toMatch(/changed/);
  rmSync(join(folder, 'public/posts/post-000003/index.html'));
  writeFileSync(join(folder, 'public/archive/index.html'), 'by hand');
  expect(await build()).toMatch(/^1 new, 1 changed/);
});

test.each([
  ['removed', () => rmSync(cache, { recursive: true })],
  ['cut short', () => eachCache((path) => writeFileSync(path, readFileSync(path).subarray(0, 3_000)))],
  ['one bit wrong', () => eachCache((path) => writeFileSync(path, flipped(readFileSync(path))))],
  ['a folder', () => eachCache((path) => (rmSync(path), writeTree(path, { x: 'x' })))],
])('a cache that is %s costs time only', async (_how, damage) => {
  damage();
  expect(await build()).toMatch(/^\d+ unchanged$/);
  rmSync(cache, { recursive: true });
  await build([]);
});

test('a cache that cannot be written is said and nothing else', async () => {
  rmSync(cache, { recursive: true });
  writeFileSync(cache, 'a file where the folder should be');
  const { err, exit } = await inkstone(program, ['build'], { cwd: folder });
  expect([exit, err]).toEqual([0, expect.stringContaining('.inkstone/cache')]);
  rmSync(cache);
  await build([]);
});

test('a site that moves keeps what it knows; `clean` forgets it', async () => {
  const moved = `${folder}-moved`;
  renameSync(folder, moved);
  expect((await inkstone(program, ['build', '--verify'], { cwd: moved })).exit).toBe(0);
  // Nowhere to build it once more: no bug, but a fault of the machine.
  const nowhere = await inkstone(program, ['build', '--verify'], { cwd: moved, env: { TMPDIR: join(moved, 'gone') } });
  expect([nowhere.exit, nowhere.err]).toEqual([1, expect.stringContaining('cannot-write')]);
  renameSync(moved, folder);
  expect((await inkstone(program, ['clean'], { cwd: folder })).exit).toBe(0);
  expect(existsSync(cache)).toBe(false);
});

function eachCache(work: (path: string) => void): void {
  for (const name of readdirSync(cache)) work(join(cache, name));
}

function flipped(bytes: Buffer): Buffer {
  bytes[bytes.length >> 1]! ^= 4;
  return bytes;
}
