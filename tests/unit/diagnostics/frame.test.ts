import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, inFile, type Span } from '../../../src/diagnostics/diagnostic.js';
import { codeFrame } from '../../../src/diagnostics/frame.js';
import { displayWidth } from '../../../src/text/width.js';

function draw(text: string, span: Span, cells = 60): string {
  const lines = text.split('\n');
  const frame = codeFrame(span, (_file, line) => lines[line - 1] ?? null, cells);
  if (frame === null) return '(none)';
  return frame.lines
    .flatMap(({ number, text, carets }) => (carets === null ? [`${number} ${text}`] : [`${number} ${text}`, `  ${carets}`]))
    .join('\n');
}

describe('a code frame', () => {
  test('shows the line, its neighbours, and carets under the place', () => {
    expect(draw('---\ntitle: x\ndate: 208-03-03\ntags: a\n---', at('a.md', 3, 7, 16))).toBe(
      ['2 title: x', '3 date: 208-03-03', '        ^^^^^^^^^', '4 tags: a'].join('\n'),
    );
  });

  test('has no neighbours where the file has none', () => {
    expect(draw('one', at('a.md', 1, 2))).toBe('1 one\n   ^');
  });

  test('counts a Han character as two cells', () => {
    expect(draw('标题：容器', at('a.md', 1, 4, 6))).toBe('1 标题：容器\n        ^^^^');
  });

  test('draws a tab as four blanks', () => {
    expect(draw('\ttags: a', at('a.md', 1, 2, 6))).toBe('1     tags: a\n      ^^^^');
  });

  test('points behind the end of a line', () => {
    expect(draw('ab\ncd', at('a.md', 1, 3))).toBe('1 ab\n    ^\n2 cd');
  });

  test('shows the window of a long line that matters', () => {
    const line = `${'a'.repeat(100)}HERE${'b'.repeat(100)}`;
    expect(draw(line, at('a.md', 1, 101, 105), 30)).toBe(`1 …${'a'.repeat(9)}HERE${'b'.repeat(15)}…\n  ${' '.repeat(10)}^^^^`);
  });

  test('makes visible what would move the cursor', () => {
    expect(draw('a\u001b[31mb', at('a.md', 1, 1))).toBe('1 a·[31mb\n  ^');
  });

  test.each([
    ['a whole file', inFile('a.md')],
    ['a line that is not there', at('a.md', 9)],
  ])('is left out for %s', (_what, span) => {
    expect(draw('one\ntwo', span)).toBe('(none)');
  });

  test('never grows wider than its room, and its carets stand within it', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ' ', '容', '\t', '😀', 'e\u0301', '\u0000'), maxLength: 300 });
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 1, max: 320 }),
        fc.integer({ min: 0, max: 320 }),
        fc.integer({ min: 20, max: 80 }),
        (line, column, length, cells) => {
          const frame = codeFrame(at('a.md', 2, column, column + length), (_file, n) => (n <= 3 ? line : null), cells)!;
          for (const { text, carets } of frame.lines) {
            expect(displayWidth(text)).toBeLessThanOrEqual(cells);
            if (carets !== null) {
              expect(carets.length).toBeLessThanOrEqual(cells);
              expect(carets).toMatch(/^ *\^+$/);
            }
          }
        },
      ),
    );
  });
});
