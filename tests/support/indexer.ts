// An indexer without Pagefind: it believes the key alone, so that a key which misses something shows as an old index.
import type { IndexFile, SearchIndexer } from '../../src/build/search.js';

export interface KeepingIndexer {
  readonly indexer: SearchIndexer;
  /** How often all texts were rendered for it. */
  rendered: number;
}

export function keepingIndexer(): KeepingIndexer {
  let kept: { readonly key: string; readonly files: readonly IndexFile[] } | null = null;
  const all: KeepingIndexer = {
    rendered: 0,
    async indexer({ key, texts, lang }) {
      if (key !== null && kept?.key === key) return { value: kept.files, diagnostics: [] };
      all.rendered++;
      const { key: madeFrom, documents } = texts();
      const files = [{ path: 'all.json', content: new TextEncoder().encode(JSON.stringify([lang, documents])) }];
      kept = madeFrom === null ? null : { key: madeFrom, files };
      return { value: files, diagnostics: [] };
    },
  };
  return all;
}
