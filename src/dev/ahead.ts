// What is begun before the program is loaded: a second thread looks at the files of the site. It is asked for before
// anything else, so this file imports nothing that takes time.
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Look } from './scan.js';

/** One look after the other; null: the caller has to look for himself. */
export interface Ahead {
  /** At all but the sources. */
  readonly rest: Promise<Look | null>;
  readonly sources: Promise<Look | null>;
}

export const nobodyAhead: Ahead = { rest: Promise.resolve(null), sources: Promise.resolve(null) };

export function lookAhead(root: string): Ahead {
  const entry = entryOf('scout.js');
  if (entry === null || availableParallelism() === 1) return nobodyAhead;
  const scout = new Worker(entry, { workerData: root });
  const waiting: ((look: Look | null) => void)[] = [];
  const next = (): Promise<Look | null> => new Promise((resolve) => waiting.push(resolve));
  const looks = { rest: next(), sources: next() };
  scout.on('message', (look: Look) => waiting.shift()?.(look));
  // No thread to be had, no memory: it costs time only.
  for (const end of ['error', 'exit']) scout.on(end, () => waiting.forEach((resolve) => resolve(null)));
  return looks;
}

/** Threads have files to run in the compiled program only. */
function entryOf(name: string): URL | null {
  if (typeof __VERSION__ !== 'string') return null;
  return [`./${name}`, `../${name}`].map((place) => new URL(place, import.meta.url)).find((place) => existsSync(place)) ?? null;
}
