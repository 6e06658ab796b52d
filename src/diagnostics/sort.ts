// One order for every report, so that neither threads nor the order of checks change it; equal ones are told once.
import { compareText } from '../text/compare.js';
import type { Diagnostic } from './diagnostic.js';

/** By file, line, column, code; what concerns no file comes first. Duplicates are dropped. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const once = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    const { code, data, span, related } = diagnostic;
    once.set(JSON.stringify([code, data, span, related]), diagnostic);
  }
  return [...once].sort(([keyA, a], [keyB, b]) => compareDiagnostics(a, b) || compareText(keyA, keyB)).map(([, diagnostic]) => diagnostic);
}

function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.span?.file ?? '', b.span?.file ?? '') ||
    (a.span?.line ?? 0) - (b.span?.line ?? 0) ||
    (a.span?.column ?? 0) - (b.span?.column ?? 0) ||
    compareText(a.code, b.code)
  );
}

export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
}

export function countDiagnostics(diagnostics: readonly Diagnostic[]): Counts {
  let errors = 0;
  let warnings = 0;
  let notes = 0;
  for (const { severity } of diagnostics) {
    if (severity === 'error') errors++;
    else if (severity === 'warning') warnings++;
    else notes++;
  }
  return { errors, warnings, notes };
}
