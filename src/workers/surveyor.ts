// The thread that looks for strangers in the output folder (`output/survey.ts`), as the main thread sees it. If it cannot be had,
// or dies, nothing is known, and the main thread looks itself.
import { Worker } from 'node:worker_threads';
import type { OutputPath } from '../model/paths.js';
import type { Survey } from '../output/survey.js';

export function startSurvey(entry: URL, siteRoot: string, out: string): Survey {
  let strangers: readonly OutputPath[] | null = null;
  const worker = new Worker(entry, { workerData: { siteRoot, out } });
  worker.on('message', (found: readonly OutputPath[]) => (strangers = found));
  worker.on('error', () => undefined);
  const end = new Promise<void>((resolve) => void worker.once('exit', () => resolve()));
  // A program that has nothing else to do does not wait for it, unless it asks.
  worker.unref();
  return { strangers: () => strangers, done: () => (worker.ref(), end) };
}
