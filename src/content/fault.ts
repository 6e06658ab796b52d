// What is noticed in one source, by offset. Lines and columns are counted only when there is something to say.
import type { SourcePath } from '../model/paths.js';
import type { Code, CodeData } from '../diagnostics/codes.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { diagnostic, inFile } from '../diagnostics/diagnostic.js';
import { spansIn } from './position.js';

export type Fault = {
  [C in Code]: {
    readonly code: C;
    readonly data: CodeData[C];
    /** Offsets in the decoded text; -1: the file as a whole. */
    readonly from: number;
    readonly to: number;
    /** Another place that belongs to it, or -1. */
    readonly other: number;
    /** The one sure correction, where there is one: `inkstone check --fix` writes it. */
    readonly mends?: readonly Mend[];
  };
}[Code];

/** The text between two offsets gives way to another; for an insertion they are the same. */
export interface Mend {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export function fault<C extends Code>(code: C, data: CodeData[C], from: number, to = from, other = -1): Fault {
  return { code, data, from, to, other } as Fault;
}

/** A fault that `check --fix` may correct. Sure is what changes nothing on the site: `fix.ts` tries each one. */
export function mendable(found: Fault, ...mends: readonly Mend[]): Fault {
  return { ...found, mends };
}

export function toDiagnostics(faults: readonly Fault[], file: SourcePath, text: string): Diagnostic[] {
  if (faults.length === 0) return [];
  const span = spansIn(file, text);
  return faults.map(({ code, data, from, to, other }) => {
    if (other < 0) return diagnostic(code, data, from < 0 ? inFile(file) : span(from, to));
    const second = span(other);
    // Its line is part of the sentence; it was not worth counting before.
    return diagnostic(code, 'line' in data ? { ...data, line: second.line } : data, span(from, to), [second]);
  });
}
