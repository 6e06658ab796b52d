// markdown-it with the rules of this blog: one function from a body to HTML, made once for a site.
import MarkdownIt, { type Options } from 'markdown-it';
import cjkFriendly from 'markdown-it-cjk-friendly';
import type { Context } from './context.js';
import { createHighlighter } from './highlight.js';
import { attributeLists } from './rules/attributes.js';
import { autolinks } from './rules/autolink.js';
import { callouts } from './rules/callout.js';
import { codeBlocks } from './rules/fence.js';
import { latinEmphasis } from './rules/emphasis.js';
import { figures } from './rules/figure.js';
import { footnotes } from './rules/footnotes.js';
import { looseHeadings } from './rules/heading.js';
import { htmlAsText } from './rules/html-as-text.js';
import { htmlBlocks } from './rules/html-block.js';
import { lineMarks } from './rules/line-marks.js';
import { looseTargets } from './rules/link-target.js';
import { sizedImages } from './rules/image-size.js';
import { moreMarks } from './rules/more-mark.js';
import { deepest, keepDeepText } from './rules/nesting.js';
import { raggedParagraphs } from './rules/ragged.js';
import { tables } from './rules/table.js';
import { taskLists } from './rules/task-list.js';
import { tocMarks } from './rules/toc-mark.js';

export interface MarkdownOptions {
  /** `keep`: the author's HTML is trusted; `strict`: it is shown as text. */
  readonly html: 'keep' | 'strict';
  readonly highlight: boolean;
  /** Say of each fault where it is, not of each kind where the first one is: for a check. */
  readonly every?: boolean;
}

export interface Markdown {
  readonly html: 'keep' | 'strict';
  readonly every: boolean;
  /** HTML as the author's Markdown gives it, not yet repaired; notices go into the context. */
  render(body: string, context: Context): string;
}

export function createMarkdown(options: MarkdownOptions): Markdown {
  const md = new MarkdownIt(settingsOf(options));
  md.use(cjkFriendly);
  const blockRules = options.html === 'keep' ? htmlBlocks : htmlAsText;
  for (const rule of [
    blockRules,
    keepDeepText,
    looseHeadings,
    autolinks,
    looseTargets,
    footnotes,
    sizedImages,
    tocMarks,
    moreMarks,
    attributeLists,
    taskLists,
    callouts,
    figures,
    tables,
    latinEmphasis,
    raggedParagraphs,
    lineMarks,
  ])
    rule(md);
  quickLinks(md);
  placesOfOnesOwn(md);
  noteHtml(md);
  // Done before (`cleanBody` in article.ts).
  md.disable('normalize');
  codeBlocks(md, options.highlight ? createHighlighter() : null);
  return {
    html: options.html,
    every: options.every === true,
    // A body without text gives no HTML; markdown-it throws nothing for any string.
    render: (body, context) => md.render(body, context),
  };
}

/** Most targets need no encoding: asking that first saves a tenth of the whole. */
function quickLinks(md: MarkdownIt): void {
  const { normalizeLink } = md;
  md.normalizeLink = (url) => (/^[\w:/?#@!$&()*+,;=.~-]*$/.test(url) ? url : normalizeLink(url));
}

/** `![](file:///C:/a.png)` leads nowhere, and that is said of it as of any other: as text it would be silent. */
function placesOfOnesOwn(md: MarkdownIt): void {
  const { validateLink } = md;
  md.validateLink = (url) => validateLink(url) || /^\s*file:/i.test(url);
}

/** One without tags in it. */
const comment = /^<!--(?!-?>)(?:(?!--)[^<])*-->\s*$/;

/** `<https://a.b>`, `<a@b.c>`: within the text of a link they make a link in a link. */
const autolink = /<[^\s<>]*[:@]/;

/** What Markdown alone makes is sound, but for links within links: an autolink, the mark of a footnote. */
function noteHtml(md: MarkdownIt): void {
  for (const type of ['html_block', 'html_inline']) {
    md.renderer.rules[type] = (tokens, index, _options, env) => {
      const { content } = tokens[index]!;
      if (!comment.test(content)) (env as Context).hasHtml = true;
      return content;
    };
  }
  md.core.ruler.push('note_html', ({ src, env }) => {
    const context = env as Context;
    if (context.footnotes !== undefined || src.includes('{:') || autolink.test(src)) context.hasHtml = true;
  });
}

/** `maxNesting` is an option that the types forget. */
function settingsOf(options: MarkdownOptions): Options & { readonly maxNesting: number } {
  return { html: options.html === 'keep', linkify: true, maxNesting: deepest };
}
