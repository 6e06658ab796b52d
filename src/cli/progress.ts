// One line that is written over, in a terminal and on long builds only.
import type { OnProgress } from '../build/build.js';
import type { Terminal } from './terminal.js';
import type { Texts } from './texts.js';

export interface ProgressLine {
  readonly show: OnProgress;
  readonly clear: () => void;
}

/** A short build is over before one could read it. */
const quietMilliseconds = 500;
const redrawMilliseconds = 80;

export function progressLine(terminal: Terminal, texts: Texts, wanted: boolean): ProgressLine {
  if (!wanted || !terminal.interactive) return { show: () => undefined, clear: () => undefined };
  const start = terminal.now();
  let drawn = 0;
  return {
    show(step, done, total) {
      const now = terminal.now();
      if (now - start < quietMilliseconds || now - drawn < redrawMilliseconds) return;
      drawn = now;
      terminal.err(`\r\u001b[2K${terminal.paint.err.dim(`${texts.step[step]} ${done}/${total}`)}`);
    },
    clear() {
      if (drawn > 0) terminal.err('\r\u001b[2K');
      drawn = 0;
    },
  };
}
