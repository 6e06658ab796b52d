// What a preview remembers for the next one, and what becomes of it if it is not whole.
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSource } from '../../../src/build/open-site.js';
import { readSettings } from '../../../src/config/settings.js';
import { memoryKey, recall, remember, rememberedPosts } from '../../../src/dev/memory.js';
import { nobodyAhead } from '../../../src/dev/ahead.js';
import { firstLook } from '../../../src/dev/first-look.js';
import { lookAt, restPaths, sourcePaths } from '../../../src/dev/scan.js';
import { diskFiles } from '../../../src/files/disk.js';
import { temporaryFolder } from '../../support/temporary.js';

const settings = readSettings({ title: 'Blog', lang: 'en', timezone: 'UTC' }, null, {}).value;
const key = memoryKey('Inkstone', settings);
const now = async () => undefined;

/** 300 posts, so that there is more than one line of them. Each is older than it is, as far as the look at it goes. */
async function remembered(edits: Readonly<Record<string, string>> = {}) {
  const names = Array.from({ length: 300 }, (_, n) => `posts/${n}.md`);
  const root = temporaryFolder({
    ...Object.fromEntries(names.map((name) => [name, `---\ntitle: 题 ${name}\ntags: [a]\n---\nText.`])),
    ...edits,
  });
  const files = diskFiles(root);
  const look = { ...lookAt(root, sourcePaths), at: Date.now() + 60_000 };
  const read = names.map((path) => ({ path, ...readSource(path, files, settings) }));
  const posts = new Map(read.map(({ path, value }) => [path, value]));
  const remarks = new Map(read.filter(({ diagnostics }) => diagnostics.length > 0).map(({ path, diagnostics }) => [path, diagnostics]));
  await remember(root, key, { posts, remarks }, look, now);
  return { root, posts, remarks, look, file: join(root, '.inkstone/cache/preview') };
}

const known = (root: string, wanted = key) => rememberedPosts(recall(root, lookAt(root, sourcePaths).picture), wanted);

test('all posts come back as they were read, with what there is to say of them', async () => {
  const { root, posts, remarks } = await remembered({ 'posts/7.md': '---\ntitle: A\ndate: someday\n---\n' });
  expect(remarks.size).toBe(1);
  expect(new Map([...known(root)].map(([path, { value }]) => [path, value]))).toEqual(posts);
  for (const [path, { diagnostics }] of known(root)) expect(diagnostics).toEqual(remarks.get(path) ?? []);
});

test('a file that was written to, or of which only the time is another, is not remembered', async () => {
  const { root } = await remembered();
  writeFileSync(join(root, 'posts/3.md'), 'Other.');
  utimesSync(join(root, 'posts/4.md'), 1, 1);
  rmSync(join(root, 'posts/5.md'));
  const paths = [...known(root).keys()];
  expect(paths).toHaveLength(297);
  for (const n of [3, 4, 5]) expect(paths).not.toContain(`posts/${n}.md`);
});

test('under another program or another time zone nothing holds', async () => {
  const { root } = await remembered();
  expect(known(root, memoryKey('Inkstone 2', settings)).size).toBe(0);
  expect(known(root, memoryKey('Inkstone', { ...settings, timezone: 'Asia/Shanghai' })).size).toBe(0);
  expect(known(root, memoryKey('Inkstone', { ...settings, drafts: true })).size).toBe(300);
});

test('what was written a moment before the look at it is not kept', async () => {
  const { root, posts, remarks, look } = await remembered();
  await remember(root, key, { posts, remarks }, { ...look, at: Date.now() }, now);
  expect(known(root).size).toBe(0);
});

test('a damaged or shortened file costs time only', async () => {
  const { root, file } = await remembered();
  const whole = readFileSync(file);
  const sizes = new Set<number>();
  for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 60)) {
    writeFileSync(file, whole.subarray(0, at));
    sizes.add(known(root).size);
    const damaged = Buffer.from(whole);
    damaged[at]! ^= 1;
    writeFileSync(file, damaged);
    for (const [path, { value }] of known(root)) expect(value?.title).toBe(`题 ${path}`);
  }
  expect([...sizes]).toEqual([0, 250]);
  writeFileSync(file, '');
  expect(known(root).size).toBe(0);
});

test('where nothing can be written nothing fails, and nothing is left behind', async () => {
  const { root, posts, remarks, look, file } = await remembered();
  rmSync(file);
  mkdirSync(file);
  await remember(root, key, { posts, remarks }, look, now);
  expect(readdirSync(join(root, '.inkstone/cache'))).toEqual(['preview']);
  rmSync(join(root, '.inkstone'), { recursive: true });
  writeFileSync(join(root, '.inkstone'), '');
  await remember(root, key, { posts, remarks }, look, now);
  chmodSync(join(root, '.inkstone'), 0o400);
  expect(known(root).size).toBe(0);
});

test('the next preview begins with it; what was done to the files in between is read', async () => {
  const { root, look } = await remembered();
  rmSync(join(root, '.inkstone'), { recursive: true });
  const session = async () => {
    const first = firstLook(root, nobodyAhead, diskFiles(root));
    await first.begin([...restPaths, ...sourcePaths]);
    const files = await first.seen();
    const posts = await first.remembered(settings, files);
    return { first, posts, paths: files.walk('posts').files };
  };
  const { first, posts: none, paths } = await session();
  expect([none.size, paths.length]).toEqual([0, 300]);
  const read = new Map(paths.map((path) => [path, readSource(path, diskFiles(root), settings).value]));
  await first.keep(
    { settings: { value: settings, diagnostics: [] }, posts: { value: read, diagnostics: [] }, remarks: new Map() },
    look,
    now,
  );
  writeFileSync(join(root, 'posts/3.md'), 'Other.');
  writeFileSync(join(root, 'posts/new.md'), 'New.');
  const next = await session();
  expect([next.posts.size, next.posts.has('posts/3.md'), next.paths.length]).toEqual([299, false, 301]);
});

test('once the site is open, it is listed by those files from which its pages are made', async () => {
  const { root } = await remembered();
  const files = diskFiles(root);
  const first = firstLook(root, nobodyAhead, files);
  await first.begin(restPaths);
  first.end();
  // What they remember of a folder that was away for a while is forgotten when it is listed, in no other files.
  expect(await first.seen()).toBe(files);
});
