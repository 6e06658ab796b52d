// What Inkstone makes of posts as people really write them: one case is a title, `.`, a post, `.`, what is read from it and
// what is said about it, `.`. The files of this folder are meant to be read; `UPDATE=1 npx vitest run tests/reading` writes anew
// what is expected of them, to be looked at before it is kept.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { readingOf } from './reading-of.js';

const folder = new URL('.', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
let total = 0;

for (const file of files) {
  const cases = readFileSync(new URL(file, folder), 'utf8').split(/^\.\n/m);
  const update = process.env['UPDATE'] === '1';
  const fresh: string[] = [];
  describe(file.replace('.txt', ''), () => {
    for (let i = 0; i + 2 < cases.length; i += 3) {
      const [title = '', source = '', expected = ''] = cases.slice(i, i + 3);
      total++;
      const found = readingOf(source.replace(/\n$/, ''), title.trim());
      fresh.push(`${title.trim()}\n.\n${source}.\n${found}.\n`);
      it(title.trim(), () => expect(found).toBe(update ? found : expected));
    }
  });
  if (update) afterAll(() => writeFileSync(new URL(file, folder), fresh.join('\n')));
}

it('there are at least 150 of them', () => expect(total).toBeGreaterThanOrEqual(150));
