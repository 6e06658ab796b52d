// The compiled CLI as a process: signals, broken pipes, colours, the preview's end. What `run` alone cannot show.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filesIn, inkstone, writeTree } from '../support/site.js';
import { cli } from '../support/tools.js';

const folder = mkdtempSync(join(tmpdir(), 'inkstone-process-'));
const env = { PATH: process.env['PATH'] ?? '', HOME: folder, LANG: 'en_US.UTF-8' };
let program: string;

beforeAll(async () => {
  program = await cli();
  const posts = Array.from({ length: 400 }, (_, i) => [
    `posts/p${i}.md`,
    `---\ntitle: Post ${i}\ndate: 2026-01-02\ntags: [a]\n---\n\nText ${i}.\n`,
  ]);
  writeTree(folder, Object.fromEntries(posts));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a build that is asked to stop', () => {
  test.each([
    ['SIGINT', 130, '1'],
    ['SIGTERM', 143, '1'],
    ['SIGINT', 130, '2'],
  ] as const)('by %s ends with %i and leaves whole files (threads: %s)', async (signal, code, threads) => {
    const child = spawn(process.execPath, [program, 'build', '--threads', threads], { cwd: folder, env, stdio: 'ignore' });
    // While it reads: the lock is there.
    while (child.exitCode === null && !existsSync(join(folder, '.inkstone/lock'))) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill(signal);
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(code);
    const published = existsSync(join(folder, 'public')) ? filesIn(join(folder, 'public')) : [];
    const torn = published.filter(
      (file) => file.endsWith('.html') && !/<\/html>\s*$/.test(readFileSync(join(folder, 'public', file), 'utf8')),
    );
    expect(torn).toEqual([]);
    expect((await inkstone(program, ['build'], { cwd: folder })).exit).toBe(0);
  });
});

test('a reader that goes away is no error: the build goes on and nothing is said of it', async () => {
  const child = spawn(process.execPath, [program, 'build', '--json', '--strict'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect([code, err]).toEqual([0, '']);
});

test('a pipe gets no colour and no progress line, FORCE_COLOR gives colour', async () => {
  const plain = await inkstone(program, ['build'], { cwd: folder });
  expect(plain.out + plain.err).not.toMatch(/\u001b|\r/);
  expect((await inkstone(program, ['build'], { cwd: folder, env: { FORCE_COLOR: '1' } })).out).toMatch(/\u001b\[32m/);
});

describe('a config that', () => {
  const site = join(folder, 'config');
  beforeAll(() => writeTree(site, { 'posts/a.md': 'Text.\n' }));

  test('prints, or leaves a timer behind, spoils no output and does not keep the build from ending', async () => {
    writeTree(site, { 'inkstone.config.mjs': "console.log('hello');\nsetInterval(() => {}, 1000);\nexport default {};\n" });
    const { exit, out, err } = await inkstone(program, ['build', '--json'], { cwd: site });
    expect([exit, err]).toEqual([0, 'hello\n']);
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { code: string }).code),
    ).toEqual(['no-site-url']);
  });

  test('ends the process is an error: nothing was published', async () => {
    writeTree(site, { 'inkstone.config.mjs': '\nprocess.exit(0);\n' });
    const { exit, err } = await inkstone(program, ['build', '--quiet'], { cwd: site });
    expect(exit).toBe(1);
    expect(err).toContain('inkstone.config.mjs  error  The config stopped with an error: the process was ended with code 0');
  });
});

test('a config that cannot be read shows no stack, and --version needs no site', async () => {
  const broken = await inkstone(program, ['build', '--config', 'posts'], { cwd: folder });
  expect(broken).toMatchObject({ exit: 1, err: expect.stringContaining('config-unreadable') as string });
  expect(broken.err).not.toMatch(/\n\s+at /);
  expect(await inkstone(program, ['--version'], { cwd: tmpdir() })).toMatchObject({
    exit: 0,
    out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
    err: '',
  });
});

test('the preview serves the site, and Ctrl-C ends it at once', async () => {
  const child = spawn(process.execPath, [program, 'dev', '--port', String(await freePort())], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    while (!out.includes('Preview at')) {
      expect(child.exitCode).toBe(null);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const url = /http:\/\/localhost:(\d+)\//.exec(out)![0];
    const page = await fetch(`${url}posts/p7/`, { headers: { accept: 'text/html' } });
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Text 7.')]);
    const closed = new Promise((resolve) => child.on('close', resolve));
    child.kill('SIGINT');
    expect(await closed).toBe(0);
  } finally {
    child.kill('SIGKILL');
  }
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
