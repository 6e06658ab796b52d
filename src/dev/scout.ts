// A thread of its own: it looks at all files of the site, and at what is remembered of them, while the program itself is
// still being loaded.
import { parentPort, workerData } from 'node:worker_threads';
import { recall } from './memory.js';
import { lookAt, restPaths, sourcePaths } from './scan.js';

const root = workerData as string;
say(lookAt(root, restPaths));
const sources = lookAt(root, sourcePaths);
say(sources);
say(recall(root, sources.picture));

function say(found: unknown): void {
  // oxlint-disable-next-line require-post-message-target-origin -- a thread has no origin
  parentPort!.postMessage(found);
}
