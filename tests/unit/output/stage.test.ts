// Publishing: what a commit leaves in the output folder and says of it.
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fault, type Diagnostic } from '../../../src/diagnostics/diagnostic.js';
import { diskFiles } from '../../../src/files/disk.js';
import type { Body } from '../../../src/model/page.js';
import type { CommitReport, Rank } from '../../../src/model/stage.js';
import { memoryOutput } from '../../../src/output/memory.js';
import { openStage } from '../../../src/output/stage.js';
import { placeOf } from '../../../src/output/place.js';
import { readOwnership } from '../../../src/output/record.js';
import { strangersIn } from '../../../src/output/survey.js';
import { digestOf } from '../../../src/text/hash.js';
import { readTree, temporaryFolder, writeTree, type Tree } from '../../support/temporary.js';

type Outputs = Record<string, Body>;
interface Done {
  readonly report: CommitReport;
  readonly diagnostics: readonly Diagnostic[];
}

function publish(site: string, outputs: Outputs, out = 'public'): Done {
  const stage = openStage({ siteRoot: site, out, files: diskFiles(site) });
  for (const [path, body] of Object.entries(outputs)) stage.put(path, body, rankOf(path));
  const diagnostics = stage.review();
  return { report: stage.commit(), diagnostics };
}

function rankOf(path: string): Rank {
  if (path === 'index.html') return 'home';
  return path.endsWith('.xml') ? 'list' : path.endsWith('.html') ? 'page' : 'asset';
}

function faultOf(work: () => unknown): Diagnostic {
  try {
    work();
  } catch (error) {
    if (error instanceof Fault) return error.diagnostic;
    throw error;
  }
  throw new Error('no fault');
}

const tree = (site: string) => readTree(join(site, 'public'));
const state = (site: string) =>
  readdirSync(join(site, '.inkstone'), { recursive: true }).filter((path) => !/^outputs(?:\/[\w-]+)?$/.test(String(path)));
/** What lies in `.inkstone` between builds: the list of one output folder, nothing staged, no journal. */
const atRest = [expect.stringMatching(/^outputs\/[\w-]{22}\/owned\.jsonl$/)];

const blog: Outputs = {
  'index.html': 'home',
  'posts/a/index.html': 'A',
  'posts/b/index.html': 'B',
  'atom.xml': 'feed',
  'css/site.css': 'css',
};

const kinds: [string, () => (outputs: Outputs) => Done][] = [
  [
    'on the disk',
    () => {
      const site = temporaryFolder();
      return (outputs) => publish(site, outputs);
    },
  ],
  [
    'in memory',
    () => {
      const output = memoryOutput();
      return (outputs) => {
        const stage = output.open();
        for (const [path, body] of Object.entries(outputs)) stage.put(path, body, rankOf(path));
        const diagnostics = stage.review();
        return { report: stage.commit(), diagnostics };
      };
    },
  ],
];

describe.each(kinds)('a stage %s', (_, open) => {
  it('counts what is new, changed, equal and gone', () => {
    const build = open();
    expect(build(blog)).toEqual({ report: { added: 5, changed: 0, unchanged: 0, removed: 0, unknown: 0 }, diagnostics: [] });
    expect(build(blog).report).toEqual({ added: 0, changed: 0, unchanged: 5, removed: 0, unknown: 0 });
    const { 'posts/b/index.html': _gone, ...rest } = blog;
    const next = { ...rest, 'posts/a/index.html': 'A2', 'posts/c/index.html': 'C' };
    expect(build(next).report).toEqual({ added: 1, changed: 1, unchanged: 3, removed: 1, unknown: 0 });
    expect(build({}).report).toEqual({ added: 0, changed: 0, unchanged: 0, removed: 5, unknown: 0 });
  });
});

describe('the output folder', () => {
  it('holds what was put, and nothing before the commit', () => {
    const site = temporaryFolder({ 'posts/cat.png': 'cat' });
    const stage = openStage({ siteRoot: site, out: 'public', files: diskFiles(site) });
    stage.put('index.html', '首页', 'home');
    stage.put('data.bin', new Uint8Array([104, 105]), 'asset');
    stage.put('posts/a/cat.png', { copyOf: 'posts/cat.png' }, 'asset');
    expect(stage.review()).toEqual([]);
    expect(readdirSync(site).sort()).toEqual(['.inkstone', 'posts']);
    stage.commit();
    expect(tree(site)).toEqual({ 'data.bin': 'hi', 'index.html': '首页', 'posts/a/cat.png': 'cat' });
    expect(state(site)).toEqual(atRest);
  });

  it('may be searched for strangers by another thread meanwhile', async () => {
    const site = temporaryFolder();
    publish(site, blog);
    writeTree(site, { 'public/index.html': 'touched', 'public/mine.txt': 'mine', 'public/posts/new.html': 'theirs' });
    const place = placeOf(site, 'public');
    const strangers = strangersIn(place, readOwnership(place)!.files);
    expect(strangers.toSorted()).toEqual(['mine.txt', 'posts/new.html']);

    const done = () => Promise.resolve();
    for (const survey of [{ strangers: () => strangers, done }, { strangers: () => null, done }, null]) {
      const stage = openStage({ siteRoot: site, out: 'public', files: diskFiles(site), survey: () => survey });
      stage.begin();
      for (const [path, text] of Object.entries({ ...blog, 'posts/new.html': 'theirs' })) stage.put(path, text, 'page');
      await stage.counted();
      expect(stage.commit().unknown).toBe(1);
    }
  });

  it('is as it was after `abandon`, and so is the site', () => {
    const site = temporaryFolder();
    publish(site, blog);
    const before = readTree(site);
    const stage = openStage({ siteRoot: site, out: 'public', files: diskFiles(site) });
    stage.put('index.html', 'other', 'home');
    stage.abandon();
    expect(readTree(site)).toEqual(before);
  });

  it('is not touched where content is equal, not even its times', () => {
    const site = temporaryFolder();
    publish(site, blog);
    const times = () => Object.keys(blog).map((path) => statSync(join(site, 'public', path)).ctimeMs);
    const before = times();
    publish(site, blog);
    expect(times()).toEqual(before);
    // Times that tell nothing (a clone, a restored cache): compared byte for byte, remembered again.
    for (const path of Object.keys(blog)) utimesSync(join(site, 'public', path), 1, 1);
    const touched = times();
    expect(publish(site, blog).report.unchanged).toBe(5);
    expect(times()).toEqual(touched);
  });

  it('gets back what was changed or deleted by hand', () => {
    const site = temporaryFolder();
    publish(site, blog);
    writeTree(site, { 'public/posts/a/index.html': 'X', 'public/atom.xml': 'longer than before' });
    rmSync(join(site, 'public/posts/b'), { recursive: true });
    const { report, diagnostics } = publish(site, blog);
    expect(report).toEqual({ added: 1, changed: 2, unchanged: 2, removed: 0, unknown: 0 });
    expect(diagnostics).toEqual([]);
    expect(tree(site)).toEqual(blog);
  });

  it('loses only files that a build wrote, and folders that it made', () => {
    const site = temporaryFolder({
      'public/.gitkeep': '',
      'public/mine/note.txt': 'mine',
      'public/empty-of-mine/.gitkeep': '',
      'public/.git/HEAD': 'ref',
    });
    mkdirSync(join(site, 'public/stood/before'), { recursive: true });
    const { report } = publish(site, { 'mine/a.html': 'a', 'stood/before/b.html': 'b', 'new/deep/c.html': 'c' });
    expect(report).toEqual({ added: 3, changed: 0, unchanged: 0, removed: 0, unknown: 1 });
    expect(publish(site, {}).report).toEqual({ added: 0, changed: 0, unchanged: 0, removed: 3, unknown: 1 });
    expect(tree(site)).toEqual({
      '.git/HEAD': 'ref',
      '.gitkeep': '',
      'empty-of-mine/.gitkeep': '',
      'mine/note.txt': 'mine',
      'stood/before/': '(empty folder)',
    });
  });

  it('keeps a removed file that someone had changed as a copy', () => {
    const site = temporaryFolder();
    publish(site, blog);
    writeTree(site, { 'public/posts/a/index.html': 'my own words' });
    const { diagnostics } = publish(site, { 'index.html': 'home' });
    expect(diagnostics).toMatchObject([
      { code: 'replaced-unknown', data: { paths: ['public/posts/a/index.html'], count: 1, listLost: false } },
    ]);
    expect(tree(site)).toEqual({ 'index.html': 'home' });
    expect(readTree(join(site, '.inkstone/replaced'))).toEqual({ 'posts/a/index.html': 'my own words' });
  });

  it('can be any folder, and each has a list of its own', () => {
    const site = temporaryFolder();
    const elsewhere = join(temporaryFolder(), 'deep/er');
    publish(site, blog);
    publish(site, { 'only.html': 'x' }, elsewhere);
    expect(readTree(elsewhere)).toEqual({ 'only.html': 'x' });
    expect(publish(site, blog).report.unchanged).toBe(5);
    expect(publish(site, blog, elsewhere).report).toMatchObject({ added: 5, removed: 1 });
  });

  it('is known by a list in its first form, too', () => {
    const site = temporaryFolder();
    publish(site, blog);
    const path = join(site, '.inkstone', String(state(site)[0]));
    const [, list, work] = readFileSync(path, 'utf8').split('\n');
    const { files, ...rest } = JSON.parse(list!) as { files: [string, unknown][] };
    const lines = `${JSON.stringify({ ...rest, format: 1, files: Object.fromEntries(files) })}\n${work}\n`;
    writeFileSync(path, `${digestOf(lines)}\n${lines}`);
    expect(publish(site, { 'index.html': 'home' }).report).toEqual({ added: 0, changed: 0, unchanged: 1, removed: 4, unknown: 0 });
  });

  it('is known again when the whole site has moved', () => {
    const parent = temporaryFolder();
    mkdirSync(join(parent, 'old'));
    publish(join(parent, 'old'), blog);
    renameSync(join(parent, 'old'), join(parent, 'new'));
    expect(publish(join(parent, 'new'), {}).report.removed).toBe(5);
  });

  it('may be a link', () => {
    const target = temporaryFolder();
    const site = temporaryFolder();
    symlinkSync(target, join(site, 'public'));
    publish(site, blog);
    publish(site, { 'index.html': 'new' });
    expect(readTree(target)).toEqual({ 'index.html': 'new' });
    expect(lstatSync(join(site, 'public')).isSymbolicLink()).toBe(true);
  });
});

describe('strangers in the output folder', () => {
  it('are replaced, a copy is kept, and it is said', () => {
    const site = temporaryFolder();
    publish(site, {});
    writeTree(site, { 'public/about.html': 'my own', 'public/same.html': 'same', 'public/other.txt': 'other' });
    const { report, diagnostics } = publish(site, { 'about.html': 'generated', 'same.html': 'same' });
    expect(report).toEqual({ added: 0, changed: 1, unchanged: 1, removed: 0, unknown: 1 });
    expect(diagnostics).toMatchObject([
      { code: 'replaced-unknown', severity: 'warning', data: { paths: ['public/about.html'], count: 1, listLost: false } },
    ]);
    expect(tree(site)).toEqual({ 'about.html': 'generated', 'same.html': 'same', 'other.txt': 'other' });
    expect(readTree(join(site, '.inkstone/replaced'))).toEqual({ 'about.html': 'my own' });
  });

  it('do not push out earlier copies', () => {
    const site = temporaryFolder();
    for (const text of ['one', 'two', 'three']) {
      publish(site, {});
      writeTree(site, { 'public/a.html': text });
      publish(site, { 'a.html': 'generated' });
    }
    expect(readTree(join(site, '.inkstone/replaced'))).toEqual({ 'a.html': 'one', 'a.html~2': 'two', 'a.html~3': 'three' });
  });

  it.each([
    ['the list is lost', (list: string) => rmSync(list)],
    ['the list is damaged', (list: string) => writeFileSync(list, '{"files":{}}')],
    ['the list is empty', (list: string) => writeFileSync(list, '')],
  ])('are all files if %s: equal ones are ours again, others are copied, the rest stays', (_, damage) => {
    const site = temporaryFolder();
    publish(site, blog);
    damage(join(site, '.inkstone', String(state(site)[0])));
    const { report, diagnostics } = publish(site, { 'index.html': 'home', 'posts/a/index.html': 'A2', 'atom.xml': 'feed' });
    expect(report).toEqual({ added: 0, changed: 1, unchanged: 2, removed: 0, unknown: 2 });
    expect(diagnostics).toMatchObject([
      { code: 'replaced-unknown', data: { paths: ['public/posts/a/index.html'], count: 1, listLost: true } },
    ]);
    expect(publish(site, {}).report).toMatchObject({ removed: 3, unknown: 2 });
    expect(tree(site)).toEqual({ 'posts/b/index.html': 'B', 'css/site.css': 'css' });
  });

  it.each<[string, (site: string) => void, string, string]>([
    [
      'a folder with files of others stands where a file must be',
      (site) => writeTree(site, { 'public/atom.xml/mine.txt': 'x' }),
      'public/atom.xml',
      'public/atom.xml/mine.txt',
    ],
    ['a folder for git', (site) => writeTree(site, { 'public/atom.xml/.gitkeep': '' }), 'public/atom.xml', 'public/atom.xml/.gitkeep'],
    [
      'a file stands where a folder must be',
      (site) => writeTree(site, { 'public/posts': 'x' }),
      'public/posts/a/index.html',
      'public/posts',
    ],
    [
      'a link stands where a folder must be',
      (site) => (mkdirSync(join(site, 'public')), symlinkSync('/tmp', join(site, 'public/css'))),
      'public/css/site.css',
      'public/css',
    ],
    [
      'a link stands where a file must be',
      (site) => (mkdirSync(join(site, 'public')), symlinkSync('x', join(site, 'public/atom.xml'))),
      'public/atom.xml',
      'public/atom.xml',
    ],
  ])('are an error before anything is written: %s', (_, obstruct, path, by) => {
    const site = temporaryFolder();
    obstruct(site);
    const before = tree(site);
    const stage = openStage({ siteRoot: site, out: 'public', files: diskFiles(site) });
    for (const [output, body] of Object.entries(blog)) stage.put(output, body, rankOf(output));
    expect(stage.review()).toMatchObject([{ code: 'output-blocked', severity: 'error', data: { path, by } }]);
    expect(faultOf(() => stage.commit())).toMatchObject({ code: 'output-blocked', data: { path, by } });
    expect(tree(site)).toEqual(before);
    expect(state(site)).toEqual([]);
  });
});

describe('a file where a folder was', () => {
  it('takes its place, and the other way round, if all of it is ours', () => {
    const site = temporaryFolder();
    publish(site, { 'a/index.html': '1', 'a/b/index.html': '2', c: '3', 'd/e/f': '4' });
    mkdirSync(join(site, 'public/a/someone'));
    const { report } = publish(site, { a: '1', 'c/index.html': '2', 'c/d/index.html': '3', 'd/e': '4' });
    expect(report).toEqual({ added: 4, changed: 0, unchanged: 0, removed: 4, unknown: 0 });
    expect(tree(site)).toEqual({ a: '1', 'c/d/index.html': '3', 'c/index.html': '2', 'd/e': '4' });
  });
});

describe('copies', () => {
  it('are made again only when their source has changed, and then looked at closely', () => {
    const site = temporaryFolder({ 'static/a.bin': 'one' });
    const source = join(site, 'static/a.bin');
    const outputs: Outputs = { 'a.bin': { copyOf: 'static/a.bin' } };
    expect(publish(site, outputs).report.added).toBe(1);
    expect(publish(site, outputs).report.unchanged).toBe(1);
    // A new time and the same bytes: nothing to do. Other bytes of the same length: seen.
    utimesSync(source, 1, 1);
    expect(publish(site, outputs).report.unchanged).toBe(1);
    writeFileSync(source, 'two');
    utimesSync(source, 1, 1);
    expect(publish(site, outputs).report.changed).toBe(1);
    expect(tree(site)).toEqual({ 'a.bin': 'two' });
  });

  it('have the permissions of a page, whatever their source has', () => {
    const site = temporaryFolder({ 'static/a.bin': 'one' });
    statSync(site);
    writeFileSync(join(site, 'static/private.bin'), 'x', { mode: 0o400 });
    publish(site, { 'a.bin': { copyOf: 'static/private.bin' }, 'b.html': 'page' });
    expect(statSync(join(site, 'public/a.bin')).mode).toBe(statSync(join(site, 'public/b.html')).mode);
  });

  it('of sources that have gone are faults, told together, and nothing stays behind', () => {
    const site = temporaryFolder();
    publish(site, blog);
    const before = readTree(site);
    const stage = openStage({ siteRoot: site, out: 'public', files: diskFiles(site) });
    stage.put('index.html', 'new', 'home');
    stage.put('a.bin', { copyOf: 'static/none.bin' }, 'asset');
    stage.put('b.bin', { copyOf: 'static/neither.bin' }, 'asset');
    expect(stage.review()).toMatchObject([
      { code: 'unreadable-source', span: { file: 'static/none.bin' } },
      { code: 'unreadable-source', span: { file: 'static/neither.bin' } },
    ]);
    expect(faultOf(() => stage.commit())).toMatchObject({ code: 'unreadable-source', span: { file: 'static/none.bin' } });
    expect(readTree(site)).toEqual(before);
  });

  it('are compared over many chunks', () => {
    const site = temporaryFolder({ 'static/big.bin': `${'x'.repeat(700_000)}1` });
    const outputs: Outputs = { 'big.bin': { copyOf: 'static/big.bin' } };
    publish(site, outputs);
    expect(publish(site, outputs).report.unchanged).toBe(1);
    writeTree(site, { 'static/big.bin': `${'x'.repeat(700_000)}2` });
    expect(publish(site, outputs).report.changed).toBe(1);
    expect(publish(site, { 'big.bin': `${'x'.repeat(700_000)}2` }).report.unchanged).toBe(1);
  });
});

describe('the order of bringing in', () => {
  it('is assets, new pages, changed pages, lists, home', () => {
    const site = temporaryFolder();
    publish(site, { 'index.html': '', 'old/index.html': '', 'atom.xml': '' });
    const stage = openStage({ siteRoot: site, out: 'public', files: diskFiles(site) });
    for (const path of ['index.html', 'atom.xml', 'old/index.html', 'new/index.html', 'css/site.css']) stage.put(path, 'x', rankOf(path));
    // The home page cannot be brought in: everything before it has been by then, and the journal waits for the next build.
    stage.review();
    rmSync(join(site, 'public/index.html'));
    writeTree(site, { 'public/index.html/x': '' });
    expect(faultOf(() => stage.commit())).toMatchObject({ code: 'cannot-write', data: { path: 'public/index.html' } });
    expect(tree(site)).toEqual({ 'atom.xml': 'x', 'css/site.css': 'x', 'index.html/x': '', 'new/index.html': 'x', 'old/index.html': 'x' });
    expect(state(site).some((path) => String(path).endsWith('journal.jsonl'))).toBe(true);
  });
});

describe('a new folder', () => {
  const open = (site: string) => openStage({ siteRoot: site, out: 'public', files: diskFiles(site) });

  it('is brought in whole', () => {
    const site = temporaryFolder();
    const stage = open(site);
    for (const [path, body] of Object.entries(blog)) stage.put(path, body, rankOf(path));
    const staged = statSync(join(site, '.inkstone', String(state(site).find((path) => String(path).endsWith('tree/posts')))));
    stage.commit();
    expect(statSync(join(site, 'public/posts')).ino).toBe(staged.ino);
    expect(tree(site)).toEqual(blog);
    expect(state(site)).toEqual(atRest);
  });

  it('into which somebody wrote meanwhile keeps what is there', () => {
    const site = temporaryFolder();
    const stage = open(site);
    for (const [path, body] of Object.entries(blog)) stage.put(path, body, rankOf(path));
    stage.review();
    writeTree(site, { 'public/posts/a/mine.txt': 'mine', 'public/css/mine.css': 'mine' });
    stage.commit();
    expect(tree(site)).toEqual({ ...blog, 'posts/a/mine.txt': 'mine', 'css/mine.css': 'mine' });
    expect(state(site)).toEqual(atRest);
  });

  it('in whose place a file came meanwhile is a fault, and comes with the next build', () => {
    const site = temporaryFolder();
    const stage = open(site);
    for (const [path, body] of Object.entries(blog)) stage.put(path, body, rankOf(path));
    stage.review();
    writeTree(site, { 'public/posts': 'mine' });
    expect(faultOf(() => stage.commit())).toMatchObject({ code: 'cannot-write', data: { path: 'public/posts', detail: 'ENOTDIR' } });
    expect(readTree(join(site, 'public'))['posts']).toBe('mine');
    rmSync(join(site, 'public/posts'));
    expect(publish(site, blog).diagnostics).toMatchObject([{ code: 'build-resumed', data: { count: 4 } }]);
    expect(tree(site)).toEqual(blog);
  });

  it.skipIf(process.platform !== 'linux')('is made in its place where the folder above hands its group down', () => {
    const site = temporaryFolder();
    mkdirSync(join(site, 'public'));
    chmodSync(join(site, 'public'), 0o2755);
    publish(site, blog);
    expect(statSync(join(site, 'public/posts/a')).mode & 0o2000).toBe(0o2000);
    expect(tree(site)).toEqual(blog);
  });
});

describe('an interrupted commit', () => {
  it('is finished by the next build, which says so', () => {
    const site = temporaryFolder();
    publish(site, { 'index.html': '', 'gone/index.html': '' });
    const stage = openStage({ siteRoot: site, out: 'public', files: diskFiles(site) });
    stage.put('index.html', 'new', 'home');
    stage.review();
    rmSync(join(site, 'public/index.html'));
    writeTree(site, { 'public/index.html/x': '' });
    faultOf(() => stage.commit());
    rmSync(join(site, 'public/index.html'), { recursive: true });

    const next = openStage({ siteRoot: site, out: 'public', files: diskFiles(site) });
    expect(tree(site)).toEqual({ 'index.html': 'new' });
    next.put('index.html', 'new', 'home');
    expect(next.review()).toMatchObject([{ code: 'build-resumed', severity: 'note', data: { count: 2, out: 'public' } }]);
    expect(next.commit()).toEqual({ added: 0, changed: 0, unchanged: 1, removed: 0, unknown: 0 });
    expect(state(site)).toEqual(atRest);
  });

  it('does not stop the next build for ever if something of another stands in its way', () => {
    const site = temporaryFolder();
    const stage = openStage({ siteRoot: site, out: 'public', files: diskFiles(site) });
    stage.put('a.html', 'new', 'page');
    stage.review();
    writeTree(site, { 'public/a.html/x': '' });
    faultOf(() => stage.commit());
    expect(publish(site, { 'b.html': 'b' }).report).toMatchObject({ added: 1, unknown: 1 });
    expect(tree(site)).toEqual({ 'a.html/x': '', 'b.html': 'b' });
  });
});

describe('names that a disk does not tell apart', () => {
  it('never make a removal delete the file that was just written', () => {
    // As on a disk that folds case: the old name leads to the new file. Here a hard link plays that part.
    const site = temporaryFolder();
    publish(site, { 'About.html': 'same text' });
    rmSync(join(site, 'public/About.html'));
    const stage = openStage({ siteRoot: site, out: 'public', files: diskFiles(site) });
    stage.put('about.html', 'same text', 'page');
    expect(stage.commit().removed).toBe(0);
    linkSync(join(site, 'public/about.html'), join(site, 'public/ABOUT.html'));
    expect(publish(site, { 'about.html': 'same text' }).report).toMatchObject({ unchanged: 1, unknown: 1 });
  });
});

describe('wrong use', () => {
  it.each(['', '/a', '../a', 'a/../../b', 'a//b', 'a/', './a', 'a\\b'])('is thrown for the path %j', (path) => {
    const site = temporaryFolder();
    const stage = openStage({ siteRoot: site, out: 'public', files: diskFiles(site) });
    expect(() => stage.put(path, '', 'page')).toThrow('no output path');
  });
});

describe('any sequence of builds and of disturbances between them', () => {
  const path = fc.constantFrom('a', 'a/b', 'a/b/c', 'b', 'b/c', 'd/e/f', 'é', 'D/E');
  const content = fc.constantFrom('1', '2', '33');
  const build = fc.record({ kind: fc.constant('build' as const), files: fc.dictionary(path, content) });
  const disturb = fc.record({ kind: fc.constantFrom('delete' as const, 'edit' as const, 'lose' as const), path, content });

  it('leaves what the last build put, and never loses what no build wrote', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 2, arbitrary: build }, disturb), { maxLength: 8 }), (steps) => {
        const site = temporaryFolder({ 'public/mine.txt': 'mine', 'public/d/mine.txt': 'mine too' });
        // Which folders builds made is in the list too: without it, one that was emptied by hand stays.
        let isLost = false;
        for (const step of steps) {
          isLost ||= step.kind === 'lose';
          if (step.kind === 'build') {
            const outputs = withoutClashes(step.files);
            const before = tree(site);
            const done = publishUnlessBlocked(site, outputs);
            const after = tree(site);
            expect(after).toMatchObject({ 'mine.txt': 'mine', 'd/mine.txt': 'mine too' });
            if (done === null) expect(after).toEqual(before);
            else expect(after).toMatchObject(outputs);
            const left = isLost ? Object.fromEntries(Object.entries(after).filter(([path]) => !path.endsWith('/'))) : after;
            if (done?.report.unknown === 2) expect(left).toEqual({ ...outputs, 'mine.txt': 'mine', 'd/mine.txt': 'mine too' });
            if (done !== null) expect(state(site).filter((path) => !String(path).startsWith('replaced'))).toEqual(atRest);
          } else disturbed(site, step.kind, step.path, step.content);
        }
        rmSync(site, { recursive: true });
      }),
      { numRuns: 80 },
    );
  });
});

/** A file of ours whose list was lost may stand where a folder must come. */
function publishUnlessBlocked(site: string, outputs: Tree): Done | null {
  try {
    return publish(site, outputs);
  } catch (error) {
    if (error instanceof Fault && error.diagnostic.code === 'output-blocked') return null;
    throw error;
  }
}

/** No file where another output needs a folder: the plan of a build sees to that. */
function withoutClashes(files: Tree): Tree {
  const paths = Object.keys(files);
  return Object.fromEntries(Object.entries(files).filter(([path]) => !paths.some((other) => other.startsWith(`${path}/`))));
}

function disturbed(site: string, kind: 'delete' | 'edit' | 'lose', path: string, content: string): void {
  const file = join(site, 'public', path);
  const isFile = path in tree(site);
  if (kind === 'lose') rmSync(join(site, '.inkstone/outputs'), { recursive: true, force: true });
  else if (isFile && kind === 'delete') rmSync(file);
  else if (isFile) writeFileSync(file, content);
}
