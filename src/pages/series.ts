// A page for each series: its posts in their order. A series of one post has none.
import type { Page } from '../model/page.js';
import type { Site } from '../model/site.js';
import { renderHtml } from './html.js';
import type { Kind } from './reader.js';

export function planSeries(site: Site): Page[] {
  return site.series
    .filter(({ posts }) => posts.length > 1)
    .map(({ name, url }): Page => ({ kind: 'series', series: url, name, url }));
}

export const series: Kind<'series'> = {
  rank: 'list',
  render(page, reader) {
    const { posts } = reader.site.series.find(({ url }) => url === page.series)!;
    const own = { name: page.name, posts: posts.map((post) => reader.views.summary(post)) };
    return renderHtml('series.njk', page, { title: page.name, description: '' }, own, reader);
  },
};
