// Which folders may be an output folder.
import { mkdirSync, symlinkSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { guardOut } from '../../../src/output/guard.js';
import { temporaryFolder } from '../../support/temporary.js';

const refusal = (siteRoot: string, out: string, sources?: readonly string[]) => {
  const diagnostic = guardOut(sources === undefined ? { siteRoot, out } : { siteRoot, out, sources });
  return diagnostic === null ? 'fine' : 'reason' in diagnostic.data ? diagnostic.data.reason : diagnostic.code;
};

describe('an output folder', () => {
  it.each([
    ['public', 'fine'],
    ['deep/er/public', 'fine'],
    ['posts-public', 'fine'],
    ['../another', 'fine'],
    ['.', 'site'],
    ['', 'site'],
    ['..', 'site'],
    ['/', 'root'],
    ['posts', 'source'],
    ['posts/', 'source'],
    ['public/../posts', 'source'],
    ['posts/sub/folder', 'source'],
    ['pages', 'source'],
    ['templates/assets', 'source'],
    ['static', 'source'],
    ['data', 'source'],
    ['.inkstone', 'source'],
    ['.inkstone/outputs', 'source'],
    ['.inkstone/cache', 'source'],
    ['.inkstone/dev', 'source'],
    ['.git', 'source'],
    ['notes', 'not-a-folder'],
  ])('%j is %s', (out, expected) => {
    const site = join(temporaryFolder({ 'site/posts/a.md': '', 'site/notes': '' }), 'site');
    expect(refusal(site, out)).toBe(expected);
  });

  it('is not the home folder nor above it', () => {
    const site = temporaryFolder();
    expect(refusal(site, homedir())).toMatch(/home|root/);
    expect(refusal(site, dirname(homedir()))).toMatch(/home|root/);
  });

  it('is looked at where it really is', () => {
    const elsewhere = temporaryFolder({ 'notes/posts/a.md': '', 'free/x': '' });
    const site = temporaryFolder();
    symlinkSync(join(elsewhere, 'notes/posts'), join(site, 'posts'));
    symlinkSync(join(elsewhere, 'notes'), join(site, 'public'));
    symlinkSync(join(elsewhere, 'free'), join(site, 'good'));
    symlinkSync(join(site, 'posts'), join(site, 'bad'));
    symlinkSync('/nowhere/yet', join(site, 'later'));
    expect(refusal(site, 'public')).toBe('source');
    expect(refusal(site, 'bad/inner')).toBe('source');
    expect(refusal(site, 'good')).toBe('fine');
    expect(refusal(site, 'later')).toBe('fine');
    expect(refusal(site, join(elsewhere, 'notes/posts/deep'))).toBe('source');
  });

  it('needs .inkstone/ beside it, where no file may stand', () => {
    const site = temporaryFolder({ '.inkstone': 'mine' });
    expect(guardOut({ siteRoot: site, out: 'public' })).toMatchObject({
      code: 'cannot-write',
      data: { path: '.inkstone', detail: 'ENOTDIR' },
    });
  });

  it('is not a folder of sources that the config names', () => {
    const site = temporaryFolder();
    mkdirSync(join(site, 'assets'));
    expect(refusal(site, 'assets')).toBe('fine');
    expect(refusal(site, 'assets', ['posts', 'assets'])).toBe('source');
  });
});
