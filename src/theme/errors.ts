// A template that throws while a page is rendered → one diagnostic: the line that was reached, the tags that led there,
// and the page.
import { at, diagnostic, type Diagnostic, type Span } from '../diagnostics/diagnostic.js';
import type { Place } from './compile.js';
import { mostNested, type Run } from './run.js';

export interface Failure {
  readonly error: unknown;
  readonly trace: Pick<Run, 'here' | 'trail'>;
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

function messageOf(error: unknown): string {
  if (error instanceof RangeError && error.message.includes('call stack')) return 'a macro calls itself without end';
  return (error instanceof Error ? error.message : String(error)).trim();
}
