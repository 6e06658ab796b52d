// Addresses of pages that Inkstone adds of its own accord. They give way to a post, a page or an old address of the author's:
// null then.
import type { SitePath } from '../model/paths.js';
import type { Site } from '../model/site.js';
import { feedFormats } from './feed-list.js';

/** The page that says what a feed is; null without feeds. */
export function feedPageUrl(site: Site): SitePath | null {
  return feedFormats(site).length > 0 && isFree('/feed/', site) ? '/feed/' : null;
}

/** Null unless the config asks for search. */
export function searchPageUrl(site: Site): SitePath | null {
  return site.config.search && isFree('/search/', site) ? '/search/' : null;
}

/** Where the list of all posts is if it is not the home page. */
export const postListUrl = '/posts/';

/**
 * Where the list of all posts begins. A page of the author's at `/` (pages/index.md) is the front door: the list then has an
 * address of its own; null if that one is taken by a page, too.
 */
export function allPostsUrl({ pages, urls }: Site): SitePath | null {
  const taken = new Set(pages.map((page) => urls.get(page.id)));
  return ['/', postListUrl].find((url) => !taken.has(url)) ?? null;
}

/** Hosts show it for every address that does not exist: it stands in no list. */
export const notFoundUrl = '/404.html';

/** A page of the author's, `pages/404.md`, takes the place of ours. */
export function hasOwnNotFound({ pages, urls }: Site): boolean {
  return pages.some((page) => urls.get(page.id) === notFoundUrl);
}

/** No post or page has this address, or had it. */
function isFree(url: SitePath, { aliased, urls }: Site): boolean {
  for (const taken of urls.values()) if (taken === url) return false;
  return !aliased.some(({ aliases }) => aliases.includes(url));
}
