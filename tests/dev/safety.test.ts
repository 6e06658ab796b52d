// What a preview refuses, over real HTTP.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { preview, until } from '../support/preview.js';
import { temporaryFolder } from '../support/temporary.js';

const site = {
  'posts/a.md': 'Some text.',
  'posts/notes.csv': 'private,notes',
  'static/robots.txt': 'User-agent: *\n',
  'secret.txt': 'for nobody',
};

test('no path leaves the site', async () => {
  const root = temporaryFolder(site);
  mkdirSync(join(root, 'static/links'));
  symlinkSync(join(root, 'secret.txt'), join(root, 'static/links/out.txt'));
  writeFileSync(join(root, 'static/.env'), 'for nobody');
  const { get } = await preview(root);
  const asked = [
    ['/../secret.txt', 400],
    ['/%2e%2e/secret.txt', 400],
    ['/a/..%2f..%2f..%2fsecret.txt', 400],
    ['/..%5csecret.txt', 400],
    ['/static/..\\secret.txt', 400],
    ['/a%00.txt', 400],
    ['/%', 400],
    ['/%ff', 400],
    ['//evil.example/', 400],
    ['http://evil.example/', 400],
    ['*', 400],
    ['/.env', 400],
    [`/${'a'.repeat(9000)}`, 400],
    [`/${'a'.repeat(3000)}`, 404],
    ['/secret.txt', 404],
    ['/posts/notes.csv', 404],
    ['/posts/a.md', 404],
    ['/links/out.txt', 404],
    ['/posts/', 404],
    ['/inkstone.config.yaml', 404],
  ] as const;
  for (const [path, status] of asked) {
    const reply = await get(path);
    expect([path, reply.status]).toEqual([path, status]);
    expect(reply.text).not.toMatch(/for nobody|private,notes/);
  }
});

test('only the own names of this computer, only reading', async () => {
  const { get, port } = await preview(temporaryFolder(site));
  const hosts = [
    [`localhost:${port}`, 200],
    [`127.0.0.1:${port}`, 200],
    [`[::1]:${port}`, 200],
    [`LOCALHOST:${port}`, 200],
    ['evil.example', 403],
    [`evil.example:${port}`, 403],
    [`localhost.evil.example:${port}`, 403],
    [`localhost:${port + 1}`, 403],
  ] as const;
  for (const [host, status] of hosts) expect([host, (await get('/', { host })).status]).toEqual([host, status]);
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) expect((await get('/', {}, method)).status).toBe(405);
  expect(await get('/', {}, 'HEAD')).toMatchObject({ status: 200, text: '' });
});

test('a stream of events is for pages of this preview only', async () => {
  const { get, port } = await preview(temporaryFolder(site));
  const events = '/__inkstone/events?path=/&mark=old';
  expect((await get(events, { origin: 'https://evil.example' })).status).toBe(403);
  expect((await get(events, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await get(events, { origin: `http://127.0.0.1:${port}` })).text).toContain('data: {"do":"reload","html":"<!doctype html>');
});

test('a request that never ends, a head without end and a client that never reads end by themselves', async () => {
  const { get, port } = await preview(temporaryFolder(site));
  const long = connect(port, '127.0.0.1');
  let said = '';
  long.on('data', (part) => (said += part.toString()));
  long.on('error', () => undefined);
  long.write(`GET / HTTP/1.1\r\nHost: localhost:${port}\r\nX: ${'x'.repeat(40_000)}`);
  await until(() => said.includes('431'));
  const deaf = connect(port, '127.0.0.1');
  deaf.on('error', () => undefined);
  deaf.pause();
  deaf.write(`GET /__inkstone/events?path=/ HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`);
  expect((await get('/')).status).toBe(200);
  deaf.destroy();
  long.destroy();
});
