// 404.html, which static hosts show for any address that does not exist; so nothing on it may be relative.
import type { Page } from '../model/page.js';
import { renderHtml, text } from './html.js';
import type { Kind } from './reader.js';

export function planNotFound(): Page[] {
  return [{ kind: 'not-found', url: '/404.html' }];
}

export const notFound: Kind<'not-found'> = {
  rank: 'list',
  render: (page, reader) => renderHtml('not-found.njk', page, { title: text(reader, 'notFound'), description: '' }, {}, reader),
};
