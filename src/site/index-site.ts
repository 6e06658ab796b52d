// Post[] → Site: what is published, in which order, under which terms and addresses. Pure, over the whole blog. From the
// index before it is made in a fraction of the time, and is the same: a list is brought up to date instead of sorted.
import { compareText, foldName } from '../text/compare.js';
import { lookup, placesOf, type Places } from '../text/lookup.js';
import { slugsFor } from '../text/slug.js';
import { diagnostic, inFile, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.js';
import type { Config } from '../model/config.js';
import type { SitePath, SourcePath } from '../model/paths.js';
import type { HeldPost, JsonObject, Post } from '../model/post.js';
import type { Series, Site, Year } from '../model/site.js';
import { changeBetween, compareByDate, compareByWeight, compareInSeries, comparePosts, merged, type Change } from './order.js';
import { addresses, sitePath } from './permalink.js';
import { commonest, gatherTerms, termFinder, type Taxonomy } from './terms.js';

/** With what the next index can be made from. */
export interface Index extends Outcome<Site> {
  readonly taxonomies: { readonly categories: Taxonomy; readonly tags: Taxonomy };
}

/**
 * `now`: the start of the build, in milliseconds since 1970; what is dated later is held. `drawable`: what can have a card.
 * `before`: used if it is of this very config; posts that are the same objects are taken for unchanged.
 */
export function indexSite(
  sources: readonly Post[],
  data: JsonObject,
  config: Config,
  now: number,
  drawable: readonly SourcePath[] = [],
  before: Index | null = null,
): Index {
  const old = before?.value.config === config ? before : null;
  const { shown, held, previewed } = withhold(sources, config, now);
  const published = shown.filter((post) => post.kind === 'post');
  const change = changeBetween(old?.value.posts ?? [], published);
  const posts = merged(old?.value.posts ?? [], change, comparePosts);
  const dated = merged(old?.value.byDate ?? [], change, compareByDate);
  // Without pinned posts they are one list.
  const byDate = dated.every((post, i) => post === posts[i]) ? posts : dated;
  const pages = shown.filter((post) => post.kind === 'page').sort(compareByWeight);
  const categories = gatherTerms('categories', change, config, old?.taxonomies.categories ?? null);
  const tags = gatherTerms('tags', change, config, old?.taxonomies.tags ?? null);
  const all = pages.length === 0 ? posts : [...posts, ...pages];
  const { value: own, diagnostics: odd } = gatherAddresses(all, categories, config, old === null ? null : { urls: old.value.urls, change });
  const diagnostics: Diagnostic[] = [...categories.diagnostics, ...tags.diagnostics];
  if (posts.length + held.length === 0) diagnostics.push(diagnostic('no-posts', {}));
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
      undated: byDate.slice(byDate.findLastIndex((post) => post.date !== null) + 1),
      byId: lookup(own.places, (place) => all[place]!),
      byDate,
      urls: own.urls,
      aliased: own.aliased,
      cards: cardsOf(drawable, posts, own.urls),
      data,
    },
    diagnostics: [...diagnostics, ...odd],
    taxonomies: { categories, tags },
  };
}

function gatherAddresses(
  all: readonly Post[],
  { terms }: Taxonomy,
  config: Config,
  before: { readonly urls: Site['urls']; readonly change: Change } | null,
): Outcome<Pick<Site, 'urls' | 'aliased'> & { readonly places: Places }> {
  const aliased: Post[] = [];
  const urls: SitePath[] = [];
  const diagnostics: Diagnostic[] = [];
  const find = termFinder({ categories: terms, tags: [] });
  const addressOf = addresses(config, (post) => find(post).categories[0]?.url.split('/').slice(2, -1) ?? []);
  // The slug of a category in a post's address is the one of the category's own page, which other posts may change.
  const known = config.permalink.includes('categor') ? undefined : before?.urls;
  const fresh = new Set(before?.change.come);
  for (const post of all) {
    const own = post.permalink === null ? null : sitePath(post.permalink);
    if (post.permalink !== null && own === null)
      diagnostics.push(diagnostic('unsafe-path', { path: post.permalink, from: post.id }, inFile(post.id)));
    if (post.permalink !== null && own !== null && own !== post.permalink)
      diagnostics.push(diagnostic('permalink-changed', { permalink: post.permalink, used: own }, inFile(post.id)));
    const isKnown = post.kind === 'post' && known !== undefined && !fresh.has(post);
    urls.push(own ?? (isKnown ? known.get(post.id)! : addressOf(post)));
    if (post.aliases.length > 0) aliased.push(post);
    for (const alias of post.aliases) {
      const used = sitePath(alias);
      if (used !== alias) diagnostics.push(diagnostic('alias-changed', { alias, used }, inFile(post.id)));
    }
  }
  const places = placesOf(all.length, (place) => all[place]!.id);
  const exact = urls.slice();
  return { value: { urls: lookup(places, (place) => exact[place]!), aliased, places }, diagnostics };
}

/** Below one folder, as the posts are below the root. */
function cardsOf(drawable: readonly SourcePath[], posts: readonly Post[], urls: Site['urls']) {
  if (drawable.length === 0) return new Map<SourcePath, SitePath>();
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
  const byMonth = new Map<string, Post[]>();
  let month = '';
  let members: Post[] = [];
  for (const post of newestFirst) {
    if (post.date === null) continue;
    // Neighbours are mostly of one month.
    if (month === '' || !post.date.civil.startsWith(month)) {
      month = post.date.civil.slice(0, 8);
      members = byMonth.get(month) ?? [];
      byMonth.set(month, members);
    }
    members.push(post);
  }
  const years = new Map<number, { month: number; posts: Post[] }[]>();
  for (const [civil, posts] of byMonth) {
    const year = Number(civil.slice(0, 4));
    const months = years.get(year) ?? [];
    years.set(year, months);
    // A copy takes no more memory than it needs.
    months.push({ month: Number(civil.slice(5, 7)), posts: posts.slice() });
  }
  return [...years]
    .sort(([a], [b]) => b - a)
    .map(([year, months]) => ({
      year,
      months: months.sort((a, b) => b.month - a.month),
      count: months.reduce((sum, { posts }) => sum + posts.length, 0),
    }));
}
