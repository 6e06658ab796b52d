// A post as templates see it: whole on its own page, in short wherever it is listed.
import { frozen } from '../text/detach.js';
import { encodePath } from '../text/url.js';
import { formatRfc3339 } from '../text/dates.js';
import type { Brief, Heading } from '../model/article.js';
import type { SourcePath } from '../model/paths.js';
import type { Post, PostDate } from '../model/post.js';
import type { Series, Site } from '../model/site.js';
import { compareByDate, placeIn } from '../site/order.js';
import type { View } from '../theme/shapes.js';
import { relatedTo } from '../site/related.js';
import type { LinkViews } from './view-links.js';
import type { ViewSources } from './views.js';

export interface PostViews {
  post(post: Post, content: string): View<'Post'>;
  /** What its own page shows beyond the summary. */
  beyond(post: Post, content: string): Omit<View<'Post'>, keyof View<'Summary'>>;
  summary(post: Post): View<'Summary'>;
}

/** So many parts of a series stand on the page of each; of a longer one those around it, or 5,000 parts would be 25 million links. */
const mostParts = 60;

/** Summaries that are kept. */
const mostKept = 20_000;

/** Whose summary it is: for those of its fields that are told by the rendered body. */
const own = Symbol('post');

type Told = Pick<View<'Summary'>, 'excerpt' | 'cover' | 'words'>;
type Untold = Omit<View<'Summary'>, keyof Told> & { readonly [own]: SourcePath };

/** `onShow` hears of which post something is shown. */
export function postViews(
  site: Site,
  { facts, brief }: Pick<ViewSources, 'facts' | 'brief'>,
  { link, term, termsOf, absolute }: LinkViews,
  onShow: (id: SourcePath) => void,
): PostViews {
  const { config } = site;
  const seriesOf = seriesByPost(site);
  const summaries = new Map<SourcePath, View<'Summary'>>();
  const told = {
    excerpt: asked('excerpt', (text) => text),
    cover: asked('cover', (image) => image),
    words: asked('words', words),
  };

  function post(post: Post, content: string): View<'Post'> {
    return { ...summary(post), ...beyond(post, content) };
  }

  function beyond(post: Post, content: string) {
    const known = facts(post.id);
    const place = post.kind === 'post' ? placeIn(site.byDate, post, compareByDate) : -1;
    const neighbour = (at: number) => (place < 0 || site.byDate[at] === undefined ? null : link(site.byDate[at]));
    return {
      canonical: absolute(encodePath(site.urls.get(post.id)!)),
      content,
      hasCode: content.includes('<pre'),
      toc: post.toc === false || (post.toc === null && countHeadings(known.toc) < 3) ? [] : known.toc.map(heading),
      newer: neighbour(place - 1),
      older: neighbour(place + 1),
      series: series(post),
      related: config.related && post.kind === 'post' ? relatedTo(post, site, termsOf).map(link) : [],
      edit: config.editUrl === null ? null : config.editUrl + encodePath(post.id),
      source: post.id,
    };
  }

  /** A post stands in eight lists or so: half a kilobyte, made once while there are not too many. */
  function summary(post: Post): View<'Summary'> {
    onShow(post.id);
    let view = summaries.get(post.id);
    if (view === undefined) {
      if (summaries.size >= mostKept) summaries.clear();
      summaries.set(post.id, (view = about(post)));
    }
    return view;
  }

  /** What only a rendered body tells is asked for by those who show it: an archive of titles renders no post. */
  function about(post: Post): View<'Summary'> {
    const terms = post.kind === 'post' ? termsOf(post) : null;
    const view: Untold = {
      [own]: post.id,
      title: post.title,
      url: encodePath(site.urls.get(post.id)!),
      date: post.date && dateView(post.date),
      updated: post.updated && dateView(post.updated),
      lang: post.lang ?? config.lang,
      author: post.author ?? config.author,
      description: post.description,
      categories: terms?.categories.map(term) ?? [],
      tags: terms?.tags.map(term) ?? [],
      pinned: post.pin > 0,
      withheld: site.previewed.get(post.id) ?? null,
      data: frozen(post.data),
    };
    return Object.freeze(Object.defineProperties(view, told) as Untold & Told);
  }

  /** One function for all posts: with closures of their own no two summaries have one shape, and each takes a kilobyte more. */
  function asked<F extends keyof Brief>(field: F, tell: (value: Brief[F]) => unknown): PropertyDescriptor & ThisType<Untold> {
    return {
      enumerable: true,
      get() {
        return tell(brief(this[own], field));
      },
    };
  }

  function series(post: Post): View<'Series'> | null {
    const found = seriesOf.get(post.id);
    if (found === undefined) return null;
    const { name, url, posts } = found.series;
    const near = (other: Post | undefined) => (other === undefined ? null : link(other));
    const first = Math.max(0, Math.min(found.at - mostParts / 2, posts.length - mostParts));
    return {
      name,
      url: encodePath(url),
      nth: found.at + 1,
      count: posts.length,
      first: first + 1,
      posts: posts.slice(first, first + mostParts).map(link),
      newer: near(posts[found.at + 1]),
      older: near(posts[found.at - 1]),
    };
  }

  return { post, beyond, summary };
}

/** A series of one post is not shown as one. */
function seriesByPost(site: Site): ReadonlyMap<SourcePath, { readonly series: Series; readonly at: number }> {
  const places = new Map<SourcePath, { series: Series; at: number }>();
  for (const series of site.series) if (series.posts.length > 1) series.posts.forEach((post, at) => places.set(post.id, { series, at }));
  return places;
}

function dateView(of: PostDate): View<'Date'> {
  const instant = formatRfc3339(of);
  const hasTime = of.precision !== 'day';
  const { civil, time } = of;
  const [year, month, day] = [Number(civil.slice(0, 4)), Number(civil.slice(5, 7)), Number(civil.slice(8))];
  return Object.freeze({ civil, iso: hasTime ? instant : civil, instant, year, month, day, hasTime, time });
}

/** 400 characters, or 220 words, a minute: usual silent reading of Chinese and of English. */
function words({ cjk, latin }: Brief['words']): View<'Words'> {
  const total = cjk + latin;
  return { cjk, latin, total, minutes: total === 0 ? 0 : Math.max(1, Math.round(cjk / 400 + latin / 220)) };
}

function heading(of: Heading): View<'Heading'> {
  return { level: of.level, id: of.id, url: `#${encodePath(of.id)}`, text: of.text, children: of.children.map(heading) };
}

function countHeadings(toc: readonly Heading[]): number {
  return toc.reduce((sum, one) => sum + 1 + countHeadings(one.children), 0);
}
