// The docs, the types for editors and the table of fields must say the same.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { configTable, fields, settingNames } from '../../../src/config/fields.js';
import { permalinkTokens, tokensOf, tokenTable } from '../../../src/config/permalink-tokens.js';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

test('docs/config.md holds the table of settings and the one of tokens', async () => {
  const path = fileURLToPath(new URL('../../../docs/config.md', import.meta.url));
  const text = withTable(withTable(readFileSync(path, 'utf8'), configTable()), tokenTable());
  await expect(text).toMatchFileSnapshot(path);
});

/** In the place of the one with the same head. */
function withTable(text: string, table: string): string {
  const from = text.indexOf(table.slice(0, table.indexOf('\n')));
  return `${text.slice(0, from)}${table}${text.slice(text.indexOf('\n\n', from))}`;
}

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
