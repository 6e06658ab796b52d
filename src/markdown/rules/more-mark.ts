// `<--more-->`, `<!-more->`, `<!—more—>` alone in a paragraph: the mark `<!--more-->` as people mistype it. A reader must not
// see it, and the excerpt is to end there.
import type MarkdownIt from 'markdown-it';
import type StateCore from 'markdown-it/lib/rules_core/state_core.mjs';
import type Token from 'markdown-it/lib/token.mjs';
import type { Context } from '../context.js';

const anywhere = /<[!！]?[ ]?[-—–]{1,3}[ ]?(?:read[ -]?)?more/i;
const mistyped = /^<[!！]? ?[-—–]{1,3} ?(?:read[ -]?)?more ?[-—–]{1,3} ?>$/i;

export function moreMarks(md: MarkdownIt): void {
  md.core.ruler.after('block', 'more_mark', (state) => {
    if (anywhere.test(state.src)) state.tokens = withMarks(state.tokens, state);
  });
}

function withMarks(tokens: readonly Token[], state: StateCore): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const inline = token.type === 'paragraph_open' ? tokens[i + 1]! : null;
    if (inline === null || !mistyped.test(inline.content)) {
      out.push(token);
      continue;
    }
    const context = state.env as Context;
    // It may have been the title of a callout.
    context.hasHtml = true;
    context.notices.push({ code: 'mistyped-more', data: { text: inline.content, count: 1 }, line: token.map?.[0] ?? -1 });
    const mark = new state.Token('html_block', '', 0);
    mark.content = '<!--more-->\n';
    out.push(mark);
    i += 2;
  }
  return out;
}
