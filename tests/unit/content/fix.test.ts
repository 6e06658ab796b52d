// What `check --fix` writes. Left as it is stays all that is not at fault, to the byte, and all that is not sure.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixSource } from '../../../src/content/fix.js';
import { read } from './read.js';
import { sloppyPost } from './sloppy.js';

const options = { timezone: 'Asia/Shanghai', countScript: false };

function fix(source: string): string | null {
  const fixed = fixSource('posts/a-post.md', new TextEncoder().encode(source), options);
  return fixed === null ? null : new TextDecoder('utf-8', { ignoreBOM: true }).decode(fixed.bytes);
}

describe('one line at fault', () => {
  const table: readonly [before: string, after: string][] = [
    ['title: a: b', 'title: "a: b"'],
    ['title: [译] x', 'title: "[译] x"'],
    ['title: "a" b', `title: '"a" b'`],
    ['title: @x', 'title: "@x"'],
    ['title：x', 'title: x'],
    ['title：a: b', 'title: "a: b"'],
    ['title:x   # note', 'title: x   # note'],
    ['Title = x', 'Title: x'],
    ['title: #1 x # note', 'title: "#1 x" # note'],
    ['title: {a}', 'title: "{a}"'],
    ['tags:\n\t- a\n\t- b', 'tags:\n  - a\n  - b'],
    ['tags:\n  -a\n  -b', 'tags:\n  - a\n  - b'],
    ['tags: [a, b', 'tags: [a, b]'],
    ['tags: [a，b, c]', 'tags: [a, b, c]'],
    ['tags: #a #b', 'tags: [a, b]'],
    ['tags: [“a”, “b c”]', 'tags: [a, b c]'],
    ['tags:\n  - “a”\n  - b', 'tags:\n  - a\n  - b'],
    ['tags: “a”', 'tags: a'],
    ['tags: 【a、b】', 'tags: [a, b]'],
    ['title: a: b\n\u3000date: 2024-01-02', 'title: "a: b"\ndate: 2024-01-02'],
    ['title: x\n  date: 2024-01-02', 'title: x\ndate: 2024-01-02'],
    ['lang: cn', 'lang: zh-CN'],
    ['# note\ntitle: "x"  \nsummary: c: d\nown:   {a: 1}', '# note\ntitle: "x"  \nsummary: "c: d"\nown:   {a: 1}'],
  ];
  it.each(table)('%j', (before, after) => {
    expect(fix(`---\n${before}\n---\ntext  \n`)).toBe(`---\n${after}\n---\ntext  \n`);
    expect(read(`---\n${after}\n---\ntext  \n`).said).toEqual([]);
  });
});

describe('fences', () => {
  const table: readonly [before: string, after: string][] = [
    ['\n\n---\ntitle: x\n---\nb', '---\ntitle: x\n---\nb'],
    ['--\ntitle: x\n--\nb', '---\ntitle: x\n---\nb'],
    [';;;\ntitle: x\n;;;\nb', '---\ntitle: x\n---\nb'],
    ['+++\ntitle: x\n\nb', '---\ntitle: x\n---\n\nb'],
    ['title: x\ntags: a\n---\nb', '---\ntitle: x\ntags: a\n---\nb'],
    ['title: x\ntags: a\n\nb', '---\ntitle: x\ntags: a\n---\n\nb'],
    ['---\ntitle: x\n\nb', '---\ntitle: x\n---\n\nb'],
    ['---\ntitle: x', '---\ntitle: x\n---\n'],
    ['--- title: x\n---\nb', '---\ntitle: x\n---\nb'],
    ['\ufeff\r\n---\r\ntitle:x\r\n---\r\nb', '\ufeff---\r\ntitle: x\r\n---\r\nb'],
  ];
  it.each(table)('%j', (before, after) => expect(fix(before)).toBe(after));
});

describe('what is not sure stays, and is said by every check', () => {
  const table: readonly (readonly [why: string, block: string])[] = [
    ['which of two is meant', 'title: a\ntitle: b'],
    ['a name that would change the page', 'tilte: x'],
    ['a date that would move the post', 'date: 208-03-03'],
    ['a flag that would publish it', 'published: flase'],
    ['a line that is no key', 'title: x\nnot a key'],
    ['a text over several lines', 'description: a: b\n  c: d'],
  ];
  it.each(table)('%s', (_, block) => {
    const source = `---\n${block}\n---\ntext\n`;
    expect(fix(source)).toBeNull();
    expect(read(source).said).not.toEqual([]);
  });

  it('another encoding, an invisible sign on the very line', () => {
    expect(fixSource('posts/a.md', new Uint8Array([0xff, 0xfe, 0x61, 0]), options)).toBeNull();
    expect(fix('---\ntit\u200ble：x\n---\nb')).toBeNull();
    // Elsewhere it does no harm.
    expect(fix('---\ntitle：x\n---\nb\u200b')).toBe('---\ntitle: x\n---\nb\u200b');
  });
});

it('property: a fix changes neither the post nor its body, and a second one changes nothing', () => {
  fc.assert(
    fc.property(sloppyPost, (source) => {
      const once = fix(source);
      if (once === null) return;
      const [before, after] = [read(source), read(once)];
      expect(after.body).toBe(before.body);
      expect({ ...after.post, bodyLine: 0 }).toEqual({ ...before.post, bodyLine: 0 });
      expect(after.said.length).toBeLessThan(before.said.length);
      expect(fix(once)).toBeNull();
    }),
    { numRuns: 120 },
  );
});
