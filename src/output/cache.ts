// What builds remember, in `.inkstone/cache/KEY`, one file for each output folder; it has nothing to do with the list of files
// that builds wrote. Losing it costs time only, so it is written without flushing and nothing fails for its sake.
import { closeSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Cache } from '../build/build.js';
import { decodeManifest, encodeManifest, nothingRemembered } from '../build/manifest.js';
import { diagnostic } from '../diagnostics/diagnostic.js';
import { placeOf } from './place.js';
import { makeFolder, systemCode } from './system.js';

/** The caller holds the lock. */
export function openCache(siteRoot: string, out: string): Cache {
  const { site, state } = placeOf(siteRoot, out);
  const folder = join(site, '.inkstone', 'cache');
  const path = join(folder, basename(state));

  return {
    load() {
      let bytes: Uint8Array;
      try {
        bytes = readFileSync(path);
      } catch (error) {
        if (systemCode(error) === null) throw error;
        return nothingRemembered;
      }
      return decodeManifest(bytes);
    },

    save(whole, manifest) {
      const fresh = `${path}.new`;
      try {
        makeFolder(folder);
        write(fresh, encodeManifest(whole, manifest));
        renameSync(fresh, path);
        return [];
      } catch (error) {
        const detail = systemCode(error);
        if (detail === null) throw error;
        discard(fresh);
        return [diagnostic('cache-not-kept', { detail })];
      }
    },
  };
}

export const noCache: Cache = { load: () => nothingRemembered, save: () => [] };

function write(path: string, pieces: Iterable<Uint8Array>): void {
  const file = openSync(path, 'w');
  try {
    for (const bytes of pieces) for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
  } finally {
    closeSync(file);
  }
}

/** A half-written file in a full disk would keep it full. */
function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (error) {
    if (systemCode(error) === null) throw error;
  }
}
