// `![图](my picture.png)`: a target with spaces is a target if it looks like a path. (CommonMark shows such links as text.)
import type MarkdownIt from 'markdown-it';
import parseLinkDestination, { type ParseLinkDestinationResult } from 'markdown-it/lib/helpers/parse_link_destination.mjs';

/** A file name with its ending, or something with a slash, before an optional title. */
const pathLike = /^[^\s"'<>[\]](?:[^"<>[\]\n]*[^\s"<>[\]])?$/;
const hasPath = /\/|\.[A-Za-z0-9]{1,5}(?:[?#]|$)/;
const titleAtEnd = /\s+(?:"[^"\n]*"|'[^'\n]*')\s*$/;

const longest = 1000;

export function looseTargets(md: MarkdownIt): void {
  // The helpers of an instance are its own copy.
  md.helpers.parseLinkDestination = (text, start, max) => {
    const strict = parseLinkDestination(text, start, max);
    return strict.ok && followsWord(text, strict.pos, max) ? (spaced(text, start, max) ?? strict) : strict;
  };
}

/** After the target and spaces on the same line comes a word, neither `)` nor a title. */
function followsWord(text: string, pos: number, max: number): boolean {
  if (text.charCodeAt(pos) !== 0x20 && text.charCodeAt(pos) !== 0x09) return false;
  let at = pos;
  while (at < max && (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09)) at++;
  const unit = text.charCodeAt(at);
  return at < max && unit !== 0x29 && unit !== 0x22 && unit !== 0x27 && unit !== 0x28 && unit !== 0x0a;
}

function spaced(text: string, start: number, max: number): ParseLinkDestinationResult | null {
  const limit = Math.min(max, start + longest);
  let depth = 0;
  let end = start;
  for (; end < limit; end++) {
    const unit = text.charCodeAt(end);
    if (unit === 0x0a) return null;
    if (unit === 0x28) depth++;
    if (unit === 0x29 && depth-- === 0) break;
  }
  if (end === limit) return null;
  const title = titleAtEnd.exec(text.slice(start, end));
  const target = text.slice(start, title === null ? end : start + title.index);
  const trimmed = target.trimEnd();
  if (!pathLike.test(trimmed) || !hasPath.test(trimmed)) return null;
  return { ok: true, pos: start + trimmed.length, str: trimmed };
}
