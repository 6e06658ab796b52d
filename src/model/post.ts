// What reading a source file gives: its metadata. The body stays on disk (invariant 7) and is read again when rendered.
import type { SitePath, SourcePath } from './paths.js';

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A post (dated, listed, in the feeds) or a page (`pages/**`: undated, in no list). Frozen, structured-cloneable. */
export interface Post {
  readonly id: SourcePath;
  readonly kind: 'post' | 'page';
  readonly format: 'markdown' | 'html';
  /** 1-based line of the file on which the body begins (after the front matter). */
  readonly bodyLine: number;
  readonly title: string;
  /** Where the title came from; a title taken from a heading is not printed twice. */
  readonly titleFrom: 'front-matter' | 'heading' | 'file-name';
  readonly date: PostDate | null;
  readonly updated: PostDate | null;
  readonly slug: string;
  /** Own address from the front matter; replaces the pattern of the config. */
  readonly permalink: SitePath | null;
  readonly aliases: readonly SitePath[];
  /** Category paths: `[['技术', '容器']]` is one nested category. Names as written (trimmed, NFC). */
  readonly categories: readonly (readonly string[])[];
  readonly tags: readonly string[];
  readonly description: string | null;
  readonly author: string | null;
  /** BCP 47 tag of the post; null: the site's language. */
  readonly lang: string | null;
  /** Image reference as written, resolved like one in the body. */
  readonly cover: string | null;
  /** Higher stands first; 0 is an ordinary post. */
  readonly pin: number;
  /** Pages in menus and lists: lower stands first. */
  readonly weight: number | null;
  /** Table of contents: asked for, refused, or left to the theme. */
  readonly toc: boolean | null;
  readonly series: string | null;
  /** Place within the series; lower first, before dates. */
  readonly order: number | null;
  /** Template without `.njk`. */
  readonly layout: string;
  /** Why it is not published, if its own front matter says so. A future date is decided by `indexSite`. */
  readonly withheld: 'draft' | 'unpublished' | 'unreadable-flag' | null;
  /** Asked to be left out of search engines (`noindex`, `hidden`). */
  readonly noindex: boolean;
  /** How much Han and Latin text the file holds: the site's default language is taken from the sum. */
  readonly script: { readonly han: number; readonly latin: number };
  /** Every other key of the front matter. */
  readonly data: JsonObject;
}

export interface PostDate {
  /** The day as the author wrote it, `2018-03-03`: page, URL and archive show this one in every time zone. */
  readonly civil: string;
  /** The time of day as written, `20:46:25`; `00:00:00` for a date alone. */
  readonly time: string;
  /** Milliseconds since 1970-01-01T00:00:00Z; feeds, sitemap and order use this one. */
  readonly instant: number;
  /** Minutes east of UTC, at this instant in the zone written, else in the site's. */
  readonly offset: number;
  readonly precision: 'day' | 'minute' | 'second';
}

/** A post that was read and is not published, and why. */
export interface HeldPost {
  readonly post: Post;
  readonly reason: 'draft' | 'unpublished' | 'unreadable-flag' | 'future';
}
