// What only a real disk has: links, pipes, permissions, names that are no text.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileFault } from '../../../src/model/files.js';
import { diskFiles } from '../../../src/files/disk.js';
import { temporaryFolder, writeTree } from '../../support/temporary.js';

const text = (bytes: Uint8Array | FileFault) => (bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : bytes.fault);
const faults = (listing: { faults: readonly FileFault[] }) => listing.faults.map(({ fault, path }) => `${path}: ${fault}`);

it('finds what is in a folder that has come since, before it is listed', () => {
  const site = temporaryFolder();
  const files = diskFiles(site);
  expect([files.has('posts/a.md'), files.walk('posts').files]).toEqual([false, []]);
  writeTree(site, { 'posts/a.md': 'A' });
  expect([files.has('posts/a.md'), text(files.read('posts/a.md'))]).toEqual([true, 'A']);
});

describe('links', () => {
  it('follows a top folder that is a link, and links inside that stay inside', () => {
    const notes = temporaryFolder({ 'a.md': 'A', 'img/x.png': 'X' });
    symlinkSync('a.md', join(notes, 'b.md'));
    symlinkSync('img', join(notes, 'pictures'));
    const site = temporaryFolder();
    symlinkSync(notes, join(site, 'posts'));
    const files = diskFiles(site);
    expect(files.walk('posts')).toEqual({ files: ['posts/a.md', 'posts/b.md', 'posts/img/x.png', 'posts/pictures/x.png'], faults: [] });
    for (const path of files.walk('posts').files) expect(files.has(path)).toBe(true);
    expect(text(files.read('posts/b.md'))).toBe('A');
    expect(text(files.read('posts/pictures/x.png'))).toBe('X');
    expect(files.locate('posts/pictures/x.png')).toBe(join(notes, 'img/x.png'));
  });

  it('does not follow a link that leads out of its top folder', () => {
    const elsewhere = temporaryFolder({ 'secret.md': 'secret', 'folder/secret.md': 'secret' });
    const site = temporaryFolder({ 'posts/a.md': '', 'pages/about.md': 'about' });
    symlinkSync(join(elsewhere, 'secret.md'), join(site, 'posts/file.md'));
    symlinkSync(join(elsewhere, 'folder'), join(site, 'posts/folder'));
    symlinkSync('../pages/about.md', join(site, 'posts/neighbour.md'));
    const files = diskFiles(site);
    const check = () => {
      for (const path of ['posts/file.md', 'posts/folder/secret.md', 'posts/neighbour.md']) {
        expect(text(files.read(path))).toBe('leads-outside');
        expect(text(files.head(path, 3))).toBe('leads-outside');
        expect(files.has(path)).toBe(false);
        expect(files.locate(path)).toMatchObject({ fault: 'leads-outside', path });
      }
    };
    check();
    expect(files.walk('posts').files).toEqual(['posts/a.md']);
    expect(faults(files.walk('posts'))).toEqual([
      'posts/file.md: leads-outside',
      'posts/folder: leads-outside',
      'posts/neighbour.md: leads-outside',
    ]);
    check();
    expect(files.walk('posts/folder')).toEqual({ files: [], faults: [{ fault: 'leads-outside', path: 'posts/folder', detail: 'ELOOP' }] });
  });

  it('is not fooled by a folder whose name begins like the top folder', () => {
    const site = temporaryFolder({ 'posts/a.md': '', 'posts-old/b.md': 'b' });
    symlinkSync('../posts-old/b.md', join(site, 'posts/b.md'));
    expect(faults(diskFiles(site).walk('posts'))).toEqual(['posts/b.md: leads-outside']);
  });

  it('does not run in a circle', () => {
    const site = temporaryFolder({ 'posts/a/x.md': '', 'posts/b/y.md': '' });
    symlinkSync('..', join(site, 'posts/a/up'));
    symlinkSync('../b', join(site, 'posts/a/b'));
    symlinkSync('../a', join(site, 'posts/b/a'));
    symlinkSync('self.md', join(site, 'posts/self.md'));
    const files = diskFiles(site);
    const listing = files.walk('posts');
    expect(listing.files).toEqual(['posts/a/b/y.md', 'posts/a/x.md', 'posts/b/a/x.md', 'posts/b/y.md']);
    expect(faults(listing)).toEqual([
      'posts/a/b/a: link-loop',
      'posts/a/up: link-loop',
      'posts/b/a/b: link-loop',
      'posts/b/a/up: link-loop',
      'posts/self.md: link-loop',
    ]);
    expect(text(files.read('posts/self.md'))).toBe('link-loop');
  });

  it('ends soon where links multiply', () => {
    const site = temporaryFolder({ 'posts/d40/x.md': '' });
    for (let i = 0; i < 40; i++) {
      mkdirSync(join(site, `posts/d${i}`));
      for (const name of ['a', 'b']) symlinkSync(`../d${i + 1}`, join(site, `posts/d${i}/${name}`));
    }
    const listing = diskFiles(site).walk('posts');
    expect(listing.files.length).toBeLessThan(100);
    expect(listing.faults.every(({ fault }) => fault === 'link-loop')).toBe(true);
  });

  it('says so if a link leads nowhere: a notes folder may have been unplugged', () => {
    const site = temporaryFolder({ 'pages/a.md': '' });
    symlinkSync('/nowhere/notes', join(site, 'posts'));
    symlinkSync('gone.md', join(site, 'pages/b.md'));
    expect(faults(diskFiles(site).walk('posts'))).toEqual(['posts: missing']);
    expect(faults(diskFiles(site).walk('pages'))).toEqual(['pages/b.md: missing']);
  });

  it('sees a file that has become a link since', () => {
    const site = temporaryFolder({ 'posts/a.md': 'A', 'secret.md': 'secret' });
    const files = diskFiles(site);
    expect(text(files.read('posts/a.md'))).toBe('A');
    rmSync(join(site, 'posts/a.md'));
    symlinkSync('../secret.md', join(site, 'posts/a.md'));
    expect(text(files.read('posts/a.md'))).toBe('leads-outside');
  });
});

describe('what is no file', () => {
  it.skipIf(process.platform === 'win32')('does not wait for a pipe', () => {
    const site = temporaryFolder({ 'posts/a.md': '' });
    execFileSync('mkfifo', [join(site, 'posts/pipe.md')]);
    const files = diskFiles(site);
    expect(files.walk('posts').faults).toEqual([{ fault: 'not-a-file', path: 'posts/pipe.md', detail: 'FIFO' }]);
    expect(text(files.read('posts/pipe.md'))).toBe('not-a-file');
    expect(files.has('posts/pipe.md')).toBe(false);
  });

  it('takes a folder named like a post for a folder', () => {
    expect(diskFiles(temporaryFolder({ 'posts/a.md/b.md': '' })).walk('posts')).toEqual({ files: ['posts/a.md/b.md'], faults: [] });
  });
});

describe('names', () => {
  it.skipIf(process.platform !== 'linux')('says that a name is not UTF-8', () => {
    const site = temporaryFolder({ 'posts/a.md': '' });
    writeFileSync(Buffer.concat([Buffer.from(join(site, 'posts/')), Buffer.from([0xc4, 0xe3, 0x2e, 0x6d, 0x64])]), '');
    expect(diskFiles(site).walk('posts')).toMatchObject({ files: ['posts/a.md'], faults: [{ fault: 'bad-name', detail: 'encoding' }] });
  });

  it.skipIf(process.platform !== 'linux')('shows one of two names that look the same', () => {
    const site = temporaryFolder({ 'posts/\u00e9.md': 'composed', 'posts/e\u0301.md': 'decomposed' });
    const files = diskFiles(site);
    expect(files.walk('posts')).toEqual({
      files: ['posts/\u00e9.md'],
      faults: [{ fault: 'twin-name', path: 'posts/\u00e9.md', detail: 'e\u0301.md' }],
    });
    expect(text(files.read('posts/\u00e9.md'))).toBe('composed');
  });

  it('sees what has changed when a folder is listed again', () => {
    const site = temporaryFolder({ 'posts/e\u0301.md': '1' });
    const files = diskFiles(site);
    expect(files.walk('posts').files).toEqual(['posts/\u00e9.md']);
    rmSync(join(site, 'posts'), { recursive: true });
    expect(files.walk('posts').files).toEqual([]);
    writeTree(site, { 'posts/sub/\u00e9.md': '2' });
    expect(files.walk('posts').files).toEqual(['posts/sub/\u00e9.md']);
    expect(text(files.read('posts/sub/\u00e9.md'))).toBe('2');
  });
});

describe('permissions', () => {
  it.skipIf(process.platform === 'win32')('says what may not be read', () => {
    const site = temporaryFolder({ 'posts/a.md': '', 'posts/closed/b.md': '', 'posts/c.md': '' });
    chmodSync(site, 0o755);
    chmodSync(join(site, 'posts/a.md'), 0);
    chmodSync(join(site, 'posts/closed'), 0);
    asNobody(() => {
      const files = diskFiles(site);
      expect(text(files.read('posts/a.md'))).toBe('unreadable');
      expect(files.has('posts/a.md')).toBe(true);
      expect(text(files.read('posts/closed/b.md'))).toBe('unreadable');
      expect(files.walk('posts')).toEqual({
        files: ['posts/a.md', 'posts/c.md'],
        faults: [{ fault: 'unreadable', path: 'posts/closed', detail: 'EACCES' }],
      });
    });
    chmodSync(join(site, 'posts/closed'), 0o755);
  });
});

describe('states', () => {
  it('has none of a file whose folder was replaced by a file since it was listed', () => {
    const site = temporaryFolder({ 'posts/trip/a.md': 'A' });
    const files = diskFiles(site);
    expect(files.walk('posts').files).toEqual(['posts/trip/a.md']);
    expect(files.stamp('posts/trip/a.md')).not.toBe('');
    rmSync(join(site, 'posts/trip'), { recursive: true });
    writeTree(site, { 'posts/trip': 'a file' });
    expect([files.stamp('posts/trip/a.md'), files.state('posts/trip/a.md')]).toEqual(['', null]);
  });
});

/** Root may read everything: for a moment it is someone else. */
function asNobody(work: () => void): void {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  try {
    work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
