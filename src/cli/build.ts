// `inkstone build`: one build of the site, its report and its summary.
import type { Step } from '../build/build.js';
import { at, diagnostic, Fault } from '../diagnostics/diagnostic.js';
import type { LineOf } from '../diagnostics/frame.js';
import type { BuildResult } from '../project.js';
import { progressLine } from './progress.js';
import { reportDiagnostics } from './report.js';
import type { Call } from './call.js';
import { collectOften } from './collect.js';
import { flagsOf, requireSite, siteFolder } from './site-folder.js';
import { summaryText } from './summary.js';
import type { StopSignal } from './terminal.js';
import { textsIn } from './texts.js';
import { compileSparingly } from './warm-up.js';

const stopCodes: Readonly<Record<StopSignal, number>> = { SIGINT: 130, SIGTERM: 143 };

export async function build(call: Call): Promise<number> {
  const { terminal, values, switches, speech } = call;
  const root = siteFolder(call);
  requireSite(root, call);
  const watching = [compileSparingly(), collectOften()];
  const { buildSite, verifySite } = await import('../project.js');

  const talks = !switches.has('quiet') && !switches.has('json');
  const progress = progressLine(terminal, textsIn(speech), talks);
  const threads = values.get('threads');
  const why = values.get('why');
  const stop = waitForStop(call);
  try {
    const options = {
      root,
      flags: flagsOf(call, root),
      now: terminal.now(),
      onProgress(step: Step, done: number, total: number) {
        for (const watch of watching) watch(step, done, total);
        progress.show(step, done, total);
      },
      signal: stop.aborted,
      counts: talks,
      ...(threads === undefined ? {} : { threads: Number(threads) }),
      ...(why === undefined ? {} : { why }),
    };
    const built = await buildSite(options);
    const result = switches.has('verify') && built.published ? verified(built, await verifySite(options)) : built;
    progress.clear();
    await hearSignals();
    if (talks) await result.counted();
    return finish(result, call, stop.heard());
  } catch (error) {
    progress.clear();
    const signal = stop.heard();
    if (signal === null || !(error instanceof Fault) || error.diagnostic.code !== 'build-stopped') throw error;
    terminal.err(`${textsIn(speech).stopped}\n`);
    return stopCodes[signal];
  } finally {
    stop.release();
  }
}

/** What was published and a clean build would not have: an error, though it stands there. */
function verified(built: BuildResult, differ: readonly string[]): BuildResult {
  if (differ.length === 0) return built;
  const fault = diagnostic('verify-differs', { paths: differ.slice(0, 5), count: differ.length });
  return { ...built, diagnostics: [...built.diagnostics, fault] };
}

function finish(result: BuildResult, call: Call, signal: StopSignal | null): number {
  const { terminal, switches, speech } = call;
  const lineOf: LineOf = (file, line) => result.frames(at(file, line));
  reportDiagnostics(result.diagnostics, lineOf, call);
  if (!switches.has('quiet') && !switches.has('json')) {
    terminal.out(summaryText(result, { speech, paint: terminal.paint.out, strict: switches.has('strict') }));
  }
  if (signal !== null) return stopCodes[signal];
  if (result.diagnostics.some(({ code }) => code === 'wrong-flag')) return 2;
  return result.published && !result.diagnostics.some(({ code }) => code === 'verify-differs') ? 0 : 1;
}

/** A signal that came while the build held the thread is heard when Node next looks around: one whole turn from now. */
async function hearSignals(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
}

interface Stop {
  readonly aborted: AbortSignal;
  readonly heard: () => StopSignal | null;
  readonly release: () => void;
}

/**
 * While pages render, a signal ends the build at its next pause, with nothing published. The last step is synchronous, so
 * a signal during it is heard after it: that build is reported as what it is, published, and ends with the signal's code.
 */
function waitForStop({ terminal }: Call): Stop {
  let heard: StopSignal | null = null;
  const controller = new AbortController();
  const release = terminal.onStop((signal) => {
    heard = signal;
    controller.abort();
  });
  return { aborted: controller.signal, heard: () => heard, release };
}
