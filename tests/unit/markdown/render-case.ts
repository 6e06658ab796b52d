// What a fixture of this folder expects: the HTML, then one line for each diagnostic.
import { sentence } from '../../../src/diagnostics/catalogue.js';
import { createMarkdown, renderArticle, type ArticleInput, type Resolved } from '../../../src/markdown/article.js';
import { labelsFor } from '../../../src/markdown/labels.js';

const engines = {
  keep: createMarkdown({ html: 'keep', highlight: true }),
  strict: createMarkdown({ html: 'strict', highlight: true }),
};

/** `sized.png` is an image of 4 × 3 pixels, `wide.png` one of 2000 × 400, `local.md` a post, `missing…` is missing; all else is left alone. */
function resolve(_kind: string, target: string): Resolved {
  if (target === 'sized.png') return { url: '/img/sized.png', width: 4, height: 3 };
  if (target === 'wide.png') return { url: '/img/wide.png', width: 2000, height: 400 };
  if (target.startsWith('local.md')) return { url: '/local/#part', path: '/local/', fragment: 'part' };
  if (target.startsWith('missing')) return { missing: target };
  return null;
}

export function articleOf(
  body: string,
  more: Partial<ArticleInput> = {},
  engine: keyof typeof engines = 'keep',
): ReturnType<typeof renderArticle> {
  const input: ArticleInput = {
    source: 'posts/a.md',
    format: 'markdown',
    body,
    bodyLine: 1,
    title: 'The Title',
    titleFrom: 'front-matter',
    resolve,
    labels: labelsFor('en'),
    ...more,
  };
  return renderArticle(input, engines[engine]);
}

/** `strict.txt` is rendered with `html: strict`, `html.txt` as `.html` files. */
export function renderCase(file: string, body: string): string {
  const { value, diagnostics } = articleOf(body, file === 'html' ? { format: 'html' } : {}, file === 'strict' ? 'strict' : 'keep');
  const said = diagnostics.map((d) => `! ${d.span!.line} ${d.severity} ${d.code}: ${sentence(d, 'en').message}`);
  return [value.html.trimEnd(), ...said].join('\n');
}
