// `inkstone preview`: the built site as a static host serves it.
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readRedirects, redirectFor } from '../../src/dev/host-redirects.js';
import { servePublic } from '../../src/dev/public.js';
import { get, type Reply } from '../support/preview.js';
import { temporaryFolder, type Tree } from '../support/temporary.js';

const site: Tree = {
  'index.html': '<p>home',
  '404.html': '<p>lost',
  'about.html': '<p>about',
  'posts/a/index.html': `<p>${'a long text '.repeat(200)}`,
  'tags/容器/index.html': '<p>tag',
  'data.bin': '0123456789',
  'a b.txt': 'blank',
  _redirects:
    '# old places\n/old /posts/a/ 301\n/feed/* /atom.xml?from=:splat 302\n/about /elsewhere/\n/data.bin /posts/a/ 301!\n/u/:name /tags/:name/ 200\nnonsense\n',
  _headers: '/*\n  X-Frame-Options: DENY\n/posts/*\n  Cache-Control: max-age=60\n  Bad Name: x\n',
};

async function start(
  tree: Tree,
  base = '/',
): Promise<{ ask: (path: string, headers?: Record<string, string>) => Promise<Reply>; unread: readonly string[]; folder: string }> {
  const folder = temporaryFolder(tree);
  const server = await servePublic({ folder, base, port: 0, isOpen: false });
  if (server === null) throw new Error('no port is free');
  onTestFinished(() => server.close());
  return { ask: (path, headers) => get(server.port, path, headers), unread: server.unread, folder };
}

const short = ({ status, headers, text }: Reply) => `${status} ${headers['location'] ?? text.slice(0, 12)}`;

test('addresses, with and without a slash or an ending', async () => {
  const { ask } = await start({ ...site, _redirects: '' });
  const expected = {
    '/': '200 <p>home',
    '/index.html': '301 /',
    '/about': '200 <p>about',
    '/about.html': '200 <p>about',
    '/about/': '404 <p>lost',
    '/posts/a/': '200 <p>a long te',
    '/posts/a?x=1': '301 /posts/a/?x=1',
    '/posts/a/index.html': '301 /posts/a/',
    '/posts/': '404 <p>lost',
    '/tags/%E5%AE%B9%E5%99%A8/': '200 <p>tag',
    '/tags/%E5%AE%B9%E5%99%A8': '301 /tags/%E5%AE%B9%E5%99%A8/',
    '/a%20b.txt': '200 blank',
    '/_redirects': '404 <p>lost',
    '/..%2fsecret': '400 This address',
  };
  const got = await Promise.all(Object.keys(expected).map(async (path) => [path, short(await ask(path))]));
  expect(Object.fromEntries(got)).toEqual(expected);
});

test('under a base path', async () => {
  const { ask } = await start(site, '/blog/');
  expect(await Promise.all(['/', '/blog', '/blog/', '/blog/posts/a', '/posts/a/'].map(async (path) => short(await ask(path))))).toEqual([
    '302 /blog/',
    '302 /blog/',
    '200 <p>home',
    '301 /blog/posts/a/',
    '404 <p>lost',
  ]);
});

test('_redirects and _headers are followed, and what is not understood is named', async () => {
  const { ask, unread } = await start(site);
  const asked = ['/old', '/old/?x=1', '/feed/all/2', '/about', '/data.bin', '/u/%E5%AE%B9%E5%99%A8'];
  expect(await Promise.all(asked.map(async (path) => short(await ask(path))))).toEqual([
    '301 /posts/a/',
    '301 /posts/a/?x=1',
    '302 /atom.xml?from=all/2',
    '200 <p>about',
    '301 /posts/a/',
    '200 <p>tag',
  ]);
  expect((await ask('/posts/a/')).headers).toMatchObject({ 'x-frame-options': 'DENY', 'cache-control': 'max-age=60' });
  expect((await ask('/')).headers['cache-control']).toBe('no-cache');
  expect(unread).toEqual(['_redirects:7: nonsense', '_headers:5: Bad Name: x']);
});

test('the rules of a later build, and a folder that is empty for a while', async () => {
  const { ask, folder } = await start(site);
  expect(short(await ask('/old'))).toBe('301 /posts/a/');
  writeFileSync(join(folder, '_redirects'), '/new /posts/a/ 301\n');
  expect([short(await ask('/old')), short(await ask('/new'))]).toEqual(['404 <p>lost', '301 /posts/a/']);
  rmSync(join(folder, 'index.html'));
  expect((await ask('/')).status).toBe(404);
});

test('entity tags, ranges and gzip', async () => {
  const { ask } = await start({ ...site, _redirects: '' });
  const whole = await ask('/data.bin');
  expect(whole.headers).toMatchObject({ 'content-type': 'application/octet-stream', 'content-length': '10', 'accept-ranges': 'bytes' });
  const etag = String(whole.headers['etag']);
  expect((await ask('/data.bin', { 'if-none-match': etag })).status).toBe(304);
  const ranges = {
    'bytes=2-4': '206 234',
    'bytes=7-': '206 789',
    'bytes=-2': '206 89',
    'bytes=5-99': '206 56789',
    'bytes=99-': '416 ',
    'bytes=1-2,4-5': '200 0123456789',
  };
  for (const [range, expected] of Object.entries(ranges))
    expect([range, short(await ask('/data.bin', { range }))]).toEqual([range, expected]);
  expect(short(await ask('/data.bin', { range: 'bytes=2-4', 'if-range': '"other"' }))).toBe('200 0123456789');
  expect((await ask('/data.bin', { range: 'bytes=2-4' })).headers['content-range']).toBe('bytes 2-4/10');

  const packed = await ask('/posts/a/', { 'accept-encoding': 'gzip, br' });
  expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
  expect(Number(packed.headers['content-length'])).toBeLessThan(200);
  expect((await ask('/posts/a/', { 'accept-encoding': 'gzip', 'if-none-match': String(packed.headers['etag']) })).status).toBe(304);
  for (const accepted of ['', 'gzip;q=0', 'br'])
    expect((await ask('/posts/a/', { 'accept-encoding': accepted })).headers['content-encoding']).toBeUndefined();
});

test('a link that leads out of the folder leads nowhere', async () => {
  const { ask, folder } = await start(site);
  symlinkSync('/etc/hostname', join(folder, 'name.txt'));
  expect((await ask('/name.txt')).status).toBe(404);
});

test('patterns of _redirects', () => {
  const { rules } = readRedirects('/a.b/* /x/:splat\n/p/:id/:name /q/:name-:id\n/中文/ https://example.com/');
  expect(['/a.b/c/d', '/aXb/c', '/p/1/two', '/p/1', '/中文', '/中文/more'].map((path) => redirectFor(path, rules)?.to ?? null)).toEqual([
    '/x/c/d',
    null,
    '/q/two-1',
    null,
    'https://example.com/',
    null,
  ]);
});
