// What people get: the packed package, installed into an empty folder, makes a site and builds it, under every Node that
// is supported, with the same bytes.
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTheme, type KnownTemplates } from '../../src/build/open-theme.js';
import { diskFiles } from '../../src/files/disk.js';
import { codeOf, openProgram } from '../../src/load.js';
import { root } from '../support/folders.js';
import { filesIn, inkstone, picture } from '../support/site.js';
import { nodeVersion, packageFolder } from '../support/tools.js';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'inkstone-pack-'));
const installed = join(folder, 'home', 'node_modules', 'inkstone');
const program = join(installed, 'dist', 'cli.js');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

beforeAll(async () => {
  const home = join(folder, 'home');
  mkdirSync(home);
  writeFileSync(join(home, 'package.json'), '{"private":true}\n');
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: await packageFolder() });
  const tarball = join(folder, `inkstone-${version}.tgz`);
  await run('npm', ['install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', tarball], { cwd: home });
  expect((await inkstone(program, ['init', 'site'], { cwd: folder })).exit).toBe(0);
  mkdirSync(join(folder, 'sample'));
  for (const name of ['posts', 'pages', 'static', 'data', 'inkstone.config.ts'])
    cpSync(join(root, name), join(folder, 'sample', name), { recursive: true });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the packed package', () => {
  test('brings what it needs, and nothing of the workshop', () => {
    const files = filesIn(installed);
    expect(files).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'README.md',
        'CHANGELOG.md',
        'dist/cli.js',
        'dist/index.js',
        'dist/licenses.txt',
        'dist/theme.json',
        'dist/types/index.d.ts',
        'docs/config.md',
        'docs/theming.md',
        'package.json',
        'templates/base.njk',
      ]),
    );
    expect(
      files.filter((file) => !/^(?:dist|templates)\/|^docs\/\w+\.md$|^(?:LICENSE|README\.md|CHANGELOG\.md|package\.json)$/.test(file)),
    ).toEqual([]);
    const packages = readdirSync(join(folder, 'home', 'node_modules')).filter((name) => !name.startsWith('.'));
    expect(packages.sort()).toEqual(['@pagefind', 'highlight.js', 'inkstone', 'jiti', 'pagefind']);
  });

  test('brings what V8 has made of it, which may also be damaged or for another version', () => {
    const names = readdirSync(join(installed, 'dist', 'program'));
    const path = join(
      installed,
      'dist',
      'program',
      names.find((name) => name.endsWith('.cjs'))!,
    );
    expect(openProgram(path).script.cachedDataRejected).toBe(false);
    // It is read so: 年 in a regular expression would be three other characters.
    expect(readFileSync(path, 'latin1')).toMatch(/^[\0-\x7f]*$/);
    const code = readFileSync(codeOf(path));
    const damages = [code.subarray(0, 5000), code.map((byte, at) => (at % 1000 === 500 ? byte ^ 255 : byte))];
    for (const [nth, damaged] of damages.entries()) {
      const copy = join(folder, `program${nth}.cjs`);
      // As long as it was, but another text: else V8 takes what it has of the first.
      writeFileSync(copy, readFileSync(path, 'latin1').replace('// src/', `// s${nth}c/`), 'latin1');
      writeFileSync(codeOf(copy), damaged);
      const { script, run } = openProgram(copy);
      expect(script.cachedDataRejected).not.toBe(false);
      expect(Object.keys(run())).toContain('cli');
    }
  });

  test('brings its theme compiled, for every site without templates of its own', () => {
    const { templates } = JSON.parse(readFileSync(join(installed, 'dist/theme.json'), 'utf8')) as { templates: KnownTemplates };
    const folders = [
      { files: diskFiles(join(folder, 'site')), folder: 'templates' },
      { files: diskFiles(installed, 'inkstone/'), folder: 'templates' },
    ];
    const config = { theme: null, url: 'https://example.com', base: '/blog/' };
    const { value, diagnostics } = openTheme(folders, config, null, [templates]);
    expect(diagnostics).toEqual([]);
    expect(value.templates).toBe(templates);
    expect(openTheme(folders, config).value.templates).toEqual(templates);
  });

  test('puts the command in its place', async () => {
    const command = join(folder, 'home', 'node_modules', '.bin', process.platform === 'win32' ? 'inkstone.cmd' : 'inkstone');
    expect((await run(command, ['--version'])).stdout.trim()).toBe(version);
  });

  test.for([20, 22, 24])('builds the same bytes under Node %i', { timeout: 300_000 }, async (major, context) => {
    const node = await nodeVersion(context, major);
    for (const site of ['site', 'sample']) {
      const first = join(folder, `${site}-first`);
      const out = join(folder, `${site}-${major}`);
      const said = await inkstone(program, ['build', '--out', out], { cwd: join(folder, site), node });
      expect(said).toMatchObject({ exit: 0 });
      expect(existsSync(join(out, 'index.html'))).toBe(true);
      if (!existsSync(first)) cpSync(out, first, { recursive: true });
      expect(picture(out)).toEqual(picture(first));
    }
  });
});
