// What changes of files make of a listing is what listing them anew gives.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listSources } from '../../../src/build/open-site.js';
import { listAgain } from '../../../src/dev/list-again.js';
import { diskFiles } from '../../../src/files/disk.js';
import type { Files } from '../../../src/model/files.js';
import { temporaryFolder } from '../../support/temporary.js';

const paths = [
  'posts/a.md',
  'posts/b.md',
  'posts/notes.txt',
  'posts/2024/c.md',
  'posts/2024/d/index.md',
  'posts/🂡.md',
  'posts/\uff21.md',
  'pages/a.md',
];

test('property: files that come and go, one at a time or several', () => {
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(fc.constantFrom(...paths), { minLength: 1, maxLength: 3 }), { maxLength: 8 }), (steps) => {
      const root = temporaryFolder({ 'posts/a.md': '', 'posts/2024/c.md': '' });
      const files = diskFiles(root);
      const there = new Set(['posts/a.md', 'posts/2024/c.md']);
      let listing = listSources(files);
      for (const changed of steps) {
        for (const path of changed) {
          if (there.delete(path)) rmSync(join(root, path));
          else {
            there.add(path);
            mkdirSync(dirname(join(root, path)), { recursive: true });
            writeFileSync(join(root, path), '');
          }
        }
        const known = new Map(listing.value.map((path) => [path, null]));
        listing = listAgain({ value: known, diagnostics: listing.diagnostics }, changed, files);
        expect(listing).toEqual(listSources(diskFiles(root)));
      }
    }),
    { numRuns: 40 },
  );
});

test('a post beside others needs no listing; one in a folder of its own does', () => {
  let listings = 0;
  const disk = diskFiles(temporaryFolder({ 'posts/a.md': '', 'posts/b.md': '', 'posts/new/c.md': '' }));
  const files: Files = {
    ...disk,
    walk(...folder) {
      listings += 1;
      return disk.walk(...folder);
    },
  };
  const before = { value: new Map([['posts/a.md', null]]), diagnostics: [] };
  expect(listAgain(before, ['posts/b.md'], files).value).toEqual(['posts/a.md', 'posts/b.md']);
  expect(listings).toBe(0);
  expect(listAgain(before, ['posts/new/c.md'], files).value).toHaveLength(3);
  expect(listings).toBe(2);
});
