import { describe, expect, it } from 'vitest';
import { createMarkdown } from '../../../src/markdown/article.js';
import { isBalanced } from '../../../src/html/balance.js';
import { newContext } from '../../../src/markdown/context.js';
import { labelsFor } from '../../../src/markdown/labels.js';
import { articleOf } from './render-case.js';

describe('facts', () => {
  it('hold the table of contents as a tree', () => {
    const { facts } = articleOf('## A\n\n### B\n\n#### C\n\n### D\n\n<h2>E</h2>\n\n#### F').value;
    const outline = (list: typeof facts.toc): unknown[] => list.map(({ level, id, children }) => [level, id, ...outline(children)]);
    expect(outline(facts.toc)).toEqual([
      [2, 'a', [3, 'b', [4, 'c']], [3, 'd']],
      [2, 'e', [4, 'f']],
    ]);
  });

  it('hold headings as plain text', () => {
    expect(articleOf('## `a` & *b*[^1]\n\n[^1]: x').value.facts.toc[0]).toEqual({ level: 2, id: 'a--b', text: 'a & b', children: [] });
  });

  it('hold every anchor', () => {
    expect(articleOf('## A\n\n<p id="x">t</p>\n\n<a name="y"></a> z[^1]\n\n[^1]: n').value.facts.anchors.toSorted()).toEqual([
      'a',
      'fn1',
      'fnref1',
      'x',
      'y',
    ]);
  });

  it('hold local links with their lines', () => {
    const { facts } = articleOf('text\n\n[a](local.md#part)\n\n[b](https://example.com)\n', { bodyLine: 5 }).value;
    expect(facts.links).toEqual([{ target: 'local.md#part', path: '/local/', fragment: 'part', line: 7 }]);
  });
});

describe('the title', () => {
  it.each([
    ['that gave the title is dropped', '# Anything\n\ntext', 'heading', '<p>text</p>\n'],
    ['that repeats it is dropped', 'The Title\n===\n\ntext', 'front-matter', '<p>text</p>\n'],
    ['in raw HTML too', '<h1 align="center">The title!</h1>\n\ntext', 'front-matter', '<p>text</p>\n'],
    ['after a comment', '<!-- c -->\n# The Title\n\ntext', 'front-matter', '<p>text</p>\n'],
  ] as const)('%s', (_name, body, titleFrom, expected) => {
    expect(articleOf(body, { titleFrom }).value.html).toBe(expected);
  });

  it('of another text stays, one level down', () => {
    expect(articleOf('# Other\n\n## Two').value.facts.toc).toMatchObject([
      { level: 2, text: 'Other', children: [{ level: 3, text: 'Two' }] },
    ]);
  });
});

describe('diagnostics', () => {
  it('group repairs of one kind, with the line of the first', () => {
    const { diagnostics } = articleOf('text\n\n<o>a</o>\n\n<o>b</o>\n', { bodyLine: 10 });
    expect(diagnostics).toMatchObject([
      { code: 'html-repaired', data: { kind: 'unknown-element', text: '<o>', count: 2 }, span: { file: 'posts/a.md', line: 12 } },
    ]);
  });

  it('say what is missing', () => {
    expect(articleOf('![a](missing.png)').diagnostics).toMatchObject([{ code: 'missing-image', data: { target: 'missing.png' } }]);
  });

  it('find a target that Markdown has encoded', () => {
    expect(articleOf('a\n\n![b](missing图.png)').diagnostics).toMatchObject([{ data: { target: 'missing图.png' }, span: { line: 3 } }]);
    // Of a longer path it is a part, and spaces may be written as in an address.
    expect(articleOf('![a](/img/missing.png)\n\n![b](missing.png)').diagnostics).toMatchObject([{ span: { line: 3 } }]);
    expect(articleOf('a\n\n[b](missing图%201.md)').diagnostics).toMatchObject([{ span: { line: 3 } }]);
  });

  it('say nothing of a clean post', () => {
    expect(articleOf('## A\n\ntext **b** [c](https://example.com)\n\n```js\nlet a\n```\n').diagnostics).toEqual([]);
  });
});

describe('labels', () => {
  it.each([
    ['zh', '说明'],
    ['zh-CN', '说明'],
    ['zh-Hant', '說明'],
    ['zh-TW', '說明'],
    ['ja-JP', '補足'],
    ['en-GB', 'Note'],
    ['fr', 'Note'],
  ])('%s', (lang, note) => {
    expect(labelsFor(lang).callouts.note).toBe(note);
  });
});

describe('without highlight', () => {
  it('code is plain, and no language is unknown', () => {
    const context = newContext(labelsFor('en'));
    expect(createMarkdown({ html: 'keep', highlight: false }).render('```jss\n<a>\n```', context)).toBe(
      '<pre tabindex="0" data-lang="jss"><code class="language-jss">&lt;a&gt;\n</code></pre>\n',
    );
    expect(context.notices).toEqual([]);
  });
});

describe('Markdown that is not sound by itself', () => {
  it.each([
    ['[a <b@c.d> e](f)', 'an address in a link'],
    ['[a[^1] e](f)\n\n[^1]: note', 'a mark of a footnote in a link'],
    ['> [!TIP]-![](c.png "t")\n\ntext', 'an image for the title of a callout that folds'],
    ['> [!TIP]-<--more-->', 'a mark for its title'],
    ['[a](b){: onclick="c" id="d"}\n\n[e](f){: id="d"}', 'attributes'],
  ])('%j is looked at: %s', (body) => {
    expect(isBalanced(articleOf(body).value.html)).toBe(true);
  });
});

describe('bodies of odd bytes', () => {
  it.each([
    ['CRLF', 'a\r\nb\r\n\r\nc\rd', '<p>a\nb</p>\n<p>c\nd</p>\n'],
    ['half a character', 'a\ud83db', '<p>a\ufffdb</p>\n'],
    ['NUL', 'a\0b', '<p>a\ufffdb</p>\n'],
    ['empty', '', ''],
  ])('%s', (_name, body, expected) => {
    expect(articleOf(body).value.html).toBe(expected);
  });
});

describe('hostile bodies take little time and lose nothing', () => {
  const megabyte = (piece: string): string => piece.repeat(Math.ceil(1_000_000 / piece.length));
  // Seconds, and generous: quadratic answers would take minutes.
  it.each([
    ['unclosed tags', `<div><b>${'x'.repeat(40)}`.repeat(20_000)],
    ['unclosed blocks with blank lines', '<ul>\n\n<li>text\n\n'.repeat(20_000)],
    ['quotes', '>'.repeat(100_000)],
    ['brackets', '['.repeat(100_000)],
    ['image brackets', '![[]()'.repeat(20_000)],
    ['asterisks', '*'.repeat(100_000)],
    ['asterisks apart', '*a '.repeat(100_000)],
    ['backticks', Array.from({ length: 1400 }, (_, i) => '`'.repeat(i)).join(' ')],
    ['comments without end', megabyte('<!--\n')],
    ['quoted comments without end', megabyte('> <!--\n')],
    ['lists in lists', '- '.repeat(100_000)],
    [
      'footnotes',
      `${Array.from({ length: 20_000 }, (_, i) => `[^${i}]`).join(' ')}\n\n${Array.from({ length: 20_000 }, (_, i) => `[^${i}]: n`).join('\n')}`,
    ],
    ['headings alike', '## a\n'.repeat(20_000)],
    ['links that are not found', Array.from({ length: 20_000 }, (_, i) => `[a](missing&amp;${i})`).join(' ')],
    ['inline elements below a paragraph', `<p><object>${'<b>'.repeat(20_000)}${'<div></div>'.repeat(20_000)}`],
    ['fences without end', megabyte('```js\n')],
    ['spaces', `a${' '.repeat(1_000_000)}b`],
  ])('%s', { timeout: 20_000 }, (_name, body) => {
    const started = performance.now();
    articleOf(body);
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it('what is nested too deep is shown as text, and said', () => {
    const { value, diagnostics } = articleOf(`${'> '.repeat(300)}deep`);
    expect(value.html).toContain('deep');
    expect(diagnostics).toMatchObject([{ code: 'nesting-too-deep' }]);
  });
});

describe('a very long block of code', () => {
  const block = (lines: number) => articleOf(`\`\`\`text\n${'line\n'.repeat(lines)}\`\`\`\n`).value;

  it('is folded unasked, and its summary is no part of the excerpt', () => {
    expect(block(400).html).toMatch(/^<pre tabindex="0" class="long"/);
    expect(block(401).html).toMatch(/^<details class="fold"><summary>Lines of code: 401<\/summary>\n<pre/);
    expect(block(401).facts.excerpt).toBe('');
  });
});
