import { createRequire } from 'node:module';
import fc from 'fast-check';
import type { HLJSApi, LanguageFn } from 'highlight.js';
import { expect, test } from 'vitest';
import { ColourWriter } from '../../../src/markdown/colour-writer.js';
import { languagesOf } from '../../../src/markdown/grammar.js';
import { paint } from '../../../src/markdown/paint.js';

const require = createRequire(import.meta.url);
const core = require('highlight.js/lib/core') as HLJSApi;
const library = core.newInstance();
const plain = core.newInstance();
// Those that stand in one another, and those with callbacks, with modes that end others, with groups, without case.
const names = (
  'javascript typescript xml css markdown php php-template python bash erb ruby cpp nginx rust go sql yaml lua perl swift kotlin http ' +
  'vbnet diff makefile dockerfile latex haskell pgsql powershell handlebars haml java scala r matlab c csharp json shell elixir julia'
).split(' ');
for (const hljs of [library, plain])
  for (const name of names) hljs.registerLanguage(name, require(`highlight.js/lib/languages/${name}`) as LanguageFn);
library.configure({ __emitter: ColourWriter });

const samples: readonly [language: string, text: string][] = [
  [
    'javascript',
    'class Ink extends Stone {\n  static #drops = `a ${1 + \'b\'.length} <&>"`; // it\'s\n}\nconst x = <div className="a">{y}</div>;\n',
  ],
  ['xml', '<!doctype html>\n<style>p > a { color: #fff }</style>\n<script>if (a < b && c) go("x")</script>\n<p title=\'&quot;\'>text\n'],
  ['markdown', '# Title\n\n*a **b** `c`* <b>d</b>\n\n```js\nx\n```\n> quote [link](/a "t")\n'],
  ['php-template', '<p><?php echo "a $b {$c[1]}"; ?></p>\n<?= $x ?>\n'],
  ['erb', '<% if a %><b><%= link_to "x", y %></b><% end'],
  ['python', '@decorator\ndef f(a: int = 1) -> str:\n    return f"{a!r} <b>"\n'],
  ['bash', 'for f in *.md; do echo "$f ${x:-$(date)}"; done # end\n'],
  ['cpp', '#include <vector>\ntemplate <typename T> auto f(T&& x) noexcept -> decltype(x) { return x; }\n'],
  ['css', '@media (min-width: 1em) { a:hover::before { content: "\\201C"; } }'],
  ['nginx', 'server { location ~ ^/a$ { return 301 https://$host$uri; } }'],
  ['ruby', 'def a(b) = puts "#{b} <#{`ls`}>"\n=begin\nx\n=end\n'],
  ['javascript', ''],
];

const languages = languagesOf(library);
const own = (text: string, language: string): string => paint(text, languages.grammar(language)!, languages);
const theirs = (text: string, language: string): string => plain.highlight(text, { language, ignoreIllegals: true }).value;

test.each(samples)('%s looks as the library itself writes it: %j', (language, text) =>
  expect(own(text, language)).toBe(theirs(text, language)),
);

// White space stands in those that are not of one word.
const pieces = [
  ...'()[]{}<>=-+*/%&|!?:;,.@#$^~_ \n\t"\'`\\',
  ...'</ /> <a> </a> <script> </script> <style> </style> <?php ?> <%= %> {{ }} ${ #{ // /* */ -- --- <!-- --> => -> :: ...'.split(' '),
  ...'""" \'\'\' =begin =end <<EOF EOF <<~A A R"x( )x" 0x1F 3.14 1e9 if else function def class end return let import do fn SELECT'.split(
    ' ',
  ),
  ...'#include foo Foo FOO b1 文字 é %w[ q( @media **b** ```js [l](u) key:'.split(' '),
  '<a b="c">',
  'template <',
  '=~ /x/',
  'color: red',
  '\n$ ls',
  '\n> q',
  '@@ -1 +1 @@',
];

test('so does any text', () => {
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 60, size: 'max' }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.constantFrom(...names), text, (language, code) => own(code, language) === theirs(code, language)),
    { numRuns: 2000 },
  );
});

test('thousands of short broken lines grow in proportion', () => {
  const work = (lines: number): number => {
    const code = 'a = "b\n<c d=\n'.repeat(lines);
    const from = process.cpuUsage().user;
    own(code, 'javascript');
    return process.cpuUsage().user - from;
  };
  // The least of several: other threads of this process compile and collect meanwhile.
  const least = (lines: number): number => Math.min(...Array.from({ length: 5 }, () => work(lines)));
  work(100);
  expect(least(4000) / least(500)).toBeLessThan(40);
});
