// Lists in pages of `perPage` posts: all posts (home), each category, each tag. And the two overviews of terms.
import { compareText } from '../text/compare.js';
import { indexLetter, noLetter } from '../text/index-letter.js';
import { encodePath } from '../text/url.js';
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
    for (const { nth, of, url } of numbered(all, site.posts.length, site)) pages.push({ kind: all === '/' ? 'home' : 'posts', nth, of, url });
  if (site.categories.length > 0) pages.push({ kind: 'categories', url: '/categories/' });
  for (const term of everyTerm(site.categories)) addTerm('category', term);
  if (site.tags.length > 0) pages.push({ kind: 'tags', url: '/tags/' });
  for (const term of site.tags) addTerm('tag', term);
  return pages;

  function addTerm(kind: 'category' | 'tag', term: Term): void {
    const name = term.path.join('/');
    for (const { nth, of, url } of numbered(term.url, term.posts.length, site)) {
      pages.push({ kind, term: term.url, name, nth, of, url });
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
  render(page, reader) {
    const about = { title: text(reader, 'categories'), description: '' };
    return renderHtml('categories.njk', page, about, { terms: reader.site.categories.map(reader.views.term) }, reader);
  },
};

export const tags: Kind<'tags'> = {
  rank: 'list',
  render(page, reader) {
    const terms = reader.site.tags.map(reader.views.term);
    const about = { title: text(reader, 'tags'), description: '' };
    const common = terms.length > mostOpen ? terms.slice(0, mostCommon) : terms;
    return renderHtml('tags.njk', page, about, { terms, common, index: byLetter(terms.slice(common.length)) }, reader);
  },
};

/** More tags at once would be a wall: then so many stand open. */
const mostOpen = 60;
const mostCommon = 40;

/** A to Z, other scripts, then what has no letter. */
function byLetter(terms: readonly View<'TermLink'>[]): readonly View<'LetterGroup'>[] {
  const groups = new Map<string, View<'TermLink'>[]>();
  for (const term of terms) {
    const letter = indexLetter(term.name);
    const group = groups.get(letter);
    if (group) group.push(term);
    else groups.set(letter, [term]);
  }
  const isLast = (letter: string) => Number(letter === noLetter);
  return [...groups]
    .sort(([a], [b]) => isLast(a) - isLast(b) || compareText(a, b))
    .map(([letter, terms]) => ({ letter, terms }));
}

function renderTerm(template: 'category.njk' | 'tag.njk', page: PageOf<'category' | 'tag'>, reader: Reader): Outcome<Body | null> {
  const term = reader.views.termAt(page.term);
  const about = { title: term.path.join(' / '), description: '' };
  const own = { term: reader.views.term(term), ...listView(page, term.url, term.posts, reader) };
  return renderHtml(template, page, about, own, reader);
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
  // Joined, for the reason of `outputOf`.
  return nth === 1 ? first : [first, 'page/', nth, '/'].join('');
}
