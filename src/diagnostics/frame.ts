// A code frame: the line that a message speaks of, its neighbours, and carets under the place, counted in cells of the
// terminal, because a Han character fills two.
import { characterWidth, displayWidth } from '../text/width.js';
import type { Span } from './diagnostic.js';

/** The text of a line of a file of the site, 1-based; null if there is none. */
export type LineOf = (file: string, line: number) => string | null;

export interface Frame {
  readonly lines: readonly FrameLine[];
}

export interface FrameLine {
  readonly number: number;
  readonly text: string;
  /** Blanks and carets to stand under the text; null for a neighbour. */
  readonly carets: string | null;
}

/** Up to one line before and one after; null for a whole file, or if the line is not there. `cells`: room for the text. */
export function codeFrame(span: Span, lineOf: LineOf, cells: number): Frame | null {
  if (span.line < 1) return null;
  const focus = lineOf(span.file, span.line);
  if (focus === null) return null;
  const shown = showLine(focus, span, Math.max(20, cells));
  const lines: FrameLine[] = [{ number: span.line, text: shown.text, carets: shown.carets }];
  const before = span.line > 1 ? lineOf(span.file, span.line - 1) : null;
  const after = lineOf(span.file, span.line + 1);
  // An empty neighbour says nothing.
  if (before !== null && before.trim() !== '')
    lines.unshift({ number: span.line - 1, text: neighbour(before, shown.from, cells), carets: null });
  if (after !== null && after.trim() !== '') lines.push({ number: span.line + 1, text: neighbour(after, shown.from, cells), carets: null });
  return { lines };
}

interface Shown {
  readonly text: string;
  readonly carets: string;
  /** First cell of the line that is shown. */
  readonly from: number;
}

/** The line with tabs as blanks, and of a long one the window around the place. */
function showLine(line: string, span: Span, cells: number): Shown {
  const column = Math.min(Math.max(span.column, 1), line.length + 1) - 1;
  const end = Math.min(Math.max((span.endColumn ?? span.column + 1) - 1, column + 1), Math.max(line.length, column + 1));
  // Only as much of a very long line as can be shown is measured.
  const skip = Math.max(0, column - 4 * cells);
  const head = plain(line.slice(skip, column));
  const marked = plain(line.slice(column, Math.min(end, column + cells)));
  const tail = plain(line.slice(end, end + cells));
  const start = displayWidth(head);
  const length = Math.max(1, displayWidth(marked));
  const whole = head + marked + tail;
  // A caret may stand behind the end.
  const total = Math.max(displayWidth(whole), start + 1);
  const fits = skip === 0 && total <= cells && end + cells >= line.length;
  // A third of the room stands before the place, so that its context is read too.
  const from = fits ? 0 : Math.max(0, Math.min(start - Math.floor(cells / 3), total - cells + 1));
  const window = cutWindow(whole, from, cells, skip > 0, end + cells < line.length);
  const width = Math.max(1, Math.min(length, cells - (start - from)));
  return { text: window, carets: ' '.repeat(start - from) + '^'.repeat(width), from };
}

/** The cells `from` to `from + cells`, with `…` where something was cut; a wide character cut in half becomes a blank. */
function cutWindow(text: string, from: number, cells: number, cutBefore: boolean, cutAfter: boolean): string {
  let out = '';
  let cell = 0;
  let cut = cutAfter;
  for (const character of text) {
    const width = characterWidth(character);
    if (cell >= from && cell + width <= from + cells) out += character;
    else if (cell < from && cell + width > from) out += ' '.repeat(cell + width - from);
    else if (cell + width > from + cells) {
      cut = true;
      break;
    }
    cell += width;
  }
  if (from > 0 || cutBefore) out = `…${dropCell(out)}`;
  return cut ? `${fit(out, cells - 1)}…` : out;
}

/** Without its first cell. */
function dropCell(text: string): string {
  let width = 0;
  let at = 0;
  for (const character of text) {
    if (width > 0 && characterWidth(character) > 0) break;
    width += characterWidth(character);
    at += character.length;
  }
  return ' '.repeat(Math.max(0, width - 1)) + text.slice(at);
}

/** As much of the beginning as fits. */
function fit(text: string, cells: number): string {
  let width = 0;
  let at = 0;
  for (const character of text) {
    width += characterWidth(character);
    if (width > cells) break;
    at += character.length;
  }
  return text.slice(0, at);
}

function neighbour(line: string, from: number, cells: number): string {
  const text = plain(line.slice(0, from + cells * 2));
  return displayWidth(text) <= cells && from === 0 ? text : cutWindow(text, from, cells, false, line.length > from + cells * 2).trimEnd();
}

/** Tabs as four blanks, control characters as a visible dot: a frame must not move the cursor or change colours. */
function plain(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\t', '    ')
    .replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '·');
}
