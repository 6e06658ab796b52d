// A thread of its own: it looks at all files of the site, and at what is remembered of them, while the program itself is
// still being loaded; then it reads along.
import { parentPort, workerData } from 'node:worker_threads';
import { diskFiles } from '../files/disk.js';
import type { Birth, Told } from './ahead.js';
import { leastKept, recall } from './memory.js';
import type { Work } from './reading.js';
import { lookAt, restPaths, sourcePaths } from './scan.js';

const { root, looks } = workerData as Birth;
const reading = () => import('./reading.js');

parentPort!.on('message', (work: Work) => {
  void reading().then(({ readAlong }) => {
    readAlong(diskFiles(root), work, (from, text) => say({ from, text }));
    say({ end: true });
    parentPort!.close();
  });
});

if (looks) {
  say({ found: lookAt(root, restPaths) });
  const sources = lookAt(root, sourcePaths);
  say({ found: sources });
  const memory = recall(root, sources.picture);
  say({ found: memory });
  // Much is to be read: what reads it is loaded before it is asked for.
  const known = memory.key === '' ? 0 : sources.picture.size - memory.stale.size;
  if (sources.picture.size - known >= leastKept) void reading();
}

function say(told: Told): void {
  // oxlint-disable-next-line require-post-message-target-origin -- a thread has no origin
  parentPort!.postMessage(told);
}
