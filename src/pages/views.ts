// Site and facts → the plain objects that templates see (`theme/shapes.ts`): closed shapes, addresses encoded, absent
// values null. Views of terms and summaries are made once and shared by all pages.
import { encodePath, withBase } from '../text/url.js';
import { formatRfc3339 } from '../text/dates.js';
import type { PostFacts } from '../model/article.js';
import type { Page } from '../model/page.js';
import type { SitePath, SourcePath } from '../model/paths.js';
import type { Post, PostDate } from '../model/post.js';
import type { Series, Site, Term } from '../model/site.js';
import type { Heading } from '../model/article.js';
import type { View } from '../theme/shapes.js';
import { feedFormats, feedUrls } from './feed-list.js';

export type Texts = Readonly<Record<string, unknown>>;

export interface ViewSources {
  readonly site: Site;
  readonly facts: (id: SourcePath) => PostFacts;
  /** Interface text by language. */
  readonly texts: (lang: string) => Texts;
  /** Name and version of this program. */
  readonly generator: string;
}

export interface Views {
  readonly site: Site;
  globals(page: View<'Page'>): View<'Globals'>;
  /** The parts of a page's head that every kind has; the kind itself adds what is special. */
  page(page: Page, about: PageAbout): View<'Page'>;
  post(post: Post, content: string): View<'Post'>;
  summary(post: Post): View<'Summary'>;
  term(term: Term): View<'TermLink'>;
  termAt(url: SitePath): Term;
  link(post: Post): View<'Link'>;
  texts(lang: string): Texts;
  /** With scheme, host and base, encoded; null without a site url. */
  absolute(path: SitePath): string | null;
}

export interface PageAbout {
  readonly title: string;
  readonly description: string;
  readonly lang?: string;
  readonly noindex?: boolean;
  readonly image?: string | null;
  readonly jsonLd?: unknown;
}

export function createViews({ site, facts, texts, generator }: ViewSources): Views {
  const { config } = site;
  const absolute = (path: SitePath) => (config.url === null ? null : config.url + withBase(encodePath(config.base), encodePath(path)));
  const terms = new Map<Term, View<'TermLink'>>();
  const links = new Map<SourcePath, View<'Link'>>();
  const byUrl = new Map(everyTerm([...site.categories, ...site.tags]).map((one) => [one.url, one]));
  const seriesOf = seriesByPost(site);
  const shared = siteView();

  function siteView(): Omit<View<'Site'>, 'menu'> {
    const years = site.years.map((year) => ({ year: year.year, url: encodePath(yearUrl(year.year)), count: year.count }));
    const view = {
      title: config.title,
      description: config.description,
      lang: config.lang,
      author: config.author,
      home: '/',
      url: absolute('/'),
      feeds: feedFormats(site).map((format) => ({ title: feedUrls[format].title, url: feedUrls[format].url, type: feedUrls[format].type })),
      pages: site.pages.filter((page) => site.urls.get(page.id) !== '/').map(link),
      count: site.posts.length,
      years,
      firstYear: years.at(-1)?.year ?? null,
      lastYear: years[0]?.year ?? null,
      categories: site.categories.map(term),
      tags: site.tags.map(term),
      generator,
      data: site.data,
    };
    let recent: readonly View<'Summary'>[] | null = null;
    // A getter: most pages do not show it, and it needs five rendered posts.
    Object.defineProperty(view, 'recent', { enumerable: true, get: () => (recent ??= site.byDate.slice(0, 5).map(summary)) });
    return view as typeof view & Pick<View<'Site'>, 'recent'>;
  }

  function globals(page: View<'Page'>): View<'Globals'> {
    const t = texts(page.lang);
    const menu = (config.menu?.map((item) => ({ title: item.title, url: item.url })) ?? ownMenu(t)).map((item) => ({
      ...item,
      current: item.url === page.url || (item.url !== '/' && item.url.endsWith('/') && page.url.startsWith(item.url)),
    }));
    // A prototype, not a spread: `recent` must stay a getter.
    return { site: Object.create(shared, { menu: { value: menu, enumerable: true } }), page, t };
  }

  /** Only what the site has: no link to an empty page. */
  function ownMenu(t: Texts): { title: string; url: string }[] {
    const menu: { title: string; url: string }[] = [];
    const add = (key: string, url: SitePath) => menu.push({ title: String(t[key] ?? key), url });
    if (site.posts.length > 0) add('archive', '/archive/');
    if (site.categories.length > 0) add('categories', '/categories/');
    if (site.tags.length > 0) add('tags', '/tags/');
    for (const page of shared.pages) menu.push({ title: page.title, url: page.url });
    return menu;
  }

  function page(page: Page, about: PageAbout): View<'Page'> {
    return {
      kind: page.kind,
      title: about.title,
      description: about.description,
      url: encodePath(page.url),
      canonical: page.kind === 'not-found' ? null : absolute(page.url),
      lang: about.lang ?? config.lang,
      noindex: about.noindex ?? page.kind === 'not-found',
      image: about.image ?? null,
      nth: 'nth' in page ? page.nth : 1,
      jsonLd: about.jsonLd ?? null,
    };
  }

  function post(post: Post, content: string): View<'Post'> {
    const known = facts(post.id);
    const place = site.placeOf.get(post.id);
    const neighbour = (at: number) => (place !== undefined && site.byDate[at] !== undefined ? link(site.byDate[at]) : null);
    return {
      ...about(post, known),
      canonical: absolute(site.urls.get(post.id)!),
      content,
      toc: post.toc === false || (post.toc === null && countHeadings(known.toc) < 3) ? [] : known.toc.map(heading),
      newer: neighbour(place! - 1),
      older: neighbour(place! + 1),
      series: series(post),
      source: post.id,
    };
  }

  /** Short: made anew for each list, so that 10,000 posts do not keep 10,000 views. */
  function summary(post: Post): View<'Summary'> {
    return about(post, facts(post.id));
  }

  function about(post: Post, known: PostFacts): View<'Summary'> {
    const own = site.termsOf.get(post.id);
    return {
      title: post.title,
      url: encodePath(site.urls.get(post.id)!),
      date: date(post.date),
      updated: date(post.updated),
      lang: post.lang ?? config.lang,
      author: post.author ?? config.author,
      description: post.description,
      excerpt: known.excerpt,
      cover: known.cover,
      categories: own?.categories.map(term) ?? [],
      tags: own?.tags.map(term) ?? [],
      pinned: post.pin > 0,
      withheld: site.previewed.get(post.id) ?? null,
      words: words(known),
      data: post.data,
    };
  }

  function term(of: Term): View<'TermLink'> {
    let view = terms.get(of);
    if (view === undefined) {
      const children = of.children.map(term);
      view = { name: of.name, path: trail(of), url: encodePath(of.url), count: of.posts.length, children };
      terms.set(of, view);
    }
    return view;
  }

  /** `/categories/a/b/` → links to `a` and `a/b`. */
  function trail(of: Term): View<'Link'>[] {
    const parts = of.url.split('/').slice(0, -1);
    return of.path.map((name, depth) => ({
      title: name,
      url: encodePath(`${parts.slice(0, parts.length - of.path.length + depth + 1).join('/')}/`),
      lang: config.lang,
    }));
  }

  function link(post: Post): View<'Link'> {
    let view = links.get(post.id);
    if (view === undefined) {
      view = { title: post.title, url: encodePath(site.urls.get(post.id)!), lang: post.lang ?? config.lang };
      links.set(post.id, view);
    }
    return view;
  }

  function series(post: Post): View<'Series'> | null {
    const found = seriesOf.get(post.id);
    if (found === undefined) return null;
    const { series, at } = found;
    const near = (other: Post | undefined) => (other === undefined ? null : link(other));
    return { name: series.name, nth: at + 1, posts: series.posts.map(link), newer: near(series.posts[at + 1]), older: near(series.posts[at - 1]) };
  }

  return { site, globals, page, post, summary, term, termAt: (url) => byUrl.get(url)!, link, texts, absolute };
}

export function everyTerm(terms: readonly Term[]): Term[] {
  return terms.flatMap((term) => [term, ...everyTerm(term.children)]);
}

/** A series of one post is not shown as one. */
function seriesByPost(site: Site): ReadonlyMap<SourcePath, { readonly series: Series; readonly at: number }> {
  const places = new Map<SourcePath, { series: Series; at: number }>();
  for (const series of site.series) if (series.posts.length > 1) series.posts.forEach((post, at) => places.set(post.id, { series, at }));
  return places;
}

/** A word of the interface in the language of the site. */
export function text({ views, site }: { readonly views: Views; readonly site: Site }, key: string): string {
  return String(views.texts(site.config.lang)[key] ?? key);
}

export function yearUrl(year: number): SitePath {
  return `/archive/${year}/`;
}

export function date(of: PostDate | null): View<'Date'> | null {
  if (of === null) return null;
  const [year, month, day] = of.civil.split('-').map(Number);
  const instant = formatRfc3339(of);
  const hasTime = of.precision !== 'day';
  return { civil: of.civil, iso: hasTime ? instant : of.civil, instant, year: year!, month: month!, day: day!, hasTime, time: of.time };
}

/** 400 characters, or 220 words, a minute: usual silent reading of Chinese and of English. */
function words({ words: { cjk, latin } }: PostFacts): View<'Words'> {
  const total = cjk + latin;
  return { cjk, latin, total, minutes: total === 0 ? 0 : Math.max(1, Math.round(cjk / 400 + latin / 220)) };
}

function heading(of: Heading): View<'Heading'> {
  return { level: of.level, id: of.id, url: `#${encodePath(of.id)}`, text: of.text, children: of.children.map(heading) };
}

function countHeadings(toc: readonly Heading[]): number {
  return toc.reduce((sum, one) => sum + 1 + countHeadings(one.children), 0);
}
