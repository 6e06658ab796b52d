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

/** No post or page has this address, or had it. */
function isFree(url: SitePath, { posts, pages, urls }: Site): boolean {
  return ![...posts, ...pages].some((post) => urls.get(post.id) === url || post.aliases.includes(url));
}
