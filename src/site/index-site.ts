// Post[] → Site: what is published, in which order, under which terms and addresses. Pure, over the whole blog.
import { compareText, foldName } from '../text/compare.js';
import { slugsFor } from '../text/slug.js';
import { diagnostic, inFile, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.js';
import type { Config } from '../model/config.js';
import type { SitePath, SourcePath } from '../model/paths.js';
import type { HeldPost, JsonObject, Post } from '../model/post.js';
import type { Series, Site, Year } from '../model/site.js';
import { compareByDate, compareByWeight, compareInSeries, comparePosts } from './order.js';
import { addressOf, sitePath } from './permalink.js';
import { commonest, gatherTerms } from './terms.js';

/**
 * `now`: the start of the build, in milliseconds since 1970; what is dated later is held. `drawable`: what can have a card.
 */
export function indexSite(
  sources: readonly Post[],
  data: JsonObject,
  config: Config,
  now: number,
  drawable: readonly SourcePath[] = [],
): Outcome<Site> {
  const { shown, held, previewed } = withhold(sources, config, now);
  const posts = shown.filter((post) => post.kind === 'post').sort(comparePosts);
  const pages = shown.filter((post) => post.kind === 'page').sort(compareByWeight);
  const byDate = [...posts].sort(compareByDate);
  const categories = gatherTerms('categories', posts, (post) => post.categories, config);
  const tags = gatherTerms('tags', posts, (post) => post.tags.map((tag) => [tag]), config);
  const diagnostics: Diagnostic[] = [...categories.diagnostics, ...tags.diagnostics];
  if (posts.length + held.length === 0) diagnostics.push(diagnostic('no-posts', {}));

  const urls = new Map<SourcePath, SitePath>();
  for (const post of [...posts, ...pages]) {
    // The slug of a category in a post's address is the one of the category's own page.
    const slugs = () => categories.ofPost.get(post.id)?.[0]?.url.split('/').slice(2, -1) ?? [];
    const own = post.permalink === null ? null : sitePath(post.permalink);
    if (post.permalink !== null && own === null)
      diagnostics.push(diagnostic('unsafe-path', { path: post.permalink, from: post.id }, inFile(post.id)));
    urls.set(post.id, own ?? addressOf(post, config, slugs));
    for (const alias of post.aliases) {
      const used = sitePath(alias);
      if (used !== alias) diagnostics.push(diagnostic('alias-changed', { alias, used }, inFile(post.id)));
    }
  }
  return {
    value: {
      config,
      posts,
      pages,
      held,
      previewed,
      categories: categories.terms,
      tags: tags.terms,
      series: gatherSeries(posts, config),
      years: gatherYears(byDate),
      undated: byDate.filter((post) => post.date === null),
      byId: new Map(shown.map((post) => [post.id, post])),
      byDate,
      placeOf: new Map(byDate.map((post, place) => [post.id, place])),
      termsOf: new Map(posts.map((post) => [post.id, { categories: categories.ofPost.get(post.id)!, tags: tags.ofPost.get(post.id)! }])),
      urls,
      cards: cardsOf(drawable, posts, urls),
      data,
    },
    diagnostics,
  };
}

/** Below one folder, as the posts are below the root. */
function cardsOf(drawable: readonly SourcePath[], posts: readonly Post[], urls: ReadonlyMap<SourcePath, SitePath>) {
  const can = new Set(drawable);
  return new Map(posts.filter(({ id }) => can.has(id)).map(({ id }) => [id, `/cards${urls.get(id)!.replace(/(?:\/|\.html)$/, '')}.png`]));
}

function withhold(sources: readonly Post[], config: Config, now: number) {
  const shown: Post[] = [];
  const held: HeldPost[] = [];
  const previewed = new Map<SourcePath, HeldPost['reason']>();
  for (const post of sources) {
    const future = post.kind === 'post' && post.date !== null && post.date.instant > now;
    const reason = post.withheld ?? (future ? 'future' : null);
    const asked = (post.withheld === null || config.drafts) && (!future || config.future);
    if (reason === null) shown.push(post);
    else if (!asked) held.push({ post, reason });
    else {
      shown.push(post);
      previewed.set(post.id, reason);
    }
  }
  return { shown, held, previewed };
}

function gatherSeries(posts: readonly Post[], { slugs }: Config): readonly Series[] {
  const byName = new Map<string, { spellings: Map<string, number>; members: Post[] }>();
  for (const post of posts) {
    if (post.series === null) continue;
    const key = foldName(post.series);
    const { spellings, members } = byName.get(key) ?? { spellings: new Map<string, number>(), members: [] };
    byName.set(key, { spellings, members });
    spellings.set(post.series, (spellings.get(post.series) ?? 0) + 1);
    members.push(post);
  }
  const named = [...byName.values()]
    .map(({ spellings, members }) => ({ name: commonest(spellings), posts: members.sort(compareInSeries) }))
    .sort((a, b) => compareText(a.name, b.name));
  const segments = slugsFor(
    named.map(({ name }) => name),
    slugs,
  );
  return named.map((series) => ({ ...series, url: `/series/${segments.get(series.name)!}/` }));
}

/** By the civil date: the day that the author wrote, in whatever zone. */
function gatherYears(newestFirst: readonly Post[]): readonly Year[] {
  const years = new Map<number, Map<number, Post[]>>();
  for (const post of newestFirst) {
    if (post.date === null) continue;
    const year = Number(post.date.civil.slice(0, 4));
    const month = Number(post.date.civil.slice(5, 7));
    const months = years.get(year) ?? new Map<number, Post[]>();
    years.set(year, months);
    const members = months.get(month);
    if (members) members.push(post);
    else months.set(month, [post]);
  }
  return [...years]
    .sort(([a], [b]) => b - a)
    .map(([year, months]) => ({
      year,
      months: [...months].sort(([a], [b]) => b - a).map(([month, members]) => ({ month, posts: members })),
      count: [...months.values()].reduce((sum, members) => sum + members.length, 0),
    }));
}
