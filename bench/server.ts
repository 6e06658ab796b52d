// A preview as a process: ours or a peer's, from its start until it serves, and what it serves.
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { cli } from './programs.js';

export interface Server {
  readonly child: ChildProcess;
  readonly url: string;
  /** From the start of the program until it named its address (null: it names none), and until the home page was there. */
  readonly ready: number | null;
  readonly milliseconds: number;
  /** The next line about a change. */
  nextLine(): Promise<string>;
  stop(): Promise<void>;
}

/** `said`: where its warnings go. */
export async function startInkstone(site: string, said: 'inherit' | 'ignore' = 'inherit'): Promise<Server> {
  const begin = performance.now();
  const child = spawn(process.execPath, [cli, 'dev', '--port', '4600'], { cwd: site, stdio: ['ignore', 'pipe', said] });
  const waiting: ((line: string) => void)[] = [];
  let rest = '';
  let found: (url: string) => void = () => undefined;
  const named = new Promise<string>((resolve) => (found = resolve));
  child.stdout.on('data', (part: Buffer) => {
    const lines = (rest + part.toString()).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      const url = /http:\/\/localhost:\d+\//.exec(line);
      if (url !== null) found(url[0]);
      else if (line.endsWith(' ms')) waiting.shift()?.(line);
    }
  });
  const url = (await named).replace('localhost', '127.0.0.1');
  const ready = performance.now() - begin;
  await textAt(url);
  const milliseconds = performance.now() - begin;
  return { child, url, ready, milliseconds, nextLine: () => new Promise((resolve) => waiting.push(resolve)), stop: () => ended(child) };
}

/** `full`: every change builds the whole site; without, Hugo builds what it holds for enough. */
export async function startHugo(site: string, full: boolean): Promise<Server> {
  const begin = performance.now();
  const args = ['server', '--port', '4610', '--bind', '127.0.0.1', '--cacheDir', `${site}/cache`, ...(full ? ['--disableFastRender'] : [])];
  const child = spawn('hugo', args, { cwd: site, stdio: 'ignore' });
  const url = 'http://127.0.0.1:4610/';
  while ((await textAt(url)) === null) await pause(5);
  return { child, url, ready: null, milliseconds: performance.now() - begin, nextLine: async () => '', stop: () => ended(child) };
}

/** Asks again and again until it is so; the milliseconds that it took. */
export async function served(url: string, isSo: (text: string) => boolean): Promise<number> {
  const begin = performance.now();
  for (let text = await textAt(url); text === null || !isSo(text); text = await textAt(url)) {
    if (performance.now() - begin > 120_000) throw new Error(`${url} does not show the change`);
    await pause(2);
  }
  return performance.now() - begin;
}

/** Resident memory in MB. */
export function resident({ child }: Server): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

const agent = new Agent({ keepAlive: true });

/** null: nobody answers, or there is no such page. */
export function textAt(url: string): Promise<string | null> {
  return new Promise((resolve) => {
    const asked = get(url, { agent }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve(response.statusCode === 200 ? Buffer.concat(parts).toString() : null));
    });
    asked.on('error', () => resolve(null));
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.on('exit', () => resolve());
    child.kill('SIGINT');
  });
}
