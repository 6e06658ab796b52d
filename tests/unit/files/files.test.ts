// One spec for `Files`, run against the disk and against memory.
import { describe, expect, it } from 'vitest';
import type { FileFault, Files } from '../../../src/model/files.js';
import { diskFiles } from '../../../src/files/disk.js';
import { memoryFiles } from '../../../src/files/memory.js';
import { temporaryFolder, type Tree } from '../../support/temporary.js';

const kinds: [string, (tree: Tree) => Files][] = [
  ['on the disk', (tree) => diskFiles(temporaryFolder(tree))],
  ['in memory', (tree) => memoryFiles(tree)],
];

const text = (bytes: Uint8Array | FileFault) => (bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : bytes.fault);

describe.each(kinds)('files %s', (_, open) => {
  it('lists all files below a folder by code point of the whole path', () => {
    const files = open({
      'posts/b.md': '',
      'posts/a/z.md': '',
      'posts/a-b.md': '',
      'posts/a.md': '',
      'posts/中.md': '',
      'posts/𠀀.md': '',
      'posts/Z.md': '',
      'pages/x.md': '',
    });
    expect(files.walk('posts')).toEqual({
      files: ['posts/Z.md', 'posts/a-b.md', 'posts/a.md', 'posts/a/z.md', 'posts/b.md', 'posts/中.md', 'posts/𠀀.md'],
      faults: [],
    });
    expect(files.walk('posts/a').files).toEqual(['posts/a/z.md']);
    expect(files.walk('').files.at(0)).toBe('pages/x.md');
  });

  it('finds nothing in a folder that does not exist', () => {
    expect(open({ 'a.md': '' }).walk('posts')).toEqual({ files: [], faults: [] });
    expect(open({ 'a.md': '' }).walk('posts/deep/er')).toEqual({ files: [], faults: [] });
  });

  it('does not take a file for a folder, nor a folder for a file', () => {
    const files = open({ posts: 'not a folder', 'pages/a.md': '' });
    expect(files.walk('posts')).toEqual({ files: [], faults: [{ fault: 'missing', path: 'posts', detail: 'ENOTDIR' }] });
    expect(text(files.read('pages'))).toBe('not-a-file');
    expect(text(files.read('posts/a.md'))).toBe('missing');
    expect(files.has('pages')).toBe(false);
  });

  it('leaves hidden names out, and with `hidden` only what tools strew about', () => {
    const files = open({
      'static/.well-known/x': '',
      'static/.nojekyll': '',
      'static/.DS_Store': '',
      'static/.git/HEAD': '',
      'static/._a.png': '',
      'static/.a.md.swp': '',
      'static/a.png': '',
    });
    expect(files.walk('static').files).toEqual(['static/a.png']);
    expect(files.walk('static', true).files).toEqual(['static/.nojekyll', 'static/.well-known/x', 'static/a.png']);
    expect(text(files.read('static/.nojekyll'))).toBe('');
    expect(files.has('static/.nojekyll')).toBe(false);
  });

  it.each([
    ['posts/a.md', 'hello'],
    ['posts/中文 file.md', '你好'],
    ['posts/none.md', 'missing'],
    ['posts/../posts/a.md', 'leads-outside'],
    ['../a.md', 'leads-outside'],
    ['/etc/passwd', 'leads-outside'],
    ['posts//a.md', 'leads-outside'],
    ['./posts/a.md', 'leads-outside'],
    ['posts/', 'leads-outside'],
    ['posts\\a.md', 'bad-name'],
    ['posts/a\0.md', 'bad-name'],
    ['posts/\ud800.md', 'bad-name'],
    ['', 'not-a-file'],
  ])('reads %j as %s', (path, expected) => {
    const files = open({ 'posts/a.md': 'hello', 'posts/中文 file.md': '你好' });
    expect(text(files.read(path))).toBe(expected);
    expect(text(files.head(path, 100))).toBe(expected);
    expect(files.has(path)).toBe(expected === 'hello' || expected === '你好');
  });

  it('reads the beginning of a file', () => {
    const files = open({ 'a.png': '0123456789' });
    expect(text(files.head('a.png', 4))).toBe('0123');
    expect(text(files.head('a.png', 40))).toBe('0123456789');
  });

  it('shows NFC whatever the form on the disk', () => {
    const files = open({ ['posts/cafe\u0301/re\u0301sume\u0301.md']: 'text' });
    expect(files.walk('posts').files).toEqual(['posts/caf\u00e9/r\u00e9sum\u00e9.md']);
    expect(text(files.read('posts/caf\u00e9/r\u00e9sum\u00e9.md'))).toBe('text');
    expect(files.has('posts/caf\u00e9/r\u00e9sum\u00e9.md')).toBe(true);
  });

  it('opens such a name without having listed its folder', () => {
    const files = open({ ['posts/cafe\u0301/re\u0301sume\u0301.md']: 'text' });
    expect(text(files.read('posts/caf\u00e9/r\u00e9sum\u00e9.md'))).toBe('text');
    expect(text(files.read('posts/caf\u00e9/none\u00e9.md'))).toBe('missing');
  });

  it('says which names cannot be published', () => {
    const files = open({ 'posts/a\\b.md': '', 'posts/a\nb.md': '', 'posts/a\x9bb.md': '', 'posts/fine.md': '' });
    expect(files.walk('posts')).toEqual({
      files: ['posts/fine.md'],
      faults: [
        { fault: 'bad-name', path: 'posts/a\\b.md', detail: 'backslash' },
        { fault: 'bad-name', path: 'posts/a\ufffdb.md', detail: 'control-character' },
        { fault: 'bad-name', path: 'posts/a\ufffdb.md', detail: 'control-character' },
      ],
    });
  });

  it('refuses to list a folder outside', () => {
    expect(open({}).walk('../x')).toEqual({ files: [], faults: [{ fault: 'leads-outside', path: '../x', detail: 'EINVAL' }] });
  });
});
