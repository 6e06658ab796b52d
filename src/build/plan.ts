// Site → every page of this build. Two pages that need one file end here, before anything is rendered or written.
import { foldName } from '../text/compare.js';
import { lookup, placesOf, type Lookup } from '../text/lookup.js';
import type { Colliding } from '../diagnostics/codes.js';
import { diagnostic, inFile, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.js';
import type { Page } from '../model/page.js';
import type { OutputPath, SitePath, SourcePath } from '../model/paths.js';
import type { Site } from '../model/site.js';
import { planArchive } from '../pages/archive.js';
import { planCards } from '../pages/cards.js';
import { planHostFiles, planStatic, planThemeAssets } from '../pages/copies.js';
import { planFeeds } from '../pages/feed.js';
import { planFeedPage } from '../pages/feeds.js';
import { planIcons } from '../pages/icons.js';
import { planLists } from '../pages/lists.js';
import { planNotFound } from '../pages/not-found.js';
import { planPosts } from '../pages/post.js';
import { planRedirects } from '../pages/redirects.js';
import { planSearch } from '../pages/search.js';
import { planSeries } from '../pages/series.js';
import { planSitemap } from '../pages/sitemap.js';
import { outputOf } from '../text/url.js';
import { checkConfigLinks } from './config-links.js';

export interface OwnFiles {
  /** Files below the site's static folder. */
  readonly static: readonly SourcePath[];
  /** Files of the theme below `assets/`, relative to it. */
  readonly theme: readonly SourcePath[];
}

export interface Plan extends Outcome<readonly Page[]> {
  /** By the keys of their addresses. */
  readonly byKey: Lookup<Page>;
  /** What there is to say of pages that need one file. */
  readonly collisions: readonly Diagnostic[];
  /** Keys of folders that hold more than the page of their own name. Of plans before there may be more. */
  readonly folders: ReadonlySet<string>;
}

/** The page that is this file. */
export function pageOf(output: OutputPath, { byKey }: Pick<Plan, 'byKey'>): Page | undefined {
  const page = byKey.get(keyOf(`/${output}`));
  return page !== undefined && outputOf(page.url) === output ? page : undefined;
}

/**
 * One for all addresses whose file is the same, or may be on some disk; the address itself, mostly, so that it takes no memory
 * of its own.
 */
function keyOf(url: SitePath): string {
  const key = foldName(url);
  return key.endsWith('/index.html') ? key.slice(0, -'index.html'.length) : key;
}

/** `before`: of an earlier state of the site; the pages that it has are taken over, and if all are the same, it itself. */
export function planPages(site: Site, own: OwnFiles, before: Plan | null = null): Plan {
  const { config } = site;
  const content = [...planPosts(site, before?.value), ...planLists(site), ...planArchive(site), ...planSeries(site)];
  const redirects = planRedirects(site);
  const made = [
    ...content,
    ...planFeedPage(site),
    ...planSearch(site),
    ...planCards(site),
    ...planNotFound(),
    ...redirects.value,
    ...planFeeds(site),
    ...planSitemap(site, content),
    ...planHostFiles(site),
    ...planIcons(site),
    ...planThemeAssets(own.theme),
  ];
  const replaced = replaceByStatic(made, planStatic(site, own.static));
  const { pages, come } = before === null ? { pages: replaced.value, come: null } : takenOver(replaced.value, before.value);
  const isSame = before !== null && come?.length === 0 && pages.length === before.value.length;
  const unique = isSame ? before : (besideOthers(pages, come, before) ?? sorted(pages));
  const diagnostics = [...redirects.diagnostics, ...replaced.diagnostics, ...unique.collisions];
  diagnostics.push(...checkConfigLinks(config, (output) => pageOf(output, unique) !== undefined, unique.value));
  if (config.url === null) diagnostics.push(diagnostic('no-site-url', {}));
  const { value, byKey, collisions, folders } = unique;
  return { value, byKey, collisions, folders, diagnostics };
}

/** So far two plans may be shifted against each other at one place: what comes and goes does so in a few places. */
const reach = 4;

/** Pages that are as they were are the objects that they were; `come`: those that were not. */
function takenOver(pages: readonly Page[], before: readonly Page[]): { readonly pages: readonly Page[]; readonly come: readonly Page[] } {
  const come: Page[] = [];
  let at = 0;
  const taken = pages.map((page) => {
    for (let i = at; i < at + reach && i < before.length; i++) {
      if (!isSamePage(before[i]!, page)) continue;
      at = i + 1;
      return before[i]!;
    }
    come.push(page);
    return page;
  });
  return { pages: taken, come };
}

function isSamePage(a: Page, b: Page): boolean {
  if (a === b) return true;
  if (a.url !== b.url || a.kind !== b.kind) return false;
  for (const key in b) if (a[key as keyof Page] !== b[key as keyof Page]) return false;
  return true;
}

function byKeyOf(plan: readonly Page[]): Plan['byKey'] {
  const places = placesOf(plan.length, (place) => keyOf(plan[place]!.url));
  return lookup(places, (place) => plan[place]!);
}

/** A file in `static/` stands in for a generated one of the same name; only posts and pages never give way. */
function replaceByStatic(made: readonly Page[], statics: readonly Page[]): Outcome<Page[]> {
  if (statics.length === 0) return { value: [...made], diagnostics: [] };
  const byOutput = new Map(statics.map((page) => [outputOf(page.url), page]));
  const diagnostics: Diagnostic[] = [];
  const kept = made.filter((page) => {
    const own = byOutput.get(outputOf(page.url));
    if (own === undefined || page.kind === 'post' || page.kind === 'page' || page.kind === 'redirect') return true;
    // Both have something to say: the own lines come first (`pages/redirects.ts`).
    if (page.kind === 'redirects-file') return byOutput.delete(outputOf(page.url));
    diagnostics.push(diagnostic('static-replaces', { path: page.url }, own.kind === 'static' ? inFile(own.from) : null));
    return false;
  });
  return { value: [...kept, ...byOutput.values()], diagnostics };
}

/** The shortest limit of a common system (macOS) is 1,024 bytes, with the path of the output folder itself. */
const mostBytes = 800;

type Sorted = Pick<Plan, 'value' | 'byKey' | 'collisions' | 'folders'>;

/** Few pages have come, and none is near another: what all of them would be looked through for cannot be. null: it may be. */
function besideOthers(pages: readonly Page[], come: readonly Page[] | null, before: Plan | null): Sorted | null {
  if (before === null || come === null || before.collisions.length > 0) return null;
  const fresh = new Set<string>();
  const folders = new Set(before.folders);
  const isTaken = (key: string): boolean => before.byKey.has(key) || fresh.has(key);
  for (const { url } of come) {
    const key = keyOf(url);
    if (mayBeTooLong(url) || folders.has(key) || isTaken(key) || isTaken(`${key}/`)) return null;
    for (let folder = parent(key); folder !== ''; folder = parent(folder)) {
      if (isTaken(folder)) return null;
      folders.add(folder);
    }
    fresh.add(key);
  }
  return { value: pages, byKey: byKeyOf(pages), collisions: [], folders };
}

/** One file, one page, that any disk can have: also one that folds case or Unicode forms; and no file where another needs a folder. */
export function withoutCollisions(pages: readonly Page[]): Outcome<readonly Page[]> {
  const { value, collisions } = sorted(pages);
  return { value, diagnostics: collisions };
}

function sorted(pages: readonly Page[]): Sorted {
  const byKey = new Map<string, Page>();
  const diagnostics: Diagnostic[] = [];
  const kept: Page[] = [];
  const keys: string[] = [];
  for (const page of pages) {
    const key = keyOf(page.url);
    const first = byKey.get(key);
    if (first !== undefined) {
      diagnostics.push(collision(first, page, howEqual(first.url, page.url)));
      continue;
    }
    byKey.set(key, page);
    kept.push(page);
    keys.push(key);
  }
  const seen = new Set<string>();
  const inside = new Set<Page>();
  for (const [i, page] of kept.entries()) {
    if (mayBeTooLong(page.url) && utf8Length(outputOf(page.url)) > mostBytes) {
      diagnostics.push(tooLong(page));
      continue;
    }
    for (let key = parent(keys[i]!); key !== '' && !seen.has(key); key = parent(key)) {
      const file = byKey.get(key);
      if (file !== undefined) {
        diagnostics.push(collision(file, page, 'inside'));
        inside.add(page);
      }
      // The folder of an `index.html` is of that page alone, mostly: to note it would save nothing.
      if (file !== undefined || key.length + 1 < keys[i]!.length) seen.add(key);
    }
  }
  // No disk could hold both, not even until the errors are counted.
  const exact = inside.size === 0 ? kept.slice() : kept.filter((page) => !inside.has(page));
  return { value: exact, byKey: byKeyOf(exact), collisions: diagnostics, folders: seen };
}

/** A UTF-16 unit is three bytes at most: most addresses need not be counted. */
function mayBeTooLong(url: SitePath): boolean {
  return outputOf(url).length * 3 > mostBytes;
}

function collision(first: Page, second: Page, how: 'same' | 'case' | 'unicode' | 'inside'): Diagnostic {
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

function howEqual(one: SitePath, other: SitePath): 'same' | 'case' | 'unicode' {
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

function tooLong(page: Page): Diagnostic {
  const source = sourceOf(page);
  const data = { path: `${page.url.slice(0, 80)}…`, bytes: utf8Length(outputOf(page.url)), most: mostBytes };
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

function parent(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}
