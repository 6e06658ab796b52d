// A tolerant reader of tags, by the rules of the HTML standard's tokenizer, for everything that walks over HTML text.
// Linear on any input. What only looks like markup (`a < b`, `<?php`, a `<script>` without end) is `stray`.
import { rawTextElements } from './elements.js';

export interface Token {
  /** `stray` is one `<` that begins nothing; `raw` the content of `<script>` and the like. */
  readonly kind: 'text' | 'start' | 'end' | 'comment' | 'raw' | 'stray' | 'doctype';
  readonly start: number;
  readonly end: number;
  /** Of a tag, in lower case. */
  readonly name: string;
}

export interface RawAttribute {
  /** In lower case. */
  readonly name: string;
  readonly nameStart: number;
  /** Of the whole attribute. */
  readonly end: number;
  /** Without quotes; both -1 where there is no value. */
  readonly valueStart: number;
  readonly valueEnd: number;
}

export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

export function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 9 || code === 13 || code === 12;
}

/** Where the tag name that begins at `from` ends. */
export function nameEnd(html: string, from: number): number {
  let at = from;
  for (; at < html.length; at++) {
    const code = html.charCodeAt(at);
    if (code === 62 || code === 47 || isSpace(code)) break;
  }
  return at;
}

/** After `<span` of ` class="hljs-keyword">`: past the tag; -1 if it is any other. Most tags of a page with code are such. */
export function classAloneEnd(html: string, from: number): number {
  if (!html.startsWith(' class="', from)) return -1;
  const end = html.indexOf('>', from + 8);
  return end > 0 && html.indexOf('"', from + 8) === end - 1 ? end + 1 : -1;
}

/**
 * Reads the attributes from `from` (after the tag's name) and gives the index after the tag's `>`, or -1 if there is none.
 * A quote that was forgotten (`<a href="x>text</a> <b title="y">`) ends at the next `>`.
 */
export function readAttributes(html: string, from: number, into: RawAttribute[] | null): number {
  let at = from;
  while (at < html.length) {
    const code = html.charCodeAt(at);
    if (code === 62) return at + 1;
    if (code === 47 || isSpace(code)) {
      at++;
      continue;
    }
    const nameStart = at;
    at = attributeNameEnd(html, at);
    const nameStop = at;
    let valueStart = -1;
    let valueEnd = -1;
    let equals = at;
    while (isSpace(html.charCodeAt(equals))) equals++;
    if (html.charCodeAt(equals) === 61) {
      at = equals + 1;
      while (isSpace(html.charCodeAt(at))) at++;
      const quote = html.charCodeAt(at);
      const close = quote === 34 || quote === 39 ? closingQuote(html, at) : -1;
      if (close >= 0) {
        valueStart = at + 1;
        valueEnd = close;
        at = close + 1;
      } else {
        valueStart = quote === 34 || quote === 39 ? at + 1 : at;
        at = valueStart;
        while (at < html.length && html.charCodeAt(at) !== 62 && !isSpace(html.charCodeAt(at))) at++;
        valueEnd = at;
      }
    }
    into?.push({ name: html.slice(nameStart, nameStop).toLowerCase(), nameStart, end: at, valueStart, valueEnd });
  }
  return -1;
}

function attributeNameEnd(html: string, from: number): number {
  let at = from + 1; // a leading `=` belongs to the name
  for (; at < html.length; at++) {
    const code = html.charCodeAt(at);
    if (code === 61 || code === 62 || code === 47 || isSpace(code)) break;
  }
  return at;
}

/** -1 where the quote at `open` was never meant to be closed by the next one. */
function closingQuote(html: string, open: number): number {
  const close = html.indexOf(html.charAt(open), open + 1);
  if (close < 0) return -1;
  const after = html.charCodeAt(close + 1);
  if (after === 62 || after === 47 || isSpace(after) || close + 1 === html.length) return close;
  return html.slice(open + 1, close).includes('>') ? -1 : close;
}

/** Remembers which end marks are known not to come any more, so that looking for them stays linear. */
export class Reader {
  private readonly absent = new Set<string>();
  constructor(readonly html: string) {}

  /** Where `</name` of a raw text element stands, or -1. */
  rawEnd(name: string, from: number): number {
    if (this.absent.has(name)) return -1;
    const pattern = endTags.get(name);
    if (pattern === undefined) return -1;
    pattern.lastIndex = from;
    const found = pattern.exec(this.html);
    if (found === null) this.absent.add(name);
    return found === null ? -1 : found.index;
  }

  /** Where `mark` stands next, or -1. */
  find(mark: string, from: number): number {
    if (this.absent.has(mark)) return -1;
    const found = this.html.indexOf(mark, from);
    if (found < 0) this.absent.add(mark);
    return found;
  }

  /** The index after the comment that begins at `start`, or -1 if it is never closed. */
  commentEnd(start: number): number {
    const { html } = this;
    if (html.startsWith('>', start + 4)) return start + 5;
    if (html.startsWith('->', start + 4)) return start + 6;
    if (this.absent.has('--')) return -1;
    commentClose.lastIndex = start + 4;
    const found = commentClose.exec(html);
    if (found === null) this.absent.add('--');
    return found === null ? -1 : found.index + found[0].length;
  }
}

const endTags = new Map([...rawTextElements].map((name) => [name, new RegExp(`</${name}(?=[\\s/>])`, 'gi')]));
const commentClose = /--!?>/g;

/** So many tags may run into the end of the text; from then on `<` is text. Each of them costs a look at all the rest. */
const maxUnended = 16;
const longTag = 1000;

export function tokenize(html: string): Token[] {
  const tokens: Token[] = [];
  const reader = new Reader(html);
  let text = 0;
  let at = 0;
  let unended = 0;
  const tagEnd = (from: number): number => {
    const end = readAttributes(html, from, null);
    if (end < 0) unended++;
    return end;
  };
  const push = (kind: Token['kind'], start: number, end: number, name = ''): void => {
    if (text < start) tokens.push({ kind: 'text', start: text, end: start, name: '' });
    tokens.push({ kind, start, end, name });
    text = at = end;
  };
  while ((at = html.indexOf('<', at)) >= 0) {
    const next = html.charCodeAt(at + 1);
    if (unended >= maxUnended && next !== 33) push('stray', at, at + 1);
    else if (isLetter(next)) {
      const start = at;
      const stop = nameEnd(html, at + 1);
      const name = html.slice(at + 1, stop).toLowerCase();
      const end = tagEnd(stop);
      const rawEnd = end < 0 || !rawTextElements.has(name) ? end : reader.rawEnd(name, end);
      if (end < 0 || rawEnd < 0) {
        if (html.charCodeAt(end - 2) === 47) push('start', start, end, name);
        else {
          // What looked like its attributes is read again.
          if (end - start > longTag) unended++;
          push('stray', at, at + 1);
        }
      } else {
        push('start', start, end, name);
        if (rawEnd > end) push('raw', end, rawEnd, name);
      }
    } else if (next === 47 && isLetter(html.charCodeAt(at + 2))) {
      const stop = nameEnd(html, at + 2);
      const end = tagEnd(stop);
      if (end < 0) push('stray', at, at + 1);
      else push('end', at, end, html.slice(at + 2, stop).toLowerCase());
    } else if (next === 33) readDeclaration(reader, at, push);
    else push('stray', at, at + 1);
  }
  if (text < html.length) tokens.push({ kind: 'text', start: text, end: html.length, name: '' });
  return tokens;
}

/** `<!-- … -->`, `<!doctype …>`. A comment that is never closed ends with its line. */
function readDeclaration(reader: Reader, at: number, push: (kind: Token['kind'], start: number, end: number) => void): void {
  const { html } = reader;
  if (html.startsWith('<!--', at)) {
    const end = reader.commentEnd(at);
    const line = html.indexOf('\n', at);
    push('comment', at, end >= 0 ? end : line < 0 ? html.length : line);
    return;
  }
  const end = /^<!doctype\b/i.test(html.slice(at, at + 12)) ? reader.find('>', at) : -1;
  if (end < 0) push('stray', at, at + 1);
  else push('doctype', at, end + 1);
}

/** Start and end tags of one name, paired like brackets: index → index, both ways. */
export function pairTags(tokens: readonly Token[]): ReadonlyMap<number, number> {
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
