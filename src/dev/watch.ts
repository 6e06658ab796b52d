// Tells which files of the site change. The system's notices where they work, which a test at the start shows; elsewhere
// (some network folders, WSL, containers; limits of the system) the files are looked at again and again.
import { mkdirSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { watch as chokidar, type ChokidarOptions, type FSWatcher } from 'chokidar';
import type { Settings } from '../model/config.js';
import type { SourcePath } from '../model/paths.js';
import { differences, isBesideConfig, takePicture, watchedPaths, type Picture } from './scan.js';

export interface WatchOptions {
  readonly root: string;
  /** Named by a flag, relative to the root. */
  readonly config: SourcePath | null;
  readonly poll: boolean;
  /** chokidar's, but for tests. */
  readonly watch?: (path: string, options: ChokidarOptions) => FSWatcher;
}

/** Why files are polled: the user asked, no notice came, another device, or a limit of the system. `folder` '': all. */
export interface WatchNews {
  readonly reason: 'silent' | 'device' | 'ENOSPC' | 'EMFILE' | 'error';
  readonly folder: SourcePath;
  readonly detail: string;
}

export interface Watch {
  /** True once every change is told; tests wait for it. */
  isReady(): boolean;
  close(): Promise<void>;
}

type Folders = Pick<Settings, 'static' | 'theme'>;

/** So long the test waits for its notice. */
const patience = 1500;
const pollEvery = 300;

/**
 * `settings`: of the present edition; folders that they name later are watched, too. `before`: the files as they were before
 * the site was read: what has changed since is told first.
 */
export function watchSite(
  options: WatchOptions,
  settings: () => Folders,
  before: Picture,
  onChange: (path: SourcePath) => void,
  onNews: (news: WatchNews) => void,
): Watch {
  const { root, config, watch = chokidar } = options;
  const paths = (): readonly SourcePath[] => ['', ...watchedPaths(settings(), config)];
  const polled = new Map<SourcePath, Picture>();
  let watched = paths();
  let isClosed = false;
  let isReady = false;
  let timer: NodeJS.Timeout | null = null;
  let watcher: FSWatcher | null = null;

  const check = createCheck(root, onChange);
  const catchUp = (): void => differences(before, takePicture(root, watched)).forEach(onChange);

  function poll(folders: readonly SourcePath[], news: WatchNews | null): void {
    const fresh = folders.filter((folder) => !polled.has(folder));
    if (isClosed || fresh.length === 0) return;
    for (const folder of fresh) polled.set(folder, pictureBefore(folder, before));
    if (news !== null) onNews(news);
    timer ??= setTimeout(lookAgain, 0);
  }

  function lookAgain(): void {
    const start = performance.now();
    if (watcher === null) for (const path of paths()) if (!polled.has(path)) polled.set(path, new Map());
    for (const [folder, known] of polled) {
      const now = takePicture(root, [folder]);
      differences(known, now).forEach(onChange);
      polled.set(folder, now);
    }
    // Never more than an eighth of the time.
    timer = setTimeout(lookAgain, Math.max(pollEvery, 8 * (performance.now() - start)));
  }

  function open(): FSWatcher {
    const made = watch(root, { ignoreInitial: true, ignored: (path) => !concerns(toSite(root, path), watched) });
    if (config !== null) made.add(resolve(root, config));
    made.on('all', (event, path) => {
      const changed = toSite(root, path);
      if (changed !== '') onChange(changed);
      if (changed !== '' && event !== 'addDir' && event !== 'unlinkDir') check.soon(changed);
      if (isBesideConfig(changed) || changed === config) setTimeout(() => followSettings(made), 500);
    });
    made.on('error', (error) => {
      const code = codeOf(error);
      const at = error instanceof Error && 'filename' in error ? toSite(root, String(error.filename)) : '';
      const folder = watched.find((path) => path !== '' && (at === path || at.startsWith(`${path}/`))) ?? '';
      const reason = code === 'ENOSPC' || code === 'EMFILE' ? code : 'error';
      const detail = error instanceof Error ? error.message : String(error);
      if (folder !== '') made.unwatch(join(root, folder));
      poll(folder === '' ? watched : [folder], { reason, folder, detail });
    });
    made.on('ready', () => {
      isReady = true;
      catchUp();
    });
    return made;
  }

  /** After a change of the config, whose new folders are known only when it has been read. */
  function followSettings(made: FSWatcher): void {
    const fresh = paths().filter((path) => !watched.includes(path));
    if (isClosed || fresh.length === 0) return;
    watched = paths();
    made.add(fresh.map((path) => join(root, path)));
  }

  if (options.poll) {
    isReady = true;
    poll(watched, null);
  } else {
    watcher = open();
    for (const folder of foreignFolders(root, watched)) poll([folder], { reason: 'device', folder, detail: '' });
    void isTold(root, watch).then((told) => {
      if (told) return;
      isReady = true;
      poll(watched, { reason: 'silent', folder: '', detail: '' });
    });
  }
  return {
    isReady: () => isReady,
    async close() {
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
      check.end();
      await watcher?.close();
    },
  };
}

/**
 * A file that is replaced twice in a few milliseconds is lost sight of by the watcher, which holds to the first for a moment:
 * what changed is looked at again a little later.
 */
function createCheck(root: string, onChange: (path: SourcePath) => void): { soon(path: SourcePath): void; end(): void } {
  const seen = new Map<SourcePath, string>();
  const timers = new Set<NodeJS.Timeout>();
  const stampOf = (path: SourcePath): string => {
    const stat = statSync(join(root, path), { throwIfNoEntry: false });
    return stat === undefined ? '' : `${stat.size} ${stat.mtimeMs} ${stat.ino}`;
  };
  const later = (milliseconds: number): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      for (const [path, stamp] of seen) {
        const now = stampOf(path);
        if (now === stamp) continue;
        seen.set(path, now);
        onChange(path);
      }
      if (timers.size === 0) seen.clear();
    }, milliseconds);
    timers.add(timer);
  };
  return {
    soon(path) {
      seen.set(path, stampOf(path));
      // One round of looks for a whole burst.
      if (timers.size === 0) for (const milliseconds of [60, 250, 1000]) later(milliseconds);
      else if (timers.size === 1) later(1000);
    },
    end: () => timers.forEach(clearTimeout),
  };
}

function pictureBefore(folder: SourcePath, before: Picture): Picture {
  return new Map([...before].filter(([path]) => (folder === '' ? !path.includes('/') : path === folder || path.startsWith(`${folder}/`))));
}

/** The system's notices are tried on one file of ours. Where that cannot be written, they are trusted. */
async function isTold(root: string, watch: NonNullable<WatchOptions['watch']>): Promise<boolean> {
  const folder = join(root, '.inkstone');
  const file = join(folder, `watching-${process.pid}`);
  let made: string | undefined;
  try {
    made = mkdirSync(folder, { recursive: true });
    writeFileSync(file, '1');
  } catch {
    return true;
  }
  const probe = watch(file, { ignoreInitial: true });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), patience);
      probe.on('change', () => resolve(true));
      probe.on('error', () => resolve(false));
      probe.on('ready', () => writeFileSync(file, '22'));
    });
  } finally {
    clearTimeout(timer);
    await probe.close();
    rmSync(file, { force: true });
    if (made !== undefined) removeIfEmpty(folder);
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // A build has put something there meanwhile.
  }
}

/** Links to another device, of which the test says nothing. */
function foreignFolders(root: string, paths: readonly SourcePath[]): readonly SourcePath[] {
  const { dev } = statSync(root);
  return paths.filter((path) => {
    const stat = path === '' ? undefined : statSync(join(root, path), { throwIfNoEntry: false });
    return stat !== undefined && stat.dev !== dev;
  });
}

/** True for the watched folders, what is in them and what leads to them, and for files beside the config. */
function concerns(path: SourcePath, watched: readonly SourcePath[]): boolean {
  if (path === '' || isBesideConfig(path)) return true;
  // Hidden files of `static/` are published; elsewhere they are editors' own.
  const isHidden = /(?:^|\/)\.(?!\.?\/)[^/]*/.test(path);
  if (isHidden && !/\/\.(?:well-known|htaccess|nojekyll)/.test(path)) return false;
  return watched.some((top) => top !== '' && (path === top || path.startsWith(`${top}/`) || top.startsWith(`${path}/`)));
}

function toSite(root: string, path: string): SourcePath {
  return relative(root, path).split(sep).join('/').normalize('NFC');
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
