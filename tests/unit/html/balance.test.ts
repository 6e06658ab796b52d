// The scanner may doubt what is sound; it must never trust what is not.
import { describe, expect, it } from 'vitest';
import { isBalanced } from '../../../src/html/balance.js';
import { repair } from '../../../src/html/repair.js';

describe('trusts what the Markdown engine writes, and simple HTML', () => {
  it.each([
    '',
    'text &amp; more',
    '<p>a <em>b <strong>c</strong></em><br>\nd<br />e</p>\n<hr>\n',
    '<h1>a</h1><h2 id="标题">b <a class="anchor" href="#标题" aria-label="x"></a></h2>',
    '<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>',
    '<ol start="3"><li><p>a</p></li></ol>',
    '<div class="table" role="region" tabindex="0"><table>\n<thead>\n<tr>\n<th style="text-align:center">a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table></div>',
    '<pre tabindex="0" data-lang="js"><code class="hljs language-js"><span class="hljs-keyword">let</span> a</code></pre>',
    '<p><img src="a.png" alt="" width="3" height=4 loading="lazy"></p>',
    '<a href="/x"><div>y</div></a>',
    '<figure><img src=a alt=b><figcaption>c</figcaption></figure>',
    '<details open>\n<summary>a</summary>\n<p>b</p>\n</details>',
    '<li>'.replace('<li>', '<ul><li><input type="checkbox" disabled> a</li></ul>'),
    '<!-- a comment --><p>b</p>',
    '<iframe src="https://video.example/1" width="300" height="200" allowfullscreen></iframe>',
    "<script>run('a')</script>",
  ])('%j', (html) => {
    expect(isBalanced(html)).toBe(true);
    expect(repair(html).changes).toEqual([]);
  });
});

describe('doubts everything else', () => {
  it.each([
    '<p>a',
    '</p>',
    '<b><i></b></i>',
    '<p><div></div></p>',
    '<p>a<p>b',
    '<ul>text<li>a</li></ul>',
    '<ul><ul><li>a</li></ul></ul>',
    '<div><li>a</li></div>',
    '<table><tr><td>a</td></tr></table>',
    '<table>text</table>',
    '<a href=x><a href=y>z</a></a>',
    '<a href=x><b><a href=y>z</a></b></a>',
    '<font>a</font>',
    '<o>a</o>',
    'List<String>',
    'a < b',
    '<DIV></DIV>',
    '<div/>',
    '<p align="center">a</p>',
    '<p id="a"></p><p id="a"></p>',
    '<p id="">a</p>',
    '<p id>a</p>',
    '<p class="a>b</p>',
    '<p class=a class=b>c</p>',
    '<p class="a"id="b">c</p>',
    '<p class=a"b>c</p>',
    '<img src=a>',
    '<img alt="">',
    '<img src=a alt="" width="50%">',
    '<details><p>a</p></details>',
    '<!-- a',
    '<!--> -->',
    '<!---> -->',
    '<!-- a --!> b -->',
    '<!doctype html>',
    '<?php ?>',
    '<script>a',
    '<script><!-- </script>',
    '<style>a</style',
    '<html></html>',
    '<main>a</main>',
    '<title>a</title>',
    '<svg></svg>',
    'a\0b',
    '<div>'.repeat(300) + '</div>'.repeat(300),
  ])('%j', (html) => expect(isBalanced(html)).toBe(false));
});
