// The search page, and what the index is made of: the plain text of every post and page that may be found.
import { textOf } from '../html/text.js';
import { encodePath } from '../text/url.js';
import type { Page } from '../model/page.js';
import type { SourcePath } from '../model/paths.js';
import type { Site } from '../model/site.js';
import { renderHtml, text } from './html.js';
import { notFoundUrl, searchPageUrl } from './own-pages.js';
import type { Kind, Reader } from './reader.js';

/** What may be found, as it is known before its text is rendered. */
export interface Findable {
  readonly id: SourcePath;
  /** Encoded, without the base. */
  readonly url: string;
  readonly title: string;
  /** The day as written; empty for what has none. */
  readonly date: string;
}

export interface SearchDocument extends Omit<Findable, 'id'> {
  /** Title and text, every Han character and kana set apart by a space. */
  readonly words: string;
}

export function planSearch(site: Site): Page[] {
  const url = searchPageUrl(site);
  return url === null ? [] : [{ kind: 'search', url }];
}

export const search: Kind<'search'> = {
  rank: 'list',
  render: (page, reader) => renderHtml('search.njk', page, { title: text(reader, 'search'), description: '', noindex: true }, {}, reader),
};

export function findable({ posts, pages, urls }: Site): readonly Findable[] {
  return [...posts, ...pages]
    .filter((post) => !post.noindex && urls.get(post.id) !== notFoundUrl)
    .map(({ id, title, date }) => ({ id, url: encodePath(urls.get(id)!), title, date: date?.civil ?? '' }));
}

/** Bodies are rendered once more here: to keep them all from the first time on would be the whole blog in memory for every build. */
export function searchDocuments({ site, article }: Reader): readonly SearchDocument[] {
  return findable(site).map(({ id, ...rest }) => ({ ...rest, words: apart(`${rest.title} | ${textOf(article(id).value.html)}`) }));
}

/**
 * Where Chinese words end is a guess of whoever divides them; an index of guessed words does not find 容 in 内容, nor 文件夹 at
 * all. So each character is a word of the index, and the search page asks for them as phrases.
 */
export function apart(text: string): string {
  return text
    .replace(/[０-９Ａ-Ｚａ-ｚ]+/g, (wide) => wide.normalize('NFKC'))
    .replace(single, ' $& ').replace(/ {2,}/g, ' ').trim();
}

/** Han, kana, and the punctuation that stands without spaces beside them. */
const single = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー]|[^\p{ASCII}\p{L}\p{N}\p{M}\s]/gu;
