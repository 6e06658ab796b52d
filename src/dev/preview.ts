// The live preview: builds into a folder of its own below `.inkstone/`, serves that folder, builds again after each change,
// one build at a time. `public/` is never touched, and nothing is left when the preview ends.
import type { Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { loadSettings } from '../config/load.js';
import type { Flags } from '../config/settings.js';
import type { Speech } from '../diagnostics/catalogue.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { at, diagnostic, Fault } from '../diagnostics/diagnostic.js';
import { noPaint, printDiagnostics } from '../diagnostics/print.js';
import type { Settings } from '../model/config.js';
import { claimPreviewFolder } from '../output/preview-folder.js';
import type { BuildOptions, BuildResult } from '../project.js';
import { errorPage } from './error-page.js';
import type { Asked, Served } from './server.js';
import { answer } from './server.js';
import type { Watch } from './watch.js';
import { isBesideConfig, watchSite } from './watch.js';

export interface PreviewOptions {
  readonly root: string;
  readonly flags: Flags;
  readonly port: number;
  readonly speech: Speech;
  readonly build: (options: BuildOptions) => Promise<BuildResult>;
  /** Aborted: the build that is under way ends, and none follows. `close` is still to be called. */
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly onUpdate: (update: Update) => void;
  readonly onWatchError: (error: Error) => void;
}

export interface Update {
  /** What changed, relative to the site; empty for the first build. */
  readonly paths: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  readonly frames: BuildResult['frames'];
  readonly milliseconds: number;
}

export interface Preview {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Null if no port from the wanted one on is free. */
export async function startPreview(options: PreviewOptions): Promise<Preview | null> {
  const { root, now } = options;
  const tabs = new Set<ServerResponse>();
  const started = now();
  let settings = await readSettings(options);
  const folder = claimPreviewFolder(root);
  const closed = new AbortController();
  const signal = AbortSignal.any([options.signal, closed.signal]);
  let served: Served = { folder: join(root, folder.out), base: settings.base, port: 0, errorPage: null, version: '' };
  let updates = 0;

  async function update(paths: readonly string[]): Promise<void> {
    if (signal.aborted) return;
    const start = now();
    if (paths.some(isBesideConfig)) settings = await readSettings(options);
    const { diagnostics, published, frames } = await buildSafely(options, folder.out, signal);
    if (signal.aborted) return;
    const page = published ? null : errorPageOf(diagnostics, frames, options.speech);
    served = { ...served, base: settings.base, errorPage: page, version: `${started}.${++updates}` };
    for (const tab of tabs) tab.write(`data: ${served.version}\n\n`);
    options.onUpdate({ paths, diagnostics, frames, milliseconds: now() - start });
  }

  const queue = oneAtATime(update);
  const server = createServer((request, response) => {
    const { method = '', url: target = '', headers } = request;
    const reply = answerSafely({ method, target, host: headers.host, origin: headers.origin, accept: headers.accept ?? '' }, served);
    if (reply === 'events') return follow(response, tabs, served.version);
    const body = typeof reply.body === 'string' ? Buffer.from(reply.body) : reply.body;
    response.writeHead(reply.status, { ...reply.headers, 'content-length': body.length });
    response.end(method === 'HEAD' ? undefined : body);
  });
  const port = await listen(server, options.port);
  if (port === null) {
    folder.release();
    return null;
  }
  served = { ...served, port };

  // The watcher first: a change during the first build is not lost.
  const watches = await followSources(options, () => settings, queue);
  await queue([]);
  return {
    url: `http://localhost:${port}${encodeURI(settings.base)}`,
    port,
    async close() {
      closed.abort();
      await watches.close();
      server.close();
      server.closeAllConnections();
      // Only when no build writes to it any more.
      await queue([]);
      folder.release();
    },
  };
}

/** Settings for the preview itself: base and folders. What is wrong with them is told by the build. */
async function readSettings({ root, flags }: PreviewOptions): Promise<Settings> {
  return (await loadSettings(root, flags)).value;
}

/** A preview outlives every mistake: a full disk or a bug is shown like any other error. */
async function buildSafely(
  { build, root, flags, now }: PreviewOptions,
  out: string,
  signal: AbortSignal,
): Promise<Pick<BuildResult, 'diagnostics' | 'published' | 'frames'>> {
  try {
    return await build({ root, flags: { ...flags, out, drafts: true, future: true }, now: now(), signal });
  } catch (error) {
    const fault =
      error instanceof Fault
        ? error.diagnostic
        : diagnostic('internal-error', { message: error instanceof Error ? error.message : String(error), where: 'dev' });
    return { diagnostics: [fault], published: false, frames: () => null };
  }
}

/** A build may take a file away between the look at it and the reading. */
function answerSafely(asked: Asked, served: Served): ReturnType<typeof answer> {
  try {
    return answer(asked, served);
  } catch (error) {
    return { status: 503, headers: { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '1' }, body: `${String(error)}\n` };
  }
}

function errorPageOf(diagnostics: readonly Diagnostic[], frames: BuildResult['frames'], speech: Speech): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const lineOf = (file: string, line: number): string | null => frames(at(file, line));
  return errorPage(printDiagnostics(errors, { speech, paint: noPaint, lineOf, columns: 110 }), speech);
}

/** Runs the work for all that was asked for meanwhile, never twice at once. */
function oneAtATime(work: (paths: readonly string[]) => Promise<void>): (paths: readonly string[]) => Promise<void> {
  let waiting: Set<string> | null = null;
  let running: Promise<void> | null = null;
  const runAll = async (): Promise<void> => {
    while (waiting !== null) {
      const paths = [...waiting].sort();
      waiting = null;
      await work(paths);
    }
    running = null;
  };
  return (paths) => {
    waiting = new Set([...(waiting ?? []), ...paths]);
    running ??= runAll();
    return running;
  };
}

/** Watches what the settings name; if they name other folders after a change, these. */
async function followSources(
  options: PreviewOptions,
  settings: () => Settings,
  queue: (paths: readonly string[]) => Promise<void>,
): Promise<Watch> {
  const { root } = options;
  const folders = (): string[] => {
    const { static: copied, theme } = settings();
    return [
      'posts',
      'pages',
      'templates',
      'data',
      copied,
      ...(theme === null ? [] : [theme]),
      ...(options.flags.config === undefined ? [] : [options.flags.config]),
    ];
  };
  let watched = folders();
  const open = (): Promise<Watch> => watchSite({ root, paths: watched }, (paths) => void changed(paths), options.onWatchError);
  let watch = await open();
  async function changed(paths: readonly string[]): Promise<void> {
    await queue(paths);
    const next = folders();
    if (next.join('\n') === watched.join('\n')) return;
    watched = next;
    await watch.close();
    watch = await open();
  }
  return { close: () => watch.close() };
}

/** A stream of events to one tab: the version now, and each later one. */
function follow(response: ServerResponse, tabs: Set<ServerResponse>, version: string): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(`retry: 500\ndata: ${version}\n\n`);
  tabs.add(response);
  response.on('close', () => tabs.delete(response));
}

/** The port it listens on: the wanted one, or the next that is free. */
async function listen(server: Server, wanted: number): Promise<number | null> {
  for (let port = wanted; port < Math.min(wanted + 20, 65_536); port++) {
    const free = await new Promise<boolean>((resolve, reject) => {
      const refused = (error: NodeJS.ErrnoException): void =>
        error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(false) : reject(error);
      server.once('error', refused);
      // Loopback only: nobody else on the network sees a draft.
      server.listen(port, '127.0.0.1', () => {
        server.off('error', refused);
        resolve(true);
      });
    });
    if (free) return port;
  }
  return null;
}
