// What authors write, what becomes of it, and what is said about it.
import { describe, expect, it } from 'vitest';
import { isBalanced } from '../../../src/html/balance.js';
import { repair } from '../../../src/html/repair.js';

type Case = readonly [input: string, html: string, changes?: string];

function check(cases: readonly Case[]): void {
  it.each(cases.map(([input, html, changes = '']) => [input, html, changes] as const))('%j', (input, html, changes) => {
    const repaired = repair(input);
    expect(repaired.html).toBe(html);
    expect(repaired.changes.map(({ kind, text }) => `${kind} ${text}`).join(' | ')).toBe(changes);
    expect(repair(html)).toEqual({ html, changes: [] });
  });
}

describe('what is sound is left alone', () => {
  check([
    ['', ''],
    ['plain text', 'plain text'],
    ['<p>one</p>\n<p>two</p>', '<p>one</p>\n<p>two</p>'],
    ['<p>one<p>two', '<p>one</p><p>two</p>'],
    ['<ol><li>a<li>b<p>c</ol>', '<ol><li>a</li><li>b<p>c</p></li></ol>'],
    ['<table><tr><td>a<td>b<tr><td>c</table>', '<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>'],
    ['a < b && c > d', 'a &lt; b &amp;&amp; c &gt; d'],
    ['<br/><img src=a alt=b />', '<br><img src="a" alt="b">'],
    ['<pre>\n\n two lines</pre>', '<pre>\n\n two lines</pre>'],
    ['<dl><div><dt>a</dt><dd>b</dd></div></dl>', '<dl><div><dt>a</dt><dd>b</dd></div></dl>'],
    ['<my-widget a="1">x</my-widget>', '<my-widget a="1">x</my-widget>'],
    [
      '<svg viewBox="0 0 1 1"><linearGradient id="g"/><path d="M0 0"/></svg>',
      '<svg viewBox="0 0 1 1"><linearGradient id="g"></linearGradient><path d="M0 0"></path></svg>',
    ],
    ['<select><option>a<option>b</select>', '<select><option>a</option><option>b</option></select>'],
    [
      '<iframe src="https://video.example/1" allowfullscreen></iframe>',
      '<iframe src="https://video.example/1" allowfullscreen=""></iframe>',
    ],
    ['<script>if (a < b) c("</p>")</script>', '<script>if (a < b) c("</p>")</script>'],
    ['<style>p > a { color: red }</style>', '<style>p > a { color: red }</style>'],
  ]);
});

describe('tags that are not closed, or closed wrongly', () => {
  check([
    ['<div><p>x', '<div><p>x</p></div>', 'unclosed <div>'],
    ['<div><span>x</div>', '<div><span>x</span></div>', 'unclosed <span>'],
    ['</div></section>x', 'x', 'stray-close </div> | stray-close </section>'],
    ['</article></main></body></html>x', 'x', 'stray-close </article> | stray-close </main>'],
    ['<b><i>x</b></i>', '<b><i>x</i></b>', 'misnested </b>'],
    ['<h2>Title</h3>', '<h2>Title</h2>', 'misnested </h3>'],
    ['<div/>text', '<div></div>text', 'self-closed <div/>'],
    ['a</br>b', 'a<br>b', 'break </br>'],
    ['<a href="/x>link</a> and <b title="y">z</b>', '<a href="/x">link</a> and <b title="y">z</b>', 'bad-attribute href="/x'],
    ['<p class=x class=y a"b=1>z</p>', '<p class="x">z</p>', 'bad-attribute class=y | bad-attribute a"b=1'],
    ['cut off <a href="x', 'cut off &lt;a href="x', 'code-as-tag <a'],
  ]);
});

describe('a start tag where the end tag was meant', () => {
  check([
    ['<b>bold<b> plain', '<b>bold</b> plain', 'close-tag <b>'],
    ['<b>A<b> x <b>B<b>', '<b>A</b> x <b>B</b>', 'close-tag <b> | close-tag <b>'],
    ['<b>x<b/> y', '<b>x</b> y', 'close-tag <b/>'],
    ['<b>bold <b>more</b></b>', '<b>bold <b>more</b></b>'],
    ['<h2>Title<h2>\n<p>x</p>', '<h2>Title</h2>\n<p>x</p>', 'close-tag <h2>'],
    ['<h2>A<h2>B</h2>', '<h2>A</h2><h2>B</h2>', 'unclosed <h2>'],
    ['<blockquote>a<blockquote>\n<p>b</p>', '<blockquote>a</blockquote>\n<p>b</p>', 'close-tag <blockquote>'],
    ['<blockquote><blockquote>a</blockquote></blockquote>', '<blockquote><blockquote>a</blockquote></blockquote>'],
    ['<blockquote><ul><li>a</li>\n<ul>\n</blockquote>', '<blockquote><ul><li>a</li>\n</ul>\n</blockquote>', 'close-tag <ul>'],
    ['<p>first<p>\n<p>next</p>', '<p>first\n</p><p>next</p>', 'empty-paragraph <p>'],
    ['<ul><li>a<li>\n<li>b<li></ul>', '<ul><li>a\n</li><li>b</li></ul>', 'close-tag <li> | close-tag <li>'],
    ['<p></p>', '<p></p>'],
    ['one<p/>two', 'one<p>two</p>', 'self-closed <p/>'],
  ]);
});

describe('lists', () => {
  check([
    ['<ul>\n intro\n<li>a</li>\n<li>b</li>\n outro\n</ul>', '<p>intro</p><ul><li>a</li>\n<li>b</li></ul><p>outro</p>', 'list-content <ul>'],
    ['<ul><li>a</li> of a <li>b</li> of b</ul>', '<ul><li>a<div>of a</div></li><li>b<div>of b</div></li></ul>', 'list-content <ul>'],
    ['<ol><li>a</li><pre>x</pre><li>b</li></ol>', '<ol><li>a<pre>x</pre></li><li>b</li></ol>', 'list-content <ol>'],
    ['<ul>only text</ul>', '<ul><li style="list-style: none">only text</li></ul>', 'list-content <ul>'],
    ['<ul><li>a</li><ul><li>b</li></ul></ul>', '<ul><li>a<ul><li>b</li></ul></li></ul>', 'nested-list <ul>'],
    ['<ul><ul><li>b</li></ul></ul>', '<ul><li style="list-style: none"><ul><li>b</li></ul></li></ul>', 'nested-list <ul>'],
    ['<div><li>a</li> <li>b</li></div>', '<div><ul><li>a</li> <li>b</li></ul></div>', 'list-item <li>'],
    ['<dt>a</dt><dd>b</dd>', '<dl><dt>a</dt><dd>b</dd></dl>', 'list-item <dt>'],
    ['<dl>x<dt>a</dl>', '<dl><dt></dt><dd>x</dd><dt>a</dt><dd></dd></dl>', 'list-content <dl>'],
    ['<ul><b><li>a</li></b></ul>', '<ul><li><b>a</b></li></ul>', 'block-in-text <b>'],
  ]);
});

describe('blocks in text, and what a table may not hold', () => {
  check([
    ['<p>a<ul><li>b</li></ul>c</p>', '<p>a</p><ul><li>b</li></ul><p>c</p>', 'block-in-text <p>'],
    ['<b>text<div>block</div></b>', '<b>text</b><div><b>block</b></div>', 'block-in-text <b>'],
    ['<span class=x><p>a</p><p>b</p></span>', '<div class="x"><p>a</p><p>b</p></div>', 'block-in-text <span>'],
    ['<h2><p>Title</p></h2>', '<h2>Title</h2>', 'block-in-text <h2>'],
    ['<h2 id=a>Title<ul><li>x</li></ul></h2>', '<h2 id="a">Title</h2><ul><li>x</li></ul>', 'block-in-text <h2>'],
    ['<a href=x><div>y</div></a>', '<a href="x"><div>y</div></a>'],
    ['<table>text<tr><td>x</td></tr></table>', 'text<table><tbody><tr><td>x</td></tr></tbody></table>', 'table-content text'],
    ['<td>x', 'x', 'table-content <td>'],
    ['<details>x<summary>s</summary></details>', '<details><summary>s</summary>x</details>'],
  ]);
});

describe('obsolete elements and attributes', () => {
  check([
    [
      '<font color=red size=5 face="Arial">x</font>',
      '<span style="color: red; font-family: Arial; font-size: x-large">x</span>',
      'obsolete-element <font>',
    ],
    ['<font color=red><p>x</p></font>', '<div style="color: red"><p>x</p></div>', 'obsolete-element <font>'],
    ['<center>x</center>', '<div style="text-align: center">x</div>', 'obsolete-element <center>'],
    [
      '<tt>x</tt><big>y</big><strike>z</strike>',
      '<code>x</code><span style="font-size: larger">y</span><s>z</s>',
      'obsolete-element <tt> | obsolete-element <big> | obsolete-element <strike>',
    ],
    ['<p align=center style="color: red">x</p>', '<p style="text-align: center; color: red">x</p>', 'obsolete-attribute align'],
    ['<td>', '', 'table-content <td>'],
    [
      '<table border=0 width=80%><tr><td valign=top nowrap>x</table>',
      '<table style="width: 80%"><tbody><tr><td style="vertical-align: top; white-space: nowrap">x</td></tr></tbody></table>',
      'obsolete-attribute border | obsolete-attribute width | obsolete-attribute valign | obsolete-attribute nowrap',
    ],
    [
      '<img src=a alt="" width=50% height=20px>',
      '<img src="a" alt="" height="20" style="width: 50%">',
      'obsolete-attribute width | obsolete-attribute height',
    ],
    ['<img src=a align=right alt="">', '<img src="a" alt="" style="float: right">', 'obsolete-attribute align'],
    ['<a name=top></a>', '<a id="top"></a>', 'obsolete-attribute name'],
    ['<xmp><b>x</xmp>', '<pre>&lt;b&gt;x</pre>', 'obsolete-element <xmp>'],
  ]);
});

describe('tags that HTML does not know', () => {
  check([
    ['<p>a</p>\n<o>between blocks</o>\n<p>b</p>', '<p>a</p>\n<div>between blocks</div>\n<p>b</p>', 'unknown-element <o>'],
    ['<p>in <o>a line</o></p>', '<p>in <span>a line</span></p>', 'unknown-element <o>'],
    ['<LinearLayout><p>x</p></LinearLayout>', '<div><p>x</p></div>', 'unknown-element <LinearLayout>'],
    ['a List<String> here', 'a List&lt;String&gt; here', 'code-as-tag <String>'],
    ['Map<String, List<Integer>> m', 'Map&lt;String, List&lt;Integer&gt;&gt; m', 'code-as-tag <String, List<Integer>'],
    ['std::vector<std::string> v', 'std::vector&lt;std::string&gt; v', 'code-as-tag <std::string>'],
    ['#include <stdio.h>', '#include &lt;stdio.h&gt;', 'code-as-tag <stdio.h>'],
    ['docker rm <container>', 'docker rm &lt;container&gt;', 'code-as-tag <container>'],
    [
      '<TextView android:text="x"></TextView>',
      '&lt;TextView android:text="x"&gt;&lt;/TextView&gt;',
      'code-as-tag <TextView android:text="x">',
    ],
    ['<Text android:text="a&amp;b" />', '&lt;Text android:text="a&amp;amp;b" /&gt;', 'code-as-tag <Text android:text="a&amp;b" />'],
    ['<?php echo 1 ?>', '&lt;?php echo 1 ?&gt;', 'code-as-tag <?php'],
    ['<o:p></o:p>x', 'x', 'unknown-element <o:p>'],
  ]);
});

describe('what may not stand in an article, and what would swallow the rest of it', () => {
  check([
    [
      '<!doctype html><html><head><title>t</title></head><body><p>x</p></body></html>',
      '<p>x</p>',
      'not-in-article <!doctype html> | not-in-article <html> | not-in-article <head> | not-in-article <body> | not-in-article <title>',
    ],
    [
      '<link rel=stylesheet href=a.css><link rel=icon href=x><meta charset=utf-8>',
      '<link rel="stylesheet" href="a.css">',
      'not-in-article <link> | not-in-article <meta>',
    ],
    ['<meta itemprop=x content=0 http-equiv=refresh>', '', 'not-in-article <meta>'],
    ['<main><p>x</p></main>', '<div><p>x</p></div>', 'not-in-article <main>'],
    ['the <script> element', 'the &lt;script&gt; element', 'unclosed-raw <script'],
    ['the <style> element', 'the &lt;style&gt; element', 'unclosed-raw <style'],
    ['the <textarea> element', 'the &lt;textarea&gt; element', 'unclosed-raw <textarea'],
    ['<script><!--<script></script>x', '<script><!--\\x3Cscript></script>x'],
    ['text <!-- more\n\nrest', 'text <!-- more-->\n\nrest', 'unclosed-raw <!-- more'],
    ['<plaintext>x</p>', '<pre>x</pre>', 'stray-close </p> | unclosed <plaintext>'],
    ['<svg><title><plaintext>x</title></svg>', '<svg><title><pre>x&lt;/title&gt;&lt;/svg&gt;</pre></title></svg>'],
    [
      '<svg><title><template><plaintext>x</title>',
      '<svg><title><template><pre>x&lt;/title&gt;</pre></template></title></svg>',
      'unclosed <svg>',
    ],
    ['<svg><desc><noscript><style></noscript><b></style>x</noscript></desc></svg>', '<svg><desc><noscript>x</noscript></desc></svg>'],
    ['<ruby><span>x<rt>y</rt></span></ruby>', '<ruby><span>x<span>y</span></span></ruby>'],
    ['<noscript><noembed></noscript><b></noembed>x</noscript>', '<noscript>x</noscript>'],
    ['<template><noscript><style></noscript><b></style>x</noscript></template>', '<template><noscript>x</noscript></template>'],
    ['<noscript><!-- </noscript><p>--><img src=a alt=""></noscript>', '<noscript><img src="a" alt=""></noscript>'],
  ]);
});

describe('ids and images', () => {
  check([
    [
      '<p id=a>x</p><p id=a>y</p><p id=a>z</p>',
      '<p id="a">x</p><p id="a-1">y</p><p id="a-2">z</p>',
      'duplicate-id id="a" | duplicate-id id="a"',
    ],
    ['<p id=" b c ">x</p><p id="">y</p>', '<p id="b-c">x</p><p>y</p>', 'bad-id id=" b c " | bad-id id=""'],
    ['<img src=a.png>', '<img src="a.png" alt="">', 'missing-alt <img>'],
    ['<img data-src=late.png alt=x>', '<img data-src="late.png" alt="x" src="late.png">'],
  ]);
});

it('says on which line a change was made', () => {
  const changes = repair('<p>one</p>\n<div\n  class="x">\n<font>a\n</font></div>\n<ul>\ntext</ul>\n<p>\n<img src=a>\n').changes;
  expect(changes.map(({ kind, line }) => [kind, line])).toEqual([
    ['obsolete-element', 2],
    ['list-content', 6],
    ['missing-alt', 9],
  ]);
});

it('a post that moved from elsewhere: every quirk at once', () => {
  const repaired = repair(`<h2>容器是什么</h2>
<blockquote>
<ul>
		好处有这些：
		<li>（一）省地方
			一台机器可以放很多个；</li>
		<li>（二）起得快</li>
		所以大家都爱用。
</ul>
</blockquote>
<p>docker image ls<p>
<p>看到列表就对了</p>
<o>再来一条命令</o>
<blockquote>
	<ul>
		<li>docker ps</li>

		<li>docker stop</li>
	<ul>
	</blockquote>
<p>
<p>完</p>
`);
  expect(repaired.html).toBe(`<h2>容器是什么</h2>
<blockquote>
<p>好处有这些：</p><ul><li>（一）省地方
			一台机器可以放很多个；</li>
		<li>（二）起得快</li></ul><p>所以大家都爱用。</p>
</blockquote>
<p>docker image ls
</p><p>看到列表就对了</p>
<div>再来一条命令</div>
<blockquote>
	<ul>
		<li>docker ps</li>

		<li>docker stop</li>
	</ul>
	</blockquote>

<p>完</p>
`);
  expect(repaired.changes).toEqual([
    { kind: 'list-content', line: 3, text: '<ul>' },
    { kind: 'empty-paragraph', line: 11, text: '<p>' },
    { kind: 'unknown-element', line: 13, text: '<o>' },
    { kind: 'close-tag', line: 19, text: '<ul>' },
    { kind: 'empty-paragraph', line: 21, text: '<p>' },
  ]);
  expect(isBalanced(repaired.html)).toBe(true);
});
