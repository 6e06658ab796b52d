// Whatever stands in a body: rendering does not throw, nothing leaves the article, and the HTML means to a parser what it says.
import fc from 'fast-check';
import { html, parse, parseFragment, serialize, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { describe, expect, it } from 'vitest';
import { isBalanced } from '../../../src/html/balance.js';
import { repair } from '../../../src/html/repair.js';
import { newContext } from '../../../src/markdown/context.js';
import { createMarkdown } from '../../../src/markdown/engine.js';
import { labelsFor } from '../../../src/markdown/labels.js';
import { outline } from '../../../src/markdown/outline.js';
import { resolveReferences } from '../../../src/markdown/references.js';
import { sourceLines } from '../../../src/markdown/source-lines.js';
import { articleOf } from './render-case.js';

const pieces = [
  ...'<div> </div> <p> </p> <ul> <li> </li> </ul> <b> </b> <i> <a> </a> <h2> </h2> <table> <tr> <td> </table> <pre> </pre> <span> <details> <summary> </details> <o> </article> </body> <br> <hr> <img> </br> <!-- --> <script> </script> <style> </style> <textarea> <svg> </svg> <math> <select> <option> <form> <font> <blockquote> </blockquote> <String> <title>'.split(
    ' ',
  ),
  ...'# ## - * 1. > ``` ~~~ ` ** _ ~~ [ ] ( ) ![ ]( | |- [^1] [^1]: [!NOTE] [x] {#a} {:toc} [toc] : https:// www.a.b & &amp; < > " \' = / \\ { }'.split(
    ' ',
  ),
  '<!--more-->',
  '<--more-->',
  '<a@b.c>',
  '\n> [!TIP]-',
  '{: .b}',
  '<p id="a">',
  '<a name=b>',
  '<img src="sized.png" alt=x title="t">',
  'missing.png',
  '文字',
  '，',
  '“',
  'word',
  '.',
  '。',
  ' ',
  '  ',
  '    ',
  '\t',
  '\n',
  '\n\n',
  '\r\n',
  '\0',
  '\u200b',
  '\ud83d',
  '𠀀',
];
const bodies = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((list) => list.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
);

describe('any body', () => {
  it('stays inside its article', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const { html: text } = articleOf(body).value;
        const document = parse(`<!doctype html><title>t</title><body><article>${text}</article><footer>end</footer>`);
        const bodyNode = (document.childNodes.at(-1) as Tree.Element).childNodes[1] as Tree.Element;
        expect(bodyNode.childNodes.map((node) => node.nodeName)).toEqual(['article', 'footer']);
        expect(bodyNode.attrs).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  it('becomes HTML that needs no repair, and that a parser does not change', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const { html: text } = articleOf(body).value;
        const article = parseFragment('<article></article>').childNodes[0] as Tree.Element;
        const once = serialize(parseFragment(article, text, { scriptingEnabled: false }));
        expect(tagsOf(once)).toEqual(tagsOf(text));
        // The serializer of the standard forgets the first line break of a `<pre>`.
        const firstBreak = /(<(?:pre|textarea|listing)[^>]*>)\n+/g;
        expect(serialize(parseFragment(article, once, { scriptingEnabled: false })).replace(firstBreak, '$1')).toBe(
          once.replace(firstBreak, '$1'),
        );
        expect(repair(text).changes).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  it('gives ids that are all different, and anchors for all of them', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const { html: text, facts } = articleOf(body).value;
        const ids: string[] = [];
        const walk = (node: Tree.Node): void => {
          if ('attrs' in node) ids.push(...node.attrs.filter(({ name }) => name === 'id').map(({ value }) => value));
          if ('childNodes' in node) node.childNodes.forEach(walk);
        };
        walk(parseFragment(text));
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.filter((id) => !facts.anchors.includes(id))).toEqual([]);
      }),
      { numRuns: 700 },
    );
  });

  it('loses no word', () => {
    const word = fc.integer({ min: 0, max: 999 }).map((n) => ` w${String(n).padStart(3, '0')}q `);
    // Without what holds no text of the article: comments, scripts, drawings, the name of a fence, addresses, unused notes.
    const hides =
      /^(?:<(?:!--|\/?(?:script|style|textarea|svg|math|select|option|title)|a name)|```|~~~|\[\^1\]:|\[!NOTE\]|[[\](){}:]|!\[|\]\()/;
    const shown = pieces.filter((piece) => !hides.test(piece));
    const words = fc.array(fc.oneof(word, word, fc.constantFrom(...shown)), { maxLength: 25 }).map((list) => list.join(''));
    fc.assert(
      fc.property(words, (body) => {
        const { html: text } = articleOf(body).value;
        expect((body.match(/w\d{3}q/g) ?? []).filter((one) => !text.includes(one))).toEqual([]);
      }),
      { numRuns: 800 },
    );
  });

  it('of Markdown alone is looked through in the short way as in the long', () => {
    const labels = labelsFor('en');
    const markdown = createMarkdown({ html: 'keep', highlight: false });
    const resolve = (_kind: string, target: string) => ({ url: `/to/${target}`, width: 3, height: 4 });
    fc.assert(
      fc.property(bodies, (body) => {
        const context = newContext(labels);
        const rendered = markdown.render(body, context);
        fc.pre(!context.hasHtml && !/[\0\r]/.test(body) && body.isWellFormed());
        const [short, long] = [true, false].map((isPlain) => {
          const { html: text, ...rest } = outline(rendered, labels, isPlain);
          const lines = sourceLines(body, 1);
          return [rest, resolveReferences(text, { source: 'posts/a.md', lines, resolve, ...rest, isPlain })];
        });
        expect(short).toEqual(long);
        expect(isBalanced(rendered)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('with `html: strict` holds no tag of its author', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const { html: text } = articleOf(body, {}, 'strict').value;
        expect(text).not.toMatch(/<(?:script|style|textarea|svg|math|select|form|font|title|details(?! class="callout )|o|div id)\b/i);
        const document = parse(`<article>${text}</article><footer>`);
        expect(html.NS.HTML).toBe((document.childNodes[0] as Tree.Element).namespaceURI);
      }),
      { numRuns: 700 },
    );
  });
});

/** Names of the tags in order, comments aside. */
function tagsOf(text: string): string[] {
  return [...text.replace(/<!--[^]*?-->/g, '').matchAll(/<\/?([A-Za-z][A-Za-z0-9-]*)(?:"[^"]*"|'[^']*'|[^>"'])*>/g)].map((found) =>
    found[0]!.startsWith('</') ? `/${found[1]!.toLowerCase()}` : found[1]!.toLowerCase(),
  );
}
