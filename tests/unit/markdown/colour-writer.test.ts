import { createRequire } from 'node:module';
import type { HLJSApi, LanguageFn } from 'highlight.js';
import { expect, test } from 'vitest';
import { ColourWriter } from '../../../src/markdown/colour-writer.js';

const require = createRequire(import.meta.url);
const core = require('highlight.js/lib/core') as HLJSApi;
const library = core.newInstance();
const plain = core.newInstance();
for (const hljs of [library, plain])
  for (const name of ['javascript', 'xml', 'css', 'markdown', 'php', 'php-template', 'python', 'bash', 'erb', 'ruby', 'cpp', 'nginx'])
    hljs.registerLanguage(name, require(`highlight.js/lib/languages/${name}`) as LanguageFn);
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

test.each(samples)('%s looks as the library itself writes it: %j', (language, text) => {
  const options = { language, ignoreIllegals: true };
  expect(library.highlight(text, options).value).toBe(plain.highlight(text, options).value);
});
