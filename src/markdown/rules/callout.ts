// `> [!NOTE]`, GitHub's alerts: `<aside class="callout note">` with a title of its own, or one in the post's language. A sign
// behind it, as in Obsidian, makes it fold: `[!NOTE]-` is closed, `[!NOTE]+` open.
import type MarkdownIt from 'markdown-it';
import type StateCore from 'markdown-it/lib/rules_core/state_core.mjs';
import type Token from 'markdown-it/lib/token.mjs';
import type { Context } from '../context.js';
import type { Callout } from '../labels.js';

const anywhere = /\[!(?:note|tip|important|warning|caution)\]/i;
const head = /^\[!(note|tip|important|warning|caution)\]([+-]?)[ \t]*([^\n]*)(?:\n|$)/i;

export function callouts(md: MarkdownIt): void {
  md.core.ruler.after('block', 'callout', (state) => {
    if (anywhere.test(state.src)) state.tokens = withCallouts(state);
  });
}

function withCallouts(state: StateCore): Token[] {
  const { tokens } = state;
  const out: Token[] = [];
  /** For every open block quote, the element that it became. */
  const open: string[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    out.push(token);
    if (token.type === 'blockquote_close') token.tag = open.pop() ?? token.tag;
    if (token.type !== 'blockquote_open') continue;
    const inline = tokens[i + 1]?.type === 'paragraph_open' ? tokens[i + 2]! : null;
    const found = inline === null ? null : head.exec(inline.content);
    const fold = found?.[2] ?? '';
    if (found !== null) token.tag = fold === '' ? 'aside' : 'details';
    open.push(token.tag);
    if (inline === null || found === null) continue;
    const kind = found[1]!.toLowerCase() as Callout;
    token.attrs = [['class', `callout ${kind}`], ...(fold === '' ? [['role', 'note'] as [string, string]] : [])];
    if (fold === '+') token.attrs.push(['open', '']);
    // Other rules make a figure of a title that is an image, or take it away: `<details>` begins with its `<summary>`.
    if (fold !== '') (state.env as Context).hasHtml = true;
    const words = found[3]!.trim() || (state.env as Context).labels.callouts[kind];
    out.push(...title(state, fold === '' ? 'p' : 'summary', words, inline));
    inline.content = inline.content.slice(found[0].length);
    // The marker stood alone in its paragraph.
    if (inline.content.trim() === '') i += 3;
  }
  return out;
}

function title(state: StateCore, tag: string, text: string, near: Token): Token[] {
  const open = new state.Token('paragraph_open', tag, 1);
  open.attrs = [['class', 'callout-title']];
  open.block = true;
  const inline = new state.Token('inline', '', 0);
  inline.content = text;
  inline.children = [];
  inline.map = near.map;
  const close = new state.Token('paragraph_close', tag, -1);
  close.block = true;
  return [open, inline, close];
}
