// The rules of docs/architecture.md, checked against the code. The table of rooms in that file is the law: this test reads it.
import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './support/folders.js';

const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
const rooms = new Map([...text.matchAll(/^\| `([a-z]+)(?:\/|\.ts)` \| (\d+) \|/gm)].map(([, name, number]) => [name!, Number(number)]));
const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
  .map((path) => ({ path, code: readFileSync(join(root, 'src', path), 'utf8') }));

/** Below this number nobody sees disk, clock, terminal or locale. */
const rim = 6;
const mayImport: Record<string, readonly string[]> = {
  'text/deflate.ts': ['node:zlib'],
  'text/hash.ts': ['node:crypto'],
  'text/utf8.ts': ['node:buffer'],
  'config/load.ts': ['node:'],
  'markdown/highlight.ts': ['node:module'],
  'text/pinyin.ts': ['node:module'],
};
const outside: readonly (readonly [RegExp, exceptIn?: string])[] = [
  [/\bconsole\./],
  [/\bprocess\./, 'config/load.ts'],
  [/\bDate\.(?:now|parse)\b|\bnew Date\((?!Date\.UTC\()|\bperformance\b/, 'text/dates.ts'],
  [/\bMath\.random\b/],
  [/\.toLocale\w+\(|\.localeCompare\(/],
  [/\bIntl\b/, 'text/dates.ts'],
];
/** Tables may be as long as what they list. */
const tables = new Set([
  'diagnostics/codes.ts',
  'diagnostics/en.ts',
  'diagnostics/zh.ts',
  'theme/shapes.ts',
  'config/fields.ts',
  'cli/texts.ts',
]);

describe('the architecture', () => {
  test('names every room, and every room that it names exists', () => {
    expect([...rooms.keys()].sort()).toEqual([...new Set(files.map(({ path }) => roomOf(path)))].sort());
  });

  test('a room imports only rooms with a smaller number', () => {
    const wrong = files.flatMap(({ path, code }) =>
      importsOf(code)
        .filter((target) => target.startsWith('.'))
        .flatMap((target) => {
          const [from, to] = [roomOf(path), roomOf(posix.join(posix.dirname(path), target))];
          const allowed = from === to || to === 'text' || to === 'model' || rooms.get(to)! < rooms.get(from)!;
          return allowed ? [] : [`${path} imports ${target}`];
        }),
    );
    expect(wrong).toEqual([]);
  });

  test(`below number ${rim} nobody sees disk, clock, terminal or locale`, () => {
    const wrong = files
      .filter(({ path }) => rooms.get(roomOf(path))! < rim)
      .flatMap(({ path, code }) => {
        const modules = importsOf(code).filter((name) => name.startsWith('node:') && name !== 'node:path/posix');
        const refused = modules.filter((name) => !mayImport[path]?.some((allowed) => name.startsWith(allowed)));
        const names = outside.filter(([, exceptIn]) => exceptIn !== path).flatMap(([pattern]) => pattern.exec(bare(code))?.[0] ?? []);
        return [...refused, ...names].map((name) => `${path} uses ${name}`);
      });
    expect(wrong).toEqual([]);
  });

  test('no file but a table has more than 300 lines', () => {
    const long = files.filter(({ path, code }) => !tables.has(path) && code.split('\n').length > 301);
    expect(long.map(({ path }) => path)).toEqual([]);
  });
});

function roomOf(path: string): string {
  return path.replace(/[/.].*/s, '');
}

function importsOf(code: string): string[] {
  return [...code.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g)].map(([, target]) => target!);
}

/** Code without comments and quoted text. */
function bare(code: string): string {
  return code.replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|\/\*[^]*?\*\/|\/\/.*/g, (part) => (part.startsWith('/') ? '' : "''"));
}
