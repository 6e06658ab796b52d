// What there is to say of pages that cannot all have their files: two that need one, or one whose name no disk takes.
import type { Colliding } from '../diagnostics/codes.js';
import { diagnostic, inFile, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { Page } from '../model/page.js';
import type { SitePath, SourcePath } from '../model/paths.js';
import { outputOf } from '../text/url.js';

/** The shortest limit of a common system (macOS) is 1,024 bytes, with the path of the output folder itself. */
const mostBytes = 800;

/** A UTF-16 unit is three bytes at most: most addresses need not be counted. */
export function mayBeTooLong(url: SitePath): boolean {
  return outputOf(url).length * 3 > mostBytes;
}

export function collision(first: Page, second: Page, how: 'same' | 'case' | 'unicode' | 'inside'): Diagnostic {
  const source = sourceOf(second) ?? sourceOf(first);
  const related = sourceOf(second) === null || sourceOf(first) === null ? [] : [inFile(sourceOf(first)!)];
  const data = { url: first.url, how, first: nameOf(first), second: nameOf(second), between: between(first.kind, second.kind) };
  return diagnostic('url-collision', data, source === null ? null : inFile(source), related);
}

/** The one of the two that gives way most easily decides what is advised. */
function between(...kinds: readonly Page['kind'][]): Colliding {
  if (kinds.includes('redirect')) return 'alias';
  if (kinds.includes('static')) return 'static';
  if (kinds.every((kind) => kind === 'post')) return 'posts';
  if (kinds.every((kind) => kind === 'post' || kind === 'page')) return 'pages';
  if (kinds.includes('page')) return 'page';
  return kinds.includes('post') ? 'post' : 'terms';
}

export function howEqual(one: SitePath, other: SitePath): 'same' | 'case' | 'unicode' {
  const [a, b] = [outputOf(one), outputOf(other)];
  if (a === b) return 'same';
  return a.normalize('NFC') === b.normalize('NFC') ? 'unicode' : 'case';
}

/** What a person calls the page: its source, else its kind and address. */
function nameOf(page: Page): string {
  if (page.kind === 'tag' || page.kind === 'category' || page.kind === 'series') return `${page.kind} “${page.name}” (${page.url})`;
  const source = sourceOf(page);
  if (source === null) return `${page.kind} ${page.url}`;
  return page.kind === 'redirect' ? `${source} (${page.url})` : source;
}

function sourceOf(page: Page): SourcePath | null {
  if (page.kind === 'post' || page.kind === 'page') return page.post;
  return page.kind === 'static' || page.kind === 'asset' || page.kind === 'redirect' ? page.from : null;
}

/** null: it is not. */
export function tooLong(page: Page): Diagnostic | null {
  if (!mayBeTooLong(page.url)) return null;
  const path = outputOf(page.url);
  if (utf8Length(path) <= mostBytes) return null;
  const source = sourceOf(page);
  const data = { path: `${page.url.slice(0, 80)}…`, bytes: utf8Length(path), most: mostBytes };
  return diagnostic('address-too-long', data, source === null ? null : inFile(source));
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
