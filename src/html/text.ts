// Sound HTML → plain text.
import { blockElements, rawTextElements } from './elements.js';
import { unescapeHtml } from './escape.js';
import { nameEnd, isLetter, readAttributes, Reader } from './scan.js';

/**
 * Plain text: blocks and `<br>` on lines of their own, white space collapsed, no blank lines. Left out: comments, scripts,
 * styles, footnote marks (`<sup class="footnote-ref">`), back links (`a.footnote-backref`) and heading anchors (`a.anchor`).
 */
export function textOf(html: string): string {
  if (!html.includes('<')) return tidy(unescapeHtml(html.replace(/[ \t\n\f\r]+/g, ' ')));
  const reader = new Reader(html);
  let text = '';
  let from = 0;
  let at = 0;
  while ((at = html.indexOf('<', from)) >= 0) {
    text += collapsed(html, from, at);
    const tag = readTag(reader, at);
    text += tag.gap;
    from = tag.end;
  }
  return tidy(unescapeHtml(text + collapsed(html, from, html.length)));
}

interface Passed {
  /** What stands in the text instead: nothing, a space, a new line. */
  readonly gap: string;
  readonly end: number;
}

function readTag(reader: Reader, at: number): Passed {
  const { html } = reader;
  if (html.startsWith('<!--', at)) {
    const end = reader.commentEnd(at);
    return { gap: '', end: end < 0 ? html.length : end };
  }
  const closing = html.charCodeAt(at + 1) === 47;
  const start = closing ? at + 2 : at + 1;
  if (!isLetter(html.charCodeAt(start))) return { gap: '<', end: at + 1 };
  const stop = nameEnd(html, start);
  const name = html.slice(start, stop).toLowerCase();
  const end = readAttributes(html, stop, null);
  if (end < 0) return { gap: '', end: html.length };
  if (!closing && isSilent(name, html, stop, end)) {
    const close = rawTextElements.has(name) ? reader.rawEnd(name, end) : reader.find(`</${name}>`, end);
    const after = close < 0 ? -1 : html.indexOf('>', close);
    if (after >= 0) return { gap: '', end: after + 1 };
  }
  if (name === 'td' || name === 'th') return { gap: ' ', end };
  return { gap: name === 'br' || blockElements.has(name) ? '\n' : '', end };
}

const marks = /\bclass=["']?(?:[^"'>]*\s)?(?:footnote-ref|footnote-backref|anchor)["'\s>]/i;

/** Elements whose content is not the author's text. */
function isSilent(name: string, html: string, from: number, to: number): boolean {
  if (name === 'a' || name === 'sup') return to - from > 12 && marks.test(html.slice(from, to));
  return rawTextElements.has(name);
}

/** Line breaks of the source are spaces; those of the text come from its blocks. */
function collapsed(html: string, from: number, to: number): string {
  const text = html.slice(from, to);
  return /[\t\n\f\r]| {2}/.test(text) ? text.replace(/[ \t\n\f\r]+/g, ' ') : text;
}

function tidy(text: string): string {
  return text
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .replace(/^[ \n]+/, '')
    .replace(/[ \n]$/, '');
}
