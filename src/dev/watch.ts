// Tells that something of the site has changed: many changes at once are one.
import { relative, sep } from 'node:path';
import { watch } from 'chokidar';

export interface Watch {
  close(): Promise<void>;
}

export interface Watched {
  readonly root: string;
  /** Folders and files below the root, `/` between the parts. */
  readonly paths: readonly string[];
}

/** An editor that writes through a swap file, or `git checkout`, makes several events: they are gathered for this long. */
const gatherMilliseconds = 40;

/** Ready when the promise is fulfilled: every change after that is told. Paths are given relative to the root. */
export function watchSite(
  { root, paths }: Watched,
  onChange: (paths: readonly string[]) => void,
  onError: (error: Error) => void,
): Promise<Watch> {
  // The root itself is watched, so that a folder which does not exist yet is noticed when it comes.
  const watcher = watch(root, { ignoreInitial: true, ignored: (path) => !concerns(toSite(root, path), paths) });
  const gathered = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  watcher.on('all', (event, path) => {
    // Folders come and go with their files.
    if (event === 'addDir' || event === 'unlinkDir') return;
    gathered.add(toSite(root, path));
    timer ??= setTimeout(() => {
      timer = null;
      const all = [...gathered].sort();
      gathered.clear();
      onChange(all);
    }, gatherMilliseconds);
  });
  watcher.on('error', (error) => onError(error instanceof Error ? error : new Error(String(error))));
  const close = async (): Promise<void> => {
    if (timer !== null) clearTimeout(timer);
    await watcher.close();
  };
  return new Promise((resolve) => watcher.once('ready', () => resolve({ close })));
}

/** Files that a config may import stand beside it. */
export function isBesideConfig(path: string): boolean {
  return /^[^/]+\.(?:[cm]?[jt]s|json|ya?ml)$/.test(path) && path !== 'package-lock.json';
}

/** True for the watched folders, what is in them and what leads to them, and for files beside the config. */
function concerns(path: string, watched: readonly string[]): boolean {
  if (path === '' || isBesideConfig(path)) return true;
  if (/(?:^|\/)\.(?!\.(?:\/|$))/.test(path)) return false;
  return watched.some((top) => path === top || path.startsWith(`${top}/`) || top.startsWith(`${path}/`));
}

function toSite(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}
