// `<--more-->`, `<!-more->`, `<!—more—>` alone in a paragraph: the mark `<!--more-->` as people mistype it. A reader must not
// see it, and the excerpt is to end there.
import type MarkdownIt from 'markdown-it';
import type { Context } from '../context.js';

const anywhere = /<[!！]?[ ]?[-—–]{1,3}[ ]?(?:read[ -]?)?more/i;
const mistyped = /^<[!！]? ?[-—–]{1,3} ?(?:read[ -]?)?more ?[-—–]{1,3} ?>$/i;

export function moreMarks(md: MarkdownIt): void {
  md.core.ruler.after('block', 'more_mark', (state) => {
    if (!anywhere.test(state.src)) return;
    for (let i = 1; i + 1 < state.tokens.length; i++) {
      const inline = state.tokens[i]!;
      if (inline.type !== 'inline' || state.tokens[i - 1]!.type !== 'paragraph_open' || !mistyped.test(inline.content)) continue;
      (state.env as Context).notices.push({
        code: 'mistyped-more',
        data: { text: inline.content, count: 1 },
        line: state.tokens[i - 1]!.map?.[0] ?? -1,
      });
      const mark = new state.Token('html_block', '', 0);
      mark.content = '<!--more-->\n';
      state.tokens.splice(i - 1, 3, mark);
    }
  });
}
