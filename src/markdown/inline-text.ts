// The words of a line of Markdown, without its marks: for names and previews that stand in attributes.
import type Token from 'markdown-it/lib/token.mjs';
import { joinsLines } from './cjk.js';

/** Of the tokens inside an `inline` token, `most` characters at most. */
export function inlineText(tokens: readonly Token[], most: number): string {
  let text = '';
  for (const { type, content } of tokens) {
    if (text.length > 2 * most) break;
    if (type === 'text' || type === 'code_inline' || type === 'image' || type === 'text_special') text += content;
    else if (type === 'softbreak' || type === 'hardbreak') text += joinsLines(text.charCodeAt(text.length - 1)) ? '' : ' ';
  }
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most).join('')}…`;
}
