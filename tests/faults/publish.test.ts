// What no disaster may do to a published site: `kill -9` before every single write and at random moments, a full disk,
// a read-only one, another user's folder, two builds at once, mounts. Mounts and users need root on Linux; elsewhere those
// tests are skipped with a word, and with CI=true a skip is a failure.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it, onTestFinished, type TestContext } from 'vitest';
import { Fault, type Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { diskFiles } from '../../src/files/disk.js';
import { acquireLock } from '../../src/output/lock.js';
import { openStage } from '../../src/output/stage.js';
import { root } from '../support/folders.js';
import type { Task } from '../support/publish-child.js';
import { readTree, temporaryFolder, writeTree, type Tree } from '../support/temporary.js';
import { skip } from '../support/tools.js';

let script: string;
let scripts: string;

beforeAll(() => {
  scripts = join(root, 'node_modules/.cache/inkstone-test', `faults-${process.pid}`);
  mkdirSync(scripts, { recursive: true });
  script = join(scripts, 'publish.cjs');
  buildSync({
    entryPoints: [join(root, 'tests/support/publish-child.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: script,
    logLevel: 'error',
  });
  return () => rmSync(scripts, { recursive: true, force: true });
});

let tasks = 0;
function taskFile(task: Task): string {
  const file = join(scripts, `task-${tasks++}.json`);
  writeFileSync(file, JSON.stringify(task));
  return file;
}

interface Ended {
  readonly exit: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly said: string;
}

function runTask(task: Task, user?: number): Ended {
  const own = user === undefined ? {} : { uid: user, gid: user };
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [script, taskFile(task)], { encoding: 'utf8', ...own });
  if (stderr !== '') throw new Error(stderr);
  return { exit: status, signal, said: stdout };
}

function startTask(task: Task, onSaid: (child: ReturnType<typeof spawn>) => void = () => undefined): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, taskFile(task)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      onSaid(child);
    });
    child.on('error', reject);
    child.on('close', (exit, signal) => resolve({ exit, signal, said }));
  });
}

function publish(site: string, outputs: Tree, out = 'public'): void {
  const stage = openStage({ siteRoot: site, out, files: diskFiles(site) });
  for (const [path, text] of Object.entries(outputs))
    stage.put(path, text, path === 'index.html' ? 'home' : path.endsWith('.xml') ? 'list' : path.endsWith('.html') ? 'page' : 'asset');
  stage.commit();
}

function faultOf(work: () => unknown): Diagnostic | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof Fault) return error.diagnostic;
    throw error;
  }
}

/** Two versions of a site that differ in every way: new, changed, equal and removed files, a file that becomes a folder. */
const before: Tree = {
  'index.html': 'old home',
  'atom.xml': 'old feed',
  'css/site.css': 'same',
  'posts/changed/index.html': 'old',
  'posts/same/index.html': 'same',
  'posts/gone/index.html': 'gone',
  'posts/deep/er/gone/index.html': 'gone',
  shape: 'was a file',
  'other/index.html': 'was a folder',
};
const after: Tree = {
  'index.html': 'new home, and longer',
  'atom.xml': 'new feed',
  'css/site.css': 'same',
  'css/new.css': 'new',
  'posts/changed/index.html': 'new',
  'posts/same/index.html': 'same',
  'posts/added/index.html': 'added',
  'shape/index.html': 'is a folder',
  other: 'is a file',
};
const strangers: Tree = { 'mine.txt': 'mine', 'posts/mine.txt': 'mine too' };

/** What a visitor can see: neither an empty folder nor what is staged under a hidden name. */
function published(folder: string): Tree {
  return Object.fromEntries(Object.entries(readTree(folder)).filter(([path]) => !path.endsWith('/') && !path.startsWith('.inkstone-')));
}

function expectWhole(tree: Tree, site: string): void {
  for (const [path, text] of Object.entries(tree)) {
    expect([before[path], after[path], strangers[path]], `${path} in ${site}`).toContain(text);
  }
  for (const path of Object.keys(strangers)) expect(tree[path]).toBe(strangers[path]);
  // The entrance changes when everything behind it stands, and nothing is removed before.
  if (tree['index.html'] === after['index.html']) expect(tree).toMatchObject(after);
  else if (tree['shape'] === before['shape'])
    expect(Object.keys(tree)).toEqual(expect.arrayContaining(Object.keys({ ...before, ...strangers })));
  if (tree['posts/gone/index.html'] === undefined) expect(tree['index.html']).toBe(after['index.html']);
}

function expectAtRest(site: string): void {
  const rest = readdirSync(join(site, '.inkstone'), { recursive: true, encoding: 'utf8' }).filter(
    (path) => !path.startsWith('replaced') && path !== 'lock',
  );
  expect(rest.filter((path) => !/^outputs(?:\/[\w-]{22}(?:\/owned\.jsonl)?)?$/.test(path))).toEqual([]);
}

const many = (text: string): Tree =>
  Object.fromEntries(Array.from({ length: 400 }, (_, n) => [`posts/${n}/index.html`, `${text} ${n} `.repeat(500)]));
const big = (text: string): Tree =>
  Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`posts/${n}.html`, `${text}${n}`.repeat(2000)]));

describe('kill -9', () => {
  it('before each single write leaves every file whole, and the next build finishes the work', () => {
    const start = temporaryFolder();
    writeTree(join(start, 'public'), strangers);
    publish(start, before);
    const seen = new Set<string>();
    let call = 1;
    for (; ; call++) {
      const site = join(temporaryFolder(), 'site');
      cpSync(start, site, { recursive: true, preserveTimestamps: true });
      const { signal, said } = runTask({ site, out: 'public', outputs: after, at: { call, signal: 'SIGKILL' } });
      const tree = published(join(site, 'public'));
      seen.add(JSON.stringify(tree));
      if (signal === null) {
        expect(said).toBe('done\n');
        expect(tree).toEqual({ ...after, ...strangers });
        break;
      }
      expectWhole(tree, `call ${call}`);
      // The same build again, or another one: either ends as if nothing had happened.
      const next = call % 2 === 0 ? after : { ...before, 'third.html': 'third' };
      // In this process, which takes the lock that the killed one has left.
      const lock = acquireLock(site);
      publish(site, next);
      lock.release();
      expect(readTree(join(site, 'public'))).toEqual({ ...next, ...strangers });
      expectAtRest(site);
    }
    // That it was worth while: it was killed very often, also in the middle of publishing.
    expect(call).toBeGreaterThan(40);
    expect(seen.size).toBeGreaterThan(8);
  });

  it('again while the next build finishes the work does no harm either', () => {
    const start = temporaryFolder();
    publish(start, before);
    const calls = fc.integer({ min: 30, max: 70 });
    fc.assert(
      fc.property(calls, fc.array(fc.integer({ min: 3, max: 40 }), { minLength: 1, maxLength: 3 }), (first, more) => {
        const site = join(temporaryFolder(), 'site');
        cpSync(start, site, { recursive: true, preserveTimestamps: true });
        for (const call of [first, ...more]) runTask({ site, out: 'public', outputs: after, at: { call, signal: 'SIGKILL' } });
        publish(site, after);
        expect(readTree(join(site, 'public'))).toEqual(after);
      }),
      { numRuns: 12 },
    );
  });

  it('at random moments of a commit of many files', async () => {
    const [old, fresh] = [many('old'), many('fresh')];
    const site = temporaryFolder();
    publish(site, old);
    let torn = 0;
    for (let round = 0; round < 12; round++) {
      const [from, to] = round % 2 === 0 ? [old, fresh] : [fresh, old];
      const { signal } = await startTask({ site, out: 'public', outputs: to, announce: true }, (child) =>
        setTimeout(() => child.kill('SIGKILL'), round * 3),
      );
      const tree = readTree(join(site, 'public'));
      const kinds = Object.keys(to).map((path) => (tree[path] === to[path] ? 'new' : tree[path] === from[path] ? 'old' : 'torn'));
      expect(kinds).not.toContain('torn');
      if (kinds.includes('old') && kinds.includes('new')) torn++;
      publish(site, to);
      expect(readTree(join(site, 'public'))).toEqual(to);
      expectAtRest(site);
      if (signal === null) break;
    }
    console.info(`killed between the first and the last rename ${torn} times`);
  });
});

describe('SIGTERM', () => {
  it('during the commit waits until it is done', () => {
    const site = temporaryFolder();
    publish(site, before);
    for (const call of [40, 50, 60]) {
      const { exit, said } = runTask({ site, out: 'public', outputs: after, at: { call, signal: 'SIGTERM' } });
      expect(exit).toBe(143);
      expect(said).toBe('done\nterminated\n');
      expect(readTree(join(site, 'public'))).toEqual(after);
      publish(site, before);
    }
  });
});

describe('two builds at once', () => {
  it('never mix: each publishes all or is turned away', async () => {
    const site = temporaryFolder();
    for (let round = 0; round < 5; round++) {
      const ends = await Promise.all([before, after, before].map((outputs) => startTask({ site, out: 'public', outputs })));
      expect(ends.some(({ said }) => said === 'done\n')).toBe(true);
      for (const { said } of ends) expect(said).toMatch(/^done\n$|^fault .*"code":"build-running"/);
      expect([before, after]).toContainEqual(readTree(join(site, 'public')));
    }
  });

  it('make the same folders at the same instant', () => {
    const site = temporaryFolder();
    expect(runTask({ site, out: 'public', outputs: {}, contend: true, outrun: true })).toMatchObject({ exit: 0, said: 'done\n' });
  });

  it('of many that find a left lock, one at a time takes it', async () => {
    const site = temporaryFolder();
    for (let round = 0; round < 4; round++) {
      // Killed right after it has taken the lock.
      runTask({ site, out: 'public', outputs: {}, contend: true, at: { call: 7, signal: 'SIGKILL' } });
      rmSync(join(site, 'busy'), { force: true });
      expect(existsSync(join(site, '.inkstone/lock'))).toBe(true);
      const ends = await Promise.all(Array.from({ length: 6 }, () => startTask({ site, out: 'public', outputs: {}, contend: true })));
      expect(ends.filter(({ exit }) => exit !== 0)).toEqual([]);
      expect(ends.some(({ said }) => said === 'done\n')).toBe(true);
    }
  });
});

/** Mounts a file system for one test; skips the test where that is not possible. */
function mount(test: TestContext, folder: string, args: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  const done =
    process.platform === 'linux' ? spawnSync('mount', [...args, folder], { encoding: 'utf8' }) : { status: 1, stderr: 'not Linux' };
  if (done.status !== 0) skip(test, `cannot mount (${done.stderr.trim()}): run as root on Linux`);
  onTestFinished(() => void spawnSync('umount', ['-l', folder]));
}

function remount(folder: string, how: 'ro' | 'rw'): void {
  execFileSync('mount', ['-o', `remount,bind,${how}`, folder]);
}

/** Fills a disk but for some bytes. */
function fill(folder: string, free: number): void {
  const file = join(folder, 'filler');
  rmSync(file, { force: true });
  const [blocks = 0, size = 0] = execFileSync('stat', ['-f', '-c', '%a %S', folder], { encoding: 'utf8' }).split(' ').map(Number);
  writeFileSync(file, new Uint8Array(Math.max(0, blocks * size - free)));
}

describe('a full disk', () => {
  it.for(['', 'public'])('(%j) leaves what was published, at whatever byte it fills up', (where, test) => {
    const site = temporaryFolder();
    mount(test, join(site, where), ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs']);
    publish(site, big('old'));
    const old = { ...big('old') };
    const outcomes = new Set<string>();
    for (let free = 0; free <= 260_000; free += 12_288) {
      fill(join(site, where), free);
      const fault = faultOf(() => publish(site, big('new')));
      rmSync(join(site, where, 'filler'));
      outcomes.add(fault?.code ?? 'published');
      const { filler: _, ...tree } = readTree(join(site, 'public'));
      if (fault !== null) {
        expect(fault.code).toBe('disk-full');
        expect(tree).toEqual(old);
      } else expect(tree).toEqual(big('new'));
      publish(site, big('old'));
      expect(readTree(join(site, 'public'))).toEqual(old);
      expectAtRest(site);
    }
    expect([...outcomes].sort()).toEqual(['disk-full', 'published']);
  });
});

describe('a folder that cannot be written to', () => {
  it('because its disk is read-only leaves all as it was', (test) => {
    const site = temporaryFolder();
    mount(test, join(site, 'public'), ['-t', 'tmpfs', 'tmpfs']);
    publish(site, before);
    remount(join(site, 'public'), 'ro');
    expect(faultOf(() => publish(site, after))).toMatchObject({ code: 'cannot-write', data: { detail: 'EROFS' } });
    expect(faultOf(() => publish(site, before))).toBeNull();
    expect(readTree(join(site, 'public'))).toEqual(before);
    remount(join(site, 'public'), 'rw');
    publish(site, after);
    expect(readTree(join(site, 'public'))).toEqual(after);
    expectAtRest(site);
  });

  it('because only a folder inside is read-only is found out before anything is written', (test) => {
    const site = temporaryFolder();
    publish(site, before);
    mount(test, join(site, 'public/posts'), ['--bind', join(site, 'public/posts')]);
    remount(join(site, 'public/posts'), 'ro');
    expect(faultOf(() => publish(site, after))).toMatchObject({ code: 'cannot-write', data: { detail: 'EROFS' } });
    expect(readTree(join(site, 'public'))).toEqual(before);
    remount(join(site, 'public/posts'), 'rw');
    publish(site, after);
    expect(readTree(join(site, 'public'))).toEqual(after);
  });

  it.for<[folder: string, named: string]>([
    ['public', 'public'],
    ['public/posts', 'public/posts'],
    ['public/posts/changed', 'public/posts/changed'],
    ['.inkstone', '.inkstone/lock'],
    ['.inkstone/outputs', '.inkstone'],
  ])('because %s belongs to someone else leaves all as it was', ([folder, named], test) => {
    if (process.getuid?.() !== 0) skip(test, 'needs root, to act as another user');
    const nobody = 65534;
    const site = temporaryFolder();
    publish(site, before);
    const own = (path: string, id: number) => {
      chownSync(path, id, id);
      chmodSync(path, 0o755);
      if (!existsSync(join(path, '.'))) return;
      for (const entry of readdirSync(path, { withFileTypes: true })) if (entry.isDirectory()) own(join(path, entry.name), id);
    };
    own(site, nobody);
    own(join(site, folder), 0);
    for (const path of [scripts, site]) chmodSync(path, 0o755);
    const { said } = runTask({ site, out: 'public', outputs: after }, nobody);
    expect(said).toMatch(/^fault /);
    expect(JSON.parse(said.slice(6))).toMatchObject({ code: 'cannot-write', data: { detail: 'EACCES' } });
    expect(JSON.parse(said.slice(6)).data.path).toContain(named.split('/')[0]);
    expect(readTree(join(site, 'public'))).toEqual(before);
    own(site, nobody);
    expect(runTask({ site, out: 'public', outputs: after }, nobody).said).toBe('done\n');
    expect(readTree(join(site, 'public'))).toEqual(after);
    expectAtRest(site);
  });
});

describe('an output folder on another device', () => {
  const kinds: [string, (test: TestContext, site: string) => string][] = [
    ['a mount', (test, site) => (mount(test, join(site, 'public'), ['-t', 'tmpfs', 'tmpfs']), join(site, 'public'))],
    [
      'a folder of the same disk, mounted',
      (test, site) => {
        const source = temporaryFolder();
        mount(test, join(site, 'public'), ['--bind', source]);
        return source;
      },
    ],
    [
      'a link to a mount',
      (test, site) => {
        const elsewhere = join(temporaryFolder(), 'mount');
        mount(test, elsewhere, ['-t', 'tmpfs', 'tmpfs']);
        symlinkSync(elsewhere, join(site, 'public'));
        return elsewhere;
      },
    ],
    [
      'a folder of a mount that does not exist yet',
      (test, site) => {
        const elsewhere = join(temporaryFolder(), 'mount');
        mount(test, elsewhere, ['-t', 'tmpfs', 'tmpfs']);
        symlinkSync(join(elsewhere, 'deep/er'), join(site, 'public'));
        return join(elsewhere, 'deep/er');
      },
    ],
  ];

  it.for(kinds)('(%s) is written through, and nothing stays behind', ([, make], test) => {
    const site = temporaryFolder();
    const real = make(test, site);
    for (const outputs of [before, after, before]) {
      publish(site, outputs);
      expect(readTree(real)).toEqual(outputs);
      expectAtRest(site);
    }
    const stage = openStage({ siteRoot: site, out: 'public', files: diskFiles(site) });
    stage.put('index.html', 'abandoned', 'home');
    stage.abandon();
    expect(readTree(real)).toEqual(before);
  });

  it.for(kinds)('(%s) survives kill -9', ([, make], test) => {
    const site = temporaryFolder();
    const real = make(test, site);
    publish(site, before);
    for (let call = 10; ; call += 5) {
      const { signal } = runTask({ site, out: 'public', outputs: after, at: { call, signal: 'SIGKILL' } });
      const tree = published(real);
      expectWhole({ ...tree, ...strangers }, `call ${call}`);
      publish(site, before);
      expect(readTree(real)).toEqual(before);
      expectAtRest(site);
      if (signal === null) break;
    }
  });

  it('may have another device inside it', (test) => {
    const site = temporaryFolder();
    mount(test, join(site, 'public/posts'), ['-t', 'tmpfs', 'tmpfs']);
    for (const outputs of [before, after, before]) {
      publish(site, outputs);
      expect(readTree(join(site, 'public'))).toEqual(outputs);
      expectAtRest(site);
    }
  });
});

describe('a disk that does not tell upper from lower case', () => {
  const first: Tree = { 'About.html': 'about', 'Posts/A/index.html': 'a', 'Posts/b.html': 'b', 'same.html': 'same' };
  const second: Tree = { 'about.html': 'about', 'posts/a/index.html': 'A', 'posts/b.html': 'b', 'same.html': 'same', 'mine/x.html': 'x' };

  it('gets the new spelling, and loses nothing', () => {
    const site = temporaryFolder({ 'public/Mine/note.txt': 'mine' });
    const build = (outputs: Tree) => expect(runTask({ site, out: 'public', outputs, folds: true }).said).toBe('done\n');
    build(first);
    build(second);
    const { 'mine/x.html': x, ...rest } = second;
    expect(readTree(join(site, 'public'))).toEqual({ ...rest, 'Mine/x.html': x, 'Mine/note.txt': 'mine' });
    expect(runTask({ site, out: 'public', outputs: second, folds: true, count: true }).said).toBe(
      '{"added":0,"changed":0,"unchanged":5,"removed":0,"unknown":1}\ndone\n',
    );
    build({ 'about.html': 'about' });
    expect(readTree(join(site, 'public'))).toEqual({ 'about.html': 'about', 'Mine/note.txt': 'mine' });
    expectAtRest(site);
  });

  it('keeps a copy of a stranger that is replaced under another spelling', () => {
    const site = temporaryFolder({ 'public/ABOUT.html': 'mine' });
    expect(runTask({ site, out: 'public', outputs: { 'about.html': 'about' }, folds: true }).said).toBe('done\n');
    expect(Object.values(readTree(join(site, 'public')))).toEqual(['about']);
    expect(readTree(join(site, '.inkstone/replaced'))).toEqual({ 'ABOUT.html': 'mine' });
  });

  it('survives kill -9 as any other', () => {
    const start = temporaryFolder();
    runTask({ site: start, out: 'public', outputs: first, folds: true });
    for (let call = 8; ; call += 3) {
      const site = join(temporaryFolder(), 'site');
      cpSync(start, site, { recursive: true, preserveTimestamps: true });
      const { signal } = runTask({ site, out: 'public', outputs: second, folds: true, at: { call, signal: 'SIGKILL' } });
      expect(runTask({ site, out: 'public', outputs: second, folds: true }).said).toBe('done\n');
      expect(readTree(join(site, 'public'))).toEqual(second);
      expectAtRest(site);
      if (signal === null) break;
    }
  });
});

describe('the list of published files', () => {
  it('is worth nothing if a byte of it was changed, and nothing is lost by that', () => {
    const site = temporaryFolder();
    publish(site, before);
    const [key = ''] = readdirSync(join(site, '.inkstone/outputs'));
    const list = join(site, '.inkstone/outputs', key, 'owned.jsonl');
    writeFileSync(list, readFileSync(list, 'utf8').replace('gone', 'mine'));
    publish(site, before);
    publish(site, after);
    expect(readTree(join(site, 'public'))).toEqual(after);
  });
});
