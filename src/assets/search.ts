// The search index by Pagefind, an optional package that is loaded when a site asks for search. The index of the last build is
// kept in `.inkstone/` and used again while no article has changed, or, if one has, while the texts are still the same.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { digestOf, type Digest } from '../text/hash.js';
import { diagnostic, type Outcome } from '../diagnostics/diagnostic.js';
import type { IndexFile, SearchIndexer } from '../build/search.js';
import type { SearchDocument } from '../pages/search.js';

type Pagefind = typeof import('pagefind');

export interface IndexerOptions {
  /** The site's folder. */
  readonly root: string;
  /** A new index is kept for the next build. Without it what is kept is believed for the same texts only. */
  readonly keep: boolean;
  readonly load?: () => Promise<Pagefind>;
}

export function pagefindIndexer({ root, keep, load = () => import('pagefind') }: IndexerOptions): SearchIndexer {
  const cache = join(root, '.inkstone', 'search');
  return async ({ key, texts, lang }) => {
    const kept = readCache(cache);
    if (keep && key !== null && kept?.key === versioned(key)) return { value: kept.files, diagnostics: [] };
    // To be compared with nothing and indexed by nobody, texts need not be rendered.
    const pagefind = await load().catch(() => null);
    if (pagefind === null && kept === null) return notInstalled;
    const { documents, key: madeFrom } = texts();
    const words = versioned(digestOf(JSON.stringify([lang, documents])));
    const isSame = kept?.words === words;
    if (!isSame && pagefind === null) return notInstalled;
    const made = isSame ? { value: kept.files, diagnostics: [] } : await makeIndex(pagefind!, documents, lang);
    if (keep && made.value !== null) writeCache(cache, { key: madeFrom === null ? null : versioned(madeFrom), words, files: made.value });
    return made;
  };
}

interface Kept {
  /** Of what the documents were made from; null: not known. */
  readonly key: string | null;
  /** Of the documents. */
  readonly words: string;
  readonly files: readonly IndexFile[];
}

const notInstalled: Outcome<null> = { value: null, diagnostics: [diagnostic('search-not-built', { detail: null })] };

/** By Pagefind's version too, the one that package.json pins. */
const versioned = (digest: Digest): string => `1.6.0 ${digest}`;

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

function readCache(path: string): Kept | null {
  try {
    return deserialize(readFileSync(path)) as Kept;
  } catch {
    // None yet, or one of another time: it is made anew.
    return null;
  }
}

/** Nothing is lost without it, so a disk that refuses is no fault of the build. */
function writeCache(path: string, kept: Kept): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const fresh = `${path}.${process.pid}.new`;
    writeFileSync(fresh, serialize(kept));
    renameSync(fresh, path);
  } catch {
    return;
  }
}
