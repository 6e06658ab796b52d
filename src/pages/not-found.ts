// 404.html, which static hosts show for any address that does not exist; so nothing on it may be relative.
import type { Page } from '../model/page.js';
import type { Site } from '../model/site.js';
import { renderHtml, text } from './html.js';
import { hasOwnNotFound, notFoundUrl } from './own-pages.js';
import type { Kind } from './reader.js';

export function planNotFound(site: Site): Page[] {
  return hasOwnNotFound(site) ? [] : [{ kind: 'not-found', url: notFoundUrl }];
}

export const notFound: Kind<'not-found'> = {
  rank: 'list',
  render: (page, reader) => renderHtml('not-found.njk', page, { title: text(reader, 'notFound'), description: '' }, {}, reader),
};
