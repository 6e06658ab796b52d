// One look at the files of a site, from which it is opened.
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { asSeen, differences, lookAt, restPaths, sourcePaths, takePicture, together } from '../../../src/dev/scan.js';
import { diskFiles } from '../../../src/files/disk.js';
import { temporaryFolder, writeTree } from '../../support/temporary.js';

test('the files as they were seen are those of the disk, until something changes', () => {
  const root = temporaryFolder({
    'inkstone.config.yaml': 'title: Blog',
    'posts/a.md': 'A',
    'posts/.hidden.md': 'B',
    'pages/about.md': 'C',
    'data/x.yaml': 'a: 1',
    'static/.well-known/x': 'D',
    'templates/post.njk': 'E',
  });
  const disk = diskFiles(root);
  const look = together(lookAt(root, restPaths), lookAt(root, sourcePaths));
  const seen = asSeen(disk, look);
  const folders = [['posts'], ['pages'], ['data'], ['templates'], ['static', true], ['static', false]] as const;
  for (const [folder, hidden] of folders) expect(seen.walk(folder, hidden)).toEqual(disk.walk(folder, hidden));
  expect([...look.picture.keys()].sort()).toEqual(
    ['data/x.yaml', 'inkstone.config.yaml', 'pages/about.md', 'posts/a.md', 'static/.well-known/x', 'templates/post.njk'].sort(),
  );
  const before = disk.stamp('posts/a.md');
  writeFileSync(join(root, 'posts/a.md'), 'Longer');
  writeFileSync(join(root, 'posts/b.md'), 'New');
  expect([seen.walk('posts').files, seen.stamp('posts/a.md')]).toEqual([['posts/a.md'], before]);
  expect([disk.walk('posts').files, disk.stamp('posts/a.md') === before]).toEqual([['posts/a.md', 'posts/b.md'], false]);
});

test('what came and went between two looks: files, new folders, and the folder of what is no file', () => {
  const root = temporaryFolder({ 'posts/a.md': 'A', 'posts/b.md': 'B' });
  let before = takePicture(root, sourcePaths);
  const news = (): readonly string[] => {
    const now = takePicture(root, sourcePaths);
    const found = differences(before, now);
    before = now;
    return [...found].sort();
  };
  expect(news()).toEqual([]);
  writeTree(root, { 'posts/a.md': 'Longer', 'posts/sub/c.md': 'C', 'pages/about.md': 'D' });
  rmSync(join(root, 'posts/b.md'));
  expect(news()).toEqual(['pages', 'pages/about.md', 'posts/a.md', 'posts/b.md', 'posts/sub', 'posts/sub/c.md']);
  symlinkSync('nowhere', join(root, 'posts/sub/lost.md'));
  expect(news()).toEqual(['posts/sub']);
  expect(news()).toEqual([]);
  rmSync(join(root, 'posts/sub/lost.md'));
  expect(news()).toEqual(['posts/sub']);
});
