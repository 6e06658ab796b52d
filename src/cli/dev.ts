// `inkstone dev`: the preview, and its few lines in the terminal.
import { lookAhead } from '../dev/ahead.js';
import { oneLine } from '../diagnostics/print.js';
import type { Address } from '../dev/dev.js';
import type { Told } from '../dev/told.js';
import type { WatchNews } from '../dev/watch.js';
import type { Call } from './call.js';
import { openBrowser } from './open-browser.js';
import { reportDiagnostics } from './report.js';
import { flagsOf, requireSite, siteFolder } from './site-folder.js';
import { textsIn } from './texts.js';
import { compileSparingly } from './warm-up.js';

const defaultPort = 4000;

export async function dev(call: Call): Promise<number> {
  const { terminal, speech, values, switches } = call;
  const texts = textsIn(speech);
  const start = terminal.now();
  const compileAsUsual = compileSparingly();
  const root = siteFolder(call);
  requireSite(root, call);
  const ahead = lookAhead(root);
  const { startDev } = await import('../dev/dev.js');
  const wanted = Number(values.get('port') ?? defaultPort);
  const stop = new AbortController();
  const stopped = new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()));
  terminal.onStop(() => stop.abort());
  const shown = !switches.has('no-drafts');
  const preview = await startDev({
    root,
    flags: { ...flagsOf(call, root), drafts: shown, future: shown },
    port: wanted,
    isOpen: switches.has('host'),
    follow: switches.has('follow'),
    poll: switches.has('poll'),
    speech,
    now: terminal.now,
    ahead,
    signal: stop.signal,
    onReady: (at) => sayReady(at, start, call),
    onUpdate: updatePrinter(call),
    onWatch: (news) => terminal.err(`${watchText(news, call)}\n`),
  });
  if (preview === null) {
    terminal.err(`inkstone: ${texts.noPort(wanted)}\n`);
    return 1;
  }
  // From now on nobody waits, and what is compiled is used all day.
  compileAsUsual('read', 0, Infinity);

  // Stopping is how a preview ends, at any time: no failure, and no more words.
  await stopped;
  await preview.close();
  return 0;
}

function sayReady({ url, port, network }: Address, start: number, { terminal, speech, values, switches }: Call): void {
  const texts = textsIn(speech);
  const { bold, dim } = terminal.paint.out;
  const wanted = Number(values.get('port') ?? defaultPort);
  if (port !== wanted) terminal.out(`${texts.portTaken(wanted, port)}\n`);
  terminal.out(`${texts.ready(bold(url), texts.seconds(((terminal.now() - start) / 1000).toFixed(2)))}  ${dim(texts.ctrlC)}\n`);
  for (const one of network) terminal.out(`${texts.onNetwork(bold(one))}\n`);
  const [first] = network;
  // For the telephone that lies beside the keyboard.
  if (first !== undefined) void import('uqr').then(({ renderUnicodeCompact }) => terminal.out(`${renderUnicodeCompact(first)}\n`));
  if (switches.has('open')) openBrowser(url, terminal.env, () => terminal.err(`${texts.noBrowser(url)}\n`));
}

/** What was said once is not said again, but for errors after every change that has a line. */
function updatePrinter(call: Call): (told: Told) => void {
  const { terminal, speech } = call;
  const texts = textsIn(speech);
  let said = new Set<string>();
  return ({ paths, url, isGone, diagnostics, lineOf, milliseconds }) => {
    const [first] = paths;
    const again = first !== undefined;
    const news = diagnostics.filter((diagnostic) => (again && diagnostic.severity === 'error') || !said.has(JSON.stringify(diagnostic)));
    said = new Set(diagnostics.map((diagnostic) => JSON.stringify(diagnostic)));
    if (first !== undefined) {
      const what = paths.length === 1 ? first : texts.moreFiles(first, paths.length - 1);
      terminal.out(`${texts.updated(oneLine(what), isGone ? texts.gone : url, `${Math.round(milliseconds)} ms`)}\n`);
    }
    reportDiagnostics(news, lineOf, call);
    if (news.some(({ severity }) => severity === 'error')) terminal.err(`${texts.stillLast}\n`);
  };
}

function watchText({ reason, folder, detail }: WatchNews, { speech }: Call): string {
  const texts = textsIn(speech);
  const where = folder === '' ? texts.wholeSite : `${folder}/`;
  if (reason === 'ENOSPC') return texts.pollInstead(texts.watchLimit, where, 'sudo sysctl fs.inotify.max_user_watches=524288');
  if (reason === 'EMFILE')
    return texts.pollInstead(texts.fileLimit, where, 'sudo sysctl fs.inotify.max_user_instances=1024; ulimit -n 65536');
  return texts.pollInstead(reason === 'silent' ? texts.noNotices : reason === 'device' ? texts.otherDevice : detail, where, null);
}
