// Several threads read the sources together; here they are functions, and one of them dies.
import { expect, test } from 'vitest';
import { readSource } from '../../../src/build/open-site.js';
import { readSettings } from '../../../src/config/settings.js';
import { readAlong, readTogether, sayingMore, type Reader, type Work } from '../../../src/dev/reading.js';
import { memoryFiles } from '../../../src/files/memory.js';

const settings = readSettings({ title: 'Blog', lang: 'en', timezone: 'UTC' }, null, {}).value;
const paths = Array.from({ length: 420 }, (_, n) => `posts/${n}.md`);
const memory = memoryFiles(
  Object.fromEntries(paths.map((path, n) => [path, n % 9 === 0 ? `\ufeff# ${n}\u0000` : `---\ntitle: ${n}\n---\n`])),
);
const files = { readStamped: (path: string) => ({ bytes: memory.read(path), stamp: `state of ${path}` }) };
const expected = paths.map((path) => {
  const { value, diagnostics } = readSource(path, memory, settings);
  return { value, diagnostics, stamp: `state of ${path}`, isHead: false };
});

type Take = (from: number, text: string) => void;

/** Takes its turn as often as the first thread pauses. */
function thread(most: number, dies = false): Reader & { readonly pieces: number } {
  let pieces = 0;
  return {
    get pieces() {
      return pieces;
    },
    async readAlong(work: Work, take: Take) {
      await new Promise(setImmediate);
      readAlong(files, work, (from, text) => {
        if (pieces++ < most) take(from, text);
      });
      if (!dies) await new Promise(setImmediate);
    },
  };
}

const pause = () => new Promise<void>(setImmediate);
const read = (...readers: readonly Reader[]) => readTogether(files, { paths, settings, heads: false }, readers, pause);

test('all sources are read, in their order, by one thread or several', async () => {
  expect(await read()).toEqual(expected);
  const others = [thread(Infinity), thread(Infinity)];
  expect(await read(...others)).toEqual(expected);
  expect(others[0]!.pieces + others[1]!.pieces).toBeGreaterThan(0);
});

test('what a thread had taken that died is read by the first', async () => {
  const dead = thread(1, true);
  expect(await read(dead)).toEqual(expected);
  expect(dead.pieces).toBeGreaterThan(1);
});

test('a thread that comes too late is not waited for', async () => {
  const late: Reader = { readAlong: () => new Promise(() => undefined) };
  expect(await read(late)).toEqual(expected);
});

test('of long files the head is enough, and of the rest of some there is more to say', async () => {
  const long = '文'.repeat(2000);
  const texts: Record<string, string> = {
    'posts/long.md': `---\ntitle: A\n---\nText.\n${long}`,
    'posts/odd.md': `---\ntitle: B\n---\nText.\n${long}\u200b`,
    'posts/short.md': '---\ntitle: C\n---\nText.\u200b',
    'posts/untitled.md': `# D\n${long}`,
    'posts/empty.md': `---\ntitle: E\n---\n${'\n'.repeat(4000)}`,
  };
  const some = memoryFiles(texts);
  const stamped = { readStamped: (path: string) => ({ bytes: some.read(path), stamp: '' }) };
  const all = Object.keys(texts);
  const byHead = await readTogether(stamped, { paths: all, settings, heads: true }, [], () => undefined);
  expect(all.filter((_, i) => byHead[i]!.isHead)).toEqual(['posts/long.md', 'posts/odd.md']);
  expect(byHead.map(({ value }) => value)).toEqual(all.map((path) => readSource(path, some, settings).value));
  expect(byHead.map(({ diagnostics }) => diagnostics.map(({ code }) => code))).toEqual([
    [],
    [],
    ['invisible-characters'],
    [],
    ['empty-post'],
  ]);
  expect(sayingMore(stamped, all.slice(0, 2))).toEqual(['posts/odd.md']);
});
