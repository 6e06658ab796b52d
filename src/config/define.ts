// What a config file may say, for completion in an editor. Meanings, defaults and checks stand in `fields.ts`;
// a test holds the two together.

export interface UserConfig {
  /** Title of the site. */
  title?: string;
  /** One sentence about the site, for search engines and feeds. */
  description?: string;
  /** Address of the site; a path in it becomes `base`. Needed by feeds, sitemap and canonical links. */
  url?: string;
  /** Path under which the site is served. */
  base?: string;
  /** Language of the site (BCP 47). */
  lang?: string;
  /** Time zone of dates that name none (IANA name). */
  timezone?: string;
  /** Author of posts that name none. */
  author?: string;
  /** Navigation at the top of every page. */
  menu?: { title: string; url: string }[];
  /** Address of posts, made of tokens. */
  permalink?: string;
  /** Posts on one page of a list. */
  perPage?: number;
  /** Letters outside ASCII in addresses that are made from file names, titles and terms: `keep` keeps them, `pinyin` spells Han characters (needs the package `pinyin-pro`), `hash` puts eight characters for such a name. */
  slug?: 'keep' | 'pinyin' | 'hash';
  /** Address parts of categories and tags, by name. */
  slugs?: Record<string, string>;
  /** What divides `tags: a b` and `categories: a b` without brackets: commas alone, or spaces too, as in Jekyll. */
  tags?: 'commas' | 'words';
  /** Atom, RSS and JSON feeds; `limit` is the number of posts in them. */
  feed?: boolean | { limit?: number };
  /** Colour code blocks while building. */
  highlight?: boolean;
  /** A search page `/search/`; needs the optional package `pagefind`. */
  search?: boolean;
  /** A picture for each post without a cover, shown beside links to it; needs the optional package `@resvg/resvg-js`. */
  cards?: boolean | { font?: string };
  /** HTML in posts: `keep` trusts its author, `strict` shows it as text. */
  html?: 'keep' | 'strict';
  /** Folder that is copied as it is. */
  static?: string;
  /** Folder that the site is written to. */
  out?: string;
  /** Folder of a theme, between your `templates/` and the built-in one. */
  theme?: string;
  /** Own domain for GitHub Pages; written to the file `CNAME`. */
  cname?: string;
  /** Under each post, three that share most tags and categories with it. */
  related?: boolean;
  /** Where the sources can be edited; under each post a link to this address and the path of its file. */
  editUrl?: string;
  /** Licence of the posts, named under each: `CC BY 4.0`, or title and url. */
  license?: string | { title: string; url: string };
  /** Lines at the foot of every page, such as an ICP number. */
  footer?: (string | { title: string; url: string })[];
  /** Comments under posts, loaded when a reader comes to them. */
  comments?:
    | { giscus: { repo: string; repoId: string; category: string; categoryId: string; script?: string } }
    | { utterances: { repo: string; script?: string } }
    | { waline: { server: string; script?: string } }
    | { twikoo: { env: string; script?: string } };
  /** Counters of visits, each by its site code. */
  analytics?: {
    plausible?: string | { domain: string; script?: string };
    umami?: string | { id: string; script?: string };
    goatcounter?: string | { code: string; script?: string };
    cloudflare?: string | { token: string; script?: string };
    baidu?: string | { id: string; script?: string };
  };
}

/** Gives the settings back as they are; it is there for completion in an editor. */
export function defineConfig(config: UserConfig): UserConfig {
  return config;
}
