// Which feeds there are and where. Apart from `feed.ts` because every page's head names them.
import type { SitePath } from '../model/paths.js';
import type { Site } from '../model/site.js';

export type FeedFormat = 'atom' | 'rss' | 'json';

export const feedUrls: { readonly [F in FeedFormat]: { readonly url: SitePath; readonly title: string; readonly type: string } } = {
  atom: { url: '/atom.xml', title: 'Atom', type: 'application/atom+xml' },
  rss: { url: '/rss.xml', title: 'RSS', type: 'application/rss+xml' },
  json: { url: '/feed.json', title: 'JSON Feed', type: 'application/feed+json' },
};

/** A feed needs absolute addresses: none without a site url. */
export function feedFormats(site: Site): readonly FeedFormat[] {
  return site.config.url === null || site.config.feed === null ? [] : ['atom', 'rss', 'json'];
}
