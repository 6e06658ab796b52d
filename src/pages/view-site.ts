// The blog as templates see it, with its menu. It is the same on every page but for the words and the marks of the menu: one
// view is made for each language and each place in the menu, not for each page.
import { encodePath, encodeUrl } from '../text/url.js';
import type { SitePath } from '../model/paths.js';
import type { Site } from '../model/site.js';
import type { View } from '../theme/shapes.js';
import { feedFormats, feedUrls } from './feed-list.js';
import { allPostsUrl, feedPageUrl, notFoundUrl, postListUrl, searchPageUrl } from './own-pages.js';
import type { LinkViews } from './view-links.js';
import type { PostViews } from './view-posts.js';

export type Texts = Readonly<Record<string, unknown>>;

/** The site as the page at `url` shows it, in the words of `lang`. */
export type SiteViews = (url: string, lang: string) => View<'Site'>;

export interface SiteSources {
  readonly site: Site;
  /** Interface text by language. */
  readonly texts: (lang: string) => Texts;
  /** Name and version of this program. */
  readonly generator: string;
  /** Address of the owner's own style sheet. */
  readonly customCss: string | null;
  /** Hears which field of the site a template reads. */
  readonly onRead: (field: string) => void;
}

interface Item {
  readonly title: string;
  readonly url: string;
}

/** The front door, and what hosts show where nothing is. */
const inNoList: ReadonlySet<SitePath> = new Set(['/', notFoundUrl]);

/** More pages than these would not be a menu; a config can name others. */
const mostPages = 20;

export function siteViews({ site, texts, generator, customCss, onRead }: SiteSources, views: LinkViews & PostViews): SiteViews {
  const shared = sharedView({ site, generator, customCss }, views);
  const menus = new Map<string, readonly Item[]>();
  const made = new Map<string, View<'Site'>>();

  return (url, lang) => {
    let menu = menus.get(lang);
    if (menu === undefined) menus.set(lang, (menu = site.config.menu?.map(written) ?? ownMenu(site, texts(lang), shared.pages)));
    const place = `${lang} ${menu.flatMap((item, i) => (isCurrent(item.url, url) ? i : [])).join()}`;
    let view = made.get(place);
    if (view === undefined) {
      const items = menu.map((item) => Object.freeze({ title: item.title, url: item.url, current: isCurrent(item.url, url) }));
      view = heard(shared, Object.freeze(items), onRead);
      made.set(place, view);
    }
    return view;
  };
}

/** Every field is a getter that tells of its reading. */
function heard(shared: Omit<View<'Site'>, 'menu'>, menu: View<'Site'>['menu'], onRead: (field: string) => void): View<'Site'> {
  const view = {};
  for (const field of ['menu', ...Object.keys(shared)]) {
    const get = () => {
      onRead(field);
      return field === 'menu' ? menu : shared[field as keyof typeof shared];
    };
    Object.defineProperty(view, field, { get, enumerable: true });
  }
  return Object.freeze(view) as View<'Site'>;
}

function sharedView({ site, generator, customCss }: Omit<SiteSources, 'texts' | 'onRead'>, { link, term, absolute, summary }: LinkViews & PostViews): Omit<View<'Site'>, 'menu'> {
  const { config } = site;
  const years = site.years.map((year) => Object.freeze({ year: year.year, url: encodePath(yearUrl(year.year)), count: year.count }));
  let recent: readonly View<'Summary'>[] | null = null;
  return Object.freeze({
    title: config.title,
    description: config.description,
    lang: config.lang,
    author: config.author,
    home: '/',
    url: absolute('/'),
    feeds: Object.freeze(feedFormats(site).map((format) => feedUrls[format])),
    feedPage: feedPageUrl(site),
    searchPage: searchPageUrl(site),
    pages: Object.freeze(site.pages.filter((page) => !inNoList.has(site.urls.get(page.id)!)).map(link)),
    // A getter: most pages do not show it, and it needs five rendered posts.
    get recent() {
      return (recent ??= Object.freeze(site.byDate.slice(0, 5).map(summary)));
    },
    count: site.posts.length,
    years: Object.freeze(years),
    firstYear: years.at(-1)?.year ?? null,
    lastYear: years[0]?.year ?? null,
    categories: Object.freeze(site.categories.map(term)),
    tags: Object.freeze(site.tags.map(term)),
    license: config.license,
    footer: config.footer.map(({ title, url }) => Object.freeze({ title, url: url === null ? null : encodeUrl(url) })),
    comments: config.comments,
    scripts: config.analytics,
    customCss,
    generator,
    data: site.data,
  });
}

function written({ title, url }: Item): Item {
  return { title, url: encodeUrl(url) };
}

/** Only what the site has: no link to an empty page. */
function ownMenu(site: Site, t: Texts, pages: readonly Item[]): readonly Item[] {
  const lists: [key: string, url: SitePath, isThere: boolean][] = [
    ['allPosts', postListUrl, allPostsUrl(site) === postListUrl && site.posts.length > 0],
    ['archive', '/archive/', site.posts.length > 0],
    ['categories', '/categories/', site.categories.length > 0],
    ['tags', '/tags/', site.tags.length > 0],
    ['search', '/search/', searchPageUrl(site) !== null],
  ];
  const own = lists.filter(([, , isThere]) => isThere).map(([key, url]) => ({ title: String(t[key] ?? key), url }));
  return [...own, ...pages.filter(({ url }) => isTop(url)).slice(0, mostPages)];
}

/** `/about/` and `/about.html`, not `/docs/setup/`. */
function isTop(url: string): boolean {
  return /^\/[^/]+\/?$/.test(url);
}

/** The page itself, or one that stands above it. */
function isCurrent(item: string, page: string): boolean {
  return item === page || (item !== '/' && item.endsWith('/') && page.startsWith(item));
}

export function yearUrl(year: number): SitePath {
  return `/archive/${year}/`;
}
