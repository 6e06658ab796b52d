// Categories and tags: names that mean the same are one term, each with its address and its posts. They are brought up to
// date with the posts that came and went since they were gathered last; what these do not touch is taken over as it is.
import { compareText, foldName } from '../text/compare.js';
import { slugsFor } from '../text/slug.js';
import { diagnostic, inFile, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { Config } from '../model/config.js';
import type { Post } from '../model/post.js';
import type { Site, Term } from '../model/site.js';
import { comparePosts, merged, type Change } from './order.js';

export interface Taxonomy {
  /** Top terms, most used first, then by name. */
  readonly terms: readonly Term[];
  readonly root: Gathered;
  readonly made: ReadonlyMap<Gathered, Term>;
  /** Posts whose categories go too deep. */
  readonly deep: readonly Post[];
  readonly diagnostics: readonly Diagnostic[];
}

/** How the config wants the addresses of terms. */
export type TermAddress = Pick<Config, 'slug' | 'slugs'>;

type Kind = Term['taxonomy'];

/** Below this a category is no longer a tree but a slip: a path that stands where a name should. */
const mostLevels = 16;

/** A term without its address, which depends on the names of all. */
interface Gathered {
  readonly spellings: ReadonlyMap<string, number>;
  readonly posts: readonly Post[];
  readonly children: ReadonlyMap<string, Gathered>;
}

const nothing: Gathered = { spellings: new Map(), posts: [], children: new Map() };

/** A term while it is brought up to date. */
interface Draft extends Change {
  readonly before: Gathered;
  readonly gone: Set<Post>;
  readonly come: Post[];
  readonly children: Map<string, Draft>;
  /** By the names that were met, which are few: the child that each means, and by how much its count has changed. */
  readonly named: Map<string, Named>;
}

interface Named {
  readonly term: Draft;
  by: number;
}

/**
 * Names equal after trimming, NFC and case folding are one term, in its commonest spelling. A post is counted in every term
 * above its own. `before`: of the same addresses; `change`: what happened to its posts, which makes them `posts`.
 */
export function gatherTerms(taxonomy: Kind, change: Change, address: TermAddress, before: Taxonomy | null): Taxonomy {
  const draft = draftOf(before?.root ?? nothing);
  for (const post of change.gone) notePost(draft, taxonomy, post, -1);
  for (const post of change.come) notePost(draft, taxonomy, post, 1);
  const root = settle(draft);
  const made = new Map<Gathered, Term>();
  const terms = finish(root, { taxonomy, address, made, before: before?.made ?? made }, { names: [], url: `/${taxonomy}/` });
  const deep = taxonomy === 'tags' ? [] : [...(before?.deep.filter((post) => !change.gone.has(post)) ?? []), ...change.come.filter(isDeep)];
  return {
    terms,
    root,
    made,
    deep,
    diagnostics: [...deep.flatMap(tooDeep), ...spellingsIn(root, taxonomy)],
  };
}

/** So many posts' terms are remembered. */
const mostFound = 20_000;

export interface PostTerms {
  readonly categories: readonly Term[];
  readonly tags: readonly Term[];
}

/** The terms of each post, in the order in which its author wrote them. */
export function termFinder({ categories, tags }: Pick<Site, 'categories' | 'tags'>): (post: Post) => PostTerms {
  const byKey = { categories: keyed(categories), tags: keyed(tags) };
  const find = (taxonomy: Kind, post: Post): readonly Term[] => {
    const own = pathsOf(taxonomy, post).flatMap((path) => byKey[taxonomy].get(keyOf(path)) ?? []);
    return own.length < 2 ? own : [...new Set(own)];
  };
  const found = new Map<Post, PostTerms>();
  return (post) => {
    let terms = found.get(post);
    if (terms === undefined) {
      if (found.size >= mostFound) found.clear();
      found.set(post, (terms = { categories: find('categories', post), tags: find('tags', post) }));
    }
    return terms;
  };
}

function keyed(terms: readonly Term[], byKey = new Map<string, Term>()): ReadonlyMap<string, Term> {
  for (const term of terms) keyed(term.children, byKey.set(keyOf(term.path), term));
  return byKey;
}

function keyOf(path: readonly string[]): string {
  return path.length === 1 ? foldName(path[0]!) : path.map(foldName).join('\0');
}

/** The name paths of a post, one name for a tag. */
function pathsOf(taxonomy: Kind, post: Post): readonly (readonly string[])[] {
  if (taxonomy === 'tags') return post.tags.map((tag) => [tag]);
  return post.categories.map((path) => (path.length > mostLevels ? path.slice(0, mostLevels) : path));
}

function draftOf(before: Gathered): Draft {
  return { before, gone: new Set(), come: [], children: new Map(), named: new Map() };
}

function notePost(root: Draft, taxonomy: Kind, post: Post, by: 1 | -1): void {
  if (taxonomy === 'tags') for (const tag of post.tags) note(root, post, tag, by);
  else for (const path of pathsOf(taxonomy, post)) path.reduce((level, name) => note(level, post, name, by), root);
}

/** Notes a post in a child of this term; the child. */
function note(level: Draft, post: Post, name: string, by: 1 | -1): Draft {
  let named = level.named.get(name);
  if (named === undefined) level.named.set(name, (named = { term: childOf(level, foldName(name)), by: 0 }));
  named.by += by;
  const { term } = named;
  if (by === -1) term.gone.add(post);
  else if (term.come[term.come.length - 1] !== post) term.come.push(post);
  return term;
}

function childOf(level: Draft, key: string): Draft {
  let term = level.children.get(key);
  if (term === undefined) level.children.set(key, (term = draftOf(level.before.children.get(key) ?? nothing)));
  return term;
}

function settle(draft: Draft, spellings: ReadonlyMap<string, number> = nothing.spellings): Gathered {
  const { before, gone, come, children, named } = draft;
  const counts = new Map<Draft, Map<string, number>>();
  for (const [name, { term, by }] of named) {
    const own = counts.get(term) ?? new Map(term.before.spellings);
    counts.set(term, own);
    const count = (own.get(name) ?? 0) + by;
    if (count === 0) own.delete(name);
    else own.set(name, count);
  }
  const kept = new Map(before.children);
  for (const [key, term] of children) {
    const child = settle(term, counts.get(term));
    if (child.posts.length > 0) kept.set(key, child);
    else kept.delete(key);
  }
  return { spellings, posts: merged(before.posts, { gone, come }, comparePosts), children: kept };
}

interface Finishing {
  readonly taxonomy: Kind;
  readonly address: TermAddress;
  readonly made: Map<Gathered, Term>;
  readonly before: ReadonlyMap<Gathered, Term>;
}

interface Parent {
  readonly names: readonly string[];
  readonly url: string;
}

function finish({ children }: Gathered, finishing: Finishing, parent: Parent): readonly Term[] {
  const { taxonomy, address, made, before } = finishing;
  const named = [...children.values()].map((term) => ({ term, name: commonest(term.spellings) }));
  const slugs = slugsFor(
    named.map((one) => one.name),
    address.slugs,
    address.slug,
  );
  const terms = named.map(({ term, name }): Term => {
    const path = [...parent.names, name];
    const url = `${parent.url}${slugs.get(name)!}/`;
    const own = finish(term, finishing, { names: path, url });
    const known = before.get(term);
    const isSame = known?.url === url && keyOfNames(known.path) === keyOfNames(path);
    const finished = isSame ? known : { taxonomy, name, path, url, posts: term.posts, children: own };
    made.set(term, finished);
    return finished;
  });
  return terms.sort((a, b) => b.posts.length - a.posts.length || compareText(a.name, b.name));
}

function keyOfNames(names: readonly string[]): string {
  return names.join('\0');
}

function isDeep({ categories }: Post): boolean {
  return categories.some((path) => path.length > mostLevels);
}

function tooDeep({ id, categories }: Post): readonly Diagnostic[] {
  const deep = categories.filter((path) => path.length > mostLevels);
  return deep.map((path) => diagnostic('category-too-deep', { name: path.slice(0, 3).join('/'), most: mostLevels }, inFile(id)));
}

function spellingsIn({ children }: Gathered, taxonomy: Kind): readonly Diagnostic[] {
  return [...children.values()].flatMap((term) => {
    const deeper = spellingsIn(term, taxonomy);
    if (term.spellings.size < 2) return deeper;
    const kept = commonest(term.spellings);
    const others = [...term.spellings.keys()].filter((spelling) => spelling !== kept).sort(compareText);
    return [diagnostic('term-spellings', { taxonomy, kept, others }), ...deeper];
  });
}

/** The spelling used most; of several, the first by code points. */
export function commonest(spellings: ReadonlyMap<string, number>): string {
  return [...spellings].sort(([a, n], [b, m]) => m - n || compareText(a, b))[0]![0];
}
