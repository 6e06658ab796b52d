// A line break between two CJK characters is no space: written across lines, read as one. Works on finished HTML, so that
// Markdown, raw HTML and text across inline elements share one rule. Between Latin words, and in `<pre>`, nothing changes.
import { isSharedSign, joinsLines } from './cjk.js';

/** Elements that do not end a line of text; the text before and after them touches. */
const inline = new Set(
  'a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strike strong sub sup time tt u var'.split(' '),
);
const verbatim = /<(pre|script|style|textarea|svg|math)(?=[\s/>])/gi;

/** Longest tag that is looked through when the neighbour of a line break is searched. */
const longestTag = 400;
const mostTags = 8;

export function joinLines(html: string): string {
  if (!html.includes('\n')) return html;
  const out: string[] = [];
  let kept = 0;
  let from = 0;
  for (const region of textRegions(html)) {
    from = region.start;
    for (;;) {
      const newline = html.indexOf('\n', from);
      if (newline < 0 || newline >= region.end) break;
      const end = skipSpaceForward(html, newline, region.end);
      const start = skipSpaceBack(html, newline, region.start);
      if (isJoint(html, start, end, region)) {
        out.push(html.slice(kept, start));
        kept = end;
      }
      from = end;
    }
  }
  if (kept === 0) return html;
  out.push(html.slice(kept));
  return out.join('');
}

interface Region {
  readonly start: number;
  readonly end: number;
}

/** What stands outside of `<pre>`, scripts and the like. */
function* textRegions(html: string): Generator<Region> {
  verbatim.lastIndex = 0;
  let start = 0;
  for (;;) {
    const found = verbatim.exec(html);
    if (found === null) break;
    const at = found.index;
    const close = closeOf(html, found[1]!.toLowerCase(), at);
    yield { start, end: at };
    start = close;
    verbatim.lastIndex = close;
  }
  yield { start, end: html.length };
}

function closeOf(html: string, name: string, from: number): number {
  const lower = html.indexOf(`</${name}`, from);
  if (lower >= 0) return lower;
  const upper = html.indexOf(`</${name.toUpperCase()}`, from);
  return upper < 0 ? html.length : upper;
}

/** `start` and `end` enclose the white space around a line break. */
function isJoint(html: string, start: number, end: number, region: Region): boolean {
  // Between two blocks, which is where most line breaks are.
  if (html.startsWith('</p>', start - 4) || html.startsWith('</li>', start - 5)) return false;
  const before = unitBefore(html, start, region.start);
  if (before === 0) return false;
  const after = unitAfter(html, end, region.end);
  if (after === 0) return false;
  if (joinsLines(before)) return joinsLines(after) || isSharedSign(after);
  return isSharedSign(before) && joinsLines(after);
}

/** The character before `at`, through the tags of inline elements; 0 if a block, a comment or nothing stands there. */
function unitBefore(html: string, at: number, least: number): number {
  let pos = at;
  for (let tags = 0; pos > least && tags <= mostTags; tags++) {
    const unit = html.charCodeAt(pos - 1);
    if (unit !== 0x3e) return unit >= 0xdc00 && unit <= 0xdfff ? html.charCodeAt(pos - 2) : unit;
    const open = html.lastIndexOf('<', pos - 1);
    if (open < least || pos - open > longestTag || !isInlineTag(html, open, pos)) return 0;
    pos = open;
    // White space before a tag is the reader's space already.
    if (pos > least && isSpace(html.charCodeAt(pos - 1))) return 0;
  }
  return 0;
}

function unitAfter(html: string, at: number, most: number): number {
  let pos = at;
  for (let tags = 0; pos < most && tags <= mostTags; tags++) {
    const unit = html.charCodeAt(pos);
    if (unit !== 0x3c) return isSpace(unit) ? 0 : unit;
    const close = html.indexOf('>', pos);
    if (close < 0 || close - pos > longestTag || !isInlineTag(html, pos, close + 1)) return 0;
    pos = close + 1;
  }
  return 0;
}

function isInlineTag(html: string, start: number, end: number): boolean {
  let pos = start + 1;
  if (html.charCodeAt(pos) === 0x2f) pos++;
  const nameStart = pos;
  while (pos < end && isNameUnit(html.charCodeAt(pos))) pos++;
  return inline.has(html.slice(nameStart, pos).toLowerCase());
}

function isNameUnit(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x30 && unit <= 0x39);
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x09;
}

function skipSpaceForward(html: string, at: number, end: number): number {
  let pos = at;
  while (pos < end && isSpace(html.charCodeAt(pos))) pos++;
  return pos;
}

function skipSpaceBack(html: string, at: number, start: number): number {
  let pos = at;
  while (pos > start && isSpace(html.charCodeAt(pos - 1))) pos--;
  return pos;
}
