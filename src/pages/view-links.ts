// What pages say of each other: title and address of posts, terms with their children. Each is made once, frozen, and
// shared by all pages.
import { encodePath, withBase } from '../text/url.js';
import type { SitePath, SourcePath } from '../model/paths.js';
import type { Post } from '../model/post.js';
import type { Site, Term } from '../model/site.js';
import { termFinder, type PostTerms } from '../site/terms.js';
import type { View } from '../theme/shapes.js';

/** Links to posts that are kept: neighbours follow each other, so few are asked for again much later. */
const mostKept = 20_000;

export interface LinkViews {
  link(post: Post): View<'Link'>;
  term(term: Term): View<'TermLink'>;
  termAt(url: SitePath): Term;
  termsOf(post: Post): PostTerms;
  /** An encoded root-absolute address, with scheme, host and base before it; null without a site url. */
  absolute(url: string): string | null;
}

/** `onShow` hears of which post something is shown. */
export function linkViews(site: Site, onShow: (id: SourcePath) => void): LinkViews {
  const { config } = site;
  const root = config.url === null ? null : config.url + withBase(encodePath(config.base), '');
  const links = new Map<SourcePath, View<'Link'>>();
  const terms = new Map<Term, View<'TermLink'>>();
  const byUrl = new Map(everyTerm([...site.categories, ...site.tags]).map((one) => [one.url, one]));

  function link(post: Post): View<'Link'> {
    onShow(post.id);
    let view = links.get(post.id);
    if (view === undefined) {
      if (links.size >= mostKept) links.clear();
      view = Object.freeze({ title: post.title, url: encodePath(site.urls.get(post.id)!), lang: post.lang ?? config.lang });
      links.set(post.id, view);
    }
    return view;
  }

  function term(of: Term): View<'TermLink'> {
    let view = terms.get(of);
    if (view === undefined) {
      const children = Object.freeze(of.children.map(term));
      view = Object.freeze({ name: of.name, path: trail(of), url: encodePath(of.url), count: of.posts.length, children });
      terms.set(of, view);
    }
    return view;
  }

  /** `/categories/a/b/` → links to `a` and `a/b`. */
  function trail(of: Term): readonly View<'Link'>[] {
    const parts = of.url.split('/').slice(0, -1);
    const links = of.path.map((name, depth) => {
      const url = `${parts.slice(0, parts.length - of.path.length + depth + 1).join('/')}/`;
      return Object.freeze({ title: name, url: encodePath(url), lang: config.lang });
    });
    return Object.freeze(links);
  }

  return { link, term, termAt: (url) => byUrl.get(url)!, termsOf: termFinder(site), absolute: (url) => (root === null ? null : root + url) };
}

export function everyTerm(terms: readonly Term[]): Term[] {
  return terms.flatMap((term) => [term, ...everyTerm(term.children)]);
}
