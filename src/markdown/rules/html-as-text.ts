// `html: strict`: tags are shown as they were written, and that is said once. `<!--more-->` still marks the excerpt.
import type MarkdownIt from 'markdown-it';
import { HTML_TAG_RE } from 'markdown-it/lib/common/html_re.mjs';
import type { Context } from '../context.js';

const moreLine = /^<!--\s*(?:read[ -]?)?more\b[^>]*-->\s*$/i;

export function htmlAsText(md: MarkdownIt): void {
  md.block.ruler.disable('html_block');
  md.block.ruler.before(
    'paragraph',
    'more_mark',
    (state, startLine, _endLine, silent) => {
      const start = state.bMarks[startLine]! + state.tShift[startLine]!;
      if (state.src.charCodeAt(start) !== 0x3c || !moreLine.test(state.src.slice(start, state.eMarks[startLine]))) return false;
      if (silent) return true;
      state.line = startLine + 1;
      state.push('html_block', '', 0).content = '<!--more-->\n';
      return true;
    },
    { alt: ['paragraph', 'reference', 'blockquote'] },
  );
  md.inline.ruler.at('html_inline', (state, silent) => {
    if (state.src.charCodeAt(state.pos) !== 0x3c) return false;
    const context = state.env as Context;
    if (
      !context.notices.some((notice) => notice.code === 'html-shown-as-text') &&
      HTML_TAG_RE.test(state.src.slice(state.pos, state.pos + 1000))
    ) {
      // The line is found again by the tag itself: inline text does not know its line.
      const tag = /^<[^>]{0,40}>?/.exec(state.src.slice(state.pos))![0];
      context.notices.push({ code: 'html-shown-as-text', data: { tag }, line: -1 });
    }
    if (!silent) state.pending += '<';
    state.pos++;
    return true;
  });
}
