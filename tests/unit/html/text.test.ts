import { describe, expect, it } from 'vitest';
import { escapeAttribute, escapeHtml, unescapeHtml } from '../../../src/html/escape.js';
import { lowerHeadings } from '../../../src/html/headings.js';
import { textOf } from '../../../src/html/text.js';

describe('textOf', () => {
  it.each([
    ['plain  text\n here', 'plain text here'],
    ['<p>one</p>\n<p>two <b>bold</b>\nthree</p>', 'one\ntwo bold three'],
    ['a<br>b<br />c', 'a\nb\nc'],
    ['<ul><li>a</li><li>b</li></ul>', 'a\nb'],
    ['<table><tr><td>a</td><td>b</td></tr></table>', 'a b'],
    ['&lt;b&gt; &amp;amp; &#x4e2d;&#25991; &hellip;', '<b> &amp; 中文 …'],
    ['a<!-- <p>no</p> -->b', 'ab'],
    ['a<script>if (a < b) c()</script>b<style>p {}</style>', 'ab'],
    ['so<sup class="footnote-ref"><a href="#fn1">1</a></sup>.', 'so.'],
    ['x <sup>2</sup>', 'x 2'],
    ['Title<a class="anchor" href="#t" aria-label="link">#</a>', 'Title'],
    ['note <a href="#r" class="footnote-backref">↩</a>', 'note'],
    ['<a class="anchorage" href="x">kept</a>', 'kept'],
    ['全角　空格 和&nbsp;x', '全角　空格 和\u00a0x'],
    ['', ''],
  ])('%j', (html, text) => expect(textOf(html)).toBe(text));
});

describe('escaping', () => {
  it('makes text and values safe, and nothing else', () => {
    expect(escapeHtml('a < b && "c" > \'d\'')).toBe('a &lt; b &amp;&amp; "c" &gt; \'d\'');
    expect(escapeAttribute('a < b && "c" > \'d\'')).toBe("a &lt; b &amp;&amp; &quot;c&quot; &gt; 'd'");
    expect(escapeHtml('中文')).toBe('中文');
  });

  it('is undone by unescapeHtml, which knows every name and leaves the rest', () => {
    expect(unescapeHtml(escapeAttribute('<a b="c">&amp;'))).toBe('<a b="c">&amp;');
    expect(unescapeHtml('&nbsp;&copy;&#x1F600;&#39;&CounterClockwiseContourIntegral;')).toBe("\u00a0©😀'∳");
    expect(unescapeHtml('AT&T &unknown; &; &#; a&b')).toBe('AT&T &unknown; &; &#; a&b');
  });
});

describe('lowerHeadings', () => {
  it.each([
    ['<h2>a</h2><h3>b</h3>', '<h2>a</h2><h3>b</h3>'],
    ['<h1 id="x">a</h1>\n<h2>b</h2><h6>c</h6>', '<h2 id="x">a</h2>\n<h3>b</h3><h6>c</h6>'],
    ['<!-- <h1> --><h2>a</h2>', '<!-- <h1> --><h2>a</h2>'],
    ['<pre>&lt;h1&gt;</pre><h2>a</h2>', '<pre>&lt;h1&gt;</pre><h2>a</h2>'],
    ['<script>"<h1>"</script><h1>a</h1>', '<script>"<h1>"</script><h2>a</h2>'],
  ])('%j', (html, expected) => expect(lowerHeadings(html)).toBe(expected));
});
