// The search index by Pagefind, an optional package that is loaded when a site asks for search. The index of the last build is
// kept in `.inkstone/` and used again while no text has changed.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { digestOf } from '../text/hash.js';
import { diagnostic, type Outcome } from '../diagnostics/diagnostic.js';
import type { IndexFile, SearchIndexer } from '../build/search.js';
import type { SearchDocument } from '../pages/search.js';

type Pagefind = typeof import('pagefind');

export interface IndexerOptions {
  /** The site's folder. */
  readonly root: string;
  /** A new index is kept for the next build. */
  readonly keep: boolean;
  readonly load?: () => Promise<Pagefind>;
}

export function pagefindIndexer({ root, keep, load = () => import('pagefind') }: IndexerOptions): SearchIndexer {
  const cache = join(root, '.inkstone', 'search');
  return async (documents, lang) => {
    const key = digestOf(JSON.stringify([version, lang, documents]));
    const known = readCache(cache, key);
    if (known !== null) return { value: known, diagnostics: [] };
    let pagefind: Pagefind;
    try {
      pagefind = await load();
    } catch {
      return { value: null, diagnostics: [diagnostic('search-not-built', { detail: null })] };
    }
    const made = await makeIndex(pagefind, documents, lang);
    if (keep && made.value !== null) writeCache(cache, key, made.value);
    return made;
  };
}

/** Part of the key of what is kept: the one that package.json pins. */
const version = '1.6.0';

async function makeIndex(
  { createIndex, close }: Pagefind,
  documents: readonly SearchDocument[],
  lang: string,
): Promise<Outcome<readonly IndexFile[] | null>> {
  try {
    const { index, errors } = await createIndex({ forceLanguage: lang });
    if (index === undefined) throw new Error(errors.join('; '));
    for (const { url, title, date, words } of documents) {
      const added = await index.addCustomRecord({ url, content: words, language: lang, meta: { title, ...(date === '' ? {} : { date }) } });
      if (added.errors.length > 0) throw new Error(`${url}: ${added.errors.join('; ')}`);
    }
    const { files } = await index.getFiles();
    // Its own user interfaces are not used.
    const needed = files.filter(({ path }) => /^pagefind(?:-worker)?\.js$|^pagefind-entry\.json$|\.(?:pf_\w+|pagefind)$/.test(path));
    return { value: needed, diagnostics: [] };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { value: null, diagnostics: [diagnostic('search-not-built', { detail })] };
  } finally {
    await close();
  }
}

function readCache(path: string, key: string): readonly IndexFile[] | null {
  try {
    const kept = deserialize(readFileSync(path)) as { readonly key: string; readonly files: readonly IndexFile[] };
    return kept.key === key ? kept.files : null;
  } catch {
    // None yet, or one of another time: it is made anew.
    return null;
  }
}

/** Nothing is lost without it, so a disk that refuses is no fault of the build. */
function writeCache(path: string, key: string, files: readonly IndexFile[]): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const fresh = `${path}.${process.pid}.new`;
    writeFileSync(fresh, serialize({ key, files }));
    renameSync(fresh, path);
  } catch {
    return;
  }
}
