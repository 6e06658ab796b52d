// What a parser says when it gives up → a short reason and a place. The three parsers each have a way of their own.
import { TomlError } from 'smol-toml';

export interface Refusal {
  readonly detail: string;
  /** Offset in the block; 0 if the parser does not say. */
  readonly at: number;
}

/** `skipped`: lines that the parser saw before the text (gray-matter leaves it the end of the fence's line). */
export function refusalOf(error: unknown, text: string, skipped: number): Refusal {
  const message = error instanceof Error ? error.message.split('\n', 1)[0]! : 'unreadable';
  if (error instanceof TomlError)
    return { detail: message.replace(/^Invalid TOML document:\s*/, ''), at: offsetOf(text, error.line - 1 - skipped, error.column - 1) };
  const mark = markOf(error);
  if (mark !== null) return { detail: reasonOf(error) ?? message, at: offsetOf(text, mark.line - skipped, mark.column) };
  const position = /position (\d+)/.exec(message);
  const detail = message.replace(/ in JSON at position.*$| \(line \d+ column \d+\)$/, '').replace(/, "[^]*" is not valid JSON$/, '');
  return {
    detail,
    at:
      position === null
        ? /end of JSON/.test(message)
          ? text.trimEnd().length
          : 0
        : Math.max(0, Math.min(Number(position[1]) - skipped, text.length)),
  };
}

function markOf(error: unknown): { readonly line: number; readonly column: number } | null {
  if (!(error instanceof Error && 'mark' in error) || typeof error.mark !== 'object' || error.mark === null) return null;
  const { mark } = error;
  return 'line' in mark && typeof mark.line === 'number' && 'column' in mark && typeof mark.column === 'number'
    ? { line: mark.line, column: mark.column }
    : null;
}

function reasonOf(error: unknown): string | null {
  return error instanceof Error && 'reason' in error && typeof error.reason === 'string' ? error.reason : null;
}

function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let i = 0; i < line; i++) {
    const next = text.indexOf('\n', start);
    if (next < 0) break;
    start = next + 1;
  }
  return Math.min(start + Math.max(0, column), text.length);
}
