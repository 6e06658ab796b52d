// A folder for one test, removed after it.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

export type Tree = Record<string, string>;

/** `atEnd`: of the test itself where several run at once. */
export function temporaryFolder(tree: Tree = {}, atEnd: (work: () => void) => void = onTestFinished): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'inkstone-test-')));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  writeTree(folder, tree);
  return folder;
}

export function writeTree(folder: string, tree: Tree): void {
  for (const [path, content] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Every file below a folder with its text, sorted; links and empty folders are shown as what they are. */
export function readTree(folder: string, start = ''): Tree {
  const tree: Tree = {};
  const entries = readdirSync(join(folder, start), { withFileTypes: true });
  if (entries.length === 0 && start !== '') return { [start]: '(empty folder)' };
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = start + entry.name;
    if (entry.isDirectory()) Object.assign(tree, readTree(folder, `${path}/`));
    else tree[path] = entry.isFile() ? readFileSync(join(folder, path), 'utf8') : '(not a file)';
  }
  return tree;
}
