// `{:toc}`, `[TOC]`, `[[toc]]`, `@[toc]` alone in a paragraph ask for a table of contents, which the theme makes: they are
// removed. So is the one-item list that kramdown wants before `{:toc}`.
import type MarkdownIt from 'markdown-it';
import type Token from 'markdown-it/lib/token.mjs';

const anywhere = /\{:\s*toc|\[toc\]/i;
const mark = /^(?:\{:\s*toc(?:\s[^}]*)?\}|\[toc\]|\[\[toc\]\]|@\[toc\](?:\([^)]*\))?)$/i;
const markAfterItem = /\n\s*\{:\s*toc(?:\s[^}]*)?\}$/i;

export function tocMarks(md: MarkdownIt): void {
  md.core.ruler.after('block', 'toc_mark', (state) => {
    if (anywhere.test(state.src)) state.tokens = withoutMarks(state.tokens);
  });
}

function withoutMarks(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    if (token.type === 'paragraph_open' && mark.test(tokens[i + 1]!.content)) {
      i += 2;
    } else if (isListMark(tokens, i)) {
      while (tokens[i]!.type !== token.type.replace('open', 'close')) i++;
    } else {
      out.push(token);
    }
  }
  return out;
}

/** A list of one item that holds one paragraph which ends with the mark. */
function isListMark(tokens: readonly Token[], i: number): boolean {
  return (
    /^(?:bullet|ordered)_list_open$/.test(tokens[i]!.type) &&
    tokens[i + 3]?.type === 'inline' &&
    markAfterItem.test(tokens[i + 3]!.content) &&
    (tokens[i + 6]?.type ?? '').endsWith('_list_close')
  );
}
