// One look at the files of a site, from which it is opened.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { asSeen, lookAt, restPaths, sourcePaths, together } from '../../../src/dev/scan.js';
import { diskFiles } from '../../../src/files/disk.js';
import { temporaryFolder } from '../../support/temporary.js';

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
