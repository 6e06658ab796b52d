// markdown-it drops what is nested deeper than its limit. Here it is shown as text instead, and said: nothing is lost.
import type MarkdownIt from 'markdown-it';
import type { Context } from '../context.js';

/** Given to markdown-it as `maxNesting`. */
export const deepest = 100;

export function keepDeepText(md: MarkdownIt): void {
  const { block } = md;
  const tokenize = block.tokenize.bind(block);
  block.tokenize = (state, startLine, endLine) => {
    if (state.level < deepest - 2) return tokenize(state, startLine, endLine);
    const text = state.getLines(startLine, endLine, state.blkIndent, false).trim();
    state.line = endLine;
    if (text === '') return;
    (state.env as Context).notices.push({ code: 'nesting-too-deep', data: { count: 1 }, line: startLine });
    state.push('paragraph_open', 'p', 1).map = [startLine, endLine];
    state.push('raw_text', '', 0).content = text;
    state.push('paragraph_close', 'p', -1);
  };
  md.renderer.rules['raw_text'] = (tokens, index) => md.utils.escapeHtml(tokens[index]!.content);
}
