// One build of a site at a time. The lock is a file that says who holds it; it appears whole (a link to a file written
// before) or not at all. Whoever finds it held by a process that is gone takes it over; of several who try, one succeeds.
//
// A process is known by its id, the time of its start (ids are used again) and its machine (with its process namespace: in
// a container ids mean something else). Of a process on another machine, a shared folder's lock tells nothing: it counts
// as running for ten minutes, far longer than a build takes, and as gone afterwards.
import {
  constants,
  copyFileSync,
  linkSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { diagnostic, Fault } from '../diagnostics/diagnostic.js';
import { digestOf } from '../text/hash.js';
import { attempt, makeFolder, systemCode } from './system.js';

export interface Lock {
  release(): void;
}

interface Holder {
  readonly pid: number;
  readonly started: string;
  readonly host: string;
}

const foreignLife = 10 * 60 * 1000;
/** Where there are no links, a lock is not written at once: so long an unreadable one counts as being written. */
const writingTime = 10 * 1000;

/** Throws the fault `build-running` if another build is at work here. */
export function acquireLock(siteRoot: string): Lock {
  const folder = join(siteRoot, '.inkstone');
  attempt('.inkstone', () => makeFolder(folder));
  return attempt('.inkstone/lock', () => {
    const token = randomUUID();
    const holder: Holder & { token: string } = { pid: process.pid, started: startOf(process.pid), host: thisHost(), token };
    const text = JSON.stringify(holder);
    const path = join(folder, 'lock');
    const fresh = join(folder, `lock-${token}`);
    try {
      writeFileSync(fresh, text, { flag: 'wx' });
      take(path, fresh);
    } finally {
      rmSync(fresh, { force: true });
    }
    sweep(folder, path);
    return { release: () => void (readText(path) === text && rmSync(path, { force: true })) };
  });
}

function take(path: string, fresh: string): void {
  while (!place(fresh, path)) {
    const held = readText(path);
    if (held === null) continue;
    const holder = parse(held);
    if (isRunning(holder, age(path, fresh))) {
      const isHere = holder === null || holder.host === thisHost();
      throw new Fault(diagnostic('build-running', { pid: holder?.pid ?? 0, host: isHere ? null : (holder.host.split(' ', 1)[0] ?? '') }));
    }
    // Only who holds the claim to this one left lock may replace it, so that nobody replaces the lock of a successor.
    const claim = `${path}-${digestOf(held)}`;
    take(claim, fresh);
    try {
      if (readText(path) === held) {
        const copy = `${claim}-taken`;
        rmSync(copy, { force: true });
        place(fresh, copy);
        return renameSync(copy, path);
      }
    } finally {
      rmSync(claim, { force: true });
    }
  }
}

/** What builds that were killed while they took the lock have left. Only its holder may: claims to former locks are void. */
function sweep(folder: string, lock: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith('lock-')) continue;
    const path = join(folder, name);
    const text = readText(path);
    if (text !== null && !isRunning(parse(text), age(path, lock))) rmSync(path, { force: true });
  }
}

/** Puts the lock in its place if there is none: in one step, and it is whole. */
function place(fresh: string, path: string): boolean {
  try {
    linkSync(fresh, path);
    return true;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EEXIST') return false;
    if (code === null || !['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(code)) throw error;
  }
  try {
    copyFileSync(fresh, path, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** By the clock of the file system, which all machines that share it agree on. */
function age(path: string, fresh: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? Infinity : statSync(fresh).mtimeMs - stat.mtimeMs;
}

function isRunning(holder: Holder | null, age: number): boolean {
  if (holder === null) return age < writingTime;
  if (holder.host !== thisHost()) return age < foreignLife;
  if (!exists(holder.pid)) return false;
  const started = startOf(holder.pid);
  return started === '' || holder.started === '' || started === holder.started;
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/** When a process began, in whatever form its system has; '' if it does not tell (or the process is dead and unburied). */
function startOf(pid: number): string {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
      // The name of the program stands in parentheses and may hold anything; the start is the 20th field behind it.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
      return fields[0] === 'Z' ? 'dead' : `${boot} ${fields[19]}`;
    }
    if (process.platform === 'win32') return '';
    const env = { PATH: '/bin:/usr/bin', LC_ALL: 'C', TZ: 'UTC' };
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}

function thisHost(): string {
  let namespace = '';
  try {
    namespace = readlinkSync('/proc/self/ns/pid');
  } catch {
    // Only Linux has process namespaces.
  }
  return `${hostname()} ${namespace}`;
}

function parse(text: string): Holder | null {
  try {
    const { pid, started, host } = JSON.parse(text) as Partial<Record<keyof Holder, unknown>>;
    return Number.isSafeInteger(pid) && typeof started === 'string' && typeof host === 'string'
      ? { pid: Number(pid), started, host }
      : null;
  } catch {
    return null;
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}
