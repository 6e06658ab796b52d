// The search index: made of finished articles by an indexer that is given from outside, published like any other output.
// Whether it has to be made again is asked of what is known of each article, so that none is rendered for the question.
import { diagnostic, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.js';
import type { OutputPath, SourcePath } from '../model/paths.js';
import type { Site } from '../model/site.js';
import { findable, type SearchDocument } from '../pages/search.js';
import { searchPageUrl } from '../pages/own-pages.js';
import { digestOf, type Digest } from '../text/hash.js';
import type { ArticleRecord } from './records.js';
import type { Derived } from './share.js';
import { outputOf } from '../text/url.js';

export interface IndexFile {
  /** Below the folder of the index. */
  readonly path: string;
  readonly content: Uint8Array;
}

export interface SearchWanted {
  /** Of all that the documents would be made from; null: not known, they have to be looked at. */
  readonly key: Digest | null;
  /** Renders every article, so it is asked for only if nothing else helps. `key`: of what they were made from in the end. */
  readonly texts: () => { readonly key: Digest | null; readonly documents: readonly SearchDocument[] };
  /** Whose inflections are taken for one word. */
  readonly lang: string;
}

/** Null: it cannot index, and the reason is said. */
export type SearchIndexer = (wanted: SearchWanted) => Promise<Outcome<readonly IndexFile[] | null>>;

type Articles = ReadonlyMap<SourcePath, ArticleRecord>;

/** Rendered once more, and what is known of the articles now: of one that was edited meanwhile, another source than before. */
export interface SearchTexts {
  readonly documents: readonly SearchDocument[];
  readonly articles: Articles;
}

export interface SearchOutput {
  readonly output: OutputPath;
  readonly content: Uint8Array;
}

const folder = 'pagefind/';

/** `articles`: what they all depend on, and each of its own; null: not known before they are rendered. */
export async function makeSearch(
  { site, plan }: Pick<Derived, 'site' | 'plan'>,
  articles: { readonly key: Digest; readonly known: Articles } | null,
  render: () => SearchTexts,
  indexer: SearchIndexer | undefined,
): Promise<Outcome<readonly SearchOutput[]>> {
  if (indexer === undefined || searchPageUrl(site) === null) return { value: [], diagnostics: [] };
  const own = plan.find((page) => outputOf(page.url).toLowerCase().startsWith(folder));
  if (own !== undefined) return { value: [], diagnostics: [inTheWay(own.url)] };
  const keyOf = (known: Articles) => (articles === null ? null : documentsKey(site, articles.key, known));
  const texts = () => {
    const { documents, articles: made } = render();
    return { documents, key: keyOf(made) };
  };
  const { value, diagnostics } = await indexer({ key: keyOf(articles?.known ?? new Map()), texts, lang: languageOf(site) });
  return { value: (value ?? []).map(({ path, content }) => ({ output: folder + path, content })), diagnostics };
}

function inTheWay(url: string): Diagnostic {
  return diagnostic('url-collision', { url, how: 'inside', first: url, second: 'the search index', between: 'static' });
}

/** null: an article could not be read, and nothing is known of it. */
function documentsKey(site: Site, key: Digest, articles: Articles): Digest | null {
  const parts: unknown[] = [key];
  for (const { id, url, title, date } of findable(site)) {
    const record = articles.get(id);
    if (record === undefined) return null;
    parts.push([url, title, date, record.source, record.answered]);
  }
  return digestOf(JSON.stringify(parts));
}

/**
 * One index for the whole site, so that a post is found from a page of any language; its language decides only how Latin
 * words are inflected. Chinese and Japanese sites have English ones among their own.
 */
function languageOf({ config: { lang } }: Site): string {
  const main = lang.slice(0, 2).toLowerCase();
  return ['zh', 'ja', 'ko'].includes(main) ? 'en' : main;
}
