// The live preview: the site in memory, a watcher, a server that renders what is asked for. Nothing is written but what
// the next preview need not read again (`memory.ts`).
import type { IncomingMessage, ServerResponse } from 'node:http';
import { loadSettings } from '../config/load.js';
import type { Flags } from '../config/settings.js';
import { sentence, type Speech } from '../diagnostics/catalogue.js';
import { diagnostic, Fault, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.js';
import { noPaint, placeOf, printDiagnostics, severityWord } from '../diagnostics/print.js';
import { diskFiles } from '../files/disk.js';
import type { Settings } from '../model/config.js';
import type { SourcePath } from '../model/paths.js';
import { loadAgain } from './config-again.js';
import { configImports } from './config-imports.js';
import { readTogether } from './reading.js';
import { compiledTheme, generator, themeFolders } from '../workers/world.js';
import { clientPath, clientScript, eventsPath, withClient, type Remark } from './client.js';
import { errorPage, lastQuery } from './error-page.js';
import { openLive, type Live, type Update } from './live.js';
import { isForeign, listen } from './listen.js';
import { readTarget, typeOf } from './paths.js';
import type { Ahead } from './ahead.js';
import { firstLook } from './first-look.js';
import { watchedPaths, type Followed } from './scan.js';
import { openPainter } from '../assets/cards.js';
import { cardAt } from './cards.js';
import { searchFiles, type SearchFiles } from './search.js';
import { redirect, send, sendText, type Content, type Headers } from './send.js';
import type { Shown } from './shown.js';
import { digestOf } from '../text/hash.js';
import { createTabs, type Tabs } from './tabs.js';
import { linesOf, told, type Told } from './told.js';
import { watchSite, type Watch, type WatchNews } from './watch.js';

export interface DevOptions {
  readonly root: string;
  /** Drafts and future posts are shown as these say. */
  readonly flags: Flags;
  readonly port: number;
  /** Others on the network may look, too. */
  readonly isOpen: boolean;
  /** The browser goes to the post that was written to. */
  readonly follow: boolean;
  /** Look at the files again and again instead of waiting for the system to tell. */
  readonly poll: boolean;
  readonly speech: Speech;
  readonly now: () => number;
  /** The first look at the files, which may have begun already. */
  readonly ahead: Ahead;
  /** Aborted: the reading of the site ends at once. `close` is still to be called. */
  readonly signal?: AbortSignal;
  /** It listens, and who asks waits until the site is open. */
  readonly onReady: (at: Address) => void;
  readonly onUpdate: (told: Told) => void;
  readonly onWatch: (news: WatchNews) => void;
}

export interface Address {
  readonly url: string;
  readonly port: number;
  /** Addresses for others on the network. */
  readonly network: readonly string[];
}

export interface Dev extends Address {
  close(): Promise<void>;
}

/** So long after the start the writer has something else to do, in milliseconds. */
const keepAfter = 3000;

/** null: no port from the wanted one on is free. */
export async function startDev(options: DevOptions): Promise<Dev | null> {
  const { root, flags, now, speech } = options;
  const files = diskFiles(root);
  const first = firstLook(root, options.ahead, files);
  const shelf = {
    files,
    seen: first.seen,
    remembered: first.remembered,
    themes: (settings: Settings) => themeFolders(root, settings),
    compiled: compiledTheme,
    generator,
    readAll: (settings: Settings, paths: readonly SourcePath[], between: typeof pause) =>
      readTogether(files, { settings, paths }, options.ahead.readers(paths.length), between),
    painter: (settings: Settings) => openPainter(settings, { root, keep: false }),
    now,
  };
  let lastPause = performance.now();
  const pause = (): Promise<void> | undefined => {
    if (performance.now() - lastPause < 50) return undefined;
    return new Promise((resolve, reject) => {
      setImmediate(() => {
        lastPause = performance.now();
        if (options.signal?.aborted === true) reject(new Fault(diagnostic('build-stopped', {})));
        else resolve();
      });
    });
  };
  // Who asks before the site is open waits for it.
  let opened: (context: Context) => void = () => undefined;
  const context = new Promise<Context>((resolve) => (opened = resolve));
  const server = await listen({ port: options.port, isOpen: options.isOpen }, async (request, response) =>
    respond(request, response, await context),
  );
  if (server === null) return null;

  let tabs: Tabs | null = null;
  let watch: Watch | null = null;
  const gone = new Set<SourcePath>();
  const onUpdate = (update: Update): void => {
    tabs?.tell(update, options.follow);
    watch?.follow();
    options.onUpdate(told(update, live, root, gone));
  };
  const config = flags.config ?? null;
  let loaded: Outcome<Settings> | null = await loadSettings(root, flags);
  let followed: Followed = { settings: loaded.value, imports: configImports(root, config) };
  const urlOn = (host: string): string => `http://${host}:${server.port}${encodeURI(loaded?.value.base ?? '/')}`;
  const address = { url: urlOn('localhost'), port: server.port, network: server.addresses.map(urlOn) };
  options.onReady(address);
  await first.begin(watchedPaths(followed, config));
  const load = async (): Promise<Outcome<Settings>> => {
    const settings = loaded ?? (await loadAgain(root, flags));
    loaded = null;
    followed = { settings: settings.value, imports: configImports(root, config) };
    return settings;
  };
  const configFiles = () => (config === null ? followed.imports : [config, ...followed.imports]);
  const live = await openLive({ shelf, loadSettings: load, configFiles, pause, onUpdate });
  tabs = createTabs(live, (path, shown) => withClient(shown.html, clientData(path, shown, { live, speech })));
  opened({ live, tabs, speech, root, search: searchFiles(root) });
  // Who has asked for a page already gets it first.
  await new Promise((resolve) => setTimeout(resolve, 50));
  const look = first.end();
  watch = watchSite({ root, config, poll: options.poll }, () => followed, look.picture, live, options.onWatch);
  const edition = live.edition();
  const keeping = setTimeout(() => edition !== null && void first.keep(edition, look, () => new Promise(setImmediate)), keepAfter);
  options.onUpdate(told({ paths: [], milliseconds: 0 }, live, root, gone));
  return {
    ...address,
    async close() {
      clearTimeout(keeping);
      await watch?.close();
      tabs?.close();
      live.end();
      await server.close();
    },
  };
}

interface Context {
  readonly live: Live;
  readonly tabs: Tabs;
  readonly speech: Speech;
  readonly root: string;
  readonly search: SearchFiles;
}

async function respond(request: IncomingMessage, response: ServerResponse, context: Context): Promise<void> {
  const { live, tabs } = context;
  const target = readTarget(request.url ?? '');
  if (target === null) return sendText(request, response, 400, 'This address is not one of a site.');
  const { path, query } = target;
  if (path === clientPath)
    return send(request, response, 200, clientScript, { 'content-type': typeOf('client.js'), ...kept(clientScript, query) });
  await live.settled(path);
  if (path === eventsPath) {
    if (isForeign(request)) return sendText(request, response, 403, 'This preview answers to its own pages only.');
    return tabs.open(request, response, new URLSearchParams(query));
  }
  const edition = live.edition();
  const found = edition === null ? null : ((await context.search(path, edition)) ?? (await cardAt(path, edition)));
  if (found !== null) return send(request, response, 200, found, { 'content-type': typeOf(path) });
  const shown = live.look(path);
  if (shown.kind === 'redirect') return redirect(request, response, 302, shown.to + query);
  if (shown.kind === 'missing') return sendText(request, response, 404, 'There is no such page.');
  if (shown.kind === 'file')
    return send(request, response, 200, shown.content, { 'content-type': shown.type, ...kept(shown.content, query) });
  const isLast = query === lastQuery;
  if (isLast && shown.kind === 'page') return redirect(request, response, 302, encodeURI(path));
  const last = shown.kind === 'broken' ? live.lastGood(path) : null;
  const html =
    shown.kind === 'page'
      ? shown.html
      : isLast && last !== null
        ? last
        : errorPage(reportOf(shown.errors, context), last !== null, context.speech);
  const status = shown.kind === 'page' ? shown.status : isLast && last !== null ? 200 : 500;
  send(request, response, status, withClient(html, clientData(path, shown, context)), {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
  });
}

/** What has its digest in its address is loaded once, and not asked about at each reload. */
function kept(content: Content, query: string): Headers {
  if (typeof content !== 'string' && !(content instanceof Uint8Array)) return {};
  return query === `?v=${digestOf(content).slice(0, 8)}` ? { 'cache-control': 'max-age=31536000, immutable' } : {};
}

function clientData(path: string, shown: Extract<Shown, { mark: string }>, { live, speech }: Pick<Context, 'live' | 'speech'>) {
  const page = shown.page;
  const source = page !== null && (page.kind === 'post' || page.kind === 'page') ? page.post : '';
  const remarks = shown.kind === 'page' ? shown.said.map((one) => remarkOf(one, speech)) : [];
  const words = speech === 'zh' ? { title: '这一页有 # 条提示', close: '关闭' } : { title: 'Notes on this page: #', close: 'Close' };
  return { path, mark: shown.mark, styles: live.styles(), source, remarks, words };
}

function remarkOf(diagnostic: Diagnostic, speech: Speech): Remark {
  const { message, hint = '' } = sentence(diagnostic, speech);
  const { severity, span } = diagnostic;
  return { severity, word: severityWord(severity, speech), place: span === null ? '' : placeOf(span), message, hint };
}

function reportOf(errors: readonly Diagnostic[], { speech, root }: Context): string {
  return printDiagnostics(errors, { speech, paint: noPaint, lineOf: linesOf(root), columns: 110 });
}
