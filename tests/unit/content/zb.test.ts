import { test } from 'vitest';
import { readPost, bodyOf } from '../../../src/content/read-post.js';
import { decode } from '../../../src/content/decode.js';
import { splitSource } from '../../../src/content/split.js';
import { readFrontMatter } from '../../../src/content/front-matter.js';
import { countScript } from '../../../src/content/script.js';
import { readYaml } from '../../../src/content/yaml.js';
import { parseDate } from '../../../src/text/parse-date.js';
const enc = new TextEncoder();
function bench(name: string, n: number, f: (i: number) => unknown) { let best = 1e9; for (let r = 0; r < 15; r++) { const t = performance.now(); for (let i = 0; i < n; i++) f(i); best = Math.min(best, (performance.now() - t) / n * 1000); } console.log(name.padEnd(30), best.toFixed(2), 'µs'); }
test('bench', () => {
  const posts = Array.from({ length: 400 }, (_, i) => enc.encode(`---\ntitle: ${i % 2 ? '关于容器的第' + i + '篇笔记' : 'Notes on containers ' + i}\ndate: 20${10 + i % 15}-0${1 + i % 9}-1${i % 9} 09:3${i % 9}:00\ntags: [docker, 容器${i}, linux]\ncategories:\n  - tech\ndescription: A short text about it\ncomments: true\n---\n\n` + (i % 2 ? '容器是一种轻量级的虚拟化技术，可以把应用和它的依赖打包在一起。\n\n'.repeat(40) : 'A container is a light way to pack a program with all it needs.\n\n'.repeat(62))));
  const o = { timezone: 'Asia/Shanghai', countScript: false };
  bench('readPost', 400, (i) => readPost('posts/a-b.md', posts[i]!, o));
  bench('readPost+script', 400, (i) => readPost('posts/a-b.md', posts[i]!, { ...o, countScript: true }));
  bench('bodyOf', 400, (i) => bodyOf('posts/a-b.md', posts[i]!));
  bench('decode', 400, (i) => decode(posts[i]!, 'a'));
  const dec = new TextDecoder('utf-8', { fatal: true }); bench('TextDecoder', 400, (i) => dec.decode(posts[i]!));
  const texts = posts.map((p) => decode(p, 'a').value);
  bench('split', 400, (i) => splitSource(texts[i]!));
  const splits = texts.map(splitSource);
  bench('frontMatter', 400, (i) => readFrontMatter(texts[i]!, splits[i]!));
  const blocks = texts.map((t, i) => t.slice(splits[i]!.from, splits[i]!.to));
  bench('readYaml', 400, (i) => readYaml(blocks[i]!));
  bench('parseDate', 400, (i) => parseDate(`20${10 + i % 15}-0${1 + i % 9}-1${i % 9} 09:3${i % 9}:00`, 'Asia/Shanghai'));
  bench('script', 400, (i) => countScript(texts[i]!));
});
test('hostile', () => {
  const M = 5_000_000;
  const h: Record<string, string> = {
    oneline: '---\ntitle: ' + 'a'.repeat(M) + '\n---\n', onelineSpaces: '---\ntitle: ' + ' '.repeat(M) + 'x\n---\n', list: '---\ntags: [' + 'a, '.repeat(M / 3) + ']\n---\n', unclosedq: '---\ntitle: "' + 'a\\"'.repeat(M / 3) + '\n---\n',
    keys: '---\n' + Array.from({ length: 300000 }, (_, i) => `k${i}: v`).join('\n') + '\n---\n', dup: '---\n' + 'title: a\n'.repeat(100000) + '---\n', badlines: '---\n' + 'title: a: b\n'.repeat(100000) + '---\n', blank: '---\ntitle: a\n' + '\n'.repeat(M) + '---\n', blank2: '\n'.repeat(M) + '---\ntitle: a\n---\n', nest: '---\ntitle: ' + '['.repeat(M) + '\n---\n', dashes: '-'.repeat(M), colons: '---\ntitle: ' + ': '.repeat(M / 2) + '\n---\n', spaces: ' '.repeat(M), stray: '---\ntitle: a\n' + 'x y z\n'.repeat(500000) + '---\n', json: '{"a":' + '{"a":'.repeat(500000), jsonq: '{"' + '\\"'.repeat(M / 2), toml: '+++\n' + 'a = 1\n'.repeat(100000) + '+++\n', tomlnest: '+++\na = ' + '['.repeat(M) + '\n+++\n', tomlkeys: '+++\n' + Array.from({ length: 200000 }, (_, i) => `k${i} = ${i}`).join('\n') + '\n+++\n', zw: '\u200b'.repeat(M / 3), ctrl: '\0'.repeat(M), alias: '---\na: &a [x,x,x,x,x,x,x,x,x,x]\n' + Array.from({ length: 20 }, (_, i) => `${String.fromCharCode(98 + i)}: &${String.fromCharCode(98 + i)} [${`*${String.fromCharCode(97 + i)},`.repeat(9)}]`).join('\n') + '\n---\n',
    hash: '# ' + '*'.repeat(M), h1: '<h1' + ' '.repeat(M), hashes: '---\ntitle: a ' + '#b '.repeat(M / 3) + '\n---\n', comments: '---\n' + '#\n'.repeat(M / 2) + '---\n', cr: '\r'.repeat(M), quotes: '---\n' + "'a': 'b\n".repeat(300000) + '---\n', tabs: '---\ntags:\n' + '\t- a\n'.repeat(500000) + '---\n', longkey: '---\n' + 'a'.repeat(M) + ': b\n---\n', cats: '---\ntitle: a\ncategories: ' + 'a/'.repeat(M / 2) + '\n---\n', uniq: '---\n' + Array.from({ length: 100000 }, (_, i) => `tilt${i}: a`).join('\n') + '\n---\n', folded: '---\ntitle: >\n' + '  a\n\n'.repeat(500000) + '---\n', unclosedkeys: '---\n' + 'title: a\n'.repeat(300000), semis: ';;;\n' + '"a": 1,\n'.repeat(300000) + ';;;\n', merges: '---\nb: &b {x: 1}\n' + Array.from({length: 50000}, (_, i) => `k${i}: {<<: *b}`).join('\n') + '\n---\n',
  };
  for (const [k, s] of Object.entries(h)) { const b = enc.encode(s); const t = performance.now(); const r = readPost('posts/a.md', b, { timezone: 'UTC', countScript: true }); const ms = performance.now() - t; if (ms > 300) console.log(k, ms.toFixed(0), 'ms', r.diagnostics.length); }
  const r = new Uint8Array(M).fill(0xe9); let t = performance.now(); readPost('a.md', r, { timezone: 'UTC', countScript: true }); console.log('bytes', performance.now() - t);
}, 300000);
