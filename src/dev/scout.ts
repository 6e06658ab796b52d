// A thread of its own: it looks at all files of the site while the program itself is still being loaded.
import { parentPort, workerData } from 'node:worker_threads';
import { lookAt, restPaths, sourcePaths } from './scan.js';

const root = workerData as string;
for (const paths of [restPaths, sourcePaths]) {
  // oxlint-disable-next-line require-post-message-target-origin -- a thread has no origin
  parentPort!.postMessage(lookAt(root, paths));
}
