// Code blocks: coloured at build, with language, title, marked lines and line numbers from the words after the fence:
// ```js {1,3-5} title="server.js" numbers
// and `wrap` for long lines, `fold` for a block that opens when it is wanted. A very long one is folded unasked.
import type MarkdownIt from 'markdown-it';
import { escapeAttribute, escapeHtml } from '../../html/escape.js';
import type { Context } from '../context.js';
import type { Highlighter } from '../highlight.js';

export interface FenceInfo {
  /** As written; empty: none. */
  readonly lang: string;
  readonly title: string | null;
  /** Lines to be marked, 1-based, `1,3-5`; null: none. */
  readonly marked: string | null;
  /** Each line an element of its own, for the style sheet to count. */
  readonly numbers: boolean;
  readonly wrap: boolean;
  readonly fold: boolean;
}

/** A block of more lines stands between its reader and the text behind it. */
const mostOpen = 400;
/** On paper, a block up to this long is kept on one page. */
const onePage = 20;

export function codeBlocks(md: MarkdownIt, highlighter: Highlighter | null): void {
  md.renderer.rules['fence'] = (tokens, index, _options, env) => {
    const token = tokens[index]!;
    const [from = 0, to = 0] = token.map ?? [];
    const lines = linesOf(token.content);
    // With its end it would have two lines more than the code.
    if (lines === to - from - 1) (env as Context).notices.push({ code: 'code-unclosed', data: { lines }, line: from });
    return codeBlock(token.content, readInfo(token.info), highlighter, env as Context, from);
  };
  md.renderer.rules['code_block'] = (tokens, index) => `<pre tabindex="0"><code>${escapeHtml(tokens[index]!.content)}</code></pre>\n`;
}

function codeBlock(text: string, info: FenceInfo, highlighter: Highlighter | null, context: Context, line: number): string {
  const coloured = highlighter === null || info.lang === '' ? null : highlighter.highlight(text, info.lang);
  if (coloured !== null && coloured.language === null && !coloured.plain && !context.reported.has(info.lang)) {
    context.reported.add(info.lang);
    context.notices.push({ code: 'unknown-language', data: { language: info.lang, nearest: coloured.nearest }, line });
  }
  const html = coloured?.html ?? escapeHtml(text);
  const marked = info.marked === null && !info.numbers ? html : wrapLines(html, info.marked ?? '', info.numbers);
  const name = coloured?.language ?? info.lang.toLowerCase();
  const language = info.lang === '' ? '' : ` class="${coloured === null ? '' : 'hljs '}language-${escapeAttribute(name)}"`;
  const count = linesOf(text);
  const fold = info.fold || count > mostOpen;
  const data = `${info.lang === '' ? '' : ` data-lang="${escapeAttribute(info.lang)}"`}${info.title === null || fold ? '' : ` data-title="${escapeAttribute(info.title)}"`}`;
  const classes = [...(info.numbers ? ['numbered'] : []), ...(info.wrap ? ['wrap'] : []), ...(count > onePage ? ['long'] : [])].join(' ');
  const block = `<pre tabindex="0"${classes === '' ? '' : ` class="${classes}"`}${data}><code${language}>${marked}</code></pre>\n`;
  if (!fold) return block;
  const lines = context.labels.lines.replace('{n}', String(count));
  return `<details class="fold"><summary>${info.title === null ? '' : `${escapeHtml(info.title)} · `}${lines}</summary>\n${block}</details>\n`;
}

function linesOf(text: string): number {
  let count = text === '' || text.endsWith('\n') ? 0 : 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

const pairs = /(?:^|\s)(?:title|file|filename|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))/i;
const numbered = /(?:^|[\s.])(?:numbers|linenos|lineNumbers|numberLines|showLineNumbers)(?:\s*=\s*(?:true|inline|table))?(?=[\s}]|$)/;
const wrapped = /[\s.]wrap(?:\s*=\s*true)?(?=[\s}]|$)/;
const folded = /[\s.]fold(?:ed)?(?:\s*=\s*true)?(?=[\s}]|$)/;
const lines = /\{\s*([\d,\s-]+)\}/;

/** The shapes that other programs use too: `js{1,3}`, `js:app.js`, `{.js}`, `language-js`. */
export function readInfo(info: string): FenceInfo {
  const words = info.trim();
  if (words === '') return { lang: '', title: null, marked: null, numbers: false, wrap: false, fold: false };
  const first = /^\{?\s*\.?([^\s{}:,=]*)(?::([^\s{}]+))?/.exec(words)!;
  const title = pairs.exec(words);
  const isPair = words.startsWith(`${first[1]!}=`);
  return {
    lang: isPair ? '' : first[1]!.replace(/^lang(?:uage)?-/i, '').slice(0, 40),
    title: title?.[1] ?? title?.[2] ?? title?.[3] ?? first[2] ?? null,
    marked: lines.exec(words)?.[1]?.replace(/\s+/g, '') ?? null,
    numbers: numbered.test(words),
    wrap: wrapped.test(words),
    fold: folded.test(words),
  };
}

const most = 100_000;

/**
 * Wraps lines `1,3-5` in `<span class="marked">`, or all lines in `<span class="line">`; spans of the colouring that reach over
 * a line end are closed before it and opened again.
 */
export function wrapLines(html: string, ranges: string, all = false): string {
  const wanted = new Set<number>();
  for (const range of ranges.split(',')) {
    const [from, to] = range.split('-').map(Number);
    if (from === undefined || !(from > 0)) continue;
    for (let line = from; line <= Math.min(to ?? from, most); line++) wanted.add(line);
  }
  const rows = html.split('\n');
  let open: string[] = [];
  return rows
    .map((line, index) => {
      const before = open;
      open = openAfter(line, open);
      const isMarked = wanted.has(index + 1);
      // What follows the last line end is no line.
      const isLine = all && (index < rows.length - 1 || line !== '');
      if (!isMarked && !isLine) return line;
      const name = isLine ? (isMarked ? 'line marked' : 'line') : 'marked';
      return `${'</span>'.repeat(before.length)}<span class="${name}">${before.join('')}${line}${'</span>'.repeat(open.length)}</span>${open.join('')}`;
    })
    .join('\n');
}

function openAfter(line: string, before: readonly string[]): string[] {
  const open = [...before];
  for (const [tag] of line.matchAll(/<\/?span[^>]*>/g)) {
    if (tag.startsWith('</')) open.pop();
    else open.push(tag);
  }
  return open;
}
