// What is read without the parser is read as the parser reads it, to the last offset.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPlainYaml } from '../../../src/content/plain-yaml.js';
import { parseYaml } from '../../../src/content/yaml.js';

const usual = `
title: "给初学者的 Docker：第一步"
subtitle: It's fine, isn't it: no
date: 2024-01-05 10:30:00 +0800
url: https://example.com/a_b
draft: false
weight: 10
tags: [Docker, "C++", 'C#', 容器, node.js]
categories:
  - 技术
  - "Web: dev"
keywords:
- a b
- 2024

author: 张三
`;

test('usual front matter is taken, but for what only looks plain', () => {
  expect(readPlainYaml(usual.replace(/^subtitle.*\n/m, ''))).toEqual(parseYaml(usual.replace(/^subtitle.*\n/m, '')));
  expect(readPlainYaml(usual.replace(/^subtitle.*\n/m, ''))).not.toBeNull();
  expect(readPlainYaml(usual)).toBeNull();
});

test.each([
  'a: b: c\n',
  'a: b #c\n',
  'a: b\n  c\n',
  'a: - b\n',
  'a:\n  - b\n - c\n',
  'a:\n  b: c\n',
  'a: |\n  b\n',
  'a: "b" c\n',
  'a: "b\\n"\n',
  'a: [b, [c]]\n',
  'a: [b, c: d]\n',
  'a: [b,]\n',
  'a: [b,\n c]\n',
  'a: &b c\n',
  'a: *b\n',
  'a: !!str 1\n',
  'a: "b"\n"c": d\n',
  'a:\n',
  'a: b\n---\n',
  'a: b\n...\n',
  '<<: b\n',
  'a: b\u2028c\n',
  'a: \u00a0\n',
  'a:\tb\n',
  '- a\n',
  'a: - \n',
  '',
])('left to the parser: %j', (source) => {
  expect(readPlainYaml(`\n${source}`)).toBeNull();
});

test('whatever is taken, the parser reads alike', () => {
  const numbers = ['1', '01', '1.5', '-1', '0x1F', '1e3', '.5', '.inf', '2024-01-02', '10:30:00'];
  const quotes = ['"q"', '"q', '"q" r', "'q'", "it's", "'it''s'", String.raw`"a\n"`, "a 'b' c", 'a "b" c'];
  const lists = ['[a', 'a]', '[a, b]', '[ a ,"b" ]', '[a, 1.5, x: y]', '[]', '{a: b}', '- a', '-', '--', '---', '...'];
  const marks = ['?', '? a', '&a', '*a', '!a', '|', '>', '%a', '@a', '`a`', '=', '<<', '~', '#a', 'a #b', 'a#b', 'a~'];
  const texts = ['a', 'b c', 'null', 'true', 'No', 'a: b', 'a:b', 'a:', ':a', '容器', '“引”', 'é', 'x,y', 'C++', 'a  b', ' a', 'a '];
  const others = ['a\u2028b', 'a\u00a0b', 'a\ufeffb', 'a\tb', 'https://a.b/c?d=e&f#g', 'a|b', '(a)', '50%', '/a', '_a_', 'a;b'];
  const word = fc.constantFrom(...numbers, ...quotes, ...lists, ...marks, ...texts, ...others);
  const key = fc.constantFrom('title', 'tags', 'a-b', 'a_1', 'a b', '"a"', 'null', '1a', '标题', '<<', 'a');
  const good = fc.constantFrom('a', 'b c', '1.5', 'true', '2024-01-02 10:30:00', '"q: r"', "'#'", '[a, "b", 3]', '容器 a', 'a:b', 'C++, x');
  const line = fc.oneof(
    { weight: 6, arbitrary: fc.tuple(fc.constantFrom('title: ', 'tags: ', 'a_1:  '), good).map((parts) => parts.join('')) },
    { weight: 3, arbitrary: good.map((item) => `tags:\n  - ${item}\n  - b`) },
    fc.tuple(key, fc.constantFrom(': ', ':', ':  ', ' : '), word).map((parts) => parts.join('')),
    key.map((name) => `${name}:`),
    fc.tuple(fc.constantFrom('- ', '  - ', ' - ', '-  ', '  -'), word).map((parts) => parts.join('')),
    word,
    fc.constantFrom('', ' ', '# a', '  b', '---'),
  );
  const block = fc.array(line, { maxLength: 6 }).map((lines) => `\n${lines.join('\n')}`);
  let taken = 0;
  fc.assert(
    fc.property(block, (source) => {
      const plain = readPlainYaml(source);
      if (plain === null) return;
      taken++;
      expect(plain).toEqual(parseYaml(source));
    }),
    { numRuns: 4000 },
  );
  expect(taken).toBeGreaterThan(100);
});
