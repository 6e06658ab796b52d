import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { foldName } from '../../../src/text/compare.js';
import { safeSegment, slugify, slugsFor } from '../../../src/text/slug.js';

test.each([
  ['Hello World', 'hello-world'],
  ['容器', '容器'],
  ['初学 Docker', '初学-docker'],
  ['C++', 'cpp'],
  ['C#', 'csharp'],
  ['F#', 'fsharp'],
  ['C++17', 'cpp17'],
  ['学 C#', '学-csharp'],
  ['学C#', '学csharp'],
  ['issue#5', 'issue-5'],
  ['.NET', 'dotnet'],
  ['ASP.NET', 'asp.net'],
  ['Node.js', 'node.js'],
  ['《三体》（读后）：黑暗？', '三体-读后-黑暗'],
  ['50% off / a:b * "c" <d> | e', '50-off-a-b-c-d-e'],
  ['a\\b', 'a-b'],
  ['trailing dot.', 'trailing-dot'],
  ['..', ''],
  ['???', ''],
  ['CON', 'con_'],
  ['nul.txt', 'nul-txt_'],
  ['Cafe\u0301', 'café'],
  ['ゼロ\u200b幅', 'ゼロ-幅'],
])('slugify(%j) is %j', (name, slug) => {
  expect(slugify(name)).toBe(slug);
});

test('safeSegment keeps the case that the author chose', () => {
  expect(safeSegment('My Post')).toBe('My-Post');
});

test('a name longer than file systems allow is cut, and marked so that two long names stay apart', () => {
  const a = safeSegment(`${'容'.repeat(100)}甲`);
  const b = safeSegment(`${'容'.repeat(100)}乙`);
  expect(Buffer.byteLength(a)).toBeLessThanOrEqual(220);
  expect(a).not.toBe(b);
});

test('names whose slugs would meet get a hash; the one that is its own slug keeps it', () => {
  const slugs = slugsFor(['A & B', 'a-b', 'A/B'], {});
  expect(slugs.get('a-b')).toBe('a-b');
  expect(slugs.get('A & B')).toMatch(/^a-b-[0-9a-f]{6}$/);
  expect(slugs.get('A/B')).toMatch(/^a-b-[0-9a-f]{6}$/);
  expect(slugs.get('A/B')).not.toBe(slugs.get('A & B'));
});

test('a slug that the author gives in the config wins', () => {
  expect(slugsFor(['前端', 'C++'], { 前端: 'front-end', 'c++': 'cplusplus' })).toEqual(
    new Map([
      ['前端', 'front-end'],
      ['C++', 'cplusplus'],
    ]),
  );
});

test('property: every slug is safe as a file name and in a URL', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const slug = slugify(name);
      expect(slug).not.toMatch(/[#?%\\:*"<>|/\p{Cc}\ud800-\udfff]|[. ]$|^\./u);
      expect(Buffer.byteLength(slug)).toBeLessThan(230);
      expect(slug.normalize('NFC')).toBe(slug);
    }),
  );
});

test('property: different names never share a slug', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1, maxLength: 6 }), { selector: foldName }), (names) => {
      const slugs = [...slugsFor(names, {}).values()].map(foldName);
      expect(new Set(slugs).size).toBe(names.length);
      expect(slugs).not.toContain('');
    }),
  );
});

test('fifty thousand names of punctuation have fifty thousand slugs', () => {
  const names = Array.from({ length: 50_000 }, (_, i) => '？'.repeat(1 + (i % 50)) + '！'.repeat(i / 50));
  expect(new Set(slugsFor(names, {}).values()).size).toBe(names.length);
});

describe('letters outside ASCII, by the setting `slug`', () => {
  const table: readonly (readonly [name: string, keep: string, pinyin: string, hash: string])[] = [
    ['容器入门 Docker', '容器入门-docker', 'rong-qi-ru-men-docker', '69ac99f3'],
    ['重庆的银行', '重庆的银行', 'chong-qing-de-yin-hang', '…'],
    ['C#（泛型）：《List》', 'csharp-泛型-list', 'csharp-fan-xing-list', '…'],
    ['女孩？&+%', '女孩', 'nv-hai', '…'],
    ['日本語の漢字', '日本語の漢字', 'ri-ben-yu-の-han-zi', '…'],
    ['Plain ASCII', 'plain-ascii', 'plain-ascii', 'plain-ascii'],
  ];
  it.each(table)('%s', (name, keep, pinyin, hash) => {
    expect([slugify(name), slugify(name, 'pinyin')]).toEqual([keep, pinyin]);
    if (hash !== '…') expect(slugify(name, 'hash')).toBe(hash);
    expect(slugify(name, 'hash')).toMatch(/^[a-z0-9-]+$/);
  });

  it('gives terms of one pinyin different addresses', () => {
    const slugs = slugsFor(['事件', '时间', '实践'], {}, 'pinyin');
    expect(new Set(slugs.values()).size).toBe(3);
    expect(slugs.get('时间')).toMatch(/^shi-jian/);
  });
});
