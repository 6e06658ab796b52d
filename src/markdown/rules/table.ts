// A table stands in a box of its own that scrolls sideways, can be reached by keyboard and has a name. A paragraph straight
// before or behind it that begins with `Table:` or `表：`, as Pandoc has it, is its caption.
import type MarkdownIt from 'markdown-it';
import type StateCore from 'markdown-it/lib/rules_core/state_core.mjs';
import type Token from 'markdown-it/lib/token.mjs';
import { escapeAttribute } from '../../html/escape.js';
import type { Context } from '../context.js';
import { inlineText } from '../inline-text.js';

const label = /^(?:Table|表格?)(?: ?:(?=\s)|：)\s*(?=\S)/i;
const anywhere = /^[> \t]*(?:Table|表格?)(?: ?:|：)/im;
const rows = /\|[ \t]*\n[ \t]*\|/;
const longestName = 100;

export function tables(md: MarkdownIt): void {
  md.core.ruler.after('block', 'table_caption', (state) => {
    if (!state.src.includes('|')) return;
    if (rows.test(state.src)) noteNone(state);
    if (anywhere.test(state.src)) state.tokens = withCaptions(state);
  });
  md.renderer.rules['table_open'] = (tokens, index, _options, env) => {
    const { labels, tableNames } = env as Context;
    const caption = tokens[index]!.meta as Token | null;
    const words = caption === null ? labels.table : inlineText(caption.children ?? [], longestName);
    // Two regions of one page may not have the same name.
    const name = tableNames.has(words) ? `${words} ${tableNames.size + 1}` : words;
    tableNames.add(name);
    return `<div class="table" role="region" tabindex="0" aria-label="${escapeAttribute(name)}">\n<table>\n`;
  };
  md.renderer.rules['table_close'] = () => '</table>\n</div>\n';
}

/** `| a | b |` above `|--|`, or above the next row: to Markdown that is a paragraph, which its author did not mean. */
function noteNone({ tokens, env }: StateCore): void {
  for (const { type, content, map } of tokens) {
    if (type === 'inline' && content.startsWith('|') && rows.test(content))
      (env as Context).notices.push({ code: 'table-as-text', data: { count: 1 }, line: map?.[0] ?? 0 });
  }
}

/** The paragraph and the table become a figure, the words above the box, where they do not scroll away. */
function withCaptions({ tokens, Token }: StateCore): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    out.push(token);
    if (token.type !== 'table_open') continue;
    const start = out.length - 1;
    while (tokens[i]!.type !== 'table_close') out.push(tokens[++i]!);
    const before = isCaption(out[start - 3], out[start - 2], token);
    if (!before && !isCaption(tokens[i + 1], tokens[i + 2], token)) continue;
    const table = out.splice(start);
    const [open, inline, close] = (before ? out.splice(-3) : tokens.slice(i + 1, i + 4)) as [Token, Token, Token];
    if (!before) i += 3;
    inline.content = inline.content.replace(label, '');
    open.tag = 'figcaption';
    close.tag = 'figcaption';
    token.meta = inline;
    const figure = Object.assign(new Token('figure_open', 'figure', 1), { attrs: [['class', 'tabular']], block: true });
    out.push(figure, open, inline, close, ...table, Object.assign(new Token('figure_close', 'figure', -1), { block: true }));
  }
  return out;
}

function isCaption(open: Token | undefined, inline: Token | undefined, table: Token): boolean {
  return (
    open?.type === 'paragraph_open' && open.level === table.level && !open.hidden && inline?.type === 'inline' && label.test(inline.content)
  );
}
