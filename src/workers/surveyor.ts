// The thread that looks at the output folder (`output/survey.ts`), as the main thread sees it. If it cannot be had, or dies,
// nothing is known, and the main thread looks itself.
import { Worker } from 'node:worker_threads';
import type { OutputPath } from '../model/paths.js';
import type { Survey } from '../output/survey.js';
import type { Surveyed } from './survey.js';

export function startSurvey(entry: URL, siteRoot: string, out: string): Survey {
  let strangers: readonly OutputPath[] | null = null;
  let touched: ReadonlySet<OutputPath> | null = null;
  const worker = new Worker(entry, { workerData: { siteRoot, out } });
  const first = new Promise<void>((resolve) => void worker.once('message', () => resolve()));
  const end = new Promise<void>((resolve) => void worker.once('exit', () => resolve()));
  worker.on('message', (found: Surveyed) => {
    if (found.touched !== undefined) touched = new Set(found.touched);
    if (found.strangers !== undefined) strangers = found.strangers;
  });
  worker.on('error', () => undefined);
  // A program that has nothing else to do does not wait for it, unless it asks.
  worker.unref();
  const after = (what: Promise<void>) => (worker.ref(), what);
  return {
    strangers: () => strangers,
    touched: () => touched,
    afterTouched: () => after(Promise.race([first, end])),
    afterStrangers: () => after(end),
  };
}
