import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadConfigFile, loadSettings, withSettingPlaces } from '../../../src/config/load.js';
import type { Flags } from '../../../src/config/settings.js';
import { diagnostic } from '../../../src/diagnostics/diagnostic.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'inkstone-config-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: Record<string, string | Uint8Array>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** What was loaded, and each diagnostic as `code file:line:column data`. */
async function load(files: Record<string, string | Uint8Array>, named?: string): Promise<{ raw: unknown; said: string[] }> {
  write(files);
  const { value, diagnostics } = await loadConfigFile(root, named);
  return {
    raw: value.raw,
    said: diagnostics.map(
      ({ code, span, data }) => `${code} ${span?.file ?? ''}:${span?.line ?? 0}:${span?.column ?? 0} ${JSON.stringify(data)}`,
    ),
  };
}

describe('a config that is sound', () => {
  test.each<[what: string, files: Record<string, string>, raw: unknown]>([
    ['none', {}, {}],
    ['YAML', { 'inkstone.config.yaml': 'title: 砚台\nfeed: { limit: 5 }\n' }, { title: '砚台', feed: { limit: 5 } }],
    ['YAML with the short ending', { 'inkstone.config.yml': 'title: A' }, { title: 'A' }],
    ['YAML with a byte order mark and CRLF', { 'inkstone.config.yaml': '\ufefftitle: A\r\nlang: en\r\n' }, { title: 'A', lang: 'en' }],
    ['empty YAML', { 'inkstone.config.yaml': '' }, {}],
    ['YAML of comments', { 'inkstone.config.yaml': '# title: A\n' }, {}],
    [
      'TypeScript',
      {
        'inkstone.config.ts':
          "import { defineConfig, type UserConfig } from 'inkstone';\nconst title: string = 'A';\nexport default defineConfig({ title } satisfies UserConfig);\n",
      },
      { title: 'A' },
    ],
    [
      'TypeScript with a file beside it',
      {
        'inkstone.config.ts': "import { title } from './title';\nexport default { title };\n",
        'title.ts': "export const title = 'A' as const;\n",
      },
      { title: 'A' },
    ],
    ['a module that waits', { 'inkstone.config.mjs': "export default { title: await Promise.resolve('A') };\n" }, { title: 'A' }],
    [
      'an old module',
      { 'inkstone.config.js': "const { defineConfig } = require('inkstone');\nmodule.exports = defineConfig({ title: 'A' });\n" },
      { title: 'A' },
    ],
    ['a plain object', { 'inkstone.config.js': "export default { title: 'A' };\n" }, { title: 'A' }],
  ])('%s', async (_what, files, raw) => {
    expect(await load(files)).toEqual({ raw, said: [] });
  });

  test('a named one is read instead of the usual one', async () => {
    expect(await load({ 'inkstone.config.yaml': 'title: A', 'other.yaml': 'title: B' }, 'other.yaml')).toEqual({
      raw: { title: 'B' },
      said: [],
    });
  });

  test('it is read anew each time, and nothing is left behind', async () => {
    expect((await load({ 'inkstone.config.ts': "export { default } from './a';", 'a.ts': "export default { title: 'A' };" })).raw).toEqual({
      title: 'A',
    });
    expect((await load({ 'a.ts': "export default { title: 'B' };" })).raw).toEqual({ title: 'B' });
    expect(readdirSync(root).sort()).toEqual(['a.ts', 'inkstone.config.ts']);
  });
});

describe('a config with a fault', () => {
  test.each<[what: string, files: Record<string, string | Uint8Array>, said: string]>([
    [
      'two at once',
      { 'inkstone.config.ts': '', 'inkstone.config.yaml': '' },
      'config-two-files inkstone.config.ts:0:0 {"first":"inkstone.config.ts","second":"inkstone.config.yaml"}',
    ],
    ['a folder of that name', { 'inkstone.config.yaml/x': '' }, 'config-unreadable inkstone.config.yaml:0:0 {"detail":"EISDIR"}'],
    [
      'a YAML error',
      { 'inkstone.config.yaml': 'title: A\nmenu: [1\nlang: en\n' },
      'config-syntax inkstone.config.yaml:3:1 {"detail":"deficient indentation"}',
    ],
    [
      'a key written twice',
      { 'inkstone.config.yaml': 'title: A\ntitle: B\n' },
      'config-syntax inkstone.config.yaml:2:1 {"detail":"duplicated mapping key"}',
    ],
    [
      'an encoding that is not UTF-8',
      { 'inkstone.config.yaml': Buffer.from('lang: fr\ntitle: \u00e9t\u00e9\n', 'latin1') },
      'config-not-utf8 inkstone.config.yaml:2:8 {}',
    ],
    ['UTF-16', { 'inkstone.config.yaml': Buffer.from('title: A\n', 'utf16le') }, 'config-not-utf8 inkstone.config.yaml:1:2 {}'],
    ['a list', { 'inkstone.config.yaml': '- a\n' }, 'config-no-object inkstone.config.yaml:0:0 {"got":"list"}'],
    ['a scalar', { 'inkstone.config.yaml': 'title\n' }, 'config-no-object inkstone.config.yaml:0:0 {"got":"value"}'],
    [
      'a syntax error',
      { 'inkstone.config.ts': 'export default {\n  title: = 3,\n};\n' },
      'config-syntax inkstone.config.ts:2:10 {"detail":"Unexpected token"}',
    ],
    [
      'a syntax error beside it',
      { 'inkstone.config.ts': "import { t } from './t';\nexport default { title: t };\n", 't.ts': "export const t = 'a;\n" },
      'config-syntax t.ts:1:18 {"detail":"Unterminated string constant"}',
    ],
    [
      'a throw',
      { 'inkstone.config.ts': "const a = 1;\n\nthrow new Error('no\\nway');\nexport default {};\n" },
      'config-throws inkstone.config.ts:3:1 {"detail":"no"}',
    ],
    [
      'a throw beside it',
      {
        'inkstone.config.mjs': "import { f } from './f.mjs';\nexport default { title: f() };\n",
        'f.mjs': 'export function f() {\n  return null.x;\n}\n',
      },
      `config-throws f.mjs:2:1 {"detail":"Cannot read properties of null (reading 'x')"}`,
    ],
    [
      'a throw of something that is no error',
      { 'inkstone.config.mjs': "throw 'plain';\n" },
      'config-throws inkstone.config.mjs:0:0 {"detail":"plain"}',
    ],
    [
      'a package that is not there',
      { 'inkstone.config.ts': "import x from 'not-there';\nexport default { title: x };\n" },
      `config-throws inkstone.config.ts:1:1 {"detail":"Cannot find module 'not-there'"}`,
    ],
    [
      'no default export',
      { 'inkstone.config.ts': "export const title = 'A';\n" },
      'config-no-object inkstone.config.ts:0:0 {"got":"nothing"}',
    ],
    ['a function', { 'inkstone.config.ts': 'export default () => ({});\n' }, 'config-no-object inkstone.config.ts:0:0 {"got":"function"}'],
    [
      'a promise',
      { 'inkstone.config.ts': 'export default Promise.resolve({});\n' },
      'config-no-object inkstone.config.ts:0:0 {"got":"promise"}',
    ],
  ])('%s', async (_what, files, said) => {
    expect(await load(files)).toEqual({ raw: {}, said: [said] });
  });

  test.each(['inkstone.config.json', 'inkstone.yaml', 'Inkstone.config.toml', 'inkstone.config.cjs'])(
    '%s, a name that is not looked for',
    async (name) => {
      const { raw, said } = await load({ [name]: '{}', 'inkstone.md': 'no config' });
      expect([raw, said.map((one) => one.split(' {')[0])]).toEqual([{}, [`config-not-read ${name}:0:0`]]);
    },
  );

  test('a named one that is not there', async () => {
    expect(await load({}, 'other.yaml')).toEqual({ raw: {}, said: ['config-missing :0:0 {"path":"other.yaml"}'] });
  });
});

test('a named one of another kind is not run', async () => {
  expect(await load({ 'my.txt': 'title: A' }, 'my.txt')).toEqual({ raw: {}, said: ['config-unreadable my.txt:0:0 {"detail":"ending"}'] });
});

test('what is found out later of a setting gets its line', () => {
  write({ 'inkstone.config.yaml': 'title: A\nout: posts\ntheme: none\n' });
  const refused = diagnostic('out-refused', { out: 'posts', reason: 'source', folder: 'posts' });
  const missing = diagnostic('theme-missing', { folder: 'none' });
  const lines = (flags: Flags) => withSettingPlaces([refused, missing], root, flags).map(({ span }) => span?.line);
  expect(lines({})).toEqual([2, 3]);
  // Said on the command line, it is no fault of the file.
  expect(lines({ out: 'posts' })).toEqual([undefined, 3]);
});

test('all faults are told in one run, each with its line', async () => {
  write({ 'inkstone.config.ts': "export default {\n  perPage: 'x',\n  timezone: 'Asia/Beijing',\n};\n" });
  const { value, diagnostics } = await loadSettings(root, {});
  expect(diagnostics.map(({ code, span }) => `${code} ${span?.file}:${span?.line}:${span?.column}`)).toEqual([
    'unknown-zone inkstone.config.ts:3:3',
    'wrong-setting inkstone.config.ts:2:3',
  ]);
  expect([value.perPage, value.timezone]).toEqual([10, 'UTC']);
});
