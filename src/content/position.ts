// Offsets of a text → lines and columns. Only for messages: a post without faults never comes here.
import type { SourcePath } from '../model/paths.js';
import type { Span } from '../diagnostics/diagnostic.js';
import { at } from '../diagnostics/diagnostic.js';

/** One place, counted from the start. */
export function spanOf(file: SourcePath, text: string, from: number, to = from): Span {
  return spansIn(file, text)(from, to);
}

/** Many places in one text: its lines are counted once. The end is left out where it stands on a later line. */
export function spansIn(file: SourcePath, text: string): (from: number, to?: number) => Span {
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  return (from, to = from) => {
    const line = lineOf(starts, from);
    const start = starts[line]!;
    const last = starts[line + 1] ?? text.length + 1;
    return at(file, line + 1, from - start + 1, to > from && to < last ? to - start + 1 : undefined);
  };
}

function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
