// Diagnostics out of the program: for people to standard error, with `--json` one a line to standard output.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { LineOf } from '../diagnostics/frame.js';
import { jsonLine } from '../diagnostics/json.js';
import { printDiagnostics } from '../diagnostics/print.js';
import { sortDiagnostics } from '../diagnostics/sort.js';
import type { Call } from './call.js';

export function reportDiagnostics(diagnostics: readonly Diagnostic[], lineOf: LineOf, { switches, speech, terminal }: Call): void {
  if (switches.has('json')) {
    terminal.out(
      sortDiagnostics(diagnostics)
        .map((diagnostic) => jsonLine(diagnostic, speech))
        .join(''),
    );
    return;
  }
  const { paint, columns } = terminal;
  terminal.err(printDiagnostics(diagnostics, { speech, paint: paint.err, lineOf, columns, quiet: switches.has('quiet') }));
}

/** Lines of the files below `root`, for the frames of commands that do not build. */
export function linesBelow(root: string): LineOf {
  return (file, line) => {
    try {
      return readFileSync(resolve(root, file), 'utf8').split(/\r\n|\n|\r/)[line - 1] ?? null;
    } catch {
      // A frame is a help, no more: without the file there is none.
      return null;
    }
  };
}
