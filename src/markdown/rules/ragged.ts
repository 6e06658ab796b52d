// Lines of Chinese and Japanese are justified, but a long word that does not fit goes to the next line as a whole, and the
// line before it would be pulled apart. A paragraph that holds one gets `class="ragged"`; which one does, no style sheet sees.
import type MarkdownIt from 'markdown-it';
import type Token from 'markdown-it/lib/token.mjs';
import type { Context } from '../context.js';

/** A word of a third of a line, or words in a row that leave few places for the space. */
const long = /[!-~\u00c0-\u024f]{12}|[ -~\u00c0-\u024f]{24}/;

export function raggedParagraphs(md: MarkdownIt): void {
  md.renderer.rules['paragraph_open'] = (tokens, index, options, env, self) => {
    const token = tokens[index]!;
    const isSet = token.level === 0 && token.tag === 'p' && (env as Context).hasCjk;
    if (isSet && (tokens[index + 1]?.children ?? []).some(isLong)) token.attrJoin('class', 'ragged');
    return self.renderToken(tokens, index, options);
  };
}

function isLong({ type, content }: Token): boolean {
  return (type === 'text' || type === 'code_inline') && long.test(content);
}
