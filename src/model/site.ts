// The whole blog as an index over metadata: order, terms, addresses. Made once by `indexSite`, then only read.
import type { Config } from './config.js';
import type { SitePath, SourcePath } from './paths.js';
import type { Lookup } from '../text/lookup.js';
import type { HeldPost, JsonObject, Post } from './post.js';

export interface Site {
  readonly config: Config;
  /** Published posts in the one total order: pinned first, newest first, undated last, then by path. */
  readonly posts: readonly Post[];
  readonly pages: readonly Post[];
  readonly held: readonly HeldPost[];
  /** Posts that stand in `posts` only because drafts or future posts were asked for, and why they would be held. */
  readonly previewed: ReadonlyMap<SourcePath, HeldPost['reason']>;
  readonly categories: readonly Term[];
  readonly tags: readonly Term[];
  readonly series: readonly Series[];
  /** Newest year first. */
  readonly years: readonly Year[];
  /** Published posts without a date, by path. */
  readonly undated: readonly Post[];
  readonly byId: Lookup<Post>;
  /** The same posts by date alone, newest first, undated last: neighbours, archive, feeds. */
  readonly byDate: readonly Post[];
  /** Posts and pages that have old addresses. */
  readonly aliased: readonly Post[];
  /** Of every published post and page. */
  readonly urls: Lookup<SitePath>;
  /** Of the cards of posts that get one. */
  readonly cards: ReadonlyMap<SourcePath, SitePath>;
  /** `data/*.{yaml,json}` by file name without its ending. */
  readonly data: JsonObject;
}

/** A tag, or a category with its children. */
export interface Term {
  readonly taxonomy: 'categories' | 'tags';
  /** Commonest spelling. */
  readonly name: string;
  /** Names from the root to this term; one element for a tag. */
  readonly path: readonly string[];
  readonly url: SitePath;
  /** In the site's order; a category holds the posts of its children too. */
  readonly posts: readonly Post[];
  readonly children: readonly Term[];
}

export interface Series {
  /** Commonest spelling. */
  readonly name: string;
  /** Of its own page. */
  readonly url: SitePath;
  /** By `order`, then oldest first, undated last. */
  readonly posts: readonly Post[];
}

export interface Year {
  readonly year: number;
  readonly months: readonly Month[];
  readonly count: number;
}

export interface Month {
  /** 1 to 12. */
  readonly month: number;
  readonly posts: readonly Post[];
}
