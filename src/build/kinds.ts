// The table of page kinds. A new kind is one file in `pages/`, one line here, and its plan in `plan.ts`.
import type { Outcome } from '../diagnostics/diagnostic.js';
import type { Body, Page } from '../model/page.js';
import { archive, year } from '../pages/archive.js';
import { card } from '../pages/cards.js';
import { asset, staticFile, text, themeAsset } from '../pages/copies.js';
import { feed } from '../pages/feed.js';
import { categories, category, home, posts, tag, tags } from '../pages/lists.js';
import { feeds } from '../pages/feeds.js';
import { notFound } from '../pages/not-found.js';
import { page, post } from '../pages/post.js';
import type { Kind, Reader } from '../pages/reader.js';
import { redirect, redirectsFile } from '../pages/redirects.js';
import { search } from '../pages/search.js';
import { series } from '../pages/series.js';
import { robots, sitemap } from '../pages/sitemap.js';

export const kinds: { readonly [K in Page['kind']]: Kind<K> } = {
  post,
  page,
  home,
  posts,
  categories,
  category,
  tags,
  tag,
  archive,
  year,
  series,
  feeds,
  search,
  card,
  'not-found': notFound,
  feed,
  sitemap,
  robots,
  redirect,
  'redirects-file': redirectsFile,
  text,
  static: staticFile,
  'theme-asset': themeAsset,
  asset,
};

export function renderPage<K extends Page['kind']>(page: Extract<Page, { kind: K }>, reader: Reader): Outcome<Body | null> {
  return (kinds[page.kind] as Kind<K>).render(page as Parameters<Kind<K>['render']>[0], reader);
}
