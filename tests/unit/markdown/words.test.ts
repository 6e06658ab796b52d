import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countWords } from '../../../src/markdown/words.js';

describe('countWords', () => {
  it.each([
    ['<p>你好，世界。</p>', 4, 0],
    ['<p>Hello, world!</p>', 0, 2],
    ['<p>用Docker运行3个容器</p>', 6, 2],
    ["<p>don't well-known snake_case 3.14 it’s</p>", 0, 5],
    ['<p>a &amp; b &lt;c&gt;</p>', 0, 3],
    ['<p><b>he</b>llo</p>', 0, 1],
    ['<p>かな カナ 한국어</p>', 7, 0],
    ['<p>𠀀𠀁</p>', 2, 0],
    ['<p>Ünïcode слово λόγος</p>', 0, 3],
    ['<p>一</p><pre><code>let a = 1;</code></pre><p>two</p>', 1, 1],
    ['<!-- hidden --><script>var a</script><style>b</style>', 0, 0],
    ['<p>😀 — … ！</p>', 0, 0],
    ['', 0, 0],
  ])('%s', (html, cjk, latin) => {
    expect(countWords(html)).toEqual({ cjk, latin });
  });

  it('takes any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (html) => {
        const { cjk, latin } = countWords(html);
        expect(cjk + latin).toBeLessThanOrEqual(html.length);
      }),
    );
  });
});
