// All that rendering a page may look at. `build/reader.ts` makes it; a page kind never sees a disk.
import type { Outcome } from '../diagnostics/diagnostic.js';
import type { Article, PostFacts } from '../model/article.js';
import type { Body, Page, Pages } from '../model/page.js';
import type { SourcePath } from '../model/paths.js';
import type { Site } from '../model/site.js';
import type { Rank } from '../model/stage.js';
import type { Theme } from '../theme/environment.js';
import type { Views } from './views.js';

export interface Reader {
  readonly site: Site;
  readonly theme: Theme;
  readonly views: Views;
  /** Every page of this build, in the order of planning. */
  readonly plan: Pages;
  /** Renders the body of a post; the HTML is not kept. */
  article(id: SourcePath): Outcome<Article>;
  /** What is known of a rendered post; renders it if that has not happened yet. */
  facts(id: SourcePath): PostFacts;
  /** Bytes of a theme file, e.g. `assets/ink.css`. */
  assetFile(name: SourcePath): Uint8Array;
  /** Text of a file of the static folder that the generated one is to be joined to; null if there is none. */
  ownFile(name: string): string | null;
}

/** One kind of page: how important it is when published, and its content. `null`: it failed, and the diagnostics say why, or it is drawn later. */
export interface Kind<K extends Page['kind']> {
  readonly rank: Rank;
  render(page: PageOf<K>, reader: Reader): Outcome<Body | null>;
}

export type PageOf<K extends Page['kind']> = Extract<Page, { readonly kind: K }>;
