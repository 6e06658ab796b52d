// A built site in Chromium: a static host of its own for each folder, and pages that remember what they asked for and what
// their console said. Nothing but the site itself can be reached.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { fileFor } from './web.js';

export interface Host {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves a folder as static hosts do: `index.html` for a folder, `404.html` for what is not there. */
export async function serve(folder: string, base = '/'): Promise<Host> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const file = fileFor(folder, pathname, base);
    const name = file ?? '404.html';
    response.writeHead(file === null ? 404 : 200, { 'content-type': types[extname(name)] ?? 'application/octet-stream' });
    response.end(readFileSync(join(folder, name)));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  };
}

export function launch(program: string): Promise<Browser> {
  return chromium.launch({ executablePath: program, args: quiet });
}

/** So long a browser may take to open or close a context, in milliseconds; it takes some tens. */
const patience = 20_000;

/** What the browser answers; null: it does not answer any more, as Chromium has done now and then. */
export async function within<T>(work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), patience)));
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

export interface Seen {
  readonly page: Page;
  /** Addresses asked for, without the origin of the page itself. */
  readonly requests: readonly string[];
  /** What the console said, errors of the page among it. */
  readonly said: readonly string[];
}

/** Opens an address in a fresh profile, looks, and closes it. */
export async function look<T>(browser: Browser, url: string, options: BrowserContextOptions, work: (seen: Seen) => Promise<T>): Promise<T> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    const requests: string[] = [];
    const said: string[] = [];
    const { origin } = new URL(url);
    page.on('request', (request) => requests.push(request.url().replace(origin, '')));
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    await page.goto(url);
    return await work({ page, requests, said });
  } finally {
    await context.close();
  }
}

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // No name but this host's leads anywhere.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.xml': 'application/xml',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
};
