// What Inkstone has to say about a site. Code and data are made where the fault is found; sentences, frames and colours
// at the rim. A fault of the author is a Diagnostic, never a throw (design, "Diagnostics").
import type { Code, CodeData } from './codes.js';
import { severities } from './codes.js';

/** `error`: nothing is published. `warning`: something was repaired or assumed. `note`: never fails, even with `--strict`. */
export type Severity = 'error' | 'warning' | 'note';

/** 1-based; columns count UTF-16 units. `line` 0: the whole file. */
export interface Span {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn?: number;
}

export type Diagnostic = {
  [C in Code]: {
    readonly code: C;
    readonly severity: Severity;
    readonly data: CodeData[C];
    readonly span: Span | null;
    /** Other places that belong to it, e.g. the second source of one URL, the chain of templates. */
    readonly related: readonly Span[];
  };
}[Code];

/** A value, and what was noticed on the way to it. */
export interface Outcome<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}

export function diagnostic<C extends Code>(
  code: C,
  data: CodeData[C],
  span: Span | null = null,
  related: readonly Span[] = [],
): Diagnostic {
  return { code, severity: severities[code], data, span, related } as Diagnostic;
}

/** A span for a whole file. */
export function inFile(file: string): Span {
  return { file, line: 0, column: 0 };
}

export function at(file: string, line: number, column = 1, endColumn?: number): Span {
  return endColumn === undefined ? { file, line, column } : { file, line, column, endColumn };
}

/** For what stops everything at once and is not a bug: a full disk, a second build. Caught in `cli/` and `dev/` only. */
export class Fault extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.code);
  }
}
