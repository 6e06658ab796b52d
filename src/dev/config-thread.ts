// A thread that reads the config once: see `config-again.ts`.
import { parentPort, workerData } from 'node:worker_threads';
import { loadSettings } from '../config/load.js';
import type { ConfigBirth } from './config-again.js';

const { root, flags } = workerData as ConfigBirth;
void loadSettings(root, flags).then((settings) => {
  // oxlint-disable-next-line require-post-message-target-origin -- a thread has no origin
  parentPort!.postMessage(settings);
});
