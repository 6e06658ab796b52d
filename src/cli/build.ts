// `inkstone build`: one build of the site, its report and its summary.
import { at } from '../diagnostics/diagnostic.js';
import type { LineOf } from '../diagnostics/frame.js';
import type { BuildResult } from '../project.js';
import { progressLine } from './progress.js';
import { reportDiagnostics } from './report.js';
import type { Call } from './call.js';
import { flagsOf, requireSite, siteFolder } from './site-folder.js';
import { summaryText } from './summary.js';
import type { StopSignal } from './terminal.js';
import { textsIn } from './texts.js';

const stopCodes: Readonly<Record<StopSignal, number>> = { SIGINT: 130, SIGTERM: 143 };

export async function build(call: Call): Promise<number> {
  const { terminal, switches, speech } = call;
  const root = siteFolder(call);
  requireSite(root, call);
  const { buildSite } = await import('../project.js');

  const talks = !switches.has('quiet') && !switches.has('json');
  const progress = progressLine(terminal, textsIn(speech), talks);
  const stop = waitForStop(call);
  try {
    const building = buildSite({ root, flags: flagsOf(call, root), now: terminal.now(), onProgress: progress.show });
    const result = await Promise.race([building, stop.asked]);
    progress.clear();
    if (typeof result === 'string') {
      // Nobody waits for the build any more; whatever it comes to is not news.
      building.catch(() => undefined);
      terminal.err(`${textsIn(speech).stopped}\n`);
      return stopCodes[result];
    }
    await hearSignals();
    return finish(result, call, stop.signal());
  } finally {
    progress.clear();
    stop.release();
  }
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
  return result.published ? 0 : 1;
}

/** A signal that came while the build held the thread is heard when Node next looks around: one whole turn from now. */
async function hearSignals(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
}

interface Stop {
  readonly asked: Promise<StopSignal>;
  readonly signal: () => StopSignal | null;
  readonly release: () => void;
}

/**
 * The last step of a build is synchronous, so a signal during it is heard after it. A build that is done by then is
 * reported as what it is, published, before the process ends with the code of the signal.
 */
function waitForStop({ terminal }: Call): Stop {
  let signal: StopSignal | null = null;
  let stop: (heard: StopSignal) => void;
  const asked = new Promise<StopSignal>((resolve) => (stop = resolve));
  const release = terminal.onStop((heard) => {
    signal = heard;
    setImmediate(() => stop(heard));
  });
  return { asked, signal: () => signal, release };
}
