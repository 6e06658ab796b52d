// `#标题` without a space is a heading where the line can be nothing else. Other programs took it, so old posts have it.
// One `#`: only before a CJK character, after a blank line, with no second `#` in the line (`#随笔 #旅行` are tags, not a
// heading). Two to six: before a letter or digit of any script.
import type MarkdownIt from 'markdown-it';
import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs';
import heading from 'markdown-it/lib/rules_block/heading.mjs';
import { isCjkLetter, joinsLines } from '../cjk.js';
import type { Context } from '../context.js';

const marks = /^(#{1,6})([^#\s].*?)\s*#*\s*$/;
const letterOrDigit = /^[\p{L}\p{N}]/u;

export function looseHeadings(md: MarkdownIt): void {
  md.block.ruler.at(
    'heading',
    (state, startLine, endLine, silent) => heading(state, startLine, endLine, silent) || looseHeading(state, startLine, silent),
    {
      alt: ['paragraph', 'reference', 'blockquote'],
    },
  );
}

function looseHeading(state: StateBlock, startLine: number, silent: boolean): boolean {
  const start = state.bMarks[startLine]! + state.tShift[startLine]!;
  if (state.src.charCodeAt(start) !== 0x23 || state.sCount[startLine]! - state.blkIndent >= 4) return false;
  const found = marks.exec(state.src.slice(start, state.eMarks[startLine]));
  if (found === null) return false;
  const level = found[1]!.length;
  const text = found[2]!;
  if (level === 1 ? silent || !isCjk(text) || text.includes('#') : !letterOrDigit.test(text) && !isCjk(text)) return false;
  if (silent) return true;
  const line = startLine + 1;
  const open = state.push('heading_open', `h${level}`, 1);
  open.markup = found[1]!;
  open.map = [startLine, line];
  const inline = state.push('inline', '', 0);
  inline.content = text;
  inline.map = [startLine, line];
  inline.children = [];
  state.push('heading_close', `h${level}`, -1).markup = found[1]!;
  state.line = line;
  (state.env as Context).notices.push({
    code: 'heading-without-space',
    data: { text: text.slice(0, 40), marks: found[1]!, count: 1 },
    line: startLine,
  });
  return true;
}

function isCjk(text: string): boolean {
  const unit = text.charCodeAt(0);
  return isCjkLetter(unit) || joinsLines(unit);
}
