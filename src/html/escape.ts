// Text ↔ HTML. What is written with these can stand between tags, or between double quotes in a tag.
import { parseFragment } from 'parse5';

/** For text between tags. */
export function escapeHtml(text: string): string {
  if (!/[&<>]/.test(text)) return text;
  return text.replace(/[&<>]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;'));
}

/** For a value between double quotes. `<` and `>` too, so that no reader of raw text can take a value for a tag. */
export function escapeAttribute(text: string): string {
  if (!/[&<>"]/.test(text)) return text;
  return text.replace(/[&<>"]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : c === '>' ? '&gt;' : '&quot;'));
}

/** The characters behind `&amp;`, `&#x4e2d;`, `&hellip;` …, by the HTML standard; what is no character reference stays. */
export function unescapeHtml(html: string): string {
  if (!html.includes('&')) return html;
  return html.replace(/&(?:#(?:x[0-9a-f]{1,8}|\d{1,8})|[a-z][a-z0-9]{1,31});/gi, decodeReference);
}

const common: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&apos;', "'"],
  ['&nbsp;', '\u00a0'],
]);

/** The 2,000 rarer names are left to the parser, which has the standard's table. */
function decodeReference(reference: string): string {
  const known = common.get(reference);
  if (known !== undefined) return known;
  const node = parseFragment(reference).childNodes[0];
  return node !== undefined && 'value' in node ? node.value.replace(forbidden, '\ufffd') : reference;
}

/** Controls and codes that are no characters: neither HTML nor XML can hold them. */
const forbidden = /[\0-\x08\v\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]/g;
