// Does the system tell of changes to files here? Tried once, on a file of ours: some network folders, WSL and containers
// tell of nothing, and say nothing of that either.
import { mkdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChokidarOptions, FSWatcher } from 'chokidar';

export interface Trial {
  readonly heard: Promise<boolean>;
  /** Gives up the trial, as if all were well, and removes the file. */
  end(): Promise<void>;
}

/** So long a notice is waited for. */
const patience = 1500;

export function tryNotices(root: string, watch: (path: string, options: ChokidarOptions) => FSWatcher): Trial {
  const folder = join(root, '.inkstone');
  const file = join(folder, `watching-${process.pid}`);
  let made: string | undefined;
  try {
    made = mkdirSync(folder, { recursive: true });
    writeFileSync(file, '1');
  } catch {
    // Where nothing can be written, notices are trusted.
    return { heard: Promise.resolve(true), end: async () => undefined };
  }
  const probe = watch(file, { ignoreInitial: true });
  let settle: (heard: boolean) => void = () => undefined;
  const answer = new Promise<boolean>((resolve) => (settle = resolve));
  const timer = setTimeout(() => settle(false), patience);
  probe.on('change', () => settle(true));
  // A limit of the system is met by the site's own watcher, too, which says so.
  probe.on('error', () => settle(true));
  probe.on('ready', () => {
    try {
      writeFileSync(file, '22');
    } catch {
      settle(true);
    }
  });
  const heard = answer.finally(async () => {
    clearTimeout(timer);
    await probe.close();
    rmSync(file, { force: true });
    if (made !== undefined) removeIfEmpty(folder);
  });
  return {
    heard,
    async end() {
      settle(true);
      await heard;
    },
  };
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // A build has put something there meanwhile.
  }
}
