// Several threads read the sources together; here they are functions, and one of them dies.
import { expect, test } from 'vitest';
import { readSource } from '../../../src/build/open-site.js';
import { readSettings } from '../../../src/config/settings.js';
import { readAlong, readTogether, type Reader, type Work } from '../../../src/dev/reading.js';
import { memoryFiles } from '../../../src/files/memory.js';

const settings = readSettings({ title: 'Blog', lang: 'en', timezone: 'UTC' }, null, {}).value;
const paths = Array.from({ length: 420 }, (_, n) => `posts/${n}.md`);
const files = memoryFiles(
  Object.fromEntries(paths.map((path, n) => [path, n % 9 === 0 ? `\ufeff# ${n}\u0000` : `---\ntitle: ${n}\n---\n`])),
);
const expected = paths.map((path) => {
  const { value, diagnostics } = readSource(path, files, settings);
  return { value, diagnostics };
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
const read = (...readers: readonly Reader[]) => readTogether(files, { paths, settings }, readers, pause);

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
