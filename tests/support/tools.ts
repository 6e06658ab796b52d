// What tests need from outside, found or installed when first asked for: the compiled package, Java, Chromium with fonts,
// the Nu checker, other Nodes. Everything lands in `node_modules/.cache/inkstone-test/`; system packages are installed on
// Debian as root only. What cannot be had is said, and the test skipped; with CI=true a skip is a failure.
import { execFile } from 'node:child_process';
import { accessSync, constants, cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { inject, type TestContext } from 'vitest';
import { cache, root, runFolder } from './folders.js';
import { withLock } from './lock.js';

const run = promisify(execFile);

/** Folder of the package as it would be published, compiled once in a run of the suite; the set-up removes it at the end. */
export async function packageFolder(): Promise<string> {
  const folder = runFolder(inject('runId'));
  const done = join(folder, 'complete');
  await withLock(`${folder}.lock`, async () => {
    if (existsSync(done)) return;
    await run(process.execPath, ['compile.mjs', join(folder, 'package', 'dist')], { cwd: root });
    for (const name of ['templates', 'docs', 'package.json', 'CHANGELOG.md', 'README.md', 'LICENSE']) {
      cpSync(join(root, name), join(folder, 'package', name), { recursive: true });
    }
    writeFileSync(done, '');
  });
  return join(folder, 'package');
}

/** The compiled CLI. */
export async function cli(): Promise<string> {
  return join(await packageFolder(), 'dist', 'cli.js');
}

export function java(test: TestContext): Promise<string> {
  return needed(test, () => program('java', ['java'], ['default-jre-headless'], 'a Java runtime (version 11 or newer)'));
}

/** Chromium with fonts for Chinese. */
export function chromium(test: TestContext): Promise<string> {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  return needed(test, async () => {
    const path = await program('chromium', names, ['chromium', 'fonts-noto-cjk'], 'Chromium and a Chinese font (Noto Sans CJK)');
    // Without a Chinese font every character is a box, and what a test measures means nothing.
    await bringFont();
    return path;
  });
}

/** Cards are drawn with a font of the system that has Chinese characters. */
export async function chineseFont(test: TestContext): Promise<void> {
  await needed(test, async () => (await bringFont(), ''));
}

async function bringFont(): Promise<void> {
  if (isDebian() && !existsSync('/usr/share/fonts/opentype/noto')) await install('fonts', ['fonts-noto-cjk'], 'the font Noto Sans CJK');
}

/** Loudly; with CI=true it is a failure. */
export function skip(test: TestContext, why: string): never {
  if (process.env['CI'] === 'true') throw new Error(`${test.task.name}: ${why}`);
  console.warn(`\nSKIPPED: ${test.task.name}\n  ${why}\n`);
  return test.skip(why);
}

/** The Nu HTML checker: the path of its jar. Its package brings an install script that downloads Java; it is never run. */
export function vnu(test: TestContext): Promise<string> {
  return needed(test, async () => {
    const folder = await npmPackage('vnu-jar@26.9.27');
    return join(folder, 'build', 'dist', 'vnu.jar');
  });
}

/** Another Node, from the npm packages that hold nothing but its program. */
export function nodeVersion(test: TestContext, major: number): Promise<string> {
  return needed(test, async () => {
    if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
    const system = process.platform === 'win32' ? 'win' : process.platform;
    const folder = await npmPackage(`node-${system}-${process.arch}@${major}`);
    return join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  });
}

class Missing extends Error {}

async function needed(test: TestContext, find: () => Promise<string>): Promise<string> {
  try {
    return await find();
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    return skip(test, error.message);
  }
}

async function program(name: string, candidates: readonly string[], packages: readonly string[], what: string): Promise<string> {
  return findProgram(candidates) ?? (await install(name, packages, what), findProgram(candidates)) ?? missing(what);
}

function findProgram(names: readonly string[]): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // The next one.
      }
    }
  }
  return null;
}

function missing(what: string): never {
  throw new Missing(`This test needs ${what}. Install it and run the tests again.`);
}

function isDebian(): boolean {
  return existsSync('/etc/debian_version');
}

async function install(name: string, packages: readonly string[], what: string): Promise<void> {
  if (!isDebian() || process.getuid?.() !== 0) missing(what);
  // One lock for all: apt refuses to work twice at once.
  await withLock(join(cache, 'apt.lock'), async () => {
    const done = join(cache, `apt-${name}`);
    if (existsSync(done)) return;
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update'], { env, maxBuffer: 1e8 });
    await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env, maxBuffer: 1e8 });
    writeFileSync(done, '');
  });
}

/** Installs one npm package into a folder of its own, without running its scripts, and gives the package's folder. */
async function npmPackage(spec: string): Promise<string> {
  const name = spec.slice(0, spec.lastIndexOf('@'));
  const prefix = join(cache, spec.replace(/[^\w.-]+/g, '-'));
  const folder = join(prefix, 'node_modules', name);
  const done = join(prefix, 'complete');
  await withLock(`${prefix}.lock`, async () => {
    if (existsSync(done)) return;
    mkdirSync(prefix, { recursive: true });
    writeFileSync(join(prefix, 'package.json'), '{"private":true}\n');
    try {
      await run('npm', ['install', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund', '--prefix', prefix, spec], { cwd: prefix });
    } catch (error) {
      throw new Missing(`This test needs the npm package ${spec}, which could not be fetched: ${String(error).slice(0, 300)}`);
    }
    if (readdirSync(folder).length > 0) writeFileSync(done, '');
  });
  return folder;
}
