// What a watcher loses sight of. A file that is replaced twice within milliseconds: it holds to the first of the two for a
// moment. A folder that goes while it is only beginning to look into it. So what changed is looked at again a little later.
import { join } from 'node:path';
import { topOf } from '../files/names.js';
import type { SourcePath } from '../model/paths.js';
import { stampOf } from './stamp.js';

export interface Recheck {
  soon(path: SourcePath): void;
  /** Something came or went at this path: what the site knows of its folder is compared with what is there. */
  listSoon(path: SourcePath): void;
  end(): void;
}

/** After the first change of a burst. */
const looks = [60, 250, 1000];

/** `compare`: takes the folders, the topmost ones. */
export function createRecheck(
  root: string,
  onChange: (path: SourcePath) => void,
  compare: (tops: ReadonlySet<SourcePath>) => void,
): Recheck {
  const seen = new Map<SourcePath, string>();
  const timers = new Set<NodeJS.Timeout>();
  const tops = new Set<SourcePath>();

  function later(milliseconds: number): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      for (const [path, stamp] of seen) {
        const now = stampOf(join(root, path));
        if (now === stamp) continue;
        seen.set(path, now);
        onChange(path);
      }
      // Ten thousand files are not listed while the page that has changed is being asked for.
      if (tops.size > 0 && milliseconds > looks[0]!) compare(tops);
      if (timers.size > 0) return;
      seen.clear();
      tops.clear();
    }, milliseconds);
    timers.add(timer);
  }

  /** One round of looks for a whole burst, and a last one after its end. */
  function look(): void {
    if (timers.size === 0) looks.forEach(later);
    else if (timers.size === 1) later(looks.at(-1)!);
  }

  return {
    soon(path) {
      seen.set(path, stampOf(join(root, path)));
      look();
    },
    listSoon(path) {
      tops.add(topOf(path));
      look();
    },
    end: () => timers.forEach(clearTimeout),
  };
}
