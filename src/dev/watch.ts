// Tells which files of the site change. The system's notices where they work, which a test at the start shows; elsewhere
// (some network folders, WSL, containers; limits of the system) the files are looked at again and again.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { watch as chokidar, type ChokidarOptions, type FSWatcher } from 'chokidar';
import { topOf } from '../files/names.js';
import type { SourcePath } from '../model/paths.js';
import { openEars } from './ears.js';
import { tryNotices, type Trial } from './notices.js';
import { concerns, foreignFolders, leadsOut, toSite } from './of-site.js';
import { createRecheck } from './recheck.js';
import { fileAt, isThere, stateOf } from './stamp.js';
import { differences, faultsBelow, faultsOf, foldersIn, isOfPosts, partOf, sourcePaths, takePicture, watchedPaths } from './scan.js';
import type { Followed, Picture } from './scan.js';

export interface WatchOptions {
  readonly root: string;
  /** Named by a flag, relative to the root. */
  readonly config: SourcePath | null;
  readonly poll: boolean;
  /** chokidar's, but for tests. */
  readonly watch?: (path: string, options: ChokidarOptions) => FSWatcher;
  /** The system's, but for tests. */
  readonly ears?: typeof openEars;
}

/** Why files are polled: the user asked, no notice came, another device, or a limit of the system. `folder` '': all. */
export interface WatchNews {
  readonly reason: 'silent' | 'device' | 'ENOSPC' | 'EMFILE' | 'error';
  readonly folder: SourcePath;
  readonly detail: string;
}

/** Who is told; dev/live.ts. */
export interface Told {
  change(path: SourcePath): void;
  /** Are all posts there that the site knows, and does it know all that are there? */
  compare(): void;
  /** Has it met something that cannot be read? */
  isBroken(): boolean;
}

export interface Watch {
  /** True once every change is told; tests wait for it. */
  isReady(): boolean;
  /** After an update: the config may name other folders now. */
  follow(): void;
  close(): Promise<void>;
}

const pollEvery = 300;
/** So long an empty file may be about to be written, in milliseconds. */
const emptyFor = 30;
/** Changes of which it is remembered that they were told. */
const mostHeard = 500;

/**
 * `followed`: of the present edition; folders that its config names later are watched, too. `before`: the files as they were before
 * the site was read: what has changed since is told first.
 */
export function watchSite(
  options: WatchOptions,
  followed: () => Followed,
  before: Picture,
  told: Told,
  onNews: (news: WatchNews) => void,
): Watch {
  const { root, config, watch = chokidar } = options;
  const paths = (): readonly SourcePath[] => ['', ...watchedPaths(followed(), config)];
  const polled = new Map<SourcePath, Picture>();
  let watched = paths();
  let isClosed = false;
  let isReady = false;
  let timer: NodeJS.Timeout | null = null;
  let watcher: FSWatcher | null = null;
  let trial: Trial | null = null;
  let reopening: NodeJS.Timeout | null = null;
  const doubtful = new Set<SourcePath>();
  // Needed until the watcher is ready and notices have come; ten thousand files are not held for ever.
  let isTried = false;
  let last: Picture | null = before;

  const isOfSite = (path: SourcePath): boolean => concerns(path, watched);

  // Two who tell of one change: the second has no news.
  const heard = new Map<SourcePath, string>();
  const emptied = new Set<SourcePath>();
  function tell(path: SourcePath): void {
    if (!isOfSite(path)) return;
    const state = stateOf(join(root, path));
    if (state !== '' && heard.get(path) === state) return;
    // Most editors empty a file before they write it, and nobody wants to see that.
    if (state.startsWith('0 ') && !emptied.has(path)) {
      emptied.add(path);
      setTimeout(() => (isClosed ? undefined : (tell(path), emptied.delete(path))), emptyFor).unref();
      return;
    }
    if (heard.size > mostHeard) heard.clear();
    // With a folder went what is in it, which may come back as it was.
    if (state === '' && !isThere(join(root, path))) for (const one of heard.keys()) if (one.startsWith(`${path}/`)) heard.delete(one);
    heard.set(path, state);
    told.change(path);
  }

  // What is no file, nobody tells of. Who is told looks after those of posts.
  let faults = faultsOf(before);
  function compare(tops: ReadonlySet<SourcePath>): void {
    if (sourcePaths.some((path) => tops.has(path))) told.compare();
    const folders = watched.filter((path) => tops.has(topOf(path)) && !isOfPosts(path));
    const now = faultsBelow(root, folders);
    const [old, others] = [true, false].map((isOne) => new Map([...faults].filter(([path]) => tops.has(topOf(path)) === isOne)));
    differences(old!, now).forEach(tell);
    faults = new Map([...others!, ...now]);
  }

  const check = createRecheck(root, tell, compare);
  const onNotice = (path: SourcePath): void => {
    if (isClosed) return;
    tell(path);
    check.soon(path);
  };
  const onOdd = (path: SourcePath): void => {
    if (isClosed) return;
    if (watched.includes(path)) return reopenSoon(path);
    // Whatever becomes of it, its folder is listed anew: the site may have been read in the meantime.
    if (!isOfPosts(path) && isThere(join(root, path))) faults.set(`${path}/`, '');
    check.listSoon(path);
  };
  const ears = (options.ears ?? openEars)(root, isOfSite, onNotice, onOdd);

  function ready(): void {
    isReady = true;
    if (last === null) return;
    const now = takePicture(root, watched);
    differences(new Map([...last, ...faults]), now).forEach(tell);
    faults = faultsOf(now);
    last = isTried ? null : now;
  }

  function poll(folders: readonly SourcePath[], news: WatchNews | null): void {
    const fresh = folders.filter((folder) => !polled.has(folder));
    if (isClosed || fresh.length === 0) return;
    // With nothing known, all is told as changed.
    for (const folder of fresh) polled.set(folder, partOf(last ?? new Map(), folder));
    if (news !== null) onNews(news);
    timer ??= setTimeout(lookAgain, 0);
  }

  function lookAgain(): void {
    const start = performance.now();
    if (watcher === null) for (const path of paths()) if (!polled.has(path)) polled.set(path, new Map());
    for (const [folder, known] of polled) {
      const now = takePicture(root, [folder]);
      for (const path of differences(known, now)) {
        tell(path);
        // It has gone, or its name is written otherwise on the disk.
        if (!isThere(join(root, path))) check.listSoon(path);
      }
      polled.set(folder, now);
    }
    // Whatever was read, and went before it was looked at here, nobody would tell of.
    if (told.isBroken()) told.compare();
    // Never more than an eighth of the time.
    timer = setTimeout(lookAgain, Math.max(pollEvery, 8 * (performance.now() - start)));
  }

  function open(): FSWatcher {
    ears.listen(['', ...watched.filter((path) => path !== ''), ...foldersIn(last ?? new Map())]);
    const ignored: ChokidarOptions['ignored'] = (place, stats) => {
      const path = toSite(root, place);
      return !isOfSite(path) || (stats?.isDirectory() === true && leadsOut(root, path));
    };
    const made = watch(root, { ignoreInitial: true, ignored });
    if (config !== null) made.add(resolve(root, config));
    made.on('all', (event, path) => {
      const changed = toSite(root, path);
      if (changed === '') return;
      tell(changed);
      if (event !== 'addDir' && event !== 'unlinkDir') check.soon(changed);
      if (event !== 'change') check.listSoon(changed);
      if (event === 'unlinkDir' || (watched.includes(changed) && fileAt(join(root, changed)) === null)) reopenSoon(changed);
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
    made.on('ready', ready);
    return made;
  }

  /** Where a folder was, the watcher is blind to what comes in its place: it begins anew when things have come to rest. '': the site; null: there was nothing. */
  function reopenSoon(folder: SourcePath | null): void {
    if (reopening !== null) clearTimeout(reopening);
    if (folder !== null) doubtful.add(folder);
    reopening = setTimeout(() => {
      if (isClosed) return;
      // Nothing can be watched where nothing is.
      if (!existsSync(root)) return reopenSoon(folder);
      const old = watcher;
      last = takePicture(root, watched);
      doubtful.forEach(told.change);
      doubtful.clear();
      told.compare();
      watcher = open();
      void old?.close();
    }, 400);
  }

  if (options.poll) {
    isReady = true;
    poll(watched, null);
  } else {
    watcher = open();
    for (const folder of foreignFolders(root, watched)) poll([folder], { reason: 'device', folder, detail: '' });
    trial = tryNotices(root, watch);
    void trial.heard.then((isHeard) => {
      isTried = true;
      if (!isHeard && !isClosed) poll(watched, { reason: 'silent', folder: '', detail: '' });
      if (isReady) last = null;
      else isReady = !isHeard;
    });
  }
  return {
    isReady: () => isReady,
    follow() {
      const fresh = paths().filter((path) => !watched.includes(path));
      watched = paths();
      if (watcher !== null) fresh.forEach((path) => reopenSoon(isThere(join(root, path)) ? path : null));
    },
    async close() {
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
      if (reopening !== null) clearTimeout(reopening);
      check.end();
      ears.close();
      await Promise.all([trial?.end(), watcher?.close()]);
    },
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
