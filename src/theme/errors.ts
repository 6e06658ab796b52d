// A template that throws while a page is rendered → one diagnostic: the line that was reached, the tags that led there,
// and the page.
import { at, diagnostic, type Diagnostic, type Span } from '../diagnostics/diagnostic.js';
import { mostNested, type Place, type Trace } from './compile.js';

export interface Failure {
  readonly error: unknown;
  readonly trace: Trace;
  readonly places: readonly Place[];
  /** Address of the page that was being rendered. */
  readonly page: string;
  /** Path of a template's file, for messages. */
  readonly pathOf: (template: string) => string;
}

export function renderFault({ error, trace, places, page, pathOf }: Failure): Diagnostic {
  const spanOf = (index: number): Span | null => {
    const place = places[index];
    return place === undefined ? null : at(pathOf(place.template), place.line, place.column);
  };
  const span = spanOf(trace.here);
  if (trace.trail.length > mostNested) {
    // The last round alone: from the tag back to where it was reached before.
    const round = trace.trail.slice(trace.trail.lastIndexOf(trace.trail.at(-1)!, -2) + 1);
    const names = round.map((index) => places[index]!.template);
    const related = round.slice(0, -1).map(spanOf);
    return diagnostic(
      'template-circular',
      { names: [...names, names[0]!], how: 'include' },
      span,
      related.filter((one) => one !== null),
    );
  }
  const chain = trace.trail.map(spanOf).filter((one) => one !== null && (one.file !== span?.file || one.line !== span.line));
  return diagnostic(
    'template-failed',
    { message: messageOf(error), page },
    span,
    chain.filter((one) => one !== null),
  );
}

/** nunjucks wraps an error once for each template it passes through. */
function messageOf(error: unknown): string {
  let inner = error;
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause;
  if (inner instanceof RangeError && inner.message.includes('call stack')) return 'a macro calls itself without end';
  const message = inner instanceof Error ? inner.message : String(inner);
  return message.replace(/^(?:\s*\([^\n]*\)(?: \[Line[^\n]*\])?\n)+\s*/, '').trim();
}
