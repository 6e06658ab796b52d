// Golden sites: `tests/sites/NAME/input` is built on a real disk, and the whole output folder and all that is said are
// compared with `expected`, byte for byte. `UPDATE=1 npx vitest run tests/golden.test.ts` writes what is expected anew.
// The plain theme of `support/blog.ts` lies under each site, so that a change of design changes nothing here; the files of
// the built-in theme are compared by name alone.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildSite } from '../src/project.js';
import { inWords, plainTheme } from './support/blog.js';
import { root } from './support/folders.js';
import { readTree, temporaryFolder, writeTree, type Tree } from './support/temporary.js';

const sites = join(root, 'tests', 'sites');

describe.each(readdirSync(sites))('%s', (name) => {
  const expected = join(sites, name, 'expected');

  test('gives what is expected', async () => {
    const folder = temporaryFolder();
    cpSync(join(sites, name, 'input'), folder, { recursive: true });
    for (const [path, text] of Object.entries(plainTheme)) addTemplate(join(folder, 'templates', path), text);
    const { published, diagnostics } = await buildSite({ root: folder, flags: {}, now: Date.UTC(2026, 0, 1) });
    expect(published).toBe(true);
    const output = withoutTheme(readTree(join(folder, 'public')));
    const actual = { ...output, 'said.txt': diagnostics.map((one) => `${inWords(one)}\n`).join('') };
    if (process.env['UPDATE'] === '1') replace(expected, actual);
    expect(actual).toEqual(readTree(expected));
  });
});

function addTemplate(path: string, text: string): void {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Names instead of contents for what comes with Inkstone. */
function withoutTheme(tree: Tree): Tree {
  const own = new Set(['assets/plain.css', 'assets/own.css']);
  return Object.fromEntries(
    Object.entries(tree).map(([path, text]) => [path, path.startsWith('assets/') && !own.has(path) ? '(comes with Inkstone)\n' : text]),
  );
}

function replace(folder: string, tree: Tree): void {
  rmSync(folder, { recursive: true, force: true });
  writeTree(folder, tree);
}
