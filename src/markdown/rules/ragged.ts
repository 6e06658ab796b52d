// Lines of Chinese and Japanese are justified, but a long word that does not fit goes to the next line as a whole, and the
// line before it would be pulled apart. A paragraph that holds one gets `class="ragged"`; which one does, no style sheet sees.
import type MarkdownIt from 'markdown-it';
import type Token from 'markdown-it/lib/token.mjs';
import type { Context } from '../context.js';

/** In letters: a word of a sixth of a line, or words in a row that leave few places for the space. */
const longWord = 12;
const longRow = 24;

export function raggedParagraphs(md: MarkdownIt): void {
  md.renderer.rules['paragraph_open'] = (tokens, index, options, env, self) => {
    const token = tokens[index]!;
    const isSet = token.level === 0 && token.tag === 'p' && (env as Context).hasCjk;
    if (isSet && (tokens[index + 1]?.children ?? []).some(isLong)) token.attrJoin('class', 'ragged');
    return self.renderToken(tokens, index, options);
  };
}

/** Plain comparisons: this runs over every character of a Chinese blog. */
function isLong({ type, content }: Token): boolean {
  if (type !== 'text' && type !== 'code_inline') return false;
  let word = 0;
  let row = 0;
  for (let i = 0; i < content.length; i++) {
    const unit = content.charCodeAt(i);
    const isLatin = (unit >= 0x20 && unit < 0x7f) || (unit >= 0xc0 && unit < 0x250);
    row = isLatin ? row + 1 : 0;
    word = isLatin && unit !== 0x20 ? word + 1 : 0;
    if (word === longWord || row === longRow) return true;
  }
  return false;
}
