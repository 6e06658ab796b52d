// A terminal for tests: what is written is kept, the clock stands still, nothing is read from the machine.
import { noPaint } from '../../../src/diagnostics/print.js';
import { run } from '../../../src/cli/run.js';
import type { Terminal } from '../../../src/cli/terminal.js';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** 2026-11-24 01:30:00 in UTC, 09:30 in Shanghai. */
export const fixedNow = Date.UTC(2026, 10, 24, 1, 30, 0);

export async function runIn(cwd: string, argv: readonly string[], env: Terminal['env'] = {}): Promise<Ran> {
  let out = '';
  let err = '';
  const code = await run(argv, {
    cwd,
    env,
    columns: 80,
    interactive: false,
    paint: { out: noPaint, err: noPaint },
    now: () => fixedNow,
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    onStop: () => () => undefined,
  });
  return { code, out, err };
}
