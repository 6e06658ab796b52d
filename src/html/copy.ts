// What `tame` hands on unread: foreign elements and templates, whose rules the parser knows, and raw text.
import { voidElements } from './elements.js';
import type { Token } from './scan.js';
import type { Taming } from './tame.js';

/** SVG, MathML and templates follow rules of their own and are left to the parser, but for their depth. */
export function copyForeign(text: Taming, index: number): number {
  const last = text.partners.get(index)!;
  text.open.content++;
  let depth = 0;
  for (let i = index; i <= last; i++) {
    const { kind, start, end, name } = text.tokens[i]!;
    const source = text.html.slice(start, end);
    if (kind === 'start' && !voidElements.has(name) && !source.endsWith('/>')) depth++;
    const tag = kind === 'start' || kind === 'end';
    const dropped = kind === 'doctype' || (tag && (depth > maxForeignDepth || name === 'plaintext'));
    if (kind === 'stray') text.out.push('&lt;');
    else text.out.push(dropped ? lineBreaks(text.html, text.tokens[i]!) : source);
    if (kind === 'end') depth--;
  }
  return last;
}

const maxForeignDepth = 100;

/** Scripts and the like end at the first end tag; a `<!--<script` inside one would hide it. */
export function copyRaw(text: Taming, index: number, tag: string): number {
  const { tokens, html, out } = text;
  const { name } = tokens[index]!;
  let last = index;
  out.push(tag);
  if (tokens[last + 1]?.kind === 'raw') {
    const { start, end } = tokens[++last]!;
    const content = html.slice(start, end);
    out.push(name === 'script' && content.includes('<!--') ? content.replace(/<(?=\/?script)/gi, '\\x3C') : content);
  }
  out.push(`</${name}>`);
  return tokens[last + 1]?.kind === 'end' ? last + 1 : last;
}

/** Those inside a tag, which stay where the tag does not. */
export function lineBreaks(html: string, { start, end }: Token): string {
  for (let at = start; at < end; at++) if (html.charCodeAt(at) === 10) return '\n'.repeat(html.slice(start, end).split('\n').length - 1);
  return '';
}
