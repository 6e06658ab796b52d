// A day's session in the terminal, with the compiled program: every line that it says.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { get, until } from '../support/preview.js';
import { temporaryFolder, writeTree } from '../support/temporary.js';
import { cli } from '../support/tools.js';

interface Session {
  readonly child: ChildProcess;
  readonly port: number;
  /** All output so far; milliseconds and the port stand as N. */
  said(): string;
  end(): Promise<number | null>;
}

async function start(root: string, args: readonly string[] = [], port?: number, browser = 'none'): Promise<Session> {
  const wanted = port ?? (await freePort());
  const child = spawn(process.execPath, [await cli(), 'dev', '--port', String(wanted), ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'], LANG: 'en_US.UTF-8', BROWSER: browser },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (text += part.toString()));
  const exit = new Promise<number | null>((resolve) => child.on('close', resolve));
  await until(() => text.includes('Ctrl-C') || child.exitCode !== null, 20);
  return {
    child,
    port: Number(/localhost:(\d+)/.exec(text)?.[1]),
    said: () =>
      text
        .replace(/\d+\.\d\d s/g, 'N s')
        .replace(/\b\d+ ms/g, 'N ms')
        .replace(/localhost:\d+/g, 'localhost:N'),
    end: () => (child.kill('SIGINT'), exit),
  };
}

const site = {
  'inkstone.config.yaml': 'title: Blog\nurl: https://example.com\nlang: en\ntimezone: UTC\n',
  'posts/a.md': '---\ntitle: A\n---\nText.\n',
  'posts/draft.md': '---\ntitle: Not yet\ndraft: true\n---\nText.\n',
};

test('a session is quiet: one line a change, what is wrong once, nothing at the end', async () => {
  const root = temporaryFolder(site);
  const session = await start(root);
  const step = async (change: () => void, line: string) => {
    change();
    await until(() => session.said().includes(line)).catch((error: unknown) => {
      throw new Error(`${line} is not among\n${session.said()}`, { cause: error });
    });
  };
  // The address is said before anything is read: what changes before that is no update.
  await get(session.port, '/posts/a/');
  await step(() => writeFileSync(join(root, 'posts/a.md'), 'Edited.'), 'posts/a.md → /posts/a/ N ms');
  await step(() => writeFileSync(join(root, 'posts/b.md'), 'A [link](nowhere.md).'), 'missing-link');
  await step(() => renameSync(join(root, 'posts/b.md'), join(root, 'posts/c.md')), 'posts/c.md → /posts/c/');
  await step(() => rmSync(join(root, 'posts/c.md')), 'posts/c.md → removed');
  await step(() => writeTree(root, { 'templates/post.njk': '{{ post.titel }}' }), 'template-unknown-name');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await step(
    () => writeTree(root, { 'data/x.yaml': '[1]', 'templates/post.njk': '<title>{{ post.title }}</title>' }),
    'data/x.yaml and 1 more',
  );
  // What a name holds must not reach the terminal as a command.
  await step(() => writeTree(root, { 'static/\x1b[31mred.txt': 'Text.' }), 'bad-file-name');
  expect(session.said()).not.toContain('\x1b');
  expect(await session.end()).toBe(0);
  const lines = session
    .said()
    .split('\n')
    .filter((line) => / N m?s/.test(line) || line.includes('  error  ') || line.includes('  warning  '));
  expect(lines.filter((line, i) => line !== lines[i - 1])).toMatchInlineSnapshot(`
    [
      "posts/a.md → /posts/a/ N ms",
      "posts/b.md → /posts/b/ N ms",
      "posts/b.md:1:1  warning  The link “nowhere.md” leads nowhere in this site  missing-link",
      "posts/c.md → /posts/c/ N ms",
      "posts/c.md:1:1  warning  The link “nowhere.md” leads nowhere in this site  missing-link",
      "posts/c.md → removed N ms",
      "templates/post.njk N ms",
      "templates/post.njk:1:9  error  There is no “post.titel”  template-unknown-name",
      "data/x.yaml and 1 more N ms",
      "static/ [31mred.txt N ms",
      "static/�[31mred.txt  warning  This name has an invisible control character in it; the file is left out  bad-file-name",
    ]
  `);
});

test('the next free port, a second preview beside the first, and no drafts', async () => {
  const root = temporaryFolder(site);
  const first = await start(root);
  const second = await start(root, ['--no-drafts'], first.port);
  expect(second.said()).toContain(`Port ${first.port} is taken; ${second.port} it is`);
  const status = async (port: number) => (await get(port, '/posts/draft/')).status;
  expect([await status(first.port), await status(second.port)]).toEqual([200, 404]);
  const shown = await get(first.port, '/posts/draft/');
  expect(shown.text).toContain('Draft');
});

test('a config that is run is run anew with all that it imports, and one that throws out of turn ends nothing', async () => {
  const config = "import { title } from './conf/title.mjs';\nimport { lang } from './lang.json';\nexport default { title, lang };\n";
  const title = (text: string) => `export const title = '${text}';\n`;
  const root = temporaryFolder({
    'posts/a.md': 'A',
    'inkstone.config.mjs': config,
    'conf/title.mjs': title('One'),
    'lang.json': '{"lang":"en"}',
  });
  const { port, end } = await start(root);
  const shows = (text: string) => until(async () => (await get(port, '/')).text.includes(text));
  await shows('One');
  writeTree(root, { 'conf/title.mjs': title('Two'), 'lang.json': '{"lang":"fr"}' });
  await until(async () => /lang="fr"[^]*Two/.test((await get(port, '/')).text));
  writeTree(root, {
    'inkstone.config.mjs': `setTimeout(() => { throw new Error('Out of turn'); });\nawait new Promise(() => {});\n${config}`,
  });
  await shows('Out of turn');
  expect(await end()).toBe(0);
});

test('for others on the network: the address, a code for the telephone, and an answer to that name', async () => {
  const session = await start(temporaryFolder(site), ['--host']);
  await until(() => /On your network: http:\/\/[\d.]+:\d+\//.test(session.said()));
  const [, address = ''] = /On your network: http:\/\/([\d.]+:\d+)\//.exec(session.said()) ?? [];
  await until(() => session.said().includes('█▀▀▀▀▀▀▀█'));
  expect((await get(session.port, '/', { host: address })).status).toBe(200);
  expect((await get(session.port, '/', { host: '203.0.113.7' })).status).toBe(403);
});

test('--open opens the browser that is named, and says so if there is none', async () => {
  const root = temporaryFolder(site);
  const opened = join(root, 'opened.txt');
  writeFileSync(join(root, 'browser'), `#!/bin/sh\nprintf %s "$1" > ${opened}\n`, { mode: 0o755 });
  const session = await start(root, ['--open'], undefined, join(root, 'browser'));
  await until(() => existsSync(opened) && readFileSync(opened, 'utf8') === `http://localhost:${session.port}/`);
  const without = await start(root, ['--open'], undefined, join(root, 'no-such-browser'));
  await until(() => without.said().includes('No browser could be opened; the address is http://localhost:N/'));
});

test('stopped while it is still reading, it ends at once', async () => {
  const posts = Object.fromEntries(
    Array.from({ length: 3000 }, (_, n) => [`posts/p${n}.md`, `---\ntitle: P${n}\ntags: [a, b]\n---\nText.\n`]),
  );
  const root = temporaryFolder({ ...site, ...posts });
  const child = spawn(process.execPath, [await cli(), 'dev', '--port', String(await freePort())], { cwd: root, stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  await new Promise((resolve) => setTimeout(resolve, 350));
  const asked = Date.now();
  child.kill('SIGINT');
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => child.on('close', (...end) => resolve(end)));
  expect(signal ?? code).toSatisfy((end) => end === 0 || end === 'SIGINT');
  expect(Date.now() - asked).toBeLessThan(4000);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
