import { describe, expect, it } from 'vitest';
import { rewriteTags, rewriteUrls } from '../../../src/html/rewrite.js';

const based = (html: string): string => rewriteUrls(html, (url) => (url.startsWith('/') ? `/blog${url}` : url));

describe('rewriteUrls changes', () => {
  it.each([
    ['<a href="/a">x</a>', '<a href="/blog/a">x</a>'],
    ["<a class=x href='/a' id=y>", '<a class=x href="/blog/a" id=y>'],
    ['<A HREF=/a>', '<A href="/blog/a">'],
    ['<img src=/a.png/>', '<img src="/blog/a.png/">'],
    ['<img src="/a.png" />', '<img src="/blog/a.png" />'],
    ['<a href=" /a ">', '<a href="/blog/a">'],
    ['<a href="/a?b=1&amp;c=2">', '<a href="/blog/a?b=1&amp;c=2">'],
    ['<a href="/a&quot;b">', '<a href="/blog/a&quot;b">'],
    ['<img srcset="/a.png 1x, /b.png 2x,/c.png 100w">', '<img srcset="/blog/a.png 1x, /blog/b.png 2x,/blog/c.png 100w">'],
    ['<img srcset="/a.png, /b.png 2x">', '<img srcset="/blog/a.png, /blog/b.png 2x">'],
    ['<video poster="/p.jpg"><source src="/v.mp4"></video>', '<video poster="/blog/p.jpg"><source src="/blog/v.mp4"></video>'],
    ['<form action="/s"><button formaction="/t">', '<form action="/blog/s"><button formaction="/blog/t">'],
    ['<object data="/o"></object><blockquote cite="/q">', '<object data="/blog/o"></object><blockquote cite="/blog/q">'],
    ['<svg><use xlink:href="/i.svg#a"/></svg>', '<svg><use xlink:href="/blog/i.svg#a"/></svg>'],
    ['<p style="color: red; background: url(/a.png)">', '<p style="color: red; background: url(\'/blog/a.png\')">'],
    ['<p style="background: url(&quot;/a b.png&quot;)">', '<p style="background: url(\'/blog/a b.png\')">'],
    [
      '<style>\n@import url("/b.css");\na { x: url(/a.png) }</style><a href="/c">',
      "<style>\n@import url('/blog/b.css');\na { x: url('/blog/a.png') }</style><a href=\"/blog/c\">",
    ],
    ['<meta http-equiv="refresh" content="0; url=/new/">', '<meta http-equiv="refresh" content="0; url=/blog/new/">'],
    ['<meta content="0;URL=\'/new/\'" http-equiv=Refresh>', '<meta content="0;URL=\'/blog/new/\'" http-equiv=Refresh>'],
    [
      '<script src="/a.js">"<a href=\'/b\'>"</script><a href="/c">',
      '<script src="/blog/a.js">"<a href=\'/b\'>"</script><a href="/blog/c">',
    ],
  ])('%j', (html, expected) => expect(based(html)).toBe(expected));
});

describe('rewriteUrls leaves alone, to the byte', () => {
  it.each([
    '<!-- <a href="/a"> -->',
    '<style>a { background: url(a.png); content: "/a" }</style>',
    '<script>"<style>a { background: url(/a.png) }</style>"</script>',
    '<textarea><a href="/a"></textarea>',
    '<p data="/a" cite="/b" action="/c" title="/d">',
    '<meta name="x" content="0; url=/a">',
    '<a href="">',
    '<a href>',
    '<a href="https://example.com/&copy;">',
    'text < /a <3 </a href="/b">',
    '<a href="/a"',
  ])('%j', (html) => expect(based(html)).toBe(html));
});

it('tells the tag and the attribute of each URL, in order', () => {
  const seen: string[] = [];
  rewriteUrls('<a href="a"><IMG src="b" srcset="c 1x, d 2x"><p style="x: url(e)">', (url, tag, attribute) => {
    seen.push(`${tag} ${attribute} ${url}`);
    return url;
  });
  expect(seen).toEqual(['a href a', 'img src b', 'img srcset c', 'img srcset d', 'p style e']);
});

it('gives each image its size in the same pass, after its URLs', () => {
  const html = rewriteUrls(
    '<img src=a><img src="b" width="9"><a href=c>',
    (url) => `/${url}`,
    (image) => {
      expect(image.get('src')).toMatch(/^\//);
      if (image.get('width') === null) image.set('width', '1');
    },
  );
  expect(html).toBe('<img src="/a" width="1"><img src="/b" width="9"><a href="/c">');
});

describe('rewriteTags', () => {
  it('sets, changes and removes attributes', () => {
    const html = rewriteTags(
      '<h2>a</h2><h2 id="x" class=y>b</h2><p id=z>',
      (tag) => {
        if (tag.get('class') === 'y') tag.set('class', null);
        tag.set('id', `n-${tag.get('id') ?? ''}`);
        tag.set('title', '"<&>"');
      },
      new Set(['h2']),
    );
    const title = 'title="&quot;&lt;&amp;&gt;&quot;"';
    expect(html).toBe(`<h2 id="n-" ${title}>a</h2><h2 id="n-x" ${title}>b</h2><p id=z>`);
  });

  it('tells where a tag stands', () => {
    const offsets: number[] = [];
    rewriteTags('ab<i>c</i><b>', (tag) => offsets.push(tag.offset));
    expect(offsets).toEqual([2, 10]);
  });
});
