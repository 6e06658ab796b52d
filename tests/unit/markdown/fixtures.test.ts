// Pairs of input and expected output, one file for each subject: title, `.`, input, `.`, output, `.`. To read what Inkstone
// makes of a body, read those files.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderCase } from './render-case.js';

const folder = new URL('.', import.meta.url);

for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt'))) {
  const subject = file.replace('.txt', '');
  const parts = readFileSync(new URL(file, folder), 'utf8').split(/^\.\n/m);
  describe(subject, () => {
    for (let i = 0; i + 2 < parts.length; i += 3) {
      it(parts[i]!.trim(), () => {
        expect(renderCase(subject, parts[i + 1]!.replace(/\n$/, ''))).toBe(parts[i + 2]!.replace(/\n$/, ''));
      });
    }
  });
}
