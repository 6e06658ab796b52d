// A tag that is spoken of rather than used: `the <main> element`, `在 <div> 里面`, `if (i <s && j> 0)`. It is told by what
// nobody would do with a tag that is meant: it is never closed, says nothing of itself, and stands amid a sentence.
import { formattingElements, optionalEnd, pageElements, voidElements } from './elements.js';
import type { RawAttribute, Token } from './scan.js';

/** `paired`: its end tag is there. Only for elements that HTML knows. */
export function isMention(html: string, token: Token, paired: boolean, attributes: readonly RawAttribute[]): boolean {
  const { name } = token;
  if (pageElements.has(name)) return inSentence(html, token);
  if (name === 'img' && attributes.length === 0) return true;
  if (paired) return false;
  if (attributes.length > 0)
    return formattingElements.has(name) && attributes.every((one) => one.valueStart < 0 && !flags.has(one.name)) && inSentence(html, token);
  // In old pages these separate or begin something amid a line, and have no end.
  if (optionalEnd.has(name) || (formattingElements.has(name) && name !== 'a')) return false;
  if (voidElements.has(name) && !emptyWithout.has(name)) return false;
  return html.charCodeAt(token.end - 2) !== 47 && inSentence(html, token);
}

/** Attributes that need no value. */
const flags: ReadonlySet<string> = new Set(['hidden', 'download', 'inert']);

/** Void elements that are nothing unless an attribute says what. (A bare `<input>` is sound, and a form may hold one.) */
const emptyWithout: ReadonlySet<string> = new Set(['link', 'meta', 'param']);

const before = /[\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}（《“‘"'，。：；、(/+]$/u;
const after = /^[\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}）》”’"'，。：；、)/+.,:;?!]/u;

const inlineTags = /<\/?(?:strong|em|b|i|code|a|s|mark)(?:\s[^<>]*)?>/g;

/** Words before it on its line, and after it a space, a letter of another script, punctuation or the end of the line. */
export function inSentence(html: string, { start, end }: Token): boolean {
  // As far as a sentence reaches; the bound keeps a line of a million tags linear.
  const near = html.slice(Math.max(0, start - 200), start);
  if (!before.test(near) && !near.endsWith('>')) return false;
  const words = near.slice(near.lastIndexOf('\n') + 1).replace(inlineTags, '');
  const begins = /<h[1-6](?:\s[^<>]*)?>$/.test(words);
  if (!begins && !(before.test(words) && /[\p{L}\p{N}]/u.test(words.slice(words.lastIndexOf('>') + 1)))) return false;
  const rest = html.slice(end, end + 2);
  return rest === '' || rest.startsWith('<') || after.test(rest);
}
