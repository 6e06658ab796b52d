// Links, images and media of a finished article: each reference is resolved against its source, missing ones are reported,
// places in the article itself too; local links are kept for the check after rendering, images get their size and load lazily.
import { at, diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js';
import { rewriteUrls, type Tag } from '../html/rewrite.js';
import type { BodyLink } from '../model/article.js';
import type { HeldPost } from '../model/post.js';
import type { SitePath, SourcePath } from '../model/paths.js';
import { nearest } from '../text/near-miss.js';
import { decodePath } from '../text/url.js';
import type { SourceLines } from './source-lines.js';

export type ReferenceKind = 'link' | 'image' | 'media';

/** `url` is encoded, without base; `path` and `fragment` where it is local. null: external, or nothing to resolve. */
export type Resolved =
  | { readonly url: string; readonly width?: number; readonly height?: number; readonly path?: SitePath; readonly fragment?: string | null }
  | { readonly missing: string; readonly held?: HeldPost['reason'] }
  | null;

type Missing = Extract<Resolved, { readonly missing: string }>;

export interface References {
  readonly html: string;
  readonly links: readonly BodyLink[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface ReferenceInput {
  readonly source: SourcePath;
  readonly lines: SourceLines;
  readonly resolve: (kind: ReferenceKind, target: string) => Resolved;
  /** Ids of the article, if its author links to any: those links are then looked after. */
  readonly anchors: readonly string[] | null;
  /** Ids that the article had to change. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Nothing is in it but what Markdown makes. */
  readonly isPlain: boolean;
}

/** The top of the page, ids of the theme and of footnotes, and what a browser finds by its words. */
const elsewhere = /^(?:|top|ink-.*|fn(?:ref)?\d.*|:~:.*)$/i;

/** Beyond this many no nearest name is looked for: each search is linear in the headings of the article. */
const mostGuesses = 20;

export function resolveReferences(html: string, input: ReferenceInput): References {
  const links: BodyLink[] = [];
  const diagnostics: Diagnostic[] = [];
  const reported = new Set<string>();
  let size: { readonly width?: number; readonly height?: number } = {};
  let images = 0;
  let ids: ReadonlySet<string> | undefined;

  function rewrite(url: string, tag: string, attribute: string): string {
    const kind = kindOf(tag, attribute);
    if (kind === null) return url;
    if (tag === 'img' && attribute === 'src') size = {};
    if (url.startsWith('#'))
      return kind === 'link' && input.anchors !== null ? ownPlace(url, input.anchors) : renamedFragment(url, input.renamed);
    const resolved = input.resolve(kind, url);
    if (resolved === null) return url;
    if ('missing' in resolved) {
      report(kind, resolved);
      return url;
    }
    if (tag === 'img' && attribute === 'src') size = resolved;
    if (kind === 'link' && resolved.path !== undefined)
      links.push({ target: url, path: resolved.path, fragment: resolved.fragment ?? null, line: lineOf(url) });
    return resolved.url;
  }

  /** `#place`: in this article, or in the page around it. */
  function ownPlace(url: string, anchors: readonly string[]): string {
    const given = renamedFragment(url, input.renamed);
    const place = decodePath(given.slice(1));
    if (given !== url || elsewhere.test(place) || reported.has(url)) return given;
    ids ??= new Set(anchors);
    if (ids.has(place)) return given;
    reported.add(url);
    const meant = reported.size <= mostGuesses ? nearest(place, ids) : null;
    diagnostics.push(diagnostic('missing-anchor', { target: decodePath(url), nearest: meant }, at(input.source, lineOf(url))));
    return given;
  }

  function report(kind: ReferenceKind, { missing, held }: Missing): void {
    const code = kind === 'link' ? 'missing-link' : 'missing-image';
    if (reported.has(`${code} ${missing}`)) return;
    reported.add(`${code} ${missing}`);
    const target = decodePath(missing);
    const place = at(input.source, lineOf(missing));
    // The nearest name is looked for when all has been said (`build/guesses.ts`).
    diagnostics.push(
      held === undefined ? diagnostic(code, { target, nearest: null }, place) : diagnostic('link-to-held', { target, reason: held }, place),
    );
  }

  /** Markdown encodes what the author wrote in plain characters, all of it or all but the spaces. */
  function lineOf(target: string): number {
    const found = input.lines.findTarget(target);
    if (found > 0 || !target.includes('%')) return found;
    const plain = decodePath(target);
    return input.lines.findTarget(plain) || (plain.includes(' ') ? input.lines.findTarget(plain.replaceAll(' ', '%20')) : 0);
  }

  function image(tag: Tag): void {
    images++;
    const sized = tag.get('width') !== null || tag.get('height') !== null || /\b(?:width|height)\s*:/.test(tag.get('style') ?? '');
    if (size.width !== undefined && size.height !== undefined && !sized) {
      tag.set('width', String(size.width));
      tag.set('height', String(size.height));
    }
    size = {};
    // The first image is likely to be seen at once.
    if (images > 1 && tag.get('loading') === null) tag.set('loading', 'lazy');
    if (images > 1 && tag.get('decoding') === null) tag.set('decoding', 'async');
  }

  return { html: rewriteUrls(html, rewrite, image, input.isPlain), links, diagnostics };
}

function renamedFragment(url: string, renamed: ReadonlyMap<string, string>): string {
  const given = renamed.size === 0 ? undefined : renamed.get(decodePath(url.slice(1)));
  return given === undefined ? url : `#${given}`;
}

function kindOf(tag: string, attribute: string): ReferenceKind | null {
  switch (attribute) {
    case 'href':
      return tag === 'a' || tag === 'area' ? 'link' : tag === 'image' || tag === 'use' ? 'image' : null;
    case 'src':
      return tag === 'img' || tag === 'input' ? 'image' : 'media';
    case 'srcset':
    case 'poster':
    case 'background':
    case 'style':
      return 'image';
    case 'data':
      return 'media';
    default:
      // `action`, `cite`: where a form is sent, where a quotation comes from; nothing of this site.
      return null;
  }
}
