import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineDiff } from '../../../src/text/line-diff.js';

describe('lineDiff', () => {
  const table: readonly [string, string, string[]][] = [
    ['a\nb\n', 'a\nb\n', []],
    ['', 'a\n', ['@@ -0,0 +1,1 @@', '+a']],
    ['a\nb\nc\nd\ne\n', 'a\nb\nX\nd\ne\n', ['@@ -1,5 +1,5 @@', ' a', ' b', '-c', '+X', ' d', ' e']],
    ['---\nt\nb\n', '---\nt\n---\nb\n', ['@@ -1,3 +1,4 @@', ' ---', ' t', '+---', ' b']],
    ['\n\nx\n', 'x\n', ['@@ -1,3 +1,1 @@', '-', '-', ' x']],
  ];
  it.each(table)('%j → %j', (before, after, diff) => expect(lineDiff(before, after)).toEqual(diff));

  it('shows changes far apart in hunks of their own', () => {
    const lines = Array.from({ length: 20 }, (_, i) => `line ${i}`);
    const changed = lines.with(1, 'one').with(18, 'eighteen');
    expect(lineDiff(lines.join('\n'), changed.join('\n')).filter((line) => line.startsWith('@@'))).toEqual([
      '@@ -1,4 +1,4 @@',
      '@@ -17,4 +17,4 @@',
    ]);
  });

  it('property: its lines, put together, are the second text', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(patch(a, lineDiff(a.join('\n'), b.join('\n')))).toEqual(b);
      }),
    );
  });
});

function patch(lines: readonly string[], diff: readonly string[]): string[] {
  const out: string[] = [];
  let at = 0;
  for (const line of diff) {
    const hunk = /^@@ -(\d+),(\d+)/.exec(line);
    if (hunk !== null) {
      const start = Number(hunk[1]) - (hunk[2] === '0' ? 0 : 1);
      out.push(...lines.slice(at, start));
      at = start;
    } else if (line[0] === '+') out.push(line.slice(1));
    else {
      if (lines[at] !== line.slice(1)) throw new Error(`not on line ${at + 1}: ${line}`);
      if (line[0] === ' ') out.push(line.slice(1));
      at++;
    }
  }
  return [...out, ...lines.slice(at)];
}
