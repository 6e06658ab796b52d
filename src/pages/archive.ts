// The archive: all posts by year and month on one page, and a page for each year. Undated posts stand last.
import { encodePath } from '../text/url.js';
import type { Page } from '../model/page.js';
import type { Site, Year } from '../model/site.js';
import type { View } from '../theme/shapes.js';
import { renderHtml, text } from './html.js';
import type { Kind } from './reader.js';
import type { PostViews } from './view-posts.js';
import { yearUrl } from './view-site.js';

export function planArchive(site: Site): Page[] {
  const years = site.years.map((year): Page => {
    const url = yearUrl(year.year);
    return { kind: 'year', year: year.year, url };
  });
  return [{ kind: 'archive', url: '/archive/' }, ...years];
}

export const archive: Kind<'archive'> = {
  rank: 'list',
  render(page, reader) {
    const { site, views } = reader;
    const own = { years: site.years.map((one) => yearGroup(one, views)), undated: site.undated.map((post) => views.summary(post)) };
    return renderHtml('archive.njk', page, { title: text(reader, 'archive'), description: '' }, own, reader);
  },
};

export const year: Kind<'year'> = {
  rank: 'list',
  render(page, reader) {
    const shown = reader.site.years.filter((one) => one.year === page.year);
    const own = { years: shown.map((one) => yearGroup(one, reader.views)) };
    return renderHtml('year.njk', page, { title: String(page.year), description: '' }, own, reader);
  },
};

function yearGroup(of: Year, views: PostViews): View<'YearGroup'> {
  const months = of.months.map(({ month, posts }) => ({ month, posts: posts.map((post) => views.summary(post)) }));
  return { year: of.year, url: encodePath(yearUrl(of.year)), count: of.count, months };
}
