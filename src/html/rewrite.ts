// One forward pass over the start tags of finished HTML: changes URLs and attributes, leaves every other byte alone.
// It runs over every page, so a tag costs little until something in it changes.
import { rawTextElements } from './elements.js';
import { escapeAttribute, unescapeHtml } from './escape.js';
import { classAloneEnd, isLetter, nameEnd, readAttributes, Reader } from './scan.js';
import type { RawAttribute } from './scan.js';

/** A start tag while it is visited. Names in lower case; values are plain text: unescaped when read, escaped when written. */
export interface Tag {
  readonly name: string;
  /** Where its `<` stands in the text given. */
  readonly offset: number;
  /** null: it has no such attribute; '': it has no value. */
  get(attribute: string): string | null;
  /** null removes it. */
  set(attribute: string, value: string | null): void;
}

/** The URL as plain text, not HTML-escaped, and so must be the answer. The same string: nothing is changed. */
export type RewriteUrl = (url: string, tag: string, attribute: string) => string;

/** Visits start tags (those of `names`, else all) in order. Comments, scripts and styles are passed over. The same string if nothing was set. */
export function rewriteTags(html: string, visit: (tag: Tag) => void, names: ReadonlySet<string> | null = null): string {
  return eachTag(html, names ?? 'all', (name, offset, attributes) => {
    const tag = new OpenTag(html, name, offset, attributes);
    visit(tag);
    return tag.written();
  });
}

/**
 * Every URL in href, src, srcset, poster, action, formaction, data, cite, background, style, of `<meta http-equiv=refresh>`, and
 * `url(…)` in a `<style>`.
 * `image`, if given, is called for each `<img>` after its URLs have been rewritten, in the same pass. `isPlain`: made from
 * Markdown without HTML of the author's, where only links and images hold URLs and every `<` begins a tag.
 */
export function rewriteUrls(html: string, rewrite: RewriteUrl, image: ((tag: Tag) => void) | null = null, isPlain = false): string {
  const css = (text: string): string => rewriteStyle(text, (url) => rewrite(url, 'style', 'style'));
  return eachTag(html, isPlain ? 'links and images' : 'no class spans', visit, css);

  function visit(name: string, offset: number, attributes: readonly RawAttribute[]): string | null {
    let tag: OpenTag | null = null;
    for (const one of attributes) {
      const kind = one.valueStart < 0 ? undefined : urlAttributes.get(one.name);
      if (kind === undefined || (kind !== 'url' && !mayHoldUrl(kind, html, one))) continue;
      if (kind === 'url' && !belongsTo(one.name, name)) continue;
      tag ??= new OpenTag(html, name, offset, attributes);
      rewriteValue(tag, one.name, kind, rewrite);
    }
    if (image !== null && name === 'img') image((tag ??= new OpenTag(html, name, offset, attributes)));
    return tag === null ? null : tag.written();
  }
}

// ---- the pass

const noAttributes: readonly RawAttribute[] = [];

/** Tags that are visited: all, all but `<span class="…">` (the colours of code), or those of these names; the others are not looked at. */
type Names = 'all' | 'no class spans' | 'links and images' | ReadonlySet<string>;

const linkOrImage = /<(?:a|img)[ >]/g;

/** `visit` gives the tag's new text, or null; `css` what is to stand in a `<style>`. */
function eachTag(
  html: string,
  names: Names,
  visit: (name: string, offset: number, attributes: readonly RawAttribute[]) => string | null,
  css: ((text: string) => string) | null = null,
): string {
  const reader = new Reader(html);
  const passesColours = typeof names === 'string' ? names !== 'all' : !names.has('span');
  const parts: string[] = [];
  let copied = 0;
  let at = 0;
  const next = (from: number): number => {
    if (names !== 'links and images') return html.indexOf('<', from);
    linkOrImage.lastIndex = from;
    return linkOrImage.exec(html)?.index ?? -1;
  };
  while ((at = next(at)) >= 0) {
    const code = html.charCodeAt(at + 1);
    if (!isLetter(code)) {
      if (code !== 33 || !html.startsWith('<!--', at)) at++;
      else if ((at = reader.commentEnd(at)) < 0) break;
      continue;
    }
    const stop = nameEnd(html, at + 1);
    const name = lower(html.slice(at + 1, stop));
    let end = name === 'span' && passesColours ? classAloneEnd(html, stop) : -1;
    if (end >= 0) {
      at = end;
      continue;
    }
    const isWanted = typeof names === 'string' || names.has(name);
    end = stop + 1;
    let attributes = noAttributes;
    if (html.charCodeAt(stop) !== 62) {
      const read: RawAttribute[] | null = isWanted ? [] : null;
      end = readAttributes(html, stop, read);
      if (end < 0) break; // nothing but a piece of a tag is left
      attributes = read ?? noAttributes;
    }
    const written = isWanted ? visit(name, at, attributes) : null;
    if (written !== null) {
      parts.push(html.slice(copied, at), written);
      copied = attributes.length === 0 ? stop : attributes[attributes.length - 1]!.end;
    }
    at = end;
    if (rawTextElements.has(name) && html.charCodeAt(end - 2) !== 47) {
      const rawEnd = reader.rawEnd(name, end);
      if (rawEnd < 0) continue;
      at = rawEnd;
      const text = css === null || name !== 'style' ? '' : html.slice(end, rawEnd);
      const styled = text === '' ? '' : css!(text);
      if (styled === text) continue;
      parts.push(html.slice(copied, end), styled);
      copied = rawEnd;
    }
  }
  if (copied === 0) return html;
  parts.push(html.slice(copied));
  return parts.join('');
}

function lower(name: string): string {
  for (let i = 0; i < name.length; i++) if (name.charCodeAt(i) < 97) return name.toLowerCase();
  return name;
}

class OpenTag implements Tag {
  private changes: Map<string, string | null> | null = null;

  constructor(
    private readonly html: string,
    readonly name: string,
    readonly offset: number,
    private readonly attributes: readonly RawAttribute[],
  ) {}

  get(attribute: string): string | null {
    const changed = this.changes?.get(attribute);
    if (changed !== undefined) return changed;
    const found = this.attributes.find((one) => one.name === attribute);
    if (found === undefined) return null;
    return found.valueStart < 0 ? '' : unescapeHtml(this.html.slice(found.valueStart, found.valueEnd));
  }

  set(attribute: string, value: string | null): void {
    if (this.get(attribute) !== value) (this.changes ??= new Map()).set(attribute, value);
  }

  /** The tag up to the end of its last attribute, or null if nothing was set. */
  written(): string | null {
    if (this.changes === null) return null;
    const left = new Map(this.changes);
    let text = '';
    let from = this.offset;
    let end = this.offset + 1 + this.name.length;
    for (const { name, nameStart, end: stop } of this.attributes) {
      const value = left.get(name);
      if (value !== undefined) {
        text += value === null ? this.html.slice(from, end) : `${this.html.slice(from, nameStart)}${name}="${escapeAttribute(value)}"`;
        from = stop;
        left.delete(name);
      }
      end = stop;
    }
    text += this.html.slice(from, end);
    for (const [name, value] of left) if (value !== null) text += ` ${name}="${escapeAttribute(value)}"`;
    return text;
  }
}

// ---- URLs

type UrlKind = 'url' | 'srcset' | 'style' | 'refresh';

const urlAttributes: ReadonlyMap<string, UrlKind> = new Map<string, UrlKind>([
  ...['href', 'src', 'poster', 'action', 'formaction', 'data', 'cite', 'background', 'xlink:href'].map((name): [string, UrlKind] => [
    name,
    'url',
  ]),
  ['srcset', 'srcset'],
  ['imagesrcset', 'srcset'],
  ['style', 'style'],
  ['content', 'refresh'],
]);

/** `data` and `cite` mean something else, or nothing, on other elements. */
function belongsTo(attribute: string, tag: string): boolean {
  if (attribute === 'data') return tag === 'object';
  if (attribute === 'cite') return tag === 'blockquote' || tag === 'q' || tag === 'ins' || tag === 'del';
  return attribute !== 'action' || tag === 'form';
}

/** A cheap look at the source, before the value is taken apart. */
function mayHoldUrl(kind: UrlKind, html: string, { valueStart, valueEnd }: RawAttribute): boolean {
  return kind === 'srcset' || /url/i.test(html.slice(valueStart, valueEnd));
}

function rewriteValue(tag: OpenTag, name: string, kind: UrlKind, rewrite: RewriteUrl): void {
  const value = tag.get(name)!;
  const one = (url: string): string => rewrite(url, tag.name, name);
  if (kind === 'url') {
    const url = value.trim();
    const written = url === '' ? url : one(url);
    if (written !== url) tag.set(name, written);
  } else if (kind === 'srcset') tag.set(name, rewriteSrcset(value, one));
  else if (kind === 'style') tag.set(name, rewriteStyle(value, one));
  else if (tag.name === 'meta' && tag.get('http-equiv')?.toLowerCase() === 'refresh') tag.set(name, rewriteRefresh(value, one));
}

/** `a.png 1x, b.png 2x`: a URL ends at white space; a comma at its end ends the candidate. */
function rewriteSrcset(value: string, one: (url: string) => string): string {
  let written = '';
  let at = 0;
  while (at < value.length) {
    const gap = match(/[\s,]*/y, value, at);
    const candidate = match(/\S+/y, value, at + gap.length);
    const url = candidate.replace(/,+$/, '');
    written += gap + (url === '' ? '' : one(url));
    at += gap.length + url.length;
    if (url === candidate) {
      const rest = match(/[^,(]*(?:\([^)]*\)?[^,(]*)*/y, value, at);
      written += rest;
      at += rest.length;
    }
  }
  return written;
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

function rewriteStyle(value: string, one: (url: string) => string): string {
  return value.replace(
    /(\burl\(\s*)(?:"([^"]*)"|'([^']*)'|([^\s"'()]+))(?=\s*\))/gi,
    (all, open: string, double?: string, single?: string, bare?: string) => {
      const url = double ?? single ?? bare ?? '';
      const written = url.trim() === '' ? url : one(url);
      if (written === url) return all;
      return `${open}'${written.replaceAll("'", '%27')}'`;
    },
  );
}

function rewriteRefresh(value: string, one: (url: string) => string): string {
  const found = /^(\s*[\d.]+\s*[;,]?\s*url\s*=\s*)(["']?)(.*)$/is.exec(value);
  if (found === null) return value;
  const [, before, quote, rest] = found as unknown as [string, string, string, string];
  const end = quote === '' ? -1 : rest.indexOf(quote);
  const url = (end < 0 ? rest : rest.slice(0, end)).trim();
  return url === '' ? value : `${before}${quote}${one(url)}${end < 0 ? '' : rest.slice(end)}`;
}
