// What is begun before the program is loaded: a second thread looks at the files of the site, and reads along later. It is
// asked for before anything else, so this file imports nothing that takes time.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { entryOf } from '../workers/entry-of.js';
import type { Memory } from './memory.js';
import type { Reader } from './reading.js';
import type { Look } from './scan.js';

/** One after the other; null: the caller has to look for himself. */
export interface Ahead {
  /** At all but the sources. */
  readonly rest: Promise<Look | null>;
  readonly sources: Promise<Look | null>;
  readonly memory: Promise<Memory | null>;
  /** Threads that read so many sources along; each does so once. */
  readers(sources: number): readonly Reader[];
  /** Ends the threads. */
  end(): void;
}

/** What a scout is born with. */
export interface Birth {
  readonly root: string;
  /** Does it look, before it reads along? */
  readonly looks: boolean;
}

/** From it: what it found, in the order of `Ahead`; then what it has read. */
export type Told = { readonly found: unknown } | { readonly from: number; readonly text: string } | { readonly end: true };

const nothing = Promise.resolve(null);
export const nobodyAhead: Ahead = { rest: nothing, sources: nothing, memory: nothing, readers: () => [], end: () => undefined };

/** More threads than these gain little. */
const mostThreads = 4;
/** Fewer sources are read before another thread has loaded what it reads them with, */
const fewSources = 200;
/** and for fewer than these none is worth its start. */
const manySources = 1000;

export function lookAhead(root: string): Ahead {
  const entry = entryOf('scout.js');
  const threads = Math.min(availableParallelism(), mostThreads);
  if (entry === null || threads === 1) return nobodyAhead;
  const waiting: ((found: never) => void)[] = [];
  const next = <T>(): Promise<T | null> => new Promise((resolve) => waiting.push(resolve));
  const found = { rest: next<Look>(), sources: next<Look>(), memory: next<Memory>() };
  const start = (looks: boolean): Worker => {
    const worker = new Worker(entry, { workerData: { root, looks } satisfies Birth });
    // No thread to be had, no memory: it costs time only.
    worker.on('error', () => undefined);
    return worker;
  };
  const scout = start(true);
  scout.on('message', (told: Told) => 'found' in told && waiting.shift()?.(told.found as never));
  scout.on('exit', () => waiting.forEach((resolve) => resolve(null as never)));
  let workers = [scout];
  return {
    ...found,
    readers(sources) {
      if (sources < fewSources) return [];
      workers = workers.filter(isAlive);
      while (sources >= manySources && workers.length < threads - 1) workers.push(start(false));
      return workers.map(readerOf);
    },
    end: () => workers.forEach((worker) => void worker.terminate()),
  };
}

function readerOf(worker: Worker): Reader {
  return {
    readAlong: (work, take) =>
      new Promise((resolve) => {
        worker.on('message', (told: Told) => {
          if ('from' in told) take(told.from, told.text);
          else if ('end' in told) resolve();
        });
        worker.on('exit', () => resolve());
        if (!isAlive(worker)) resolve();
        // oxlint-disable-next-line require-post-message-target-origin -- a thread has no origin
        worker.postMessage(work);
      }),
  };
}

function isAlive({ threadId }: Worker): boolean {
  return threadId !== -1;
}
