// The checks that the end-to-end tests rest on: a check that finds nothing must be known to find something.
import { expect, test } from 'vitest';
import { withFolder, writeTree } from '../support/site.js';
import { deadLinks, pagesOf } from '../support/web.js';
import { xmlFault, xmlTexts } from '../support/xml.js';

test.each([
  ['<a/>', null],
  ['<?xml version="1.0"?>\n<!-- c --><a b="1" c="&lt;"><b>x &amp; y</b><![CDATA[<&]]></a>\n', null],
  ['<a><b></a></b>', 'line 1: </a> that closes nothing: </a></b>'],
  ['<a>\n<b></a>', 'line 2: </a> that closes nothing: </a>'],
  ['<a>&nbsp;</a>', 'line 1: an unknown entity: &nbsp;</a>'],
  ['<a b=1/>', 'line 1: a tag that is none: <a b=1/>'],
  ['<a b="1" b="2"/>', 'line 1: an attribute given twice: <a b="1" b="2"/>'],
  ['<a/><b/>', 'line 1: a second root: <b/>'],
  ['<a>', '<a> is never closed'],
  ['x', 'line 1: text outside the root: x'],
  ['', 'no root'],
  ['<a>\u0001</a>', 'line 1: a character that XML forbids: \u0001</a>'],
])('well-formed XML: %j', (text, fault) => expect(xmlFault(text)).toBe(fault));

test('texts of XML elements are unescaped', () => {
  expect(xmlTexts('<a><b x="1">1 &lt; 2 &#x4e2d;</b><b>&#65;</b></a>', 'b')).toEqual(['1 < 2 中', 'A']);
});

test('dead links are found: files, folders without an index, anchors', async () => {
  const dead = await withFolder((folder) => {
    writeTree(folder, {
      'index.html':
        '<a href="/容器/">1</a><a href="/%E5%AE%B9%E5%99%A8/#x">2</a><a href="b.html#no">3</a><img src="/img.png"><a href="https://other.example/x">4</a>',
      '容器/index.html': '<p id="x"><a href="../b.html">5</a><a href="#y">6</a><a href="/c">7</a>',
      'b.html': '',
    });
    return deadLinks(folder, pagesOf(folder), 'https://site.example');
  });
  expect(dead.sort()).toEqual([
    'index.html → /img.png',
    'index.html → b.html#no (no such place)',
    '容器/index.html → #y (no such place)',
    '容器/index.html → /c',
  ]);
});
