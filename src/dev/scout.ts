// A thread of its own: it looks at all files of the site, and at what is remembered of them, while the program itself is
// still being loaded; then it reads along, and when the site is open it looks at what was left for later.
import { parentPort, workerData } from 'node:worker_threads';
import { diskFiles } from '../files/disk.js';
import type { Birth, Task, Told } from './ahead.js';
import { leastKept, recall, remembersAny } from './memory.js';
import { lookAt, restPaths, sourcePaths } from './scan.js';

const { root, looks } = workerData as Birth;
const reading = () => import('./reading.js');

parentPort!.on('message', (task: Task) => {
  void reading().then(({ readAlong, sayingMore }) => {
    if ('heads' in task) say({ sayingMore: sayingMore(diskFiles(root), task.heads) });
    else {
      readAlong(diskFiles(root), task.work, (from, text) => say({ from, text }));
      say({ end: true });
    }
  });
});

if (looks) {
  say({ found: lookAt(root, restPaths) });
  if (remembersAny(root)) {
    const sources = lookAt(root, sourcePaths);
    say({ found: sources });
    const memory = recall(root, sources.picture);
    say({ found: memory });
    // Much is to be read: what reads it is loaded before it is asked for.
    const known = memory.key === '' ? 0 : sources.picture.size - memory.stale.size;
    if (sources.picture.size - known >= leastKept) void reading();
  } else {
    // Their states are not wanted before they are read, and to list them is quick.
    say({ found: null });
    say({ found: null });
    void reading();
  }
}

function say(told: Told): void {
  // oxlint-disable-next-line require-post-message-target-origin -- a thread has no origin
  parentPort!.postMessage(told);
}
