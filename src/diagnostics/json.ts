// Diagnostics for programs: one JSON object a line. The names of the fields are permanent, like the codes.
import type { Speech } from './catalogue.js';
import { sentence } from './catalogue.js';
import type { Diagnostic } from './diagnostic.js';

/** One line, with its line end. Where nothing is known of a place, `file`, `line` or `column` is null. */
export function jsonLine(diagnostic: Diagnostic, speech: Speech): string {
  const { code, severity, span, data, related } = diagnostic;
  const { message, hint = null } = sentence(diagnostic, speech);
  const place = (of: Diagnostic['span']) => ({ file: of?.file ?? null, line: of?.line || null, column: (of?.line && of.column) || null });
  return `${JSON.stringify({ code, severity, ...place(span), message, hint, data, related: related.map(place) })}\n`;
}
