// The config read again after a change. What Node has loaded as a module it never loads a second time: a config in `.mjs`, and
// JSON, `.cjs` and `.mjs` that any config imports. So one that is run is run in a thread of its own, which ends with it.
import { existsSync } from 'node:fs';
import { resolve as resolvePath } from 'node:path';
import { Worker } from 'node:worker_threads';
import { configNames, loadSettings } from '../config/load.js';
import { readSettings, type Flags } from '../config/settings.js';
import { diagnostic, inFile, type Outcome } from '../diagnostics/diagnostic.js';
import type { Settings } from '../model/config.js';
import { entryOf } from '../workers/entry-of.js';

export interface ConfigBirth {
  readonly root: string;
  readonly flags: Flags;
}

export function loadAgain(root: string, flags: Flags): Promise<Outcome<Settings>> {
  const entry = entryOf('config.js');
  const names = flags.config === undefined ? configNames : [flags.config];
  const run = names.find((name) => /\.[cm]?[jt]s$/i.test(name) && existsSync(resolvePath(root, name)));
  if (entry === null || run === undefined) return loadSettings(root, flags);
  const failed = (detail: string): Outcome<Settings> => ({
    value: readSettings({}, null, flags).value,
    diagnostics: [diagnostic('config-throws', { detail }, inFile(run))],
  });
  return new Promise((resolve) => {
    const worker = new Worker(entry, { workerData: { root, flags } satisfies ConfigBirth });
    worker.on('message', (settings: Outcome<Settings>) => {
      resolve(settings);
      void worker.terminate();
    });
    // Thrown where nobody waits for it, such as in a timer.
    worker.on('error', (error) => resolve(failed(error.message)));
    worker.on('exit', () => resolve(failed('process.exit()')));
  });
}
