// The search index: made of finished articles by an indexer that is given from outside, published like any other output.
import { diagnostic, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.js';
import type { OutputPath } from '../model/paths.js';
import type { Site } from '../model/site.js';
import type { SearchDocument } from '../pages/search.js';
import { searchPageUrl } from '../pages/own-pages.js';
import type { Derived } from './share.js';

export interface IndexFile {
  /** Below the folder of the index. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** Null: it cannot index, and the reason is said. `lang`: whose inflections are taken for one word. */
export type SearchIndexer = (documents: readonly SearchDocument[], lang: string) => Promise<Outcome<readonly IndexFile[] | null>>;

export interface SearchOutput {
  readonly output: OutputPath;
  readonly content: Uint8Array;
}

const folder = 'pagefind/';

/** `documents`: renders them all; asked for only if there is an index to be made. */
export async function makeSearch(
  { site, plan }: Pick<Derived, 'site' | 'plan'>,
  documents: () => readonly SearchDocument[],
  indexer: SearchIndexer | undefined,
): Promise<Outcome<readonly SearchOutput[]>> {
  if (indexer === undefined || searchPageUrl(site) === null) return { value: [], diagnostics: [] };
  const own = plan.find((page) => page.output.toLowerCase().startsWith(folder));
  if (own !== undefined) return { value: [], diagnostics: [inTheWay(own.url)] };
  const { value, diagnostics } = await indexer(documents(), languageOf(site));
  return { value: (value ?? []).map(({ path, content }) => ({ output: folder + path, content })), diagnostics };
}

function inTheWay(url: string): Diagnostic {
  return diagnostic('url-collision', { url, how: 'inside', first: url, second: 'the search index', between: 'static' });
}

/**
 * One index for the whole site, so that a post is found from a page of any language; its language decides only how Latin
 * words are inflected. Chinese and Japanese sites have English ones among their own.
 */
function languageOf({ config: { lang } }: Site): string {
  const main = lang.slice(0, 2).toLowerCase();
  return ['zh', 'ja', 'ko'].includes(main) ? 'en' : main;
}
