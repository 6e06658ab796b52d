// Diagnostics for programs: one JSON object a line. The names of the fields are permanent, like the codes.
import type { Speech } from './catalogue.js';
import { sentence } from './catalogue.js';
import type { Diagnostic, Span } from './diagnostic.js';

/** One line, with its line end. Where nothing is known of a place, `file`, `line` or `column` is null. */
export function jsonLine(diagnostic: Diagnostic, speech: Speech): string {
  const { code, severity, span, data, related } = diagnostic;
  const { message, hint = null } = sentence(diagnostic, speech);
  return `${JSON.stringify({ code, severity, ...place(span), message, hint, data, related: related.map(place) }, wellFormed)}\n`;
}

/** Half a character, as YAML can spell it, is refused by many readers of JSON. */
function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

function place(span: Span | null): { file: string | null; line: number | null; column: number | null } {
  const known = span !== null && span.line > 0;
  return { file: span?.file ?? null, line: known ? span.line : null, column: known ? span.column : null };
}
