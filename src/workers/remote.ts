// One worker as the main thread sees it: an order goes out, a reply comes back; or it dies, and then one clear fault says at
// which file.
import { Worker } from 'node:worker_threads';
import { diagnostic, Fault, inFile } from '../diagnostics/diagnostic.js';
import type { Birth, Order, Reply } from './messages.js';

/** What there is to know of an order while it is carried out. */
export interface Watch {
  /** What the piece of work at an index is called; '' if it has none. */
  nameOf(index: number): string;
  /** So many more are done, from an index on, and JSON of what came of them. */
  onDone(count: number, text: string, at: number): void;
}

export interface Remote {
  /** Resolves when it is carried out. */
  order(order: Order, watch: Watch): Promise<void>;
  close(): Promise<void>;
}

/** Of what is only told. */
export const unwatched: Watch = { nameOf: () => '', onDone: () => undefined };

const nothingBegun = -1;

export function startRemote(entry: URL, birth: Omit<Birth, 'begun'>): Remote {
  const begun = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const worker = new Worker(entry, { workerData: { ...birth, begun } satisfies Birth });
  let watch: Watch = unwatched;
  let settle: { readonly resolve: () => void; readonly reject: (error: unknown) => void } | null = null;
  let death: Fault | null = null;

  function end(): NonNullable<typeof settle> | null {
    const now = settle;
    settle = null;
    return now;
  }

  function die(detail: string): void {
    const index = new Int32Array(begun)[0]!;
    const at = index === nothingBegun ? '' : watch.nameOf(index);
    death ??= new Fault(diagnostic('worker-failed', { detail }, at === '' ? null : inFile(at)));
    end()?.reject(death);
  }

  function taken(done: number, text: string, at: number): void {
    try {
      watch.onDone(done, text, at);
    } catch (error) {
      end()?.reject(error);
    }
  }

  worker.on('message', (reply: Reply) => {
    if ('done' in reply) taken(reply.done, reply.text, reply.at);
    else if ('end' in reply) end()?.resolve();
    else if ('fault' in reply) end()?.reject(new Fault(reply.fault));
    else end()?.reject(Object.assign(new Error(reply.message), { stack: reply.stack }));
  });
  worker.on('error', (error: NodeJS.ErrnoException) => die(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : error.message));
  worker.on('exit', (code) => die(`exit ${code}`));

  return {
    order(order, by) {
      if (death !== null) return Promise.reject(death);
      watch = by;
      // It may find that others have taken all; what it had begun of an earlier list says nothing of this one.
      Atomics.store(new Int32Array(begun), 0, nothingBegun);
      return new Promise((resolve, reject) => {
        settle = { resolve, reject };
        // oxlint-disable-next-line require-post-message-target-origin -- a thread has no origin
        worker.postMessage(order);
      });
    },
    async close() {
      end()?.reject(new Fault(diagnostic('build-stopped', {})));
      await worker.terminate();
    },
  };
}
