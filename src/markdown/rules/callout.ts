// `> [!NOTE]`, GitHub's alerts: `<aside class="callout note">` with a title of its own, or one in the post's language.
import type MarkdownIt from 'markdown-it';
import type StateCore from 'markdown-it/lib/rules_core/state_core.mjs';
import type Token from 'markdown-it/lib/token.mjs';
import type { Context } from '../context.js';
import type { Callout } from '../labels.js';

const anywhere = /\[!(?:note|tip|important|warning|caution)\]/i;
const head = /^\[!(note|tip|important|warning|caution)\][ \t]*([^\n]*)(?:\n|$)/i;

export function callouts(md: MarkdownIt): void {
  md.core.ruler.after('block', 'callout', (state) => {
    if (anywhere.test(state.src)) state.tokens = withCallouts(state);
  });
}

function withCallouts(state: StateCore): Token[] {
  const { tokens } = state;
  const out: Token[] = [];
  /** For every open block quote, whether it became a callout. */
  const open: boolean[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    out.push(token);
    if (token.type === 'blockquote_close' && open.pop() === true) token.tag = 'aside';
    if (token.type !== 'blockquote_open') continue;
    const inline = tokens[i + 1]?.type === 'paragraph_open' ? tokens[i + 2]! : null;
    const found = inline === null ? null : head.exec(inline.content);
    open.push(found !== null);
    if (inline === null || found === null) continue;
    const kind = found[1]!.toLowerCase() as Callout;
    token.tag = 'aside';
    token.attrs = [
      ['class', `callout ${kind}`],
      ['role', 'note'],
    ];
    out.push(...title(state, found[2]!.trim() || (state.env as Context).labels.callouts[kind], inline));
    inline.content = inline.content.slice(found[0].length);
    // The marker stood alone in its paragraph.
    if (inline.content.trim() === '') i += 3;
  }
  return out;
}

function title(state: StateCore, text: string, near: Token): Token[] {
  const open = new state.Token('paragraph_open', 'p', 1);
  open.attrs = [['class', 'callout-title']];
  open.block = true;
  const inline = new state.Token('inline', '', 0);
  inline.content = text;
  inline.children = [];
  inline.map = near.map;
  const close = new state.Token('paragraph_close', 'p', -1);
  close.block = true;
  return [open, inline, close];
}
