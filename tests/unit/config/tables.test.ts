// The docs, the types for editors and the table of fields must say the same.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configTable, fields, settingNames } from '../../../src/config/fields.js';
import { permalinkTokens, tokensOf, tokenTable } from '../../../src/config/permalink-tokens.js';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

test('docs/config.md holds the table of settings and the one of tokens', () => {
  expect(read('docs/config.md')).toContain(configTable());
  expect(read('docs/config.md')).toContain(tokenTable());
});

test('an editor shows the meaning of each setting', () => {
  const shown = Array.from(read('src/config/define.ts').matchAll(/\/\*\* (.+) \*\/\n {2}(\w+)\?:/g), ([, meaning, key]) => [key, meaning]);
  expect(shown).toEqual(settingNames.map((key) => [key, fields[key as keyof typeof fields].meaning]));
});

test('tokens are found in a pattern', () => {
  expect(tokensOf('/:year/:i_month-:slug.html')).toEqual(['year', 'i_month', 'slug']);
});

test('each token is documented once, and filled in by the site', () => {
  const filled = Array.from(read('src/site/permalink.ts').matchAll(/case '(\w+)':/g), ([, token]) => token).sort();
  expect(filled).toEqual(Object.keys(permalinkTokens).sort());
});
