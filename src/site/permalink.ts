// Where each post and page lives: its own permalink, else the pattern of the config.
import { formatDate } from '../text/dates.js';
import { normalizePath } from '../text/url.js';
import { shortHash } from '../text/hash.js';
import { safeSegment, segmentOf, slugify, type SlugStyle } from '../text/slug.js';
import type { Config } from '../model/config.js';
import type { SitePath } from '../model/paths.js';
import type { Post } from '../model/post.js';

/** The slugs of a post's first category, `['技术', '容器']`; given by the index, so that all addresses agree. */
export type CategorySlugs = (post: Post) => readonly string[];

/** The address of a post or page by its name. Every one has such an address, whatever it is called. */
export function addresses(config: Pick<Config, 'permalink' | 'slug'>, categorySlugs: CategorySlugs): (post: Post) => SitePath {
  // Literal text at even places, names of tokens at odd ones.
  const pattern = config.permalink.replace(/^\/+|\/+$/g, '').split(/:([a-z]+(?:_[a-z]+)*)/);
  const expand = (post: Post) =>
    withoutGaps(
      pattern.reduce(
        (path, part, i) => path + (i % 2 === 0 ? part : (value(part, post, config.slug, categorySlugs) ?? `:${part}`) || gap),
        '',
      ),
    );
  return (post) => {
    // A page's slug is its path below pages/; `pages/index.md` is the front door, and `pages/404.md` has the name that hosts know.
    if (post.kind === 'page' && post.slug === '404') return '/404.html';
    const path = post.kind === 'page' ? post.slug.split('/').map(segment).join('/') : expand(post);
    // Joined it is one text; put together from pieces it would stay in memory twice.
    return sitePath(['/', path, '/'].join('')) ?? `/${shortHash(post.id)}/`;
  };
}

/** Stands where a token has no value. */
const gap = '\0';

/** What divides a token without a value from its neighbours goes with it: of `:year-:month-:slug` the slug remains. */
function withoutGaps(path: string): string {
  if (!path.includes(gap)) return path;
  return path.replace(/([-_]*)\0[-_\0]*/g, (whole: string, before: string, at: number) => {
    const isEdge = [path[at - 1], path[at + whole.length]].some((beside) => beside === undefined || beside === '/' || beside === '.');
    return isEdge ? '' : before;
  });
}

/** A name of punctuation alone has a page, too. */
function segment(name: string): string {
  return name === '' ? '' : segmentOf(name) || shortHash(name);
}

/** Most addresses are site paths as they are: short parts of signs that nobody refuses, no names of devices. */
const plain = /^(?:\/(?!(?:con|prn|aux|nul|com\d|lpt\d)\/)[A-Za-z0-9_-]{1,66})+\/$/i;

/** An address as written → a site path: each part made safe, `/` at the end unless it names a file. null: it is no address. */
export function sitePath(written: string): SitePath | null {
  if (plain.test(written)) return written;
  const path = normalizePath(written.replaceAll('\\', '/'));
  if (path === null) return null;
  if (path === '') return '/';
  const parts = path.split('/').map((part) => safeSegment(part));
  if (parts.includes('')) return null;
  const joined = ['', ...parts].join('/');
  return /\.(?:x?html?|xml|json|txt|php|aspx?|jsp)$/i.test(joined) ? joined : [joined, ''].join('/');
}

/** Tokens without a value (a date token of an undated post) vanish with their part of the path; null: there is no such token. */
function value(token: string, post: Post, style: SlugStyle, categorySlugs: CategorySlugs): string | null {
  const civil = (part: number) => post.date?.civil.split('-')[part] ?? '';
  const time = (part: number) => post.date?.time.split(':')[part] ?? '';
  switch (token) {
    case 'year':
      return civil(0);
    case 'short_year':
      return civil(0).slice(2);
    case 'month':
      return civil(1);
    case 'i_month':
      return civil(1).replace(/^0/, '');
    case 'short_month':
    case 'long_month':
    case 'monthname':
      return monthName(post, token);
    case 'day':
      return civil(2);
    case 'i_day':
      return civil(2).replace(/^0/, '');
    case 'y_day':
    case 'yearday':
      return post.date === null ? '' : String(dayOfYear(+civil(0), +civil(1), +civil(2))).padStart(token === 'y_day' ? 3 : 1, '0');
    case 'hour':
      return time(0);
    case 'minute':
      return time(1);
    case 'second':
      return time(2);
    case 'slug':
    case 'slugorfilename':
    case 'slugorcontentbasename':
      return segmentOf(post.slug) || slugify(post.title, style) || 'post';
    case 'name':
    case 'filename':
    case 'contentbasename':
      return segmentOf(fileName(post.id)) || slugify(post.title, style) || 'post';
    case 'title':
    case 'post_title':
      return slugify(post.title, style) || segmentOf(post.slug) || 'post';
    case 'category':
    case 'categories':
    case 'slugified_categories':
      return post.categories[0] === undefined ? '' : categorySlugs(post).join('/');
    case 'output_ext':
      return '.html';
    default:
      return null;
  }
}

/** In English, whatever the language of the site: an address does not change with it. */
function monthName({ date }: Post, token: 'short_month' | 'long_month' | 'monthname'): string {
  if (date === null) return '';
  const name = formatDate(date, token === 'short_month' ? 'MMM' : 'MMMM', 'en');
  return token === 'monthname' ? name.toLowerCase() : name;
}

/** File name without date and extension; for a bundle its folder's name. */
function fileName(id: string): string {
  const parts = id.split('/');
  const file = parts.pop()!.replace(/\.[^.]+$/, '');
  return (file === 'index' && parts.length > 1 ? parts.pop()! : file).replace(/^\d{4}-\d{1,2}-\d{1,2}-/, '');
}

function dayOfYear(year: number, month: number, day: number): number {
  return Math.round((Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 1)) / 86_400_000) + 1;
}
