// The outside world of the command line as a value: streams, environment, signals. `processTerminal` is the real one;
// tests pass their own.
import pc from 'picocolors';
import type { Speech } from '../diagnostics/catalogue.js';
import type { Paint } from '../diagnostics/print.js';

export type StopSignal = 'SIGINT' | 'SIGTERM';

export interface Terminal {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Cells of a line. */
  readonly columns: number;
  /** A person is watching messages: a progress line may be drawn. */
  readonly interactive: boolean;
  readonly paint: { readonly out: Paint; readonly err: Paint };
  now(): number;
  /** Results: summary, JSON, help. */
  out(text: string): void;
  /** Messages. */
  err(text: string): void;
  /** Calls the listener once when the user asks to stop; gives back what takes it off again. */
  onStop(listener: (signal: StopSignal) => void): () => void;
}

export function processTerminal(): Terminal {
  return {
    cwd: process.cwd(),
    env: process.env,
    columns: process.stderr.columns ?? 100,
    interactive: process.stderr.isTTY === true && process.env['TERM'] !== 'dumb' && process.env['CI'] === undefined,
    paint: {
      out: pc.createColors(wantsColor(process.stdout.isTTY, process.env)),
      err: pc.createColors(wantsColor(process.stderr.isTTY, process.env)),
    },
    now: () => Date.now(),
    out: quietWriter(process.stdout),
    err: quietWriter(process.stderr),
    onStop,
  };
}

/** NO_COLOR and FORCE_COLOR as their authors define them, else colours in a terminal only. */
export function wantsColor(isTTY: boolean | undefined, env: Terminal['env']): boolean {
  if (env['NO_COLOR']) return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return isTTY === true && env['TERM'] !== 'dumb';
}

/** Language of messages by the environment, as POSIX orders its variables. */
export function speechOf(env: Terminal['env']): Speech {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return /^zh/i.test(locale) ? 'zh' : 'en';
}

/** `inkstone build | head`: when the reader has gone, the rest is said to nobody, and the work goes on. */
function quietWriter(stream: NodeJS.WriteStream): (text: string) => void {
  let open = true;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
    open = false;
  });
  return (text) => {
    if (open && text !== '') stream.write(text);
  };
}

/** All that was said has left for its reader, or there is none. */
export async function written(): Promise<void> {
  const streams = [process.stdout, process.stderr].filter((stream) => stream.writable);
  await Promise.all(streams.map((stream) => new Promise((resolve) => stream.write('', resolve))));
}

/** The step that brings a site in is synchronous, so a signal during it arrives here after it. */
function onStop(listener: (signal: StopSignal) => void): () => void {
  const interrupted = (): void => listener('SIGINT');
  const terminated = (): void => listener('SIGTERM');
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', terminated);
  return () => {
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', terminated);
  };
}
