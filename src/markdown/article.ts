// Body → Article: Markdown to HTML, mended where it needs it, and everything that lists, feeds and checks want to know.
// The HTML can stand in any `<article>`: whatever the body holds, no markup of it reaches further.
import { at, diagnostic, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.js';
import { isBalanced } from '../html/balance.js';
import { escapeHtml } from '../html/escape.js';
import { lowerHeadings } from '../html/headings.js';
import { repair, visibleChanges, type Change, type ChangeKind } from '../html/repair.js';
import { textOf } from '../html/text.js';
import type { Article } from '../model/article.js';
import type { SourcePath } from '../model/paths.js';
import type { Post } from '../model/post.js';
import { newContext, type Notice } from './context.js';
import type { Markdown } from './engine.js';
import { takeExcerpt } from './excerpt.js';
import { importTags } from './imported-tags.js';
import { joinLines } from './join-lines.js';
import type { ArticleLabels } from './labels.js';
import { outline } from './outline.js';
import { resolveReferences, type ReferenceKind, type Resolved } from './references.js';
import { sourceLines, type SourceLines } from './source-lines.js';
import { strayMarks } from './stray-marks.js';
import { linkWideImages } from './wide-images.js';
import { countWords } from './words.js';

export type { ArticleLabels } from './labels.js';
export { createMarkdown, type Markdown, type MarkdownOptions } from './engine.js';
export type { ReferenceKind, Resolved } from './references.js';

export interface ArticleInput {
  readonly source: SourcePath;
  readonly format: Post['format'];
  readonly body: string;
  /** 1-based line of the file on which the body begins. */
  readonly bodyLine: number;
  readonly title: string;
  /** A leading `<h1>` that repeats the title, or that gave it, is not shown twice. */
  readonly titleFrom: Post['titleFrom'];
  readonly resolve: (kind: ReferenceKind, target: string) => Resolved;
  readonly labels: ArticleLabels;
}

/** `assets` of the facts is empty: `resolve` knows which files it was asked for. */
export function renderArticle(input: ArticleInput, markdown: Markdown): Outcome<Article> {
  const isMarkdown = input.format === 'markdown';
  const { body, notices } = importTags(cleanBody(input.body), input.source, isMarkdown);
  const lines = sourceLines(body, input.bodyLine);
  const context = newContext(input.labels);
  context.notices.push(...notices);
  const rendered = isMarkdown ? markdown.render(body, context) : htmlBody(body, markdown, context.notices);
  const isPlain = isMarkdown && !context.hasHtml;
  const repaired = isPlain || isBalanced(rendered) ? { html: rendered, changes: [] } : repair(rendered);
  const titled = lowerHeadings(withoutTitle(joinLines(repaired.html), input));
  const { html: unmarked, excerpt } = takeExcerpt(titled);
  const outlined = outline(unmarked, input.labels, isPlain);
  const { source, resolve } = input;
  const anchors = ownPlace.test(unmarked) ? outlined.anchors : null;
  const references = resolveReferences(outlined.html, { source, lines, resolve, anchors, renamed: outlined.renamed, isPlain });
  const facts = {
    excerpt,
    toc: outlined.toc,
    words: countWords(references.html),
    anchors: outlined.anchors,
    links: references.links,
    assets: [],
  };
  const diagnostics = [
    ...noticed(context.notices, input.source, lines, markdown.every),
    ...repairs(repaired.changes, rendered, input.source, lines, markdown.every),
    ...references.diagnostics,
    ...(isMarkdown ? marksShown(references.html, input.source, lines) : []),
  ];
  return { value: { html: linkWideImages(references.html), facts }, diagnostics };
}

/** A link to a place in the article itself; those of footnotes and headings are ours, and right. */
const ownPlace = /\bhref\s*=\s*["']?\s*#(?!fn)/i;

const typechoMark = /^(\s{0,99})<!--markdown-->/;

/** Line ends of one kind, no half characters, no zeros: what CommonMark asks for at first, in less time than markdown-it takes. */
function cleanBody(body: string): string {
  const whole = body.isWellFormed() ? body : body.toWellFormed();
  // Typecho's mark of a post in Markdown would make its first line HTML.
  const plain = whole.replace(typechoMark, '$1');
  const text = plain.includes('\0') ? plain.replaceAll('\0', '\ufffd') : plain;
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** The body of an `.html` file, as it is; with `html: strict` its text, tags and all. */
function htmlBody(body: string, markdown: Markdown, notices: Notice[]): string {
  if (markdown.html === 'keep' || !body.includes('<')) return body;
  const tag = /<[A-Za-z!/][^<>]{0,40}>?/.exec(body);
  if (tag !== null) notices.push({ code: 'html-shown-as-text', data: { tag: tag[0] }, line: -1 });
  return body
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== '')
    .map((part) => `<p>${escapeHtml(part.trim())}</p>\n`)
    .join('');
}

const leadingTitle = /^(?:\s|<!--(?:(?!-->)[^])*-->)*<h1(?:\s[^>]*)?>((?:(?!<\/?h1[\s>])[^])*)<\/h1\s*>\n?/i;

function withoutTitle(html: string, input: ArticleInput): string {
  if (!/<h1[\s>]/i.test(html)) return html;
  const found = leadingTitle.exec(html);
  if (found === null) return html;
  const same = input.titleFrom === 'heading' || lettersOf(textOf(found[1]!)) === lettersOf(input.title);
  return same ? html.slice(found[0].length) : html;
}

/** Markup, spaces and punctuation make no other title. */
function lettersOf(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** One diagnostic for each kind of notice, the first place and how many there are; or one for each. */
function noticed(notices: readonly Notice[], source: SourcePath, lines: SourceLines, every: boolean): Diagnostic[] {
  const counts = new Map<string, number>();
  for (const { code } of notices) counts.set(code, every ? 1 : (counts.get(code) ?? 0) + 1);
  const out: Diagnostic[] = [];
  for (const notice of notices) {
    const count = counts.get(notice.code);
    if (count === undefined) continue;
    // Each unknown language is a fault of its own; it is noticed once for an article.
    if (!every && notice.code !== 'unknown-language') counts.delete(notice.code);
    const line = notice.line >= 0 ? lines.of(notice.line) : 'tag' in notice.data ? lines.find(notice.data.tag) : 0;
    const data = 'count' in notice.data ? { ...notice.data, count } : notice.data;
    out.push(diagnostic(notice.code, data, at(source, line)));
  }
  return out;
}

function marksShown(html: string, source: SourcePath, lines: SourceLines): Diagnostic[] {
  const found = strayMarks(html);
  return found === null ? [] : [diagnostic('stray-marks', { ...found }, at(source, lines.find(found.text.replace(/…$/, ''))))];
}

/** One diagnostic for each kind of repair, or one for each. Those that change what a reader sees are warnings, the rest notes. */
function repairs(changes: readonly Change[], html: string, source: SourcePath, lines: SourceLines, every: boolean): Diagnostic[] {
  const groups = new Map<ChangeKind | Change, { first: Change; count: number }>();
  for (const change of changes) {
    const group = every ? undefined : groups.get(change.kind);
    if (group === undefined) groups.set(every ? change : change.kind, { first: change, count: 1 });
    else group.count++;
  }
  return [...groups.values()].map(({ first, count }) => {
    const { kind } = first;
    const line = lines.near(html, first.line, first.text);
    return diagnostic(visibleChanges.has(kind) ? 'html-repaired' : 'html-tidied', { kind, text: first.text, count }, at(source, line));
  });
}
