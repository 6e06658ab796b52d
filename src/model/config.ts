// The settings of a site, every default filled. `config/fields.ts` says for each key what it means.
import type { SlugStyle } from '../text/slug.js';
import type { SitePath } from './paths.js';

export interface Config {
  readonly title: string;
  readonly description: string;
  /** Scheme and host without a slash at the end, `https://example.com`; null: not known, nothing absolute is written. */
  readonly url: string | null;
  /** Path under which the site is served; begins and ends with `/`. */
  readonly base: SitePath;
  /** BCP 47, e.g. `zh-Hans`, `en`. */
  readonly lang: string;
  /** IANA name, e.g. `Asia/Shanghai`: for dates without a zone. */
  readonly timezone: string;
  readonly author: string;
  /** null: made from what the site has. */
  readonly menu: readonly MenuItem[] | null;
  /** Pattern of post addresses, e.g. `/posts/:slug/`. */
  readonly permalink: string;
  /** Posts on one list page. */
  readonly perPage: number;
  /** What becomes of letters outside ASCII in addresses. */
  readonly slug: SlugStyle;
  /** Slugs of terms by name: `{ 'C++': 'cpp' }`. */
  readonly slugs: Readonly<Record<string, string>>;
  /** `words`: spaces divide `tags: a b` too, as in Jekyll. */
  readonly tags: 'commas' | 'words';
  /** null: no feeds. */
  readonly feed: { readonly limit: number } | null;
  readonly highlight: boolean;
  readonly search: boolean;
  /** `keep`: the author's HTML is trusted; `strict`: it is shown as text. */
  readonly html: 'keep' | 'strict';
  readonly static: string;
  readonly out: string;
  /** Folder of a theme between the site's own `templates/` and the built-in one; null: none. */
  readonly theme: string | null;
  /** Content of the `CNAME` file for GitHub Pages; null: none. */
  readonly cname: string | null;
  readonly drafts: boolean;
  readonly future: boolean;
}

export interface MenuItem {
  readonly title: string;
  readonly url: string;
}

/** What the config file and the flags say; what they leave open is filled by `completeConfig` once the posts are read. */
export type Settings = Omit<Config, 'title' | 'description' | 'lang' | 'author'> & {
  readonly title: string | null;
  readonly description: string | null;
  readonly lang: string | null;
  readonly author: string | null;
};
