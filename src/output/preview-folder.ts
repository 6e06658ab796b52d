// A folder for one preview to build into: `.inkstone/previews/N/site`. Each preview has its own, locked for as long as it
// runs, so a preview neither waits for a build of the site nor stops one. It is gone when the preview ends; what a killed
// one has left is taken over by the next, or removed by `clean`.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Fault } from '../diagnostics/diagnostic.js';
import { lockFolder, type Lock } from './lock.js';
import { placeOf } from './place.js';
import { attempt, removeIfEmpty } from './system.js';

export interface PreviewFolder {
  /** The output folder, relative to the site. */
  readonly out: string;
  /** Removes it with all that is known of it. */
  release(): void;
}

const previews = '.inkstone/previews';

export function claimPreviewFolder(siteRoot: string): PreviewFolder {
  for (let number = 1; ; number++) {
    const slot = `${previews}/${number}`;
    const lock = lockIfFree(siteRoot, slot);
    if (lock !== null) return { out: `${slot}/site`, release: () => removeSlot(siteRoot, slot, lock) };
  }
}

/** What previews that were killed have left; those that run stay. */
export function removeLeftPreviews(siteRoot: string): void {
  const folder = join(siteRoot, previews);
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const slot = `${previews}/${name}`;
    const lock = lockIfFree(siteRoot, slot);
    if (lock !== null) removeSlot(siteRoot, slot, lock);
  }
}

function lockIfFree(siteRoot: string, slot: string): Lock | null {
  try {
    return lockFolder(join(siteRoot, slot), slot);
  } catch (error) {
    if (error instanceof Fault && error.diagnostic.code === 'build-running') return null;
    throw error;
  }
}

function removeSlot(siteRoot: string, slot: string, lock: Lock): void {
  const site = `${slot}/site`;
  attempt(slot, () => {
    const { state } = placeOf(siteRoot, site);
    rmSync(join(siteRoot, site), { recursive: true, force: true });
    rmSync(state, { recursive: true, force: true });
    lock.release();
    for (const folder of [join(siteRoot, slot), join(siteRoot, previews), dirname(state), join(siteRoot, '.inkstone')])
      removeIfEmpty(folder);
  });
}
