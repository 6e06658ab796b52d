import { describe, expect, test } from 'vitest';
import { sentence, type Speech } from '../../../src/diagnostics/catalogue.js';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.js';
import { at, diagnostic, inFile } from '../../../src/diagnostics/diagnostic.js';
import { jsonLine } from '../../../src/diagnostics/json.js';
import { noPaint, printDiagnostics, type PrintOptions } from '../../../src/diagnostics/print.js';
import { countDiagnostics, sortDiagnostics } from '../../../src/diagnostics/sort.js';

const file = ['title: 博客', 'perPage: many', 'url: https://example.com'];
const options: PrintOptions = { speech: 'en', paint: noPaint, lineOf: (_file, line) => file[line - 1] ?? null, columns: 80 };
const wrong = diagnostic('wrong-setting', { key: 'perPage', expected: 'count', got: 'many' }, at('inkstone.config.yaml', 2, 1, 8));
const collision = diagnostic(
  'url-collision',
  { url: '/posts/a/', how: 'same', first: 'posts/a.md', second: 'posts/x/a.md', between: 'posts' },
  inFile('posts/a.md'),
  [inFile('posts/x/a.md')],
);

test('pages that Inkstone makes are named in the language of the messages', () => {
  const data = { url: '/', how: 'same', first: 'posts/a.md', second: 'home /', between: 'post' } as const;
  const terms = { url: '/tags/z/', how: 'same', first: 'tag “a” (/tags/z/)', second: 'text /favicon.svg', between: 'terms' } as const;
  const said = (speech: Speech) => [data, terms].map((one) => sentence(diagnostic('url-collision', one), speech).message);
  expect(said('en')).toEqual([
    'posts/a.md and the home page / would both be published at /',
    'the tag “a” (/tags/z/) and the file /favicon.svg would both be published at /tags/z/',
  ]);
  expect(said('zh')).toEqual(['posts/a.md 和 首页 / 的网址都是 /', '标签 “a” (/tags/z/) 和 文件 /favicon.svg 的网址都是 /tags/z/']);
});

describe('on a terminal', () => {
  test('a diagnostic is place, sentence, code, frame and help', () => {
    expect(printDiagnostics([wrong], options)).toBe(
      [
        'inkstone.config.yaml:2:1  error  “perPage” must be a whole number from 1 on, not “many”  wrong-setting',
        '    1 │ title: 博客',
        '  > 2 │ perPage: many',
        '      │ ^^^^^^^',
        '    3 │ url: https://example.com',
        '  → For example: perPage: 10',
        '',
        '',
      ].join('\n'),
    );
  });

  test('it speaks Chinese', () => {
    expect(printDiagnostics([wrong], { ...options, speech: 'zh', lineOf: () => null })).toBe(
      'inkstone.config.yaml:2:1  错误  “perPage”应当是不小于 1 的整数，不能是“many”  wrong-setting\n  → 例如：perPage: 10\n\n',
    );
  });

  test('a whole file has no line, and other places are named', () => {
    expect(printDiagnostics([collision], options)).toBe(
      [
        'posts/a.md  error  posts/a.md and posts/x/a.md would both be published at /posts/a/  url-collision',
        '  see also posts/x/a.md',
        '  → Give one of them its own `slug:` or `permalink:`; or put the date into the pattern in the config, e.g. permalink: /:year/:month/:day/:slug/',
        '',
        '',
      ].join('\n'),
    );
  });

  test('what concerns no file begins with its severity', () => {
    expect(printDiagnostics([diagnostic('no-posts', {})], options)).toMatch(/^note {2}There are no posts yet/);
  });

  test('quiet leaves notes out', () => {
    expect(printDiagnostics([diagnostic('no-posts', {})], { ...options, quiet: true })).toBe('');
  });

  test('a name cannot colour the terminal', () => {
    const printed = printDiagnostics(
      [diagnostic('unreadable-source', { detail: 'E\u001b[31m\nfake' }, inFile('posts/\u001b[2Ja.md'))],
      options,
    );
    expect(printed).not.toMatch(/\u001b/);
    expect(printed.split('\n')[0]).toBe('posts/ [2Ja.md  error  This file cannot be read (E [31m fake)  unreadable-source');
  });

  test('the first ten errors are told in full, the others counted', () => {
    const many = Array.from({ length: 25 }, (_, i) =>
      diagnostic('unreadable-source', { detail: 'EACCES' }, inFile(`posts/${String(i).padStart(2, '0')}.md`)),
    );
    const printed = printDiagnostics(many, options);
    expect(printed.match(/^posts\//gm)).toHaveLength(10);
    expect(printed).toMatch(/… and 15 more errors of this kind, in 15 files: unreadable-source \(inkstone check lists them all\)\n\n$/);
  });

  test('of one warning in many files a few are told, without hiding another kind', () => {
    const many = Array.from({ length: 9 }, (_, i) => diagnostic('link-leads-outside', {}, inFile(`posts/${i}.md`)));
    const other = diagnostic('link-loop', {}, inFile('posts/z.md'));
    const printed = printDiagnostics([...many, other], { ...options, speech: 'zh' });
    expect(printed.match(/^posts\/\S+/gm)).toEqual(['posts/0.md', 'posts/1.md', 'posts/2.md', 'posts/z.md']);
    expect(printed).toContain('……还有 6 个同类警告，分布在 6 个文件里：link-leads-outside');
  });

  test('one or two more warnings of a kind are told rather than counted', () => {
    const many = Array.from({ length: 5 }, (_, i) => diagnostic('link-loop', {}, inFile(`posts/${i}.md`)));
    expect(printDiagnostics(many, options).match(/^posts\//gm)).toHaveLength(5);
  });

  test('colour is given to the severity and the carets', () => {
    const red = (text: string): string => `<${text}>`;
    expect(
      printDiagnostics([wrong], { ...options, paint: { ...noPaint, red } })
        .split('\n')
        .slice(0, 4),
    ).toEqual([
      'inkstone.config.yaml:2:1  <error>  “perPage” must be a whole number from 1 on, not “many”  wrong-setting',
      '    1 │ title: 博客',
      '  > 2 │ perPage: many',
      '      │ <^^^^^^^>',
    ]);
  });
});

describe('order and count', () => {
  test('by file, line, column and code; what is the same is told once', () => {
    const of = (code: 'link-loop' | 'link-leads-outside', path: string, line: number, column: number): Diagnostic =>
      diagnostic(code, {}, at(path, line, column));
    const shuffled = [
      of('link-loop', 'b', 1, 1),
      of('link-loop', 'a', 10, 1),
      of('link-loop', 'a', 9, 2),
      of('link-leads-outside', 'a', 9, 2),
      of('link-loop', 'a', 9, 1),
      of('link-loop', 'b', 1, 1),
      diagnostic('no-posts', {}),
    ];
    const places = sortDiagnostics(shuffled).map(({ code, span }) => `${span?.file ?? ''}:${span?.line ?? 0}:${span?.column ?? 0} ${code}`);
    expect(places).toEqual([
      ':0:0 no-posts',
      'a:9:1 link-loop',
      'a:9:2 link-leads-outside',
      'a:9:2 link-loop',
      'a:10:1 link-loop',
      'b:1:1 link-loop',
    ]);
  });

  test('counts by severity', () => {
    expect(countDiagnostics([wrong, collision, diagnostic('no-posts', {}), diagnostic('link-loop', {})])).toEqual({
      errors: 2,
      warnings: 1,
      notes: 1,
    });
  });
});

describe('for programs', () => {
  test('a diagnostic is one line of JSON', () => {
    expect(JSON.parse(jsonLine(wrong, 'en'))).toEqual({
      code: 'wrong-setting',
      severity: 'error',
      file: 'inkstone.config.yaml',
      line: 2,
      column: 1,
      message: '“perPage” must be a whole number from 1 on, not “many”',
      hint: 'For example: perPage: 10',
      data: { key: 'perPage', expected: 'count', got: 'many' },
      related: [],
    });
    expect(jsonLine(wrong, 'en').match(/\n/g)).toHaveLength(1);
  });

  test('a place that is not known is null', () => {
    const { file, line, column, related } = JSON.parse(jsonLine(collision, 'zh')) as Record<string, unknown>;
    expect({ file, line, column, related }).toEqual({
      file: 'posts/a.md',
      line: null,
      column: null,
      related: [{ file: 'posts/x/a.md', line: null, column: null }],
    });
  });
});
