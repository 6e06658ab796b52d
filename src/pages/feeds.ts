// The page that says what a feed is and where the site's own are.
import type { Page } from '../model/page.js';
import type { Site } from '../model/site.js';
import { renderHtml, text } from './html.js';
import { feedPageUrl } from './own-pages.js';
import type { Kind } from './reader.js';

export function planFeedPage(site: Site): Page[] {
  const url = feedPageUrl(site);
  return url === null ? [] : [{ kind: 'feeds', url }];
}

export const feeds: Kind<'feeds'> = {
  rank: 'list',
  render: (page, reader) => renderHtml('feeds.njk', page, { title: text(reader, 'feeds'), description: '' }, {}, reader),
};
