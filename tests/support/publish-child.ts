// A process of its own that publishes, for tests that kill it, run two of it at once, or run it as another user. Bundled as
// CommonJS by `faults/publish.test.ts`, so that `fs` can be wrapped here: the n-th call that writes can be its last, and a
// disk can be one that does not tell upper from lower case.
import fs from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../../src/diagnostics/diagnostic.js';
import { diskFiles } from '../../src/files/disk.js';
import { acquireLock } from '../../src/output/lock.js';
import { openStage } from '../../src/output/stage.js';

export interface Task {
  readonly site: string;
  readonly out: string;
  /** Path → text; `{ "index.html": "…" }`. Ranked by name: home, lists (.xml), pages (.html), the rest assets. */
  readonly outputs: Readonly<Record<string, string>>;
  /** What befalls it at the n-th writing call, from 1. */
  readonly at?: { readonly call: number; readonly signal: 'SIGKILL' | 'SIGTERM' };
  /** The site's disk takes `A` and `a` for one name, as those of macOS and Windows do. */
  readonly folds?: boolean;
  /** Another process makes each folder in the instant before this one does. */
  readonly outrun?: boolean;
  /** Says so on standard output when everything is staged and the commit begins. */
  readonly announce?: boolean;
  /** Prints the report of the commit. */
  readonly count?: boolean;
  /** Holds the lock alone: the file `busy` is there only meanwhile. */
  readonly contend?: boolean;
}

const writing = [
  'openSync',
  'writeFileSync',
  'mkdirSync',
  'renameSync',
  'unlinkSync',
  'rmdirSync',
  'rmSync',
  'copyFileSync',
  'fsyncSync',
  'linkSync',
] as const;

const system = fs as unknown as Record<string, (...args: unknown[]) => unknown>;

/** Every path below `root` means the name that is there, in whatever case. */
function foldCase(root: string): void {
  const { existsSync, readdirSync } = fs;
  const found = (path: unknown): unknown => {
    if (typeof path !== 'string' || !path.startsWith(`${root}/`)) return path;
    return path
      .slice(root.length + 1)
      .split('/')
      .reduce((folder, name) => {
        if (existsSync(join(folder, name)) || !existsSync(folder)) return join(folder, name);
        return join(folder, readdirSync(folder).find((other) => other.toLowerCase() === name.toLowerCase()) ?? name);
      }, root);
  };
  for (const name of [...writing, 'lstatSync', 'statSync', 'accessSync', 'readdirSync', 'readFileSync']) {
    const original = system[name]!;
    system[name] = (...args) => original(...args.map(found));
  }
}

function befall({ call, signal }: NonNullable<Task['at']>): void {
  let calls = 0;
  for (const name of writing) {
    const original = system[name]!;
    system[name] = (...args) => {
      if (++calls === call) process.kill(process.pid, signal);
      return original(...args);
    };
  }
}

function outrun(): void {
  const { mkdirSync } = fs;
  system['mkdirSync'] = (...args) => {
    mkdirSync(...(args as Parameters<typeof mkdirSync>));
    return mkdirSync(...(args as Parameters<typeof mkdirSync>));
  };
}

function rankOf(path: string): 'home' | 'list' | 'page' | 'asset' {
  if (path === 'index.html') return 'home';
  return path.endsWith('.xml') ? 'list' : path.endsWith('.html') ? 'page' : 'asset';
}

function publish({ site, out, outputs, announce, count }: Task): void {
  const lock = acquireLock(site);
  try {
    const stage = openStage({ siteRoot: site, out, files: diskFiles(site) });
    for (const [path, text] of Object.entries(outputs)) stage.put(path, text, rankOf(path));
    if (announce === true) fs.writeSync(1, 'committing\n');
    const report = stage.commit();
    if (count === true) fs.writeSync(1, `${JSON.stringify(report)}\n`);
  } finally {
    lock.release();
  }
}

function contend({ site }: Task): void {
  const busy = join(site, 'busy');
  const lock = acquireLock(site);
  fs.closeSync(fs.openSync(busy, 'wx'));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  fs.rmSync(busy);
  lock.release();
}

const task = JSON.parse(fs.readFileSync(process.argv[2]!, 'utf8')) as Task;
process.on('SIGTERM', () => {
  fs.writeSync(1, 'terminated\n');
  process.exit(143);
});
if (task.folds === true) foldCase(task.site);
if (task.outrun === true) outrun();
if (task.at !== undefined) befall(task.at);
try {
  if (task.contend === true) contend(task);
  else publish(task);
  fs.writeSync(1, 'done\n');
} catch (error) {
  if (!(error instanceof Fault)) throw error;
  fs.writeSync(1, `fault ${JSON.stringify(error.diagnostic)}\n`);
}
// A signal that came meanwhile is handled now.
setImmediate(() => undefined);
