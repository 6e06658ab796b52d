// The first words of a post as plain text: up to `<!--more-->`, else whole sentences of the first paragraphs. Without
// headings, code blocks, tables, footnote marks and tables of contents.
import { unescapeHtml } from '../html/escape.js';
import { isCjkLetter, isWide } from './cjk.js';

/** What stands in the comment. No tag and no quote, so that it can be cut out wherever it stands. */
const more = /^\s*(?:(?:read[ -]?)?more\b[^<>"']*|(?:excerpt|truncate)\s*)$/i;

/** Cells, as a Latin letter takes one and a Han character two: 140 characters of Chinese, 280 of English. */
const wanted = 280;
/** A first sentence longer than this is cut at a comma or a word. */
const longest = 420;

export interface Excerpted {
  /** Without the mark. */
  readonly html: string;
  readonly excerpt: string;
}

export function takeExcerpt(html: string): Excerpted {
  const marks = moreMarks(html);
  if (marks.length === 0) return { html, excerpt: firstSentences(html) };
  const parts: string[] = [];
  let kept = 0;
  for (const { start, end } of marks) {
    parts.push(html.slice(kept, start));
    kept = end;
  }
  parts.push(html.slice(kept));
  const rest = parts.join('');
  const upTo = blocksOf(html, marks[0]!.start, Number.POSITIVE_INFINITY).join(' ');
  // A mark before the first word asks for nothing.
  return { html: rest, excerpt: upTo === '' ? firstSentences(rest) : upTo };
}

/** The comments that are marks, each with the paragraph of its own that Markdown put around it. */
function moreMarks(html: string): { readonly start: number; readonly end: number }[] {
  const marks: { start: number; end: number }[] = [];
  let from = 0;
  for (;;) {
    const start = html.indexOf('<!--', from);
    const close = start < 0 ? -1 : html.indexOf('-->', start + 4);
    if (close < 0) return marks;
    from = close + 3;
    if (!more.test(html.slice(start + 4, close))) continue;
    const alone = html.startsWith('<p>', start - 3) && html.startsWith('</p>', from);
    marks.push(alone ? { start: start - 3, end: from + 4 } : { start, end: from });
  }
}

function firstSentences(html: string): string {
  let text = '';
  let width = 0;
  for (const block of blocksOf(html, html.length, longest + 1)) {
    for (let start = 0; start < block.length;) {
      const end = sentenceEnd(block, start);
      const sentence = block.slice(start, end).trim();
      start = end;
      if (sentence === '') continue;
      const size = widthOf(sentence);
      if (width > 0 && width + size > wanted) return text;
      const joined = text === '' || endsCjk(text) ? text + sentence : `${text} ${sentence}`;
      if (size > longest) return cut(joined);
      text = joined;
      width += size;
    }
    if (width >= wanted) return text;
  }
  return text;
}

function endsCjk(text: string): boolean {
  return isWide(text.charCodeAt(text.length - 1)) || text.endsWith('”') || text.endsWith('…');
}

function widthOf(text: string): number {
  let width = 0;
  for (let i = 0; i < text.length; i++) width += isWide(text.charCodeAt(i)) ? 2 : 1;
  return width;
}

/** Behind the sentence that begins at `start`. */
function sentenceEnd(block: string, start: number): number {
  for (let i = start; i < block.length; i++) {
    const unit = block.charCodeAt(i);
    if (unit > 0x3f ? unit !== 0x3002 && unit !== 0xff01 && unit !== 0xff1f : unit !== 0x2e && unit !== 0x21 && unit !== 0x3f) continue;
    if (!endsSentence(block, i)) continue;
    // Closing quotes and brackets belong to the sentence before them.
    while (i + 1 < block.length && '。！？!?.…”’」』）)"\''.includes(block[i + 1]!)) i++;
    return i + 1;
  }
  return block.length;
}

function endsSentence(text: string, at: number): boolean {
  const sign = text[at]!;
  if (sign === '。' || sign === '！' || sign === '？') return true;
  if (sign !== '.' && sign !== '!' && sign !== '?') return false;
  const rest = /^[.!?…"'”’)]*(?:$|\s+(\S)|([^\s]))/.exec(text.slice(at + 1, at + 12));
  const next = rest?.[1];
  if (rest === null || (next === undefined && rest[2] !== undefined && !isCjkLetter(rest[2].charCodeAt(0)))) return false;
  if (sign !== '.') return true;
  // `e.g. this`, `J. Smith`, `3. item`: a small letter follows, or a single letter or a number stands before.
  if (next !== undefined && next !== next.toUpperCase()) return false;
  return !/(?:^|[\s.])(?:[A-Za-z]|\d+|Mr|Mrs|Ms|Dr|vs|etc|No)$/.test(text.slice(Math.max(0, at - 6), at));
}

/** At the last comma or space within the wanted width. */
function cut(text: string): string {
  let width = 0;
  let comma = 0;
  let word = 0;
  let end = 0;
  for (; end < text.length && width < wanted; end++) {
    const unit = text.charCodeAt(end);
    width += isWide(unit) ? 2 : 1;
    if ('，；：、,;'.includes(text[end]!)) comma = end;
    if (unit === 0x20 || isWide(unit)) word = end;
  }
  // A comma near the end is the better place; half a surrogate pair is none.
  const place = comma > end / 2 ? comma : word > 0 ? word : end;
  return `${text
    .slice(0, place)
    .toWellFormed()
    .replace(/\ufffd$/, '')
    .trimEnd()}…`;
}

/** Elements left out with all that is in them. */
const left = new Set(
  'h1 h2 h3 h4 h5 h6 pre table figcaption script style template svg math iframe object video audio select textarea button nav form'.split(
    ' ',
  ),
);
/** Elements inside a line; every other tag ends a block. */
const within = new Set(
  'a abbr b bdi bdo cite code data del dfn em font i img ins kbd label mark q ruby rb rt rp s samp small span strong sub sup time u var wbr input'.split(
    ' ',
  ),
);
const empty = new Set('area br col embed hr img input source track wbr'.split(' '));
const leftClass = /\sclass="?(?:footnote-ref|footnote-backref|footnotes|anchor|callout-title|toc|fold)\b/;
const tag = /<(?:!--[^]*?(?:-->|$)|(\/?)([A-Za-z][A-Za-z0-9-]*)(?:"[^"]*"|'[^']*'|[^>"'])*>)/g;

/** The text of each paragraph, list item and so on, up to an offset, until there are enough cells of it. */
function blocksOf(html: string, limit: number, enough: number): string[] {
  const blocks: string[] = [];
  let block = '';
  let length = 0;
  let pos = 0;
  const end = (): void => {
    const text = unescapeHtml(block).replace(/\s+/g, ' ').trim();
    block = '';
    if (text === '') return;
    blocks.push(text);
    length += enough === Number.POSITIVE_INFINITY ? 0 : widthOf(text);
  };
  tag.lastIndex = 0;
  while (pos < limit && length < enough) {
    const found = tag.exec(html);
    const at = found === null ? limit : Math.min(found.index, limit);
    block += html.slice(pos, at);
    // A paragraph of a megabyte is cut like any other.
    if (block.length > enough * 4) block = block.slice(0, enough * 4);
    if (found === null || at >= limit) break;
    pos = tag.lastIndex;
    const name = found[2]?.toLowerCase();
    if (name === undefined) continue;
    if (found[1] === '' && (left.has(name) || (leftClass.test(found[0]) && !empty.has(name)))) {
      if (!within.has(name)) end();
      pos = closeOf(html, name, pos);
      tag.lastIndex = pos;
    } else if (!within.has(name)) end();
  }
  end();
  return blocks;
}

const tagsOf = new Map<string, RegExp>();

/** Behind the close tag, elements of the same name inside counted. */
function closeOf(html: string, name: string, from: number): number {
  let tags = tagsOf.get(name);
  if (tags === undefined) tagsOf.set(name, (tags = new RegExp(`<(/?)${name}(?=[\\s/>])[^>]*>`, 'gi')));
  tags.lastIndex = from;
  let depth = 1;
  for (let found = tags.exec(html); found !== null; found = tags.exec(html)) {
    depth += found[1] === '/' ? -1 : 1;
    if (depth === 0) return tags.lastIndex;
  }
  return html.length;
}
