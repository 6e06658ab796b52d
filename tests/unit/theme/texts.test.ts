import { describe, expect, test } from 'vitest';
import { overlay } from '../../../src/theme/source.js';
import { readTexts, textsFor } from '../../../src/theme/texts.js';
import { layer, said } from './support.js';

const builtIn = {
  'text/en.yaml': 'a: A\nb: B\nc: C\ngroup: { x: X, y: Y }\nposts: { one: "{n} post", other: "{n} posts" }\n',
  'text/zh-Hans.yaml': 'a: 简\nb: 简\nposts: "{n} 篇"\n',
  'text/zh-Hant.yaml': 'a: 繁\n',
  'text/ja.yaml': 'a: 日\n',
};
const files = (own: Record<string, string> = {}) => readTexts(overlay([layer(own, 'templates/'), layer(builtIn)]));

describe('interface text', () => {
  test.each([
    ['en', 'A', 'B', 'C'],
    ['en-GB', 'A', 'B', 'C'],
    ['fr', 'A', 'B', 'C'],
    ['zh', '简', '简', 'C'],
    ['zh-CN', '简', '简', 'C'],
    ['zh-Hans-TW', '简', '简', 'C'],
    ['zh-TW', '繁', '简', 'C'],
    ['zh-hk', '繁', '简', 'C'],
    ['zh-Hant-MO', '繁', '简', 'C'],
    ['ja-JP', '日', 'B', 'C'],
  ])('%s', (lang, a, b, c) => expect(textsFor(lang, files().value)).toMatchObject({ a, b, c }));

  test('a file of the same name in the site adds to the built-in one, and wins', () => {
    const { value, diagnostics } = files({ 'text/zh-Hans.yaml': 'a: 我的\ngroup: { x: 新 }\nextra: 多' });
    expect(diagnostics).toEqual([]);
    expect(textsFor('zh', value)).toEqual({ a: '我的', b: '简', c: 'C', extra: '多', group: { x: '新', y: 'Y' }, posts: '{n} 篇' });
  });
  test('a language of the site’s own', () => {
    expect(textsFor('fr-CA', files({ 'text/fr.yaml': 'a: F\nposts: { one: u, other: v }' }).value)).toMatchObject({
      a: 'F',
      b: 'B',
      posts: { one: 'u', other: 'v' },
    });
  });
  test('a broken file is reported with its line, and the built-in text stays', () => {
    const { value, diagnostics } = files({ 'text/en.yaml': 'a: "x\nb: y' });
    expect(diagnostics.map(said)[0]).toMatch(/^templates\/text\/en\.yaml:\d+:\d+ This file of interface text cannot be read/);
    expect(textsFor('en', value)).toMatchObject({ a: 'A' });
  });
  test('an empty file changes nothing', () =>
    expect(textsFor('en', files({ 'text/en.yaml': '# nothing\n' }).value)).toMatchObject({ a: 'A' }));
  test.each([
    ['- a', 'it is a list'],
    ['Posts', 'it has no keys'],
  ])('%j is no interface text', (text, detail) => {
    expect(files({ 'text/en.yaml': text }).diagnostics.map(said)).toEqual([
      `templates/text/en.yaml:0:0 This file of interface text cannot be read: ${detail}`,
    ]);
  });
});
