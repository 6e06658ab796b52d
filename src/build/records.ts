// What is remembered of a build for the next one. A page is a pure function of its template and of the view that it is
// given; the view is compared by digest, so nothing has to be declared by hand and nothing can be forgotten.
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { ReferenceKind } from '../markdown/article.js';
import type { PostFacts } from '../model/article.js';
import type { OutputPath, SourcePath } from '../model/paths.js';
import type { Post } from '../model/post.js';
import { digestOf, type Digest } from '../text/hash.js';
import type { Config, Settings } from '../model/config.js';
import type { KnownTemplates } from './open-theme.js';

/** A source that was read. The post depends on the bytes and on what `Keys.sources` covers. */
export interface SourceRecord {
  /** As `Files.state` had it before the file was read; null: too young to tell, the content has to be compared. */
  readonly state: string | null;
  readonly digest: Digest;
  readonly post: Post;
  readonly diagnostics: readonly Diagnostic[];
}

/** A rendered article: it depends on its source, on the answers to its references, and on what `Keys.articles` covers. */
export interface ArticleRecord {
  readonly source: Digest;
  readonly asked: readonly (readonly [kind: ReferenceKind, target: string])[];
  readonly answered: Digest;
  readonly facts: PostFacts;
  readonly diagnostics: readonly Diagnostic[];
  /** It asked nothing: it depends on its source alone. */
  readonly isAlone: boolean;
  /** There was nothing to say of it. */
  readonly isSilent: boolean;
  /** To files that must be copied, or to places in pages that must be there. */
  readonly refers: boolean;
}

/** A page that a template made, a feed, or a sitemap. */
export interface PageRecord {
  /** Of all that its template was given, but for the site; the HTML of an article stands in it by what it depends on. '': no template. */
  readonly view: Digest;
  /** Which fields of the site its template has read, a bit each, and their digest. */
  readonly fields: number;
  readonly site: Digest;
  /** Of what was written. */
  readonly mark: string;
  /** The posts of which its template was given something, by their codes (`codeOf`), and those of whose articles it read something. */
  readonly shows: string | typeof everyPost;
  readonly tells: string;
  /** What of those articles (`factBits`). */
  readonly facts: number;
  /** Of a page that owns an article: the digest of what lists show of it; '' of others. */
  readonly summary: Digest;
  /** There was nothing to say of it. */
  readonly isSilent: boolean;
}

/** What all pages have in common, and what decides which post stands where. */
export interface Shape {
  /** Of the order and addresses of all that is published, and what is held back. */
  readonly order: Digest;
  /** Of each field of the site that templates see. */
  readonly fields: Readonly<Record<string, Digest>>;
  /** Of the states of all files that are no sources; null: of some file it is not known. */
  readonly files: Digest | null;
}

/** What everything of a kind depends on: another key, and all of the kind is made anew. */
export interface Keys {
  /** Program and settings. */
  readonly sources: Digest;
  /** Program and config. */
  readonly articles: Digest;
  /** Program, config and theme. */
  readonly pages: Digest;
}

export interface Manifest {
  readonly keys: Keys;
  /** null: not known. */
  readonly shape: Shape | null;
  /** Read when they are asked for. */
  readonly templates: () => KnownTemplates | null;
  readonly sources: ReadonlyMap<SourcePath, SourceRecord>;
  readonly articles: ReadonlyMap<SourcePath, ArticleRecord>;
  readonly pages: ReadonlyMap<OutputPath, PageRecord>;
}

/** A post in `PageRecord.shows`. Two posts may have one code: then a page is looked at once too often. */
export function codeOf(id: SourcePath): string {
  return digestOf(id).slice(0, 4);
}

/** In `PageRecord.shows` of a sitemap. */
export const everyPost = '*';

interface Program {
  readonly program: string;
  readonly settings: Settings;
}

export function sourcesKey({ program, settings }: Program): Digest {
  return digestOf(JSON.stringify([program, settings]));
}

export function keysOf(input: Program, config: Config, theme: Digest): Keys {
  const articles = digestOf(JSON.stringify([input.program, config]));
  return { sources: sourcesKey(input), articles, pages: digestOf(articles + theme) };
}

/** What still holds under these keys. */
export function voided(manifest: Manifest, keys: Keys): Manifest {
  const articles = manifest.keys.articles === keys.articles ? manifest.articles : nothingKnown.articles;
  const pages = manifest.keys.pages === keys.pages ? manifest.pages : nothingKnown.pages;
  return { ...manifest, articles, pages };
}

export const nothingKnown: Manifest = {
  keys: { sources: '', articles: '', pages: '' },
  shape: null,
  templates: () => null,
  sources: new Map(),
  articles: new Map(),
  pages: new Map(),
};
