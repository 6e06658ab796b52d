// `inkstone dev`: the preview, and its few lines in the terminal.
import { at } from '../diagnostics/diagnostic.js';
import type { Update } from '../dev/preview.js';
import { startPreview } from '../dev/preview.js';
import { buildPreview } from '../project.js';
import type { Call } from './call.js';
import { reportDiagnostics } from './report.js';
import { flagsOf, requireSite, siteFolder } from './site-folder.js';
import { textsIn } from './texts.js';

export async function dev(call: Call): Promise<number> {
  const { terminal, speech, values } = call;
  const texts = textsIn(speech);
  const root = siteFolder(call);
  requireSite(root, call);
  const wanted = Number(values.get('port') ?? 4000);
  const stop = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    stop.signal.addEventListener('abort', () => resolve());
    terminal.onStop(() => stop.abort());
  });

  const start = terminal.now();
  const preview = await startPreview({
    root,
    flags: flagsOf(call, root),
    port: wanted,
    speech,
    build: buildPreview,
    signal: stop.signal,
    now: terminal.now,
    onUpdate: updatePrinter(call),
    onWatchError: (error) => terminal.err(`inkstone: ${texts.watchFailed(error.message)}\n`),
  });
  if (preview === null) {
    terminal.err(`inkstone: ${texts.noPort(wanted)}\n`);
    return 1;
  }
  if (!stop.signal.aborted) {
    if (preview.port !== wanted) terminal.out(`${texts.portTaken(wanted, preview.port)}\n`);
    const { bold, dim } = terminal.paint.out;
    terminal.out(`${texts.ready(bold(preview.url), texts.seconds(((terminal.now() - start) / 1000).toFixed(2)))}  ${dim(texts.ctrlC)}\n`);
  }

  // Stopping is how a preview ends: no failure.
  await stopped;
  await preview.close();
  return 0;
}

/** What was said once is not said again after every change, but for errors. */
function updatePrinter(call: Call): (update: Update) => void {
  const { terminal, speech } = call;
  const texts = textsIn(speech);
  let said = new Set<string>();
  return ({ paths, diagnostics, frames, milliseconds }) => {
    const news = diagnostics.filter((diagnostic) => diagnostic.severity === 'error' || !said.has(JSON.stringify(diagnostic)));
    said = new Set(diagnostics.map((diagnostic) => JSON.stringify(diagnostic)));
    reportDiagnostics(news, (file, line) => frames(at(file, line)), call);
    if (news.some(({ severity }) => severity === 'error')) terminal.err(`${texts.stillLast}\n`);
    const [first] = paths;
    if (first === undefined) return;
    const what = paths.length === 1 ? first : texts.moreFiles(first, paths.length - 1);
    terminal.out(`${texts.updated(what, `${milliseconds} ms`)}\n`);
  };
}
