// Whatever an author writes: repairing twice changes nothing, nothing leaves the article, and time grows with length only.
import fc from 'fast-check';
import { parse } from 'parse5';
import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import { describe, expect, it } from 'vitest';
import { isBalanced } from '../../../src/html/balance.js';
import { lowerHeadings } from '../../../src/html/headings.js';
import { repair } from '../../../src/html/repair.js';
import { rewriteTags, rewriteUrls } from '../../../src/html/rewrite.js';
import { textOf } from '../../../src/html/text.js';

const names =
  'p div ul ol li b i a span h1 h2 table tr td th tbody pre code blockquote dl dt dd script style svg math template noscript select option button form font center textarea o String x-y br img hr iframe title html body main details summary figure figcaption caption foreignObject mtext desc ruby rt nobr object marquee xmp plaintext listing label ins em colgroup col legend fieldset input frameset video annotation-xml mglyph noembed noframes'.split(
    ' ',
  );
const attributes = [
  '',
  ' id=a',
  ' id="a"',
  ' class="x y"',
  ' align=center',
  ' width=50%',
  ' href="a&b"',
  " title='<p>'",
  ' a"b',
  '/',
  ' name=q',
  ' src=x alt=""',
  ' href="x',
  " x='",
  ' encoding="text/html"',
];
const texts = [
  'text ',
  '\n',
  '\n\n  ',
  '&amp;',
  '&lt;',
  '<',
  '>',
  '<!--',
  '-->',
  '<!-- x -->',
  '--!>',
  '<?php ',
  '<![CDATA[',
  ']]>',
  '"',
  "'",
  '中文',
  '&nbsp;',
  '\0',
  '&#13;',
  '\r\n',
  '</',
  '<!doctype html>',
  '</script',
  '<!-->',
  '😀',
  '\ud800',
  '\f',
];

const piece = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(fc.constantFrom(...names), fc.constantFrom(...attributes)).map(([name, attribute]) => `<${name}${attribute}>`),
  },
  { weight: 5, arbitrary: fc.constantFrom(...names).map((name) => `</${name}>`) },
  { weight: 3, arbitrary: fc.constantFrom(...texts) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
);
const fragments = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''));
const runs = { numRuns: 2500 };

describe('any fragment', () => {
  it('is the same after a second repair, which finds nothing to change', () => {
    fc.assert(
      fc.property(fragments, (fragment) => {
        const { html } = repair(fragment);
        expect(repair(html)).toEqual({ html, changes: [] });
      }),
      runs,
    );
  });

  it('stays inside the article, with scripts and without', () => {
    fc.assert(
      fc.property(fragments, (fragment) => {
        const html = isBalanced(fragment) ? fragment : repair(fragment).html;
        expect(outline(html, true)).toEqual(['article', 'footer']);
        expect(outline(html, false)).toEqual(['article', 'footer']);
      }),
      runs,
    );
  });

  it('needs no repair if it is balanced', () => {
    fc.assert(
      fc.property(fragments, (fragment) => {
        fc.pre(isBalanced(fragment));
        expect(repair(fragment).changes).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('comes out of a pass that changes nothing as the same string', () => {
    fc.assert(
      fc.property(fragments, (fragment) => {
        expect(rewriteUrls(fragment, (url) => url)).toBe(fragment);
        expect(rewriteTags(fragment, () => {})).toBe(fragment);
        expect(typeof textOf(fragment)).toBe('string');
      }),
      runs,
    );
  });

  it('has no <h1> after its headings were lowered', () => {
    fc.assert(
      fc.property(fragments, (fragment) => {
        expect(lowerHeadings(repair(fragment).html).replace(/<!--[^]*?-->|<(script|style|iframe)[^]*?<\/\1>|"[^"]*"/g, '')).not.toMatch(
          /<h1[ >]/,
        );
      }),
      runs,
    );
  });
});

/** What `<main>` holds where the article stands in a page. */
function outline(html: string, scriptingEnabled: boolean): string[] {
  const page = `<!doctype html><html><head><title>t</title></head><body><main><article>${html}</article><footer></footer></main></body></html>`;
  const document = parse(page, { scriptingEnabled });
  const body = (document.childNodes[1] as Tree.Element).childNodes[1] as Tree.Element;
  expect(body.childNodes.map(({ nodeName }) => nodeName)).toEqual(['main']);
  return (body.childNodes[0] as Tree.Element).childNodes.map(({ nodeName }) => nodeName);
}

describe('hostile input of 200 kB takes its time once, not squared', () => {
  it.each([
    '<div>',
    '<b>',
    '<p>x',
    '<p><b>x',
    '<b><p>x',
    '<font color=1><p>',
    '<a <a ',
    '<a b="',
    "<a b='>",
    '</p>',
    '<table>',
    '<table><td>',
    '<ul><li>',
    '<ul>',
    '<dl><dt>',
    '<dd>',
    '<svg>',
    '<svg><g>',
    '<math><mi>',
    '<script>',
    '<!--',
    '<style>',
    '<select><option>',
    '<o>',
    '<o></o>',
    '<x-y a=1>',
    '<p id=a>',
    '<h1>',
    '<i><b></i>',
    '<span><div>',
    '<b><div>',
    '<ul>x',
    '<ul><li>x</li>y',
    '<template>',
    '<object><div></object>',
    '<',
    '<!',
    '<?',
    '<!doctype ',
    '<textarea>',
    '<a',
    '</a',
    '<script ',
    '<noscript>',
    '<p><hr>x</p>',
    'List<String> ',
    '<td>',
    '<ul><!-- -->',
    '<a class="anchor">',
    '<sup class="footnote-ref">',
  ])('%j', (unit) => {
    const fragment = unit.repeat(Math.ceil(200_000 / unit.length));
    const start = performance.now();
    const { html } = repair(fragment);
    isBalanced(fragment);
    rewriteUrls(fragment, (url) => url);
    textOf(html);
    textOf(fragment);
    // Squared, each of them takes minutes.
    expect(performance.now() - start).toBeLessThan(8000);
  });
});
