// A rendered body. `html` is used and dropped; `facts` are kept, for lists, feeds and checks.
import type { SitePath, SourcePath } from './paths.js';

export interface Article {
  readonly html: string;
  readonly facts: ArticleFacts;
}

export interface ArticleFacts {
  /** Plain text for lists and `<meta name=description>`: up to `<!--more-->`, else the first whole sentences. */
  readonly excerpt: string;
  readonly toc: readonly Heading[];
  readonly words: WordCount;
  /** Ids in the body that a link may point to. */
  readonly anchors: readonly string[];
  /** Local links (root-absolute or to another source), for the check after rendering. */
  readonly links: readonly BodyLink[];
  /** Local files that the body refers to and that must be copied. */
  readonly assets: readonly Asset[];
}

export interface Heading {
  readonly level: number;
  readonly id: string;
  readonly text: string;
  readonly children: readonly Heading[];
}

/** Han (and kana, hangul) characters and words of other scripts are counted apart: they are read at different rates. */
export interface WordCount {
  readonly cjk: number;
  readonly latin: number;
}

export interface BodyLink {
  /** As written in the source. */
  readonly target: string;
  readonly path: SitePath;
  /** Decoded fragment without `#`, or null. */
  readonly fragment: string | null;
  /** 1-based line of the source file. */
  readonly line: number;
}

export interface Asset {
  readonly from: SourcePath;
  readonly url: SitePath;
}

/** What is kept of a post once it has been rendered: the article's facts, and its cover with its size. */
export interface PostFacts extends ArticleFacts {
  readonly cover: { readonly url: string; readonly width: number | null; readonly height: number | null } | null;
}

/** What lists show of a post. */
export type Brief = Pick<PostFacts, 'excerpt' | 'words' | 'cover'>;
