// What posts written for Jekyll, Hexo, Hugo, Zola, Pelican, Eleventy and Astro call each field, or a writer of Chinese by hand. A key is looked up
// without case, `-`, `_` and spaces; where two spellings stand in one post, the one further to the left here wins.
import { editDistance, nearest } from '../../text/near-miss.js';

export type Field =
  | 'title' | 'date' | 'updated' | 'draft' | 'published' | 'private' | 'password' | 'status' | 'categories' | 'tags' | 'taxonomies'
  | 'description' | 'slug' | 'permalink' | 'aliases' | 'layout' | 'author' | 'lang' | 'cover' | 'pin' | 'weight' | 'toc' | 'series'
  | 'order' | 'noindex' | 'sitemap'; // prettier-ignore

const table: Readonly<Record<Field, string>> = {
  title: 'title 标题 標題',
  date: 'date published_at publish_date publish_at pub_date pub_datetime date_published posted_at created created_at date_created create_time created_time datetime 日期',
  updated:
    'updated lastmod last_modified_at last_modified modified modified_at date_modified mod_datetime last_update lastupdated last_updated update updated_at updated_date update_date date_updated edited 更新日期',
  draft: 'draft is_draft 草稿',
  published: 'published publish is_published',
  private: 'private',
  password: 'password',
  status: 'status',
  categories: 'categories category 分类 分類',
  tags: 'tags tag 标签 標籤',
  taxonomies: 'taxonomies',
  description: 'description desc summary excerpt abstract 摘要',
  slug: 'slug',
  permalink: 'permalink url path',
  aliases: 'aliases alias redirect_from',
  layout: 'layout template',
  author: 'author authors byline 作者',
  lang: 'lang language locale',
  cover:
    'cover cover_image image featured_image feature_image hero_image cover_img banner_img index_img top_img banner thumbnail thumb images 封面',
  pin: 'pin pinned sticky top 置顶 置頂',
  weight: 'weight',
  toc: 'toc show_toc table_of_contents',
  series: 'series 系列',
  order: 'order series_order series_index',
  noindex: 'noindex no_index hidden robots',
  sitemap: 'sitemap',
};

const byKey = new Map<string, { readonly field: Field; readonly rank: number }>();
for (const field of Object.keys(table) as Field[]) {
  table[field].split(' ').forEach((key, rank) => {
    byKey.set(key, { field, rank });
    byKey.set(fold(key), { field, rank });
  });
}

/** Every field with its spellings, for the docs. */
export const spellings: Readonly<Record<Field, string>> = table;

/** The field that a key means, and how early its spelling stands in the table; undefined: a key of the author's own. */
export function fieldOf(key: string): { readonly field: Field; readonly rank: number } | undefined {
  return byKey.get(key) ?? byKey.get(fold(key));
}

function fold(key: string): string {
  return key.toLowerCase().replace(/[-_\s]/g, '');
}

/** Keys that are likely to be meant by a slip of the pen. */
const offered =
  'title date updated lastmod modified draft published categories category tags description summary slug permalink aliases redirect_from layout author lang cover series weight sticky noindex'.split(
    ' ',
  );
/** Keys of the theme and of other tools that look like a slip and are none. */
const ownWords = new Set(
  'data math rate dates state text mate late page pages pubs lane land rag flag flags bag hover over covers titles subtitle mode model source share stickies outdated'.split(
    ' ',
  ),
);

/** `tilte` → `title`: the known key that an unknown one was probably meant to be. */
export function meantKey(key: string): string | null {
  const folded = fold(key);
  if (folded.length < 4 || folded.length > 20 || ownWords.has(folded)) return null;
  const found = nearest(folded, offered);
  // Words that happen to look alike are common: one slip, or two in a long word.
  return found !== null && editDistance(folded, found.toLowerCase(), 2) <= (folded.length < 8 ? 1 : 2) ? found : null;
}
