// What the threads of a build say to each other. Data crosses as JSON in strings: 10,000 posts cross in 7 ms so, and in
// twice the time as objects. What there is a lot of crosses in pieces, or its text would need more memory than itself.
import type { Put } from '../output/plan.js';
import type { PageRecord } from '../build/records.js';
import type { ReadSource, Told } from '../build/share.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Settings } from '../model/config.js';
import type { OutputPath } from '../model/paths.js';
import type { Taken } from './pieces.js';

/** What a worker is born with. */
export interface Birth {
  readonly root: string;
  readonly settings: Settings;
  /** Which of the threads it is, from 1 (the main thread is 0), and how many there are. */
  readonly share: number;
  readonly shares: number;
  /** One number: which piece of its present work it has begun. A thread that runs out of memory cannot say it any more. */
  readonly begun: SharedArrayBuffer;
}

/** `posts`: some of those from which the site is derived next. */
export type Job = 'read' | 'posts' | 'derive' | 'render' | 'learn';

export interface Order {
  readonly job: Job;
  /** JSON of what the job works on. */
  readonly text: string;
  /** If that is a list: how much of it is taken. */
  readonly taken: Taken;
}

export type Reply =
  /** So many more are done, from this index of the list, and JSON of what came of them. */
  | { readonly at: number; readonly done: number; readonly text: string }
  /** All of the order is done. */
  | { readonly end: true }
  | { readonly fault: Diagnostic }
  /** A bug. */
  | { readonly message: string; readonly stack: string };

export type ReadReply = readonly ReadSource[];

export interface RenderReply {
  /** What lists show of each, and the text of its record. */
  readonly articles: readonly (readonly [Told, text: string, index: readonly unknown[]])[];
  readonly pages: readonly (readonly [OutputPath, PageRecord])[];
  readonly diagnostics: readonly Diagnostic[];
  readonly puts: readonly (readonly [OutputPath, Put])[];
}
