// What is begun before the program is loaded: a second thread looks at the files of the site. It is asked for before
// anything else, so this file imports nothing that takes time.
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Memory } from './memory.js';
import type { Look } from './scan.js';

/** One after the other; null: the caller has to look for himself. */
export interface Ahead {
  /** At all but the sources. */
  readonly rest: Promise<Look | null>;
  readonly sources: Promise<Look | null>;
  readonly memory: Promise<Memory | null>;
}

const nothing = Promise.resolve(null);
export const nobodyAhead: Ahead = { rest: nothing, sources: nothing, memory: nothing };

export function lookAhead(root: string): Ahead {
  const entry = entryOf('scout.js');
  if (entry === null || availableParallelism() === 1) return nobodyAhead;
  const scout = new Worker(entry, { workerData: root });
  const waiting: ((found: never) => void)[] = [];
  const next = <T>(): Promise<T | null> => new Promise((resolve) => waiting.push(resolve));
  const ahead: Ahead = { rest: next(), sources: next(), memory: next() };
  scout.on('message', (found) => waiting.shift()?.(found as never));
  // No thread to be had, no memory: it costs time only.
  for (const end of ['error', 'exit']) scout.on(end, () => waiting.forEach((resolve) => resolve(null as never)));
  return ahead;
}

/** Threads have files to run in the compiled program only. */
function entryOf(name: string): URL | null {
  if (typeof __VERSION__ !== 'string') return null;
  return [`./${name}`, `../${name}`].map((place) => new URL(place, import.meta.url)).find((place) => existsSync(place)) ?? null;
}
