// A live preview of a site in a folder: what it said, and what a browser would get of it.
import { request } from 'node:http';
import { onTestFinished } from 'vitest';
import { nobodyAhead } from '../../src/dev/ahead.js';
import { startDev, type Dev, type DevOptions } from '../../src/dev/dev.js';
import type { Told } from '../../src/dev/told.js';
import type { WatchNews } from '../../src/dev/watch.js';

export interface Preview extends Dev {
  readonly told: readonly Told[];
  readonly news: readonly WatchNews[];
  /** What the terminal would say: paths and address of each update. */
  readonly lines: () => readonly string[];
  get(path: string, headers?: Record<string, string>, method?: string): Promise<Reply>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Ends with the test. `atEnd`: of the test itself where several run at once. */
export async function preview(
  root: string,
  options: Partial<DevOptions> = {},
  atEnd: (work: () => Promise<void>) => void = onTestFinished,
): Promise<Preview> {
  const told: Told[] = [];
  const news: WatchNews[] = [];
  const dev = await startDev({
    root,
    flags: { drafts: true, future: true },
    port: 0,
    isOpen: false,
    follow: false,
    poll: false,
    speech: 'en',
    now: () => Date.now(),
    ahead: nobodyAhead,
    onReady: () => undefined,
    onUpdate: (one) => told.push(one),
    onWatch: (one) => news.push(one),
    ...options,
  });
  if (dev === null) throw new Error('no port is free');
  atEnd(() => dev.close());
  return {
    ...dev,
    told,
    news,
    lines: () => told.slice(1).map(({ paths, url }) => `${paths.join(' ')}${url === null ? '' : ` → ${url}`}`),
    get: (path, headers = {}, method = 'GET') => get(dev.port, path, headers, method),
  };
}

/** The path goes out as it is written: `fetch` would tidy it up first. */
export function get(port: number, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(parts).toString() }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** Asks again and again until it is so. */
export async function until(isSo: () => boolean | Promise<boolean>, seconds = 8): Promise<void> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`it did not come true within ${seconds} seconds`);
}

/** What the preview adds to a page. */
export const clientTag = /<script src="\/__inkstone\/client\.js\?v=[\w-]{8}" data-page="[^"]*" defer><\/script>/;
