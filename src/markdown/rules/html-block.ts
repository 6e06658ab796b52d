// Raw HTML lasts to its balanced close: blank lines and indentation included, so that a tab-indented `<li>` after a blank
// line is a list item and never a code block. Differs from CommonMark in three points:
// 1. A block also ends after a line on which everything it opened is closed, so that `## heading` may follow at once.
// 2. A blank line inside an element which is closed further on does not end the block, unless
// 3. what follows is clearly Markdown: text or a fence at the margin, in an element that may hold blocks
//    (`<details>`, blank line, text), or its tag says so (`<div markdown="1">`, as in kramdown). Markdown is then read up to
//    the close tag, which stands on a line of its own.
import type MarkdownIt from 'markdown-it';
import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs';
import codeBlock from 'markdown-it/lib/rules_block/code.mjs';
import blockNames from 'markdown-it/lib/common/html_blocks.mjs';
import { HTML_OPEN_CLOSE_TAG_RE } from 'markdown-it/lib/common/html_re.mjs';
import type { Context } from '../context.js';
import { htmlTree, type HtmlTree } from './html-tree.js';

/** CommonMark's kinds 1 to 5: from a beginning to a fixed end. */
const fixed: readonly (readonly [begins: RegExp, ends: RegExp])[] = [
  [/^<(?:script|pre|style|textarea)(?=[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<![A-Za-z]/, />/],
  [/^<!\[CDATA\[/, /\]\]>/],
];
const blockTag = new RegExp(`^</?(?:${blockNames.join('|')})(?=\\s|/?>|$)`, 'i');
const loneTag = new RegExp(`${HTML_OPEN_CLOSE_TAG_RE.source}\\s*$`);
const tagLike = /<(?:[A-Za-z/]|!--)/y;

/** In these, text after a blank line is not Markdown: a paragraph is no paragraph inside them. */
const holdsText = new Set(
  'p h1 h2 h3 h4 h5 h6 pre ul ol dl dir menu table thead tbody tfoot tr colgroup select optgroup option script style textarea title xmp svg math object video audio picture iframe canvas summary caption legend button label dt'.split(
    ' ',
  ),
);

export function htmlBlocks(md: MarkdownIt): void {
  const { ruler } = md.block;
  ruler.disable('html_block');
  ruler.before('code', 'raw_html', rawHtml, { alt: ['paragraph', 'reference', 'blockquote'] });
  // Indentation inside an element is indentation of HTML.
  ruler.at(
    'code',
    (state, start, end, silent) => state.bMarks[start]! >= contextOf(state).htmlUntil && codeBlock(state, start, end, silent),
  );
}

function rawHtml(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = state.bMarks[startLine]! + state.tShift[startLine]!;
  if (state.src.charCodeAt(start) !== 0x3c || start >= state.eMarks[startLine]!) return false;
  const context = contextOf(state);
  const line = state.src.slice(start, state.eMarks[startLine]);
  if (state.sCount[startLine]! - state.blkIndent >= 4 && !(start <= context.htmlUntil || followsElement(state, line))) return false;
  const bounded = fixed.find(([begins]) => begins.test(line));
  if (bounded !== undefined) {
    // Without its end it would swallow the rest of the post: it is text then.
    const next = boundedEnd(state, startLine, endLine, line, bounded[1]);
    if (next === 0 && !silent && line.startsWith('<!--')) context.notices.push({ code: 'comment-unclosed', data: {}, line: startLine });
    return next > 0 && (silent || push(state, startLine, next, 'fixed'));
  }
  const isBlock = blockTag.test(line);
  if (!isBlock && !loneTag.test(line)) return !silent && loneTagOverLines(state, startLine, endLine, start);
  if (silent) return isBlock;
  if (isBlock && holdsMarkdown.test(line) && opensMarkdown(state, startLine)) return push(state, startLine, startLine + 1, 'markdown');
  return push(state, startLine, elementEnd(state, startLine, endLine, start), isBlock && line[1] !== '/' ? 'element' : 'tag');
}

/** Nothing else stands on its line. */
const holdsMarkdown = /^<[a-z][\w-]*(?:\s[^<>]*)?\smarkdown\s*=\s*["']?(?:1|block|span)["']?(?=[\s>])[^<>]*>\s*$/i;

/** Its end must be there, on a line of its own. */
function opensMarkdown(state: StateBlock, startLine: number): boolean {
  const context = contextOf(state);
  const tree = (context.htmlTree ??= htmlTree(state.src));
  const element = tree.innermost(state.eMarks[startLine]!);
  if (element < 0 || holdsText.has(tree.name(element)) || !closesAlone(state.src, tree.close(element), true)) return false;
  context.htmlUntil = Math.max(context.htmlUntil, tree.close(element));
  return true;
}

/** `<p>…</p>`, blank line, indented `<p>…</p>`: the author indents HTML. */
function followsElement(state: StateBlock, line: string): boolean {
  const last = state.tokens.at(-1);
  return last !== undefined && last.type === 'html_block' && last.info === 'element' && blockTag.test(line);
}

function push(state: StateBlock, startLine: number, nextLine: number, info: 'fixed' | 'element' | 'tag' | 'markdown'): true {
  state.line = nextLine;
  const token = state.push('html_block', '', 0);
  token.map = [startLine, nextLine];
  token.info = info;
  const content = state.getLines(startLine, nextLine, state.blkIndent, true);
  if (info === 'markdown') token.content = content.replace(/\smarkdown\s*=\s*["']?\w+["']?/i, '');
  else token.content = info === 'element' && content.includes('![') ? withImages(content, state, startLine) : content;
  return true;
}

const loneImage = /(?<=^[ \t]{0,20}|>)!\[[^[\]\n]{0,300}\]\([^()\n]{1,1000}\)(?=[ \t]*(?:$|<))/gm;
const verbatim = /<(?:pre|code|textarea|script|style|svg|math|xmp)[\s>]/i;

/** `![…](…)` alone on its line or between two tags, as in `<center>![](a.png)</center>`, is meant as an image. */
function withImages(content: string, state: StateBlock, startLine: number): string {
  if (verbatim.test(content)) return content;
  let line = startLine;
  let counted = 0;
  return content.replace(loneImage, (written, at: number) => {
    for (let next = content.indexOf('\n', counted); next >= 0 && next < at; next = content.indexOf('\n', counted)) {
      counted = next + 1;
      line++;
    }
    const image = state.md.renderInline(written, state.env);
    if (!image.startsWith('<img')) return written;
    contextOf(state).notices.push({
      code: 'markdown-in-html',
      data: { text: written.slice(0, 60).toWellFormed(), count: 1 },
      line,
    });
    return image;
  });
}

/** The line after the one that holds the end; 0 if none does. */
function boundedEnd(state: StateBlock, startLine: number, endLine: number, first: string, ends: RegExp): number {
  const { endless } = contextOf(state);
  const known = endless.get(ends);
  if (known !== undefined && startLine >= known.from && endLine <= known.to) return 0;
  let text = first;
  let line = startLine;
  while (!ends.test(text)) {
    line++;
    if (line >= endLine || (state.sCount[line]! < state.blkIndent && !state.isEmpty(line))) {
      endless.set(ends, { from: startLine, to: line });
      return 0;
    }
    text = state.src.slice(state.bMarks[line]! + state.tShift[line]!, state.eMarks[line]);
  }
  return line + 1;
}

/** The line at which the block that begins at offset `start` has ended. */
function elementEnd(state: StateBlock, startLine: number, endLine: number, start: number): number {
  const context = contextOf(state);
  const tree = (context.htmlTree ??= htmlTree(state.src));
  for (let line = tagLine(state, startLine, endLine, start) + 1; line < endLine; line++) {
    if (state.isEmpty(line)) {
      const next = state.skipEmptyLines(line);
      if (next >= endLine || state.sCount[next]! < state.blkIndent) return line;
      const margin = state.bMarks[next]! + state.tShift[next]!;
      const element = tree.innermost(margin);
      if (element < 0) return line;
      if (isMarkdown(state, next, margin, tree, element)) {
        context.htmlUntil = Math.max(context.htmlUntil, tree.close(element));
        return line;
      }
      line = next;
      continue;
    }
    if (state.sCount[line]! < state.blkIndent) return line;
    const margin = state.bMarks[line]! + state.tShift[line]!;
    if (state.sCount[line]! - state.blkIndent >= 4) continue;
    if (!tree.isOpen(start, margin)) {
      // Closed, and this line belongs to an element around the block: it is Markdown there too only after a blank line.
      if (tree.innermost(margin) < 0) return line;
    } else if (isFence(state.src, margin)) {
      const element = tree.innermost(margin);
      if (element >= 0 && isMarkdown(state, line, margin, tree, element)) {
        context.htmlUntil = Math.max(context.htmlUntil, tree.close(element));
        return line;
      }
    }
  }
  return endLine;
}

/** `<img`, its attributes on the next lines, and `>`, which would else be a quote. */
function loneTagOverLines(state: StateBlock, startLine: number, endLine: number, start: number): boolean {
  const last = tagLine(state, startLine, endLine, start);
  if (last === startLine || !loneTag.test(state.src.slice(start, state.eMarks[last]))) return false;
  return push(state, startLine, last + 1, 'tag');
}

/** The line on which the tag at `start` ends: its attributes may stand on lines of their own, but for blank ones. */
function tagLine(state: StateBlock, startLine: number, endLine: number, start: number): number {
  let quote = 0;
  for (let line = startLine; line < endLine && !state.isEmpty(line); line++) {
    for (let at = Math.max(start, state.bMarks[line]!); at < state.eMarks[line]!; at++) {
      const unit = state.src.charCodeAt(at);
      if (quote === 0 && unit === 0x3e) return line;
      if (quote === 0 && unit === 0x3c && at > start) return startLine;
      if (quote === unit) quote = 0;
      else if (quote === 0 && (unit === 0x22 || unit === 0x27)) quote = unit;
    }
  }
  return startLine;
}

function isMarkdown(state: StateBlock, line: number, margin: number, tree: HtmlTree, element: number): boolean {
  if (state.sCount[line]! - state.blkIndent >= 4 || holdsText.has(tree.name(element))) return false;
  tagLike.lastIndex = margin;
  if (tagLike.test(state.src)) return false;
  return closesAlone(state.src, tree.close(element), blockTag.test(`</${tree.name(element)}>`));
}

/** The close tag begins its line; that of an inline element also needs a blank line before it, to be no part of a paragraph. */
function closesAlone(source: string, close: number, isBlock: boolean): boolean {
  let pos = close - 1;
  let newlines = 0;
  while (pos >= 0) {
    const unit = source.charCodeAt(pos);
    if (unit === 0x0a) newlines++;
    else if (unit !== 0x20 && unit !== 0x09 && unit !== 0x3e) break;
    pos--;
  }
  return newlines >= (isBlock ? 1 : 2);
}

function isFence(source: string, margin: number): boolean {
  return source.startsWith('```', margin) || source.startsWith('~~~', margin);
}

function contextOf(state: StateBlock): Context {
  return state.env as Context;
}
