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
  /** null: none are drawn; `font`: path of a font file below the site's folder, null: one of the system. */
  readonly cards: { readonly font: string | null } | null;
  /** `keep`: the author's HTML is trusted; `strict`: it is shown as text. */
  readonly html: 'keep' | 'strict';
  readonly static: string;
  readonly out: string;
  /** Folder of a theme between the site's own `templates/` and the built-in one; null: none. */
  readonly theme: string | null;
  /** Content of the `CNAME` file for GitHub Pages; null: none. */
  readonly cname: string | null;
  /** Under each post, those that have most in common with it. */
  readonly related: boolean;
  /** What stands before the path of a source where it can be edited, ends with `/`; null: nowhere. */
  readonly editUrl: string | null;
  /** Of the posts, named under each; null: none. */
  readonly license: MenuItem | null;
  /** Lines of the owner's at the foot of every page; url null: text alone. */
  readonly footer: readonly { readonly title: string; readonly url: string | null }[];
  readonly comments: Comments | null;
  readonly analytics: readonly Analytics[];
  readonly drafts: boolean;
  readonly future: boolean;
}

/** A comment service, which a page loads when its reader comes to it. */
export interface Comments {
  readonly provider: CommentProvider;
  readonly options: Readonly<Record<string, string>>;
}
export type CommentProvider = 'giscus' | 'utterances' | 'waline' | 'twikoo';

/** A script that counts visits, and the attributes it is told by. */
export interface Analytics {
  readonly src: string;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
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
