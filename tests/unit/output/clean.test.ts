// `inkstone clean`: what goes, and what stays.
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../../src/diagnostics/diagnostic.js';
import { diskFiles } from '../../../src/files/disk.js';
import { cleanOutput } from '../../../src/output/clean.js';
import { acquireLock } from '../../../src/output/lock.js';
import { openStage } from '../../../src/output/stage.js';
import { readTree, temporaryFolder, writeTree, type Tree } from '../../support/temporary.js';

function publish(site: string, outputs: Tree, out = 'public'): void {
  const stage = openStage({ siteRoot: site, out, files: diskFiles(site) });
  for (const [path, text] of Object.entries(outputs)) stage.put(path, text, 'page');
  stage.commit();
}

const clean = (siteRoot: string, unknown = false) => cleanOutput({ siteRoot, out: 'public', unknown });
const blog = { 'index.html': 'home', 'posts/a/index.html': 'A', 'posts/b/index.html': 'B' };

describe('cleaning', () => {
  it('takes everything back that builds made', () => {
    const site = temporaryFolder({ 'posts/a.md': '' });
    publish(site, blog);
    expect(clean(site)).toEqual({ removed: 3, kept: [], unknown: 0, diagnostics: [] });
    expect(readTree(site)).toEqual({ 'posts/a.md': '' });
    expect(clean(site)).toEqual({ removed: 0, kept: [], unknown: 0, diagnostics: [] });
    expect(readTree(site)).toEqual({ 'posts/a.md': '' });
  });

  it('leaves what others wrote, and counts it', () => {
    const site = temporaryFolder({ 'public/.gitkeep': '', 'public/posts/mine.txt': 'mine' });
    publish(site, blog);
    expect(clean(site)).toMatchObject({ removed: 3, unknown: 1 });
    expect(readTree(site)).toEqual({ 'public/.gitkeep': '', 'public/posts/mine.txt': 'mine' });
  });

  it('leaves and names a file that was changed since, but not one that was only touched', () => {
    const site = temporaryFolder();
    publish(site, blog);
    writeTree(site, { 'public/index.html': 'my own' });
    utimesSync(join(site, 'public/posts/a/index.html'), 1, 1);
    const done = clean(site);
    expect(done).toMatchObject({
      removed: 2,
      kept: ['index.html'],
      unknown: 0,
      diagnostics: [{ code: 'kept-changed', data: { paths: ['public/index.html'], count: 1 } }],
    });
    expect(readTree(site)).toEqual({ 'public/index.html': 'my own' });
  });

  it('removes all but what git needs, if asked', () => {
    const site = temporaryFolder({
      'public/.gitkeep': '',
      'public/.git/HEAD': '',
      'public/deep/mine.txt': 'mine',
      'public/e\u0301.txt': '',
      'elsewhere/x': 'x',
    });
    publish(site, blog);
    writeTree(site, { 'public/index.html': 'my own' });
    symlinkSync('../elsewhere', join(site, 'public/link'));
    mkdirSync(join(site, 'public/empty'));
    expect(clean(site, true)).toEqual({ removed: 6, kept: [], unknown: 0, diagnostics: [] });
    expect(readTree(site)).toEqual({ 'elsewhere/x': 'x', 'public/.git/HEAD': '', 'public/.gitkeep': '' });
  });

  it('removes nothing of a folder whose list was lost', () => {
    const site = temporaryFolder();
    publish(site, blog);
    rmSync(join(site, '.inkstone'), { recursive: true });
    expect(clean(site)).toMatchObject({ removed: 0, unknown: 3 });
    expect(clean(site, true)).toMatchObject({ removed: 3, unknown: 0 });
  });

  it('keeps copies of files that a build replaced', () => {
    const site = temporaryFolder({ 'public/index.html': 'my own' });
    publish(site, blog);
    expect(clean(site)).toMatchObject({ removed: 3, diagnostics: [{ code: 'kept-copies' }] });
    expect(readTree(site)).toEqual({ '.inkstone/replaced/index.html': 'my own', 'public/': '(empty folder)' });
  });

  it('keeps the lists of other output folders, unless these are gone', () => {
    const site = temporaryFolder();
    const [one, other] = [temporaryFolder(), temporaryFolder()];
    publish(site, blog);
    publish(site, blog, one);
    publish(site, blog, other);
    rmSync(other, { recursive: true });
    clean(site);
    expect(readdirSync(join(site, '.inkstone/outputs')).length).toBe(1);
    publish(site, {}, one);
    expect(readTree(one)).toEqual({});
  });

  it('goes through a link and leaves the link', () => {
    const target = temporaryFolder();
    const site = temporaryFolder();
    symlinkSync(target, join(site, 'public'));
    publish(site, blog);
    clean(site);
    expect(readdirSync(site)).toEqual(['public']);
    expect(existsSync(target)).toBe(true);
    expect(readTree(target)).toEqual({});
  });

  it.each(['.', '..', 'posts', '/'])('refuses %j', (out) => {
    const site = temporaryFolder({ 'posts/a.md': '' });
    expect(() => cleanOutput({ siteRoot: site, out, unknown: true })).toThrow(Fault);
    expect(readTree(site)).toEqual({ 'posts/a.md': '' });
  });

  it('waits for nobody: while a build runs it does nothing', () => {
    const site = temporaryFolder();
    publish(site, blog);
    const lock = acquireLock(site);
    expect(() => clean(site)).toThrow('build-running');
    lock.release();
    expect(readTree(join(site, 'public'))).toEqual(blog);
  });
});
