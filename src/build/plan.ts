// Site → every page of this build. Two pages that need one file end here, before anything is rendered or written.
import { foldName } from '../text/compare.js';
import { lookup, placesOf, type Lookup } from '../text/lookup.js';
import { diagnostic, inFile, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.js';
import type { Page, Pages } from '../model/page.js';
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
import { collision, howEqual, mayBeTooLong, tooLong } from './collisions.js';
import { checkConfigLinks } from './config-links.js';

export interface OwnFiles {
  /** Files below the site's static folder. */
  readonly static: readonly SourcePath[];
  /** Files of the theme below `assets/`, relative to it. */
  readonly theme: readonly SourcePath[];
}

export interface Plan extends Outcome<Pages> {
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

/** `before`: of an earlier state of the site; if all pages are the same, it itself. */
export function planPages(site: Site, own: OwnFiles, before: Plan | null = null): Plan {
  const { config } = site;
  const posts = planPosts(site);
  const lists = [...planLists(site), ...planArchive(site), ...planSeries(site)];
  const redirects = planRedirects(site);
  const made = [
    ...lists,
    ...planFeedPage(site),
    ...planSearch(site),
    ...planCards(site),
    ...planNotFound(site),
    ...redirects.value,
    ...planFeeds(site),
    ...planSitemap(site, joined(posts, lists)),
    ...planHostFiles(site),
    ...planIcons(site),
    ...planThemeAssets(own.theme),
  ];
  const replaced = replaceByStatic(made, planStatic(site, own.static));
  const pages = joined(posts, replaced.value);
  const come = before === null ? [] : comeSince(before.value, pages);
  const isSame = before !== null && come.length === 0 && pages.length === before.value.length;
  const unique = isSame ? before : (besideOthers(pages, come, before) ?? sorted(pages));
  const diagnostics = [...redirects.diagnostics, ...replaced.diagnostics, ...unique.collisions];
  diagnostics.push(...checkConfigLinks(config, (output) => pageOf(output, unique) !== undefined, unique.value));
  if (config.url === null) diagnostics.push(diagnostic('no-site-url', {}));
  const { value, byKey, collisions, folders } = unique;
  return { value, byKey, collisions, folders, diagnostics };
}

/** So far two plans may be shifted against each other at one place: what comes and goes does so in a few places. */
const reach = 4;

function comeSince(before: Pages, pages: Pages): readonly Page[] {
  let at = 0;
  return [...pages].filter((page) => {
    for (let i = at; i < at + reach && i < before.length; i++) {
      if (!isSamePage(before.at(i)!, page)) continue;
      at = i + 1;
      return false;
    }
    return true;
  });
}

function isSamePage(a: Page, b: Page): boolean {
  if (a.url !== b.url || a.kind !== b.kind) return false;
  for (const key in b) if (a[key as keyof Page] !== b[key as keyof Page]) return false;
  return true;
}

function joined(posts: Pages, others: readonly Page[]): Pages {
  return {
    length: posts.length + others.length,
    at: (place) => (place < posts.length ? posts.at(place) : others[place - posts.length]),
    *[Symbol.iterator]() {
      yield* posts;
      yield* others;
    },
  };
}

function byKeyOf(pages: Pages): Plan['byKey'] {
  const places = placesOf(pages.length, (place) => keyOf(pages.at(place)!.url));
  return lookup(places, (place) => pages.at(place)!);
}

/** A file in `static/` stands in for a generated one of the same name, which is not a post or page: those never give way. */
function replaceByStatic(made: readonly Page[], statics: readonly Page[]): Outcome<readonly Page[]> {
  if (statics.length === 0) return { value: made, diagnostics: [] };
  const byOutput = new Map(statics.map((page) => [outputOf(page.url), page]));
  const diagnostics: Diagnostic[] = [];
  const kept = made.filter((page) => {
    const own = byOutput.get(outputOf(page.url));
    if (own === undefined || page.kind === 'redirect') return true;
    // Both have something to say: the own lines come first (`pages/redirects.ts`).
    if (page.kind === 'redirects-file') return byOutput.delete(outputOf(page.url));
    diagnostics.push(diagnostic('static-replaces', { path: page.url }, own.kind === 'static' ? inFile(own.from) : null));
    return false;
  });
  return { value: [...kept, ...byOutput.values()], diagnostics };
}

type Sorted = Pick<Plan, 'value' | 'byKey' | 'collisions' | 'folders'>;

/** Few pages have come, and none is near another: what all of them would be looked through for cannot be. null: it may be. */
function besideOthers(pages: Pages, come: readonly Page[], before: Plan | null): Sorted | null {
  if (before === null || before.collisions.length > 0) return null;
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
  return { value: [...value], diagnostics: collisions };
}

function sorted(pages: Pages): Sorted {
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
    const long = tooLong(page);
    if (long !== null) {
      diagnostics.push(long);
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
  const value = inside.size > 0 ? kept.filter((page) => !inside.has(page)) : kept.length === pages.length ? pages : kept.slice();
  return { value, byKey: byKeyOf(value), collisions: diagnostics, folders: seen };
}

function parent(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}
