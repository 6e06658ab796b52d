// First half of `repair`: reads the tags as their author meant them, before the parser reads them by the standard. A type
// (`List<String>`) becomes text, `<ul>` written for `</ul>` becomes `</ul>`, every tag is written in full, and what would
// make the parser slow (thousands of open elements) is cut. Line breaks stay, so that lines keep their numbers.
import { formattingElements, headings, isCustom, isKnown, lists, pageElements, rawTextElements, voidElements } from './elements.js';
import { OpenElements } from './open-elements.js';
import type { ChangeKind } from './repair.js';
import { nameEnd, readAttributes, tokenize } from './scan.js';
import type { RawAttribute, Token } from './scan.js';

/** `at`: offset in the fragment. */
export type NoteAt = (kind: ChangeKind, at: number, text: string) => void;

export function tame(html: string, note: NoteAt): string {
  const tokens = tokenize(html);
  const noteTag = (kind: ChangeKind, token: Token): void => note(kind, token.start, html.slice(token.start, token.end));
  const open = new OpenElements(noteTag);
  const text: Taming = { html, tokens, open, note, noteTag, partners: pairTags(tokens), asText: new Set(), out: [] };
  for (let index = 0; index < tokens.length; index++) index = readToken(text, index);
  open.end();
  return text.out.join('');
}

interface Taming {
  readonly html: string;
  readonly tokens: readonly Token[];
  readonly open: OpenElements;
  readonly note: NoteAt;
  readonly noteTag: (kind: ChangeKind, token: Token) => void;
  /** Start and end tags of one name, paired like brackets: index → index. */
  readonly partners: ReadonlyMap<number, number>;
  /** Start tags that are shown as text. */
  readonly asText: Set<number>;
  readonly out: string[];
}

function pairTags(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const waiting = new Map<string, number[]>();
  const partners = new Map<number, number>();
  for (let index = 0; index < tokens.length; index++) {
    const { kind, name } = tokens[index]!;
    if (kind === 'start') {
      const starts = waiting.get(name);
      if (starts === undefined) waiting.set(name, [index]);
      else starts.push(index);
    } else if (kind === 'end') {
      const start = waiting.get(name)?.pop();
      if (start !== undefined) partners.set(start, index).set(index, start);
    }
  }
  return partners;
}

/** Gives the index of the last token that was read. */
function readToken(text: Taming, index: number): number {
  const token = text.tokens[index]!;
  const source = text.html.slice(token.start, token.end);
  if (token.kind === 'start') return readStart(text, token, index);
  if (token.kind === 'end') readEnd(text, token, index);
  else if (token.kind === 'stray') {
    text.out.push('&lt;');
    noteStray(text, token);
  } else if (token.kind === 'doctype') drop(text, token, 'not-in-article');
  else if (token.kind === 'comment' && !/-->$|--!>$|^<!--?-?>$/.test(source)) {
    text.out.push(source, '-->');
    text.noteTag('unclosed-raw', token);
  } else {
    if (token.kind === 'text' && inTable(text) && source.trim() !== '') text.note('table-content', token.start, source.trim());
    text.out.push(source);
  }
  return index;
}

/** Between the rows or cells of a table; the parser puts what stands there before the table. */
function inTable({ open }: Taming): boolean {
  return open.top !== undefined && tableFrames.has(open.top.name);
}

/** `<script>` without its end, a tag cut off by the end of the text, `<?php`: shown as written. `a < b` is no fault. */
function noteStray(text: Taming, { start }: Token): void {
  if (!/[a-z/!?]/i.test(text.html.charAt(start + 1))) return;
  const end = nameEnd(text.html, start + 1);
  const raw = rawTextElements.has(text.html.slice(start + 1, Math.min(end, start + 12)).toLowerCase());
  text.note(raw ? 'unclosed-raw' : 'code-as-tag', start, text.html.slice(start, Math.min(end, start + 40)));
}

function drop(text: Taming, token: Token, kind: ChangeKind): void {
  text.out.push(lineBreaks(text.html.slice(token.start, token.end)));
  text.noteTag(kind, token);
}

function lineBreaks(source: string): string {
  return source.includes('\n') ? '\n'.repeat(source.split('\n').length - 1) : '';
}

const tableParts: ReadonlySet<string> = new Set(['caption', 'colgroup', 'col', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th']);
const tableFrames: ReadonlySet<string> = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr', 'colgroup']);
const allowedInTable: ReadonlySet<string> = new Set(['script', 'style', 'template', 'input', 'form']);

// ---- start tags

function readStart(text: Taming, token: Token, index: number): number {
  const { html, out, open } = text;
  const { name } = token;
  const closed = html.charCodeAt(token.end - 2) === 47;
  if ((name === 'svg' || name === 'math' || name === 'template') && !closed && text.partners.has(index)) return copyForeign(text, index);
  if (pageElements.has(name)) {
    drop(text, token, 'not-in-article');
    return index;
  }
  const attributes: RawAttribute[] = [];
  readAttributes(html, nameEnd(html, token.start + 1), attributes);
  if (!isKnown(name)) return readUnknown(text, token, index, attributes);
  if (tableParts.has(name)) {
    if (open.find((other) => other.name === 'table') === undefined) {
      drop(text, token, 'table-content');
      return index;
    }
  } else if (inTable(text) && !allowedInTable.has(name)) text.noteTag('table-content', token);
  const renamed = name === 'plaintext' || name === 'listing' ? 'pre' : name;
  if (isMeantAsEnd(text, name, index, attributes.length === 0, closed)) {
    out.push(open.leave(name, token) ?? '');
    drop(text, token, 'close-tag');
  } else if (voidElements.has(name)) out.push(startTag(text, token, name, attributes));
  else if (closed && name === 'p') {
    text.noteTag('self-closed', token);
    enter(text, name, token, index, attributes); // between paragraphs, as a browser reads it
  } else if (closed) {
    out.push(startTag(text, token, renamed, attributes), `</${renamed}>`);
    text.noteTag('self-closed', token);
  } else if (rawTextElements.has(name)) return copyRaw(text, index, startTag(text, token, name, attributes));
  else enter(text, renamed, token, index, attributes);
  return index;
}

function enter(text: Taming, name: string, token: Token, index: number, attributes: readonly RawAttribute[]): void {
  const before = text.open.enter(name, token, index);
  text.out.push(before === null ? lineBreaks(text.html.slice(token.start, token.end)) : before + startTag(text, token, name, attributes));
}

/** The start tag in full: quoted, no attribute twice, none with an impossible name. */
function startTag(text: Taming, token: Token, name: string, attributes: readonly RawAttribute[]): string {
  const { html } = text;
  const seen = new Set<string>();
  let tag = `<${name}`;
  for (const attribute of attributes) {
    if (seen.has(attribute.name) || /["'<=\0]/.test(attribute.name)) {
      text.note('bad-attribute', attribute.nameStart, html.slice(attribute.nameStart, attribute.end));
      continue;
    }
    if (attribute.valueStart >= 0 && /["']/.test(html.charAt(attribute.valueStart - 1)) && html.charAt(attribute.valueEnd) !== html.charAt(attribute.valueStart - 1)) {
      text.note('bad-attribute', attribute.nameStart, html.slice(attribute.nameStart, attribute.end));
    }
    seen.add(attribute.name);
    tag += ` ${attribute.name}`;
    if (attribute.valueStart >= 0) tag += `="${html.slice(attribute.valueStart, attribute.valueEnd).replaceAll('"', '&quot;')}"`;
  }
  const lost = lineBreaks(html.slice(token.start, token.end)).length - lineBreaks(tag).length;
  return `${tag}${'\n'.repeat(Math.max(0, lost))}>`;
}

/** SVG, MathML and templates follow rules of their own and are left to the parser, but for their depth. */
function copyForeign(text: Taming, index: number): number {
  const last = text.partners.get(index)!;
  let depth = 0;
  for (let i = index; i <= last; i++) {
    const { kind, start, end, name } = text.tokens[i]!;
    const source = text.html.slice(start, end);
    if (kind === 'start' && !voidElements.has(name) && !source.endsWith('/>')) depth++;
    const tag = kind === 'start' || kind === 'end';
    const dropped = kind === 'doctype' || (tag && (depth > maxForeignDepth || name === 'plaintext'));
    if (kind === 'stray') text.out.push('&lt;');
    else text.out.push(dropped ? lineBreaks(source) : source);
    if (kind === 'end') depth--;
  }
  return last;
}

const maxForeignDepth = 100;

/** Scripts and the like end at the first end tag; a `<!--<script` inside one would hide it. */
function copyRaw(text: Taming, index: number, tag: string): number {
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

/** `<b>bold<b>`, `<h2>Title<h2>`, `<b/>`; `<ul>` straight in a `<ul>` where no item follows. */
function isMeantAsEnd(text: Taming, name: string, index: number, plain: boolean, closed: boolean): boolean {
  const { open, partners } = text;
  if (!plain) return false;
  if (closed) return (headings.has(name) || formattingElements.has(name)) && open.find((other) => other.name === name) !== undefined;
  const lonely = !partners.has(index);
  if (lists.has(name)) {
    if (open.top?.name !== name) return false;
    const next = nextTag(text, index);
    if (next === undefined) return true;
    if (next.kind === 'end') return next.name !== name && next.name !== 'li';
    return lonely && !partners.has(open.top.index) && next.name !== 'li';
  }
  if (!lonely || !(headings.has(name) || formattingElements.has(name) || name === 'blockquote')) return false;
  const other = open.find((entry) => entry.name === name);
  return other !== undefined && !partners.has(other.index);
}

/** The next token that is neither white space nor a comment. */
function nextTag({ tokens, html }: Taming, index: number): Token | undefined {
  for (let i = index + 1; i < tokens.length; i++) {
    const token = tokens[i]!;
    if (token.kind !== 'comment' && !(token.kind === 'text' && html.slice(token.start, token.end).trim() === '')) return token;
  }
  return undefined;
}

// ---- tags that HTML does not know

/** Stands for an unknown element until the tree shows whether it holds blocks. */
export const neutral = 'ink-neutral';

/** Stands for `</p>` whose paragraph a block has ended: the text before it, after that block, is a paragraph too. */
export const tailMark = 'ink-tail';

function readUnknown(text: Taming, token: Token, index: number, attributes: readonly RawAttribute[]): number {
  const { html, out } = text;
  const paired = text.partners.has(index);
  const custom = isCustom(token.name);
  if (/^(?:o|w|v|m|st1):/.test(token.name)) drop(text, token, 'unknown-element'); // left over from a word processor
  else if (isCode(attributes) || (!paired && !(custom && attributes.length > 0))) {
    text.asText.add(index);
    out.push(asText(html, token));
    text.noteTag('code-as-tag', token);
  } else {
    const name = custom ? token.name : neutral;
    if (!custom) text.noteTag('unknown-element', token);
    if (paired) enter(text, name, token, index, attributes);
    else out.push(startTag(text, token, name, attributes), `</${name}>`);
  }
  return index;
}

/** `<Map<String, Integer>`, `<TextView android:id="…">`: nobody meant that as HTML. */
function isCode(attributes: readonly RawAttribute[]): boolean {
  return attributes.some(({ name }) => /[,;<(){}]|^xmlns|^[a-z]+:/.test(name));
}

function asText(html: string, { start, end }: Token): string {
  return html.slice(start, end).replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

// ---- end tags

function readEnd(text: Taming, token: Token, index: number): void {
  const { out, open, html } = text;
  const { name } = token;
  if (name === 'br') {
    out.push('<br>', lineBreaks(html.slice(token.start, token.end)));
    text.noteTag('break', token);
  } else if (pageElements.has(name)) out.push(lineBreaks(html.slice(token.start, token.end)));
  else if (isKnown(name)) {
    const end = open.leave(name === 'plaintext' || name === 'listing' ? 'pre' : name, token);
    const start = text.partners.get(index);
    if (end === null && name === 'p' && start !== undefined) {
      out.push(`<${tailMark}></${tailMark}>`, lineBreaks(html.slice(token.start, token.end)));
      text.noteTag('block-in-text', text.tokens[start]!);
    } else if (end === null) drop(text, token, 'stray-close');
    else out.push(end, lineBreaks(html.slice(token.start, token.end)));
  } else readUnknownEnd(text, token, index);
}

/** Its start tag was kept, or shown as text, or left out; or it has none. */
function readUnknownEnd(text: Taming, token: Token, index: number): void {
  const { out, html, open } = text;
  const start = text.partners.get(index);
  const opened = start === undefined ? undefined : open.find((entry) => entry.index === start);
  if (opened !== undefined) out.push(open.leave(opened.name, token) ?? '');
  else if (start === undefined ? !token.name.includes(':') && !isCustom(token.name) : text.asText.has(start)) {
    out.push(asText(html, token));
    if (start === undefined) text.noteTag('code-as-tag', token);
  } else if (start === undefined) drop(text, token, 'stray-close');
}
