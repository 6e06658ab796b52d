// A page is a promise of one output file, without content yet; an output is that file's content.
import type { SitePath, SourcePath } from './paths.js';

/** Its file is `outputOf` its address. */
export type Page = { readonly url: SitePath } & PageKind;

export type PageKind =
  | { readonly kind: 'post'; readonly post: SourcePath }
  | { readonly kind: 'page'; readonly post: SourcePath }
  | { readonly kind: 'home'; readonly nth: number; readonly of: number }
  | { readonly kind: 'posts'; readonly nth: number; readonly of: number }
  | { readonly kind: 'categories' }
  | { readonly kind: 'tags' }
  | { readonly kind: 'category'; readonly term: SitePath; readonly name: string; readonly nth: number; readonly of: number }
  | { readonly kind: 'tag'; readonly term: SitePath; readonly name: string; readonly nth: number; readonly of: number }
  | { readonly kind: 'archive' }
  | { readonly kind: 'year'; readonly year: number }
  | { readonly kind: 'series'; readonly series: SitePath; readonly name: string }
  | { readonly kind: 'feeds' }
  | { readonly kind: 'search' }
  /** Drawn after all others. */
  | { readonly kind: 'card'; readonly post: SourcePath }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'feed'; readonly format: 'atom' | 'rss' | 'json' }
  | { readonly kind: 'sitemap'; readonly part: number | null; readonly parts: number }
  | { readonly kind: 'robots' }
  | { readonly kind: 'redirect'; readonly to: SitePath; readonly from: SourcePath }
  | { readonly kind: 'redirects-file' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'static'; readonly from: SourcePath }
  | { readonly kind: 'theme-asset'; readonly from: SourcePath }
  | { readonly kind: 'asset'; readonly from: SourcePath };

/** Pages in the order of planning; a list of them is one. */
export interface Pages extends Iterable<Page> {
  readonly length: number;
  at(place: number): Page | undefined;
}

/** Content of one output file: text, bytes, or a file of the site to be copied as it is. */
export type Body = string | Uint8Array | { readonly copyOf: SourcePath };
