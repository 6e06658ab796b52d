// The search index of the preview: made when a browser first asks for a file of it, once for each edition, kept nowhere.
import { pagefindIndexer } from '../assets/search.js';
import { makeSearch, type SearchOutput } from '../build/search.js';
import { searchDocuments } from '../pages/search.js';
import type { Edition } from './edition.js';

/** `path`: decoded, with the base. Null: it is no file of the index. */
export type SearchFiles = (path: string, edition: Edition) => Promise<Uint8Array | null>;

export function searchFiles(root: string): SearchFiles {
  const indexer = pagefindIndexer({ root, keep: false });
  const made = new WeakMap<Edition, Promise<readonly SearchOutput[]>>();
  return async (path, edition) => {
    const folder = `${edition.site.value.config.base}pagefind/`;
    if (!path.startsWith(folder)) return null;
    let files = made.get(edition);
    if (files === undefined) {
      const derived = { site: edition.site.value, plan: [...edition.plan.value] };
      const texts = () => ({ documents: searchDocuments(edition.reader), articles: edition.reader.records });
      files = makeSearch(derived, null, texts, indexer).then(({ value }) => value);
      made.set(edition, files);
    }
    const name = `pagefind/${path.slice(folder.length)}`;
    return (await files).find(({ output }) => output === name)?.content ?? null;
  };
}
