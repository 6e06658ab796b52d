import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answer, type Answer, type Asked, type Served } from '../../../src/dev/server.js';

let folder: string;
beforeAll(() => {
  const root = mkdtempSync(join(tmpdir(), 'inkstone-serve-'));
  folder = join(root, 'out');
  const files: Record<string, string> = {
    'out/index.html': '<body><p>home</p></body></html>',
    'out/about/index.html': '<p>about</p>',
    'out/tags/容器/index.html': '<p>tag</p>',
    'out/old.html': '<p>old</p>',
    'out/404.html': '<body>missing</body>',
    'out/a b.txt': 'blank',
    'out/ink.css': 'p{}',
    'out/atom.xml': '<feed/>',
    'out/data.unknown': 'x',
    'secret.txt': 'secret',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  symlinkSync(join(root, 'secret.txt'), join(folder, 'link.txt'));
});
afterAll(() => rmSync(dirname(folder), { recursive: true, force: true }));

const script = `<script>new EventSource("/__inkstone/reload").onmessage=(e)=>{if(e.data!=="7")location.reload()}</script>`;

function ask(target: string, asked: Partial<Asked> = {}, served: Partial<Served> = {}): Answer | 'events' {
  return answer(
    { method: 'GET', target, host: 'localhost:4000', origin: undefined, accept: 'text/html,*/*', ...asked },
    { folder, base: '/', port: 4000, errorPage: null, version: '7', ...served },
  );
}

function short(reply: Answer | 'events'): string {
  if (reply === 'events') return 'events';
  const where = reply.headers['location'];
  return `${reply.status} ${where ?? `${reply.headers['content-type']} ${Buffer.from(reply.body as string).toString()}`}`;
}

describe('pages and files', () => {
  test.each([
    ['/', `200 text/html; charset=utf-8 <body><p>home</p>${script}</body></html>`],
    ['/?a=1', `200 text/html; charset=utf-8 <body><p>home</p>${script}</body></html>`],
    ['/about/', `200 text/html; charset=utf-8 <p>about</p>${script}`],
    ['/about', '302 /about/'],
    ['/about?q=1', '302 /about/?q=1'],
    ['/tags/%E5%AE%B9%E5%99%A8/', `200 text/html; charset=utf-8 <p>tag</p>${script}`],
    ['/tags/%E5%AE%B9%E5%99%A8', '302 /tags/%E5%AE%B9%E5%99%A8/'],
    ['/old', `200 text/html; charset=utf-8 <p>old</p>${script}`],
    ['/a%20b.txt', '200 text/plain; charset=utf-8 blank'],
    ['/ink.css', '200 text/css; charset=utf-8 p{}'],
    ['/atom.xml', '200 application/xml; charset=utf-8 <feed/>'],
    ['/data.unknown', '200 application/octet-stream x'],
    ['/nothing/', `404 text/html; charset=utf-8 <body>missing${script}</body>`],
    ['/tags/', `404 text/html; charset=utf-8 <body>missing${script}</body>`],
    ['/ink.css/', `404 text/html; charset=utf-8 <body>missing${script}</body>`],
    ['/__inkstone/reload', 'events'],
  ])('%s', (target, expected) => {
    expect(short(ask(target))).toBe(expected);
  });

  test.each([
    ['/', '302 /blog/'],
    ['/blog', '302 /blog/'],
    ['/blog/', `200 text/html; charset=utf-8 <body><p>home</p>${script}</body></html>`],
    ['/blog/about', '302 /blog/about/'],
    ['/about/', `404 text/html; charset=utf-8 <body>missing${script}</body>`],
    ['/blogs/', `404 text/html; charset=utf-8 <body>missing${script}</body>`],
  ])('under a base: %s', (target, expected) => {
    expect(short(ask(target, {}, { base: '/blog/' }))).toBe(expected);
  });
});

describe('what is refused', () => {
  test.each([
    ['/../secret.txt', 400],
    ['/%2e%2e/secret.txt', 400],
    ['/a/..%2f..%2fsecret.txt', 400],
    ['/..%5csecret.txt', 400],
    ['/a%00.txt', 400],
    ['/%', 400],
    ['//evil.example/', 400],
    ['http://evil.example/', 400],
    ['/.hidden', 400],
    [`/${'a'.repeat(9000)}`, 400],
    [`/${'a'.repeat(3000)}`, 404],
    ['/link.txt', 404],
  ])('%s', (target, status) => {
    const reply = ask(target);
    expect(reply !== 'events' && reply.status).toBe(status);
    expect(short(reply)).not.toContain('secret');
  });

  test.each<[Partial<Asked>, number]>([
    [{ host: 'evil.example:4000' }, 403],
    [{ host: 'localhost:4001' }, 403],
    [{ host: 'localhost.evil.example:4000' }, 403],
    [{ host: undefined }, 403],
    [{ method: 'POST' }, 405],
    [{ method: 'DELETE' }, 405],
    [{ host: '127.0.0.1:4000' }, 200],
    [{ host: '[::1]:4000' }, 200],
    [{ method: 'HEAD' }, 200],
  ])('%j gives %i', (asked, status) => {
    const reply = ask('/', asked);
    expect(reply !== 'events' && reply.status).toBe(status);
  });

  test('a stream of events for another site', () => {
    expect(short(ask('/__inkstone/reload', { origin: 'https://evil.example' }))).toMatch(/^403/);
    expect(short(ask('/__inkstone/reload', { origin: 'http://localhost:4000' }))).toBe('events');
  });
});

test('while the site has errors, pages show them and other files are as before', () => {
  const broken = { errorPage: '<body><h1>Errors</h1></body>' };
  expect(short(ask('/about/', {}, broken))).toBe(`500 text/html; charset=utf-8 <body><h1>Errors</h1>${script}</body>`);
  expect(short(ask('/ink.css', { accept: 'text/css,*/*;q=0.1' }, broken))).toBe('200 text/css; charset=utf-8 p{}');
});
