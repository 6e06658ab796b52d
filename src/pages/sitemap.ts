// sitemap.xml (sitemaps.org, protocol 0.9) and robots.txt (RFC 9309).
import { escapeHtml } from '../html/escape.js';
import { formatRfc3339 } from '../text/dates.js';
import { encodePath } from '../text/url.js';
import type { Page, Pages } from '../model/page.js';
import type { SitePath } from '../model/paths.js';
import type { Site } from '../model/site.js';
import { isHidden } from './post.js';
import type { Kind, Reader } from './reader.js';

/** The protocol's limit for one file. */
const perFile = 50_000;

/** Kinds of page that a search engine should know of. */
const listed: ReadonlySet<Page['kind']> = new Set(['home', 'posts', 'post', 'page', 'categories', 'category', 'tags', 'tag', 'archive', 'year', 'series', 'feeds']);

export function planSitemap(site: Site, pages: Pages): Page[] {
  const robots: Page = { kind: 'robots', url: '/robots.txt' };
  if (site.config.url === null) return [robots];
  const files = pages.length <= perFile ? 1 : Math.ceil([...pages].filter((page) => isListed(page, site)).length / perFile);
  const parts = files <= 1 ? [] : Array.from({ length: files }, (_, i) => ({ part: i + 1, name: `sitemap-${i + 1}.xml` }));
  return [
    robots,
    { kind: 'sitemap', part: null, parts: parts.length, url: '/sitemap.xml' },
    ...parts.map(({ part, name }): Page => ({ kind: 'sitemap', part, parts: parts.length, url: `/${name}` })),
  ];
}

export const sitemap: Kind<'sitemap'> = {
  rank: 'list',
  render(page, reader) {
    const header = '<?xml version="1.0" encoding="UTF-8"?>\n';
    if (page.part === null && page.parts > 0) {
      const names = Array.from({ length: page.parts }, (_, i) => `<sitemap><loc>${absolute(`/sitemap-${i + 1}.xml`, reader)}</loc></sitemap>\n`);
      return text(`${header}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${names.join('')}</sitemapindex>\n`);
    }
    const all = [...reader.plan].filter((one) => isListed(one, reader.site));
    const shown = page.part === null ? all : all.slice((page.part - 1) * perFile, page.part * perFile);
    const urls = shown.map((one) => `<url><loc>${absolute(one.url, reader)}</loc>${lastmod(one, reader.site)}</url>\n`);
    return text(`${header}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('')}</urlset>\n`);
  },
};

export const robots: Kind<'robots'> = {
  rank: 'list',
  render(_page, reader) {
    const map = reader.views.absolute('/sitemap.xml');
    return text(`User-agent: *\nAllow: /\n${map === null ? '' : `\nSitemap: ${map}\n`}`);
  },
};

function isListed(page: Page, site: Site): boolean {
  if (!listed.has(page.kind)) return false;
  if (page.kind !== 'post' && page.kind !== 'page') return true;
  return !isHidden(site.byId.get(page.post)!, site);
}

function lastmod(page: Page, site: Site): string {
  if (page.kind !== 'post' && page.kind !== 'page') return '';
  const post = site.byId.get(page.post)!;
  const date = post.updated ?? post.date;
  return date === null ? '' : `<lastmod>${formatRfc3339(date)}</lastmod>`;
}

function absolute(path: SitePath, { views }: Reader): string {
  return escapeHtml(views.absolute(encodePath(path)) ?? path);
}

function text(value: string) {
  return { value, diagnostics: [] };
}
