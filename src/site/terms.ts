// Categories and tags: names that mean the same are one term, each with its address and its posts.
import { compareText, foldName } from '../text/compare.js';
import { slugsFor } from '../text/slug.js';
import { diagnostic, inFile, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { Config } from '../model/config.js';
import type { SourcePath } from '../model/paths.js';
import type { Post } from '../model/post.js';
import type { Term } from '../model/site.js';

export interface Taxonomy {
  /** Top terms, most used first, then by name. */
  readonly terms: readonly Term[];
  /** Terms of each post, as its author ordered them. */
  readonly ofPost: ReadonlyMap<SourcePath, readonly Term[]>;
  readonly diagnostics: readonly Diagnostic[];
}

/** How the config wants the addresses of terms. */
export type TermAddress = Pick<Config, 'slug' | 'slugs'>;

/** Below this a category is no longer a tree but a slip: a path that stands where a name should. */
const mostLevels = 16;

/** A term while it is being gathered. */
interface Gathered {
  readonly spellings: Map<string, number>;
  readonly posts: Post[];
  readonly children: Map<string, Gathered>;
}

/**
 * `pathsOf` gives the name paths of a post (one name for a tag). Names equal after trimming, NFC and case folding are one
 * term, in its commonest spelling. A post is counted in every term above its own.
 */
export function gatherTerms(
  taxonomy: 'categories' | 'tags',
  posts: readonly Post[],
  pathsOf: (post: Post) => readonly (readonly string[])[],
  address: TermAddress,
): Taxonomy {
  const root: Gathered = newTerm();
  const diagnostics: Diagnostic[] = [];
  const ofPost = new Map<SourcePath, readonly Gathered[]>();
  for (const post of posts) {
    const own: Gathered[] = [];
    for (const written of pathsOf(post)) {
      const path = written.slice(0, mostLevels);
      if (path.length < written.length)
        diagnostics.push(diagnostic('category-too-deep', { name: path.slice(0, 3).join('/'), most: mostLevels }, inFile(post.id)));
      let level = root;
      for (const name of path) {
        const key = foldName(name);
        let term = level.children.get(key);
        if (term === undefined) level.children.set(key, (term = newTerm()));
        term.spellings.set(name, (term.spellings.get(name) ?? 0) + 1);
        if (term.posts.at(-1) !== post) term.posts.push(post);
        level = term;
      }
      own.push(level);
    }
    ofPost.set(post.id, own.length < 2 ? own : [...new Set(own)]);
  }
  const made = new Map<Gathered, Term>();
  const terms = finish(taxonomy, root, { names: [], url: `/${taxonomy}/` }, address, made, diagnostics);
  return { terms, ofPost: new Map([...ofPost].map(([id, own]) => [id, own.map((one) => made.get(one)!)])), diagnostics };
}

interface Parent {
  readonly names: readonly string[];
  readonly url: string;
}

function finish(
  taxonomy: 'categories' | 'tags',
  gathered: Gathered,
  parent: Parent,
  address: TermAddress,
  finished: Map<Gathered, Term>,
  diagnostics: Diagnostic[],
): readonly Term[] {
  const named = [...gathered.children.values()].map((term) => ({ term, name: commonest(term.spellings) }));
  const slugs = slugsFor(
    named.map((one) => one.name),
    address.slugs,
    address.slug,
  );
  const terms = named.map(({ term, name }): Term => {
    if (term.spellings.size > 1) {
      const others = [...term.spellings.keys()].filter((spelling) => spelling !== name).sort(compareText);
      diagnostics.push(diagnostic('term-spellings', { taxonomy, kept: name, others }));
    }
    const here: Parent = { names: [...parent.names, name], url: `${parent.url}${slugs.get(name)!}/` };
    const children = finish(taxonomy, term, here, address, finished, diagnostics);
    const made: Term = { taxonomy, name, path: here.names, url: here.url, posts: term.posts, children };
    finished.set(term, made);
    return made;
  });
  return terms.sort((a, b) => b.posts.length - a.posts.length || compareText(a.name, b.name));
}

/** The spelling used most; of several, the first by code points. */
export function commonest(spellings: ReadonlyMap<string, number>): string {
  return [...spellings].sort(([a, n], [b, m]) => m - n || compareText(a, b))[0]![0];
}

function newTerm(): Gathered {
  return { spellings: new Map(), posts: [], children: new Map() };
}
