// One build at a time, and a lock that nobody holds any more stops nobody.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Fault, type Diagnostic } from '../../../src/diagnostics/diagnostic.js';
import { digestOf } from '../../../src/text/hash.js';
import { acquireLock } from '../../../src/output/lock.js';
import { temporaryFolder } from '../../support/temporary.js';

function refused(site: string): Diagnostic | null {
  try {
    acquireLock(site).release();
    return null;
  } catch (error) {
    if (error instanceof Fault) return error.diagnostic;
    throw error;
  }
}

/** A lock as this machine would write it, with parts of it replaced. */
function leave(site: string, part: Partial<Record<'pid' | 'started' | 'host', unknown>>): void {
  const lock = acquireLock(site);
  const text = readFileSync(join(site, '.inkstone/lock'), 'utf8');
  lock.release();
  writeFileSync(join(site, '.inkstone/lock'), JSON.stringify({ ...(JSON.parse(text) as object), ...part }));
}

const gone = () => spawnSync(process.execPath, ['-e', '']).pid;

describe('the lock', () => {
  it('is held until it is released', () => {
    const site = temporaryFolder();
    const lock = acquireLock(site);
    expect(refused(site)).toMatchObject({ code: 'build-running', severity: 'error', data: { pid: process.pid, host: null } });
    lock.release();
    expect(readdirSync(join(site, '.inkstone'))).toEqual([]);
    expect(refused(site)).toBeNull();
  });

  it('is taken from a process that is gone', () => {
    const site = temporaryFolder();
    leave(site, { pid: gone() });
    expect(refused(site)).toBeNull();
    expect(readdirSync(join(site, '.inkstone'))).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('is taken if the process id has been given to another process since', () => {
    const site = temporaryFolder();
    leave(site, { pid: process.ppid, started: 'at another time' });
    expect(refused(site)).toBeNull();
  });

  it('is respected if the process may be the same', () => {
    const site = temporaryFolder();
    leave(site, { pid: process.ppid, started: '' });
    expect(refused(site)).toMatchObject({ code: 'build-running' });
  });

  it('of another machine is respected for ten minutes', () => {
    const site = temporaryFolder();
    leave(site, { pid: gone(), host: 'other-machine pid:[1]' });
    expect(refused(site)).toMatchObject({ code: 'build-running', data: { host: 'other-machine' } });
    const old = Date.now() / 1000 - 11 * 60;
    utimesSync(join(site, '.inkstone/lock'), old, old);
    expect(refused(site)).toBeNull();
  });

  it('of a container on this machine is one of another machine: process ids there mean something else', () => {
    const site = temporaryFolder();
    leave(site, { pid: gone(), host: `${hostname()} pid:[1]` });
    expect(refused(site)).toMatchObject({ code: 'build-running' });
  });

  it.each(['', '{"pid":', 'null', '{"pid":"1"}'])('that cannot be read (%j) is being written, or was left', (text) => {
    const site = temporaryFolder();
    mkdirSync(join(site, '.inkstone'));
    writeFileSync(join(site, '.inkstone/lock'), text);
    expect(refused(site)).toMatchObject({ code: 'build-running', data: { pid: 0 } });
    utimesSync(join(site, '.inkstone/lock'), 1, 1);
    expect(refused(site)).toBeNull();
  });

  it('survives a taker that died while taking it over', () => {
    const site = temporaryFolder();
    leave(site, { pid: gone() });
    const left = readFileSync(join(site, '.inkstone/lock'), 'utf8');
    // The claim to a left lock is itself a lock, and this one was left too.
    const claims = () => readdirSync(join(site, '.inkstone')).filter((name) => name !== 'lock');
    leave(site, { pid: gone() });
    const claim = readFileSync(join(site, '.inkstone/lock'), 'utf8');
    writeFileSync(join(site, '.inkstone/lock'), left);
    const name = `lock-${digestOf(left)}`;
    writeFileSync(join(site, '.inkstone', name), claim);
    expect(claims()).toEqual([name]);
    expect(refused(site)).toBeNull();
    expect(claims()).toEqual([]);
  });

  it('is not removed by one who held it before', () => {
    const site = temporaryFolder();
    const first = acquireLock(site);
    first.release();
    const second = acquireLock(site);
    first.release();
    expect(refused(site)).toMatchObject({ code: 'build-running' });
    second.release();
  });
});
