// The one table of settings: key → type, default and meaning for the docs, the reader that checks it, and the value it
// has when nothing is said. A new setting is one entry here, one line in `define.ts` and one in `model/config.ts`.
import type { Settings } from '../model/config.js';
import type { Reader, SiteUrl } from './readers.js';
import * as readers from './readers.js';
import * as services from './services.js';

/** What the fields give: `url` and `base` still apart, not yet filled by `completeConfig`. */
export type Fields = Omit<Settings, 'url' | 'base' | 'drafts' | 'future'> & { readonly url: SiteUrl | null; readonly base: string | null };

export interface Field<T> {
  /** Type and default as the docs show them. */
  readonly type: string;
  readonly default: string;
  readonly meaning: string;
  readonly read: Reader<T>;
  /** Value when the config does not hold the key, or holds one that cannot be read. */
  readonly initial: T;
}

export const fields: { readonly [K in keyof Fields]: Field<Fields[K]> } = {
  title: {
    type: 'text',
    default: '`My blog`, in Chinese `我的博客`',
    meaning: 'Title of the site.',
    read: readers.readText,
    initial: null,
  },
  description: {
    type: 'text',
    default: '`A blog made with Inkstone`, in Chinese `用砚台写成的博客`',
    meaning: 'One sentence about the site, for search engines and feeds.',
    read: readers.readText,
    initial: null,
  },
  url: {
    type: 'text',
    default: 'none',
    meaning: 'Address of the site; a path in it becomes `base`. Needed by feeds, sitemap and canonical links.',
    read: readers.readUrl,
    initial: null,
  },
  base: {
    type: 'text',
    default: 'the path of `url`, else `/`',
    meaning: 'Path under which the site is served.',
    read: readers.readBase,
    initial: null,
  },
  lang: {
    type: 'text',
    default: '`zh-Hans` if the posts are mostly in Chinese characters, else `en`',
    meaning: 'Language of the site (BCP 47).',
    read: readers.readLang,
    initial: null,
  },
  timezone: {
    type: 'text',
    default: '`UTC`',
    meaning: 'Time zone of dates that name none (IANA name).',
    read: readers.readZone,
    initial: 'UTC',
  },
  author: {
    type: 'text',
    default: 'the title',
    meaning: 'Author of posts that name none.',
    read: readers.readText,
    initial: null,
  },
  menu: {
    type: 'list of `{ title, url }`',
    default: 'made from what the site has',
    meaning: 'Navigation at the top of every page.',
    read: readers.readMenu,
    initial: null,
  },
  permalink: {
    type: 'text',
    default: '`/posts/:slug/`',
    meaning: 'Address of posts, made of tokens.',
    read: readers.readPermalink,
    initial: '/posts/:slug/',
  },
  perPage: {
    type: 'number',
    default: '10',
    meaning: 'Posts on one page of a list.',
    read: readers.readCount,
    initial: 10,
  },
  slug: {
    type: '`keep`, `pinyin` or `hash`',
    default: '`keep`',
    meaning:
      'Letters outside ASCII in addresses that are made from file names, titles and terms: `keep` keeps them, `pinyin` spells Han characters (needs the package `pinyin-pro`), `hash` puts eight characters for such a name.',
    read: readers.readSlugStyle,
    initial: 'keep',
  },
  slugs: {
    type: 'map of text',
    default: 'none',
    meaning: 'Address parts of categories and tags, by name.',
    read: readers.readSlugs,
    initial: {},
  },
  tags: {
    type: '`commas` or `words`',
    default: '`commas`',
    meaning: 'What divides `tags: a b` and `categories: a b` without brackets: commas alone, or spaces too, as in Jekyll.',
    read: readers.readTagRule,
    initial: 'commas',
  },
  feed: {
    type: '`true`, `false` or `{ limit }`',
    default: '`{ limit: 20 }`',
    meaning: 'Atom, RSS and JSON feeds; `limit` is the number of posts in them.',
    read: readers.readFeed,
    initial: { limit: 20 },
  },
  highlight: {
    type: '`true` or `false`',
    default: '`true`',
    meaning: 'Colour code blocks while building.',
    read: readers.readFlag,
    initial: true,
  },
  search: {
    type: '`true` or `false`',
    default: '`false`',
    meaning: 'A search page `/search/`; needs the optional package `pagefind`.',
    read: readers.readFlag,
    initial: false,
  },
  cards: {
    type: '`true`, `false` or `{ font }`',
    default: '`false`',
    meaning: 'A picture for each post without a cover, shown beside links to it; needs the optional package `@resvg/resvg-js`.',
    read: readers.readCards,
    initial: null,
  },
  html: {
    type: '`keep` or `strict`',
    default: '`keep`',
    meaning: 'HTML in posts: `keep` trusts its author, `strict` shows it as text.',
    read: readers.readHtml,
    initial: 'keep',
  },
  static: {
    type: 'folder inside the site',
    default: '`static`',
    meaning: 'Folder that is copied as it is.',
    read: readers.readInsideFolder,
    initial: 'static',
  },
  out: {
    type: 'folder',
    default: '`public`',
    meaning: 'Folder that the site is written to.',
    read: readers.readFolder,
    initial: 'public',
  },
  theme: {
    type: 'folder inside the site',
    default: 'none',
    meaning: 'Folder of a theme, between your `templates/` and the built-in one.',
    read: readers.readInsideFolder,
    initial: null,
  },
  cname: {
    type: 'text',
    default: 'none',
    meaning: 'Own domain for GitHub Pages; written to the file `CNAME`.',
    read: readers.readHost,
    initial: null,
  },
  related: {
    type: '`true` or `false`',
    default: '`false`',
    meaning: 'Under each post, three that share most tags and categories with it.',
    read: readers.readFlag,
    initial: false,
  },
  editUrl: {
    type: 'text',
    default: 'none',
    meaning: 'Where the sources can be edited; under each post a link to this address and the path of its file.',
    read: readers.readFolderUrl,
    initial: null,
  },
  license: {
    type: 'text or `{ title, url }`',
    default: 'none',
    meaning: 'Licence of the posts, named under each: `CC BY 4.0`, or title and url.',
    read: readers.readLicense,
    initial: null,
  },
  footer: {
    type: 'list of text or `{ title, url }`',
    default: 'none',
    meaning: 'Lines at the foot of every page, such as an ICP number.',
    read: readers.readFooter,
    initial: [],
  },
  comments: {
    type: '`{ giscus }`, `{ utterances }`, `{ waline }` or `{ twikoo }`',
    default: 'none',
    meaning: 'Comments under posts, loaded when a reader comes to them.',
    read: services.readComments,
    initial: null,
  },
  analytics: {
    type: '`{ plausible, umami, goatcounter, cloudflare, baidu }`',
    default: 'none',
    meaning: 'Counters of visits, each by its site code.',
    read: services.readAnalytics,
    initial: [],
  },
};

export const settingNames: readonly string[] = Object.keys(fields);

/** For the docs: one row a setting. */
export function configTable(): string {
  const rows = Object.entries(fields).map(([key, field]) => `| \`${key}\` | ${field.type} | ${field.default} | ${field.meaning} |`);
  return ['| Key | Type | Default | Meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
