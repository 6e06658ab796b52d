// Lists in pages of `perPage` posts: all posts (home), each category, each tag. And the two overviews of terms.
import { encodePath, outputOf } from '../text/url.js';
import type { Outcome } from '../diagnostics/diagnostic.js';
import type { Body, Page } from '../model/page.js';
import type { SitePath } from '../model/paths.js';
import type { Post } from '../model/post.js';
import type { Site, Term } from '../model/site.js';
import type { View } from '../theme/shapes.js';
import { renderHtml, text } from './html.js';
import { allPostsUrl, postListUrl } from './own-pages.js';
import type { Kind, PageOf, Reader } from './reader.js';
import { everyTerm } from './view-links.js';

export function planLists(site: Site): Page[] {
  const pages: Page[] = [];
  const all = allPostsUrl(site);
  if (all !== null)
    for (const one of numbered(all, site.posts.length, site)) pages.push({ kind: all === '/' ? 'home' : 'posts', ...one, output: outputOf(one.url) });
  if (site.categories.length > 0) pages.push({ kind: 'categories', url: '/categories/', output: 'categories/index.html' });
  for (const term of everyTerm(site.categories)) addTerm('category', term);
  if (site.tags.length > 0) pages.push({ kind: 'tags', url: '/tags/', output: 'tags/index.html' });
  for (const term of site.tags) addTerm('tag', term);
  return pages;

  function addTerm(kind: 'category' | 'tag', term: Term): void {
    const name = term.path.join('/');
    for (const { nth, of, url } of numbered(term.url, term.posts.length, site)) {
      pages.push({ kind, term: term.url, name, nth, of, url, output: outputOf(url) });
    }
  }
}

export const home: Kind<'home'> = {
  rank: 'home',
  render(page, reader) {
    const { title, description } = reader.site.config;
    return renderHtml('home.njk', page, { title, description }, listView(page, '/', reader.site.posts, reader), reader);
  },
};

export const posts: Kind<'posts'> = {
  rank: 'list',
  render(page, reader) {
    const about = { title: text(reader, 'allPosts'), description: '' };
    return renderHtml('home.njk', page, about, listView(page, postListUrl, reader.site.posts, reader), reader);
  },
};

export const category: Kind<'category'> = { rank: 'list', render: (page, reader) => renderTerm('category.njk', page, reader) };
export const tag: Kind<'tag'> = { rank: 'list', render: (page, reader) => renderTerm('tag.njk', page, reader) };

export const categories: Kind<'categories'> = {
  rank: 'list',
  render: (page, reader) => renderOverview('categories.njk', page, reader.site.categories, reader),
};

export const tags: Kind<'tags'> = {
  rank: 'list',
  render: (page, reader) => renderOverview('tags.njk', page, reader.site.tags, reader),
};

function renderTerm(template: 'category.njk' | 'tag.njk', page: PageOf<'category' | 'tag'>, reader: Reader): Outcome<Body | null> {
  const term = reader.views.termAt(page.term);
  const about = { title: term.path.join(' / '), description: '' };
  const own = { term: reader.views.term(term), ...listView(page, term.url, term.posts, reader) };
  return renderHtml(template, page, about, own, reader);
}

function renderOverview(template: 'categories.njk' | 'tags.njk', page: Page, terms: readonly Term[], reader: Reader): Outcome<Body | null> {
  const about = { title: text(reader, page.kind), description: '' };
  return renderHtml(template, page, about, { terms: terms.map(reader.views.term) }, reader);
}

/** The posts of one page of a list. */
function listView(page: Nth, first: SitePath, posts: readonly Post[], { views, site }: Reader) {
  const start = (page.nth - 1) * site.config.perPage;
  const shown = posts.slice(start, start + site.config.perPage);
  return { posts: shown.map((post) => views.summary(post)), pager: pager(page, first) };
}

interface Nth {
  readonly nth: number;
  readonly of: number;
}

function pager(page: Nth, first: SitePath): View<'Pager'> {
  const url = (nth: number) => encodePath(nthUrl(first, nth));
  return {
    nth: page.nth,
    of: page.of,
    newer: page.nth > 1 ? url(page.nth - 1) : null,
    older: page.nth < page.of ? url(page.nth + 1) : null,
    first: encodePath(first),
  };
}

/** At least one page, also without posts. */
function numbered(first: SitePath, count: number, site: Site): (Nth & { url: SitePath })[] {
  const of = Math.max(1, Math.ceil(count / site.config.perPage));
  return Array.from({ length: of }, (_, i) => ({ nth: i + 1, of, url: nthUrl(first, i + 1) }));
}

function nthUrl(first: SitePath, nth: number): SitePath {
  return nth === 1 ? first : `${first}page/${nth}/`;
}
