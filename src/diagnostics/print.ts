// Diagnostics for people, on a terminal: place, sentence, code frame, hint, code. Long reports are shortened: the first
// ten errors in full, then counts; of one warning in many files a few, then a count. JSON lines always hold them all.
import type { Speech } from './catalogue.js';
import { sentence } from './catalogue.js';
import type { Code } from './codes.js';
import type { Diagnostic, Severity, Span } from './diagnostic.js';
import type { LineOf } from './frame.js';
import { codeFrame } from './frame.js';
import { sortDiagnostics } from './sort.js';

/** Colour as a value; picocolors has this shape. */
export type Paint = Readonly<Record<'bold' | 'dim' | 'red' | 'yellow' | 'cyan' | 'green', (text: string) => string>>;

export const noPaint: Paint = { bold: same, dim: same, red: same, yellow: same, cyan: same, green: same };

export interface PrintOptions {
  readonly speech: Speech;
  readonly paint: Paint;
  readonly lineOf: LineOf;
  /** Cells of the terminal. */
  readonly columns: number;
  /** Notes are left out. */
  readonly quiet?: boolean;
}

const errorsInFull = 10;
const sameInFull = 3;
/** A line that says "and one more" would cost as much as the one. */
const worthShortening = 2;

/** The whole report, empty or ending with an empty line. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], options: PrintOptions): string {
  const sorted = sortDiagnostics(diagnostics).filter(({ severity }) => !(options.quiet && severity === 'note'));
  const shown = choose(sorted);
  const blocks = [...shown].map((diagnostic) => printDiagnostic(diagnostic, options));
  const rest = printRest(
    sorted.filter((diagnostic) => !shown.has(diagnostic)),
    options,
  );
  return [...blocks, ...rest].map((block) => `${block}\n\n`).join('');
}

/** One diagnostic, without a line end. */
export function printDiagnostic(diagnostic: Diagnostic, options: PrintOptions): string {
  const { speech, paint, lineOf, columns } = options;
  const { severity, span, related } = diagnostic;
  const { hint } = sentence(diagnostic, speech);
  const lines = [printHeadline(diagnostic, options)];
  if (span !== null) lines.push(...printFrame(span, severity, paint, lineOf, columns));
  for (const place of related) lines.push(`  ${paint.dim(`${words[speech].also} ${oneLine(placeOf(place))}`)}`);
  if (hint !== undefined) lines.push(`  ${paint.cyan('→')} ${oneLine(hint)}`);
  return lines.join('\n');
}

export function severityWord(severity: Severity, speech: Speech): string {
  return words[speech][severity];
}

/** Place, severity, sentence and code, on one line. */
export function printHeadline(diagnostic: Diagnostic, { speech, paint }: PrintOptions): string {
  const { code, severity, span } = diagnostic;
  const label = paint[severityColors[severity]](words[speech][severity]);
  const place = span === null ? '' : `${paint.bold(oneLine(placeOf(span)))}  `;
  return `${place}${label}  ${oneLine(sentence(diagnostic, speech).message)}  ${paint.dim(code)}`;
}

export function placeOf(span: Span): string {
  return span.line < 1 ? span.file : `${span.file}:${span.line}:${Math.max(1, span.column)}`;
}

function printFrame(span: Span, severity: Severity, paint: Paint, lineOf: LineOf, columns: number): string[] {
  // A margin of two, the number, the rule.
  const gutter = String(span.line + 1).length;
  const frame = codeFrame(span, lineOf, Math.min(columns, 120) - gutter - 7);
  if (frame === null) return [];
  return frame.lines.flatMap(({ number, text, carets }) => {
    const margin = `  ${carets === null ? ' ' : '>'} ${String(number).padStart(gutter)} │`;
    if (carets === null) return [`${paint.dim(margin)} ${text}`.trimEnd()];
    const below = paint.dim(`${' '.repeat(gutter + 4)} │`);
    return [`${margin} ${text}`.trimEnd(), `${below} ${carets.replace('^'.repeat(carets.trim().length), paint[severityColors[severity]])}`];
  });
}

/** What is printed in full: the first errors, and the first few of each other code. */
function choose(sorted: readonly Diagnostic[]): ReadonlySet<Diagnostic> {
  const errors = sorted.filter(({ severity }) => severity === 'error');
  const shown = new Set(errors.slice(0, errorsInFull));
  const rest = new Map<Code, Diagnostic[]>();
  for (const diagnostic of sorted) {
    if (diagnostic.severity === 'error') continue;
    const group = rest.get(diagnostic.code);
    if (group === undefined) rest.set(diagnostic.code, [diagnostic]);
    else group.push(diagnostic);
  }
  for (const group of rest.values()) {
    for (const diagnostic of group.length > sameInFull + worthShortening ? group.slice(0, sameInFull) : group) shown.add(diagnostic);
  }
  return new Set(sorted.filter((diagnostic) => shown.has(diagnostic)));
}

/** One line for each code that was not told in full. */
function printRest(rest: readonly Diagnostic[], { speech, paint }: PrintOptions): string[] {
  const groups = new Map<Code, { severity: Severity; count: number; files: Set<string> }>();
  for (const { code, severity, span } of rest) {
    const group = groups.get(code) ?? { severity, count: 0, files: new Set<string>() };
    group.count++;
    if (span !== null) group.files.add(span.file);
    groups.set(code, group);
  }
  return [...groups].map(([code, { severity, count, files }]) =>
    paint[severityColors[severity]](words[speech].more(count, severity, code, files.size)),
  );
}

const severityColors = { error: 'red', warning: 'yellow', note: 'cyan' } as const;

const words = {
  en: {
    error: 'error',
    warning: 'warning',
    note: 'note',
    also: 'see also',
    more: (count: number, severity: Severity, code: string, files: number) =>
      `… and ${count} more ${severity}${count === 1 ? '' : 's'} of this kind${files > 1 ? `, in ${files} files` : ''}: ${code} (inkstone check lists them all)`,
  },
  zh: {
    error: '错误',
    warning: '警告',
    note: '提示',
    also: '另见',
    more: (count: number, severity: Severity, code: string, files: number) =>
      `……还有 ${count} 个同类${words.zh[severity]}${files > 1 ? `，分布在 ${files} 个文件里` : ''}：${code}（inkstone check 可列出全部）`,
  },
};

/** Names and values come from files: what would move the cursor or change colours is made visible. */
export function oneLine(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ');
}

function same(text: string): string {
  return text;
}
