// What the rules of one article share while it is rendered: markdown-it's `env`, typed. Made anew for each article.
import type { Code, CodeData } from '../diagnostics/codes.js';
import type { ArticleLabels } from './labels.js';
import type { HtmlTree } from './rules/html-tree.js';

/** Codes that a rule may report. One kind of thing in one article is one diagnostic: first line and count. */
export type NoticeCode = Extract<
  Code,
  | 'heading-without-space'
  | 'unknown-language'
  | 'html-shown-as-text'
  | 'nesting-too-deep'
  | 'footnote-unused'
  | 'footnote-twice'
  | 'footnote-missing'
  | 'code-unclosed'
  | 'comment-unclosed'
  | 'table-as-text'
  | 'mistyped-more'
  | 'markdown-in-html'
  | 'template-tag-read'
  | 'template-tag-text'
>;

export type Notice = {
  [C in NoticeCode]: { readonly code: C; readonly data: CodeData[C]; /** 0-based line of the body. */ readonly line: number };
}[NoticeCode];

export interface Context {
  readonly labels: ArticleLabels;
  readonly notices: Notice[];
  /** End of the raw HTML that Markdown stands in (`<div>`, blank line, Markdown, `</div>`), as an offset into the source. */
  htmlUntil: number;
  /** Raw tags of the source and where each element ends; made when a raw block first needs it. */
  htmlTree: HtmlTree | null;
  /** Ranges of lines in which a beginning such as `<!--` has no end, by that end: asked once, not for every line. */
  readonly endless: Map<RegExp, { readonly from: number; readonly to: number }>;
  readonly tableNames: Set<string>;
  hasCjk: boolean;
  /** HTML of the author's, or attributes: whether it is sound has to be looked at. */
  hasHtml: boolean;
  /** Languages of code blocks that were already reported. */
  readonly reported: Set<string>;
  /** Filled by markdown-it-footnote and `rules/footnotes.ts`. */
  footnotes?: {
    refs?: Record<string, number>;
    list?: { label: string; count: number; /** First words of the note. */ preview?: string }[];
  };
}

export function newContext(labels: ArticleLabels): Context {
  return {
    labels,
    notices: [],
    htmlUntil: 0,
    htmlTree: null,
    endless: new Map(),
    tableNames: new Set(),
    hasCjk: false,
    hasHtml: false,
    reported: new Set(),
  };
}
