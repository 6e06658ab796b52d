// First half of `repair`: reads the tags as their author meant them, before the parser reads them by the standard. A type
// (`List<String>`) becomes text, `<ul>` written for `</ul>` becomes `</ul>`, every tag is written in full, and what would
// make the parser slow (thousands of open elements) is cut. Line breaks stay, so that lines keep their numbers.
import {
  formattingElements,
  headings,
  isCustom,
  isKnown,
  lineMark,
  lists,
  neutral,
  pageElements,
  rawTextElements,
  tailMark,
  voidElements,
} from './elements.js';
import { copyForeign, copyRaw, lineBreaks } from './copy.js';
import { inSentence, isMention } from './mention.js';
import { OpenElements } from './open-elements.js';
import type { ChangeKind } from './repair.js';
import { nameEnd, pairTags, readAttributes, tokenize } from './scan.js';
import type { RawAttribute, Token } from './scan.js';

/** `at`: offset in the fragment. */
export type NoteAt = (kind: ChangeKind, at: number, text: string) => void;

/** `lineAt`, if given, makes each tag carry its line, for what is noticed later on the tree. */
export function tame(html: string, note: NoteAt, lineAt: ((at: number) => number) | null): string {
  const tokens = tokenize(html);
  const noteTag = (kind: ChangeKind, token: Token): void => note(kind, token.start, html.slice(token.start, token.end));
  const out: string[] = [];
  const open = new OpenElements({
    fault: noteTag,
    leftOver: ({ name, token, slot }) => {
      noteTag(name === 'p' ? 'empty-paragraph' : 'close-tag', token);
      out[slot] = lineBreaks(html, token);
    },
  });
  const text: Taming = { html, tokens, open, note, noteTag, lineAt, partners: pairTags(tokens), asText: new Set(), out };
  for (let index = 0; index < tokens.length; index++) index = readToken(text, index);
  open.end();
  return text.out.join('');
}

export interface Taming {
  readonly html: string;
  readonly tokens: readonly Token[];
  readonly open: OpenElements;
  readonly note: NoteAt;
  readonly noteTag: (kind: ChangeKind, token: Token) => void;
  readonly lineAt: ((at: number) => number) | null;
  /** Start and end tags of one name, paired like brackets: index → index. */
  readonly partners: ReadonlyMap<number, number>;
  /** Start tags that are shown as text. */
  readonly asText: Set<number>;
  readonly out: string[];
}

/** Gives the index of the last token that was read. */
function readToken(text: Taming, index: number): number {
  const token = text.tokens[index]!;
  if (token.kind === 'start') return readStart(text, token, index);
  if (token.kind === 'end') {
    readEnd(text, token, index);
    return index;
  }
  const source = text.html.slice(token.start, token.end);
  if (token.kind === 'stray') {
    text.out.push('&lt;');
    text.open.content++;
    noteStray(text, token);
  } else if (token.kind === 'doctype') drop(text, token, 'not-in-article');
  else if (token.kind === 'comment' && !/-->$|--!>$|^<!--?-?>$/.test(source)) {
    text.out.push(source, '-->');
    text.noteTag('unclosed-raw', token);
  } else {
    if (token.kind === 'text' && /[^\t\n\f\r ]/.test(source)) {
      text.open.content++;
      if (inTable(text)) text.note('table-content', token.start, source.trim());
    }
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
  const begin = text.html.slice(start, start + 40);
  const written = begin.slice(0, nameEnd(begin, 1));
  text.note(rawTextElements.has(written.slice(1).toLowerCase()) ? 'unclosed-raw' : 'code-as-tag', start, written);
}

function drop(text: Taming, token: Token, kind: ChangeKind): void {
  text.out.push(lineBreaks(text.html, token));
  text.noteTag(kind, token);
}

const tableParts: ReadonlySet<string> = new Set(['caption', 'colgroup', 'col', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th']);
const tableFrames: ReadonlySet<string> = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr', 'colgroup']);
const allowedInTable: ReadonlySet<string> = new Set(['script', 'style', 'template', 'input', 'form']);

// ---- start tags

function readStart(text: Taming, token: Token, index: number): number {
  const { html, out, open } = text;
  const { name } = token;
  const closed = html.charCodeAt(token.end - 2) === 47;
  if (voidElements.has(name) || rawTextElements.has(name) || closed || !isKnown(name)) open.content++;
  if ((name === 'svg' || name === 'math' || name === 'template') && !closed && text.partners.has(index)) return copyForeign(text, index);
  const attributes: RawAttribute[] = [];
  readAttributes(html, nameEnd(html, token.start + 1), attributes);
  if ((isKnown(name) || pageElements.has(name)) && isMention(html, token, text.partners.has(index), attributes)) {
    text.asText.add(index);
    out.push(asText(html, token));
    open.content++;
    text.noteTag('code-as-tag', token);
    return index;
  }
  if (pageElements.has(name)) {
    drop(text, token, 'not-in-article');
    return index;
  }
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
  const { out } = text;
  const before = text.open.enter({ name, token, index, slot: out.length + 1, plain: attributes.length === 0 });
  if (before === null) out.push(lineBreaks(text.html, token));
  else out.push(before, startTag(text, token, name, attributes));
}

/** The start tag in full: quoted, no attribute twice, none with an impossible name. */
function startTag(text: Taming, token: Token, name: string, attributes: readonly RawAttribute[]): string {
  const { html, lineAt } = text;
  // Formatting elements are compared by their attributes when the parser reopens them.
  let tag = lineAt === null || formattingElements.has(name) ? `<${name}` : `<${name} ${lineMark}=${lineAt(token.start)}`;
  if (attributes.length === 0) return `${tag}${lineBreaks(html, token)}>`;
  const seen = new Set<string>();
  for (const attribute of attributes) {
    if (seen.has(attribute.name) || /["'<=\0]/.test(attribute.name)) {
      text.note('bad-attribute', attribute.nameStart, html.slice(attribute.nameStart, attribute.end));
      continue;
    }
    if (
      attribute.valueStart >= 0 &&
      /["']/.test(html.charAt(attribute.valueStart - 1)) &&
      html.charAt(attribute.valueEnd) !== html.charAt(attribute.valueStart - 1)
    ) {
      text.note('bad-attribute', attribute.nameStart, html.slice(attribute.nameStart, attribute.end));
    }
    seen.add(attribute.name);
    tag += ` ${attribute.name}`;
    if (attribute.valueStart >= 0) tag += `="${html.slice(attribute.valueStart, attribute.valueEnd).replaceAll('"', '&quot;')}"`;
  }
  const breaks = lineBreaks(html, token);
  if (breaks !== '') tag += '\n'.repeat(Math.max(0, breaks.length - (tag.split('\n').length - 1)));
  return `${tag}>`;
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
    return lonely && !partners.has(open.top.start.index) && next.name !== 'li';
  }
  if (!lonely || !(headings.has(name) || formattingElements.has(name) || name === 'blockquote')) return false;
  const other = open.find((entry) => entry.name === name);
  return other !== undefined && !partners.has(other.start.index);
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
  return html.slice(start, end).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

// ---- end tags

function readEnd(text: Taming, token: Token, index: number): void {
  const { out, open, html } = text;
  const { name } = token;
  if (name === 'br') {
    out.push('<br>', lineBreaks(html, token));
    text.noteTag('break', token);
  } else if (pageElements.has(name) && inSentence(html, token)) {
    out.push(asText(html, token));
    text.noteTag('code-as-tag', token);
  } else if (pageElements.has(name)) out.push(lineBreaks(html, token));
  else if (isKnown(name)) {
    const end = open.leave(name === 'plaintext' || name === 'listing' ? 'pre' : name, token);
    const start = text.partners.get(index);
    if (end === null && name === 'p' && start !== undefined) {
      out.push(`<${tailMark}></${tailMark}>`, lineBreaks(html, token));
      text.noteTag('block-in-text', text.tokens[start]!);
    } else if (end === null) drop(text, token, 'stray-close');
    else out.push(end, lineBreaks(html, token));
  } else readUnknownEnd(text, token, index);
}

/** Its start tag was kept, or shown as text, or left out; or it has none. */
function readUnknownEnd(text: Taming, token: Token, index: number): void {
  const { out, html, open } = text;
  const start = text.partners.get(index);
  const opened = start === undefined ? undefined : open.find((entry) => entry.start.index === start);
  if (opened !== undefined) out.push(open.leave(opened.name, token) ?? '');
  else if (start === undefined ? !token.name.includes(':') && !isCustom(token.name) : text.asText.has(start)) {
    out.push(asText(html, token));
    if (start === undefined) text.noteTag('code-as-tag', token);
  } else if (start === undefined) drop(text, token, 'stray-close');
}
