// Template text → syntax tree, or a fault with its line. The parser says little about tags that do not pair, and for
// some faults no line at all; a second look at the text finds the tag that is meant.
import { nearest } from '../text/near-miss.js';
import { at, diagnostic, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.js';
import { parser, type RootNode } from './nunjucks.js';
import type { TemplateFile } from './source.js';

export function parseTemplate(file: TemplateFile): Outcome<RootNode | null> {
  try {
    return { value: parser.parse(file.text), diagnostics: [] };
  } catch (error) {
    return { value: null, diagnostics: [syntaxFault(error, file)] };
  }
}

/** Also for what the compiler refuses. */
export function syntaxFault(error: unknown, { text, path }: TemplateFile): Diagnostic {
  const { message, line, column } = readError(error);
  const tag = /unknown block tag: (\S+)/.exec(message)?.[1] ?? null;
  const isPart = tag !== null && (tag.startsWith('end') || parts.has(tag));
  if (tag !== null && !isPart) {
    const data = { problem: 'unknown-tag', name: tag, nearest: nearest(tag, tags) } as const;
    return diagnostic('template-syntax', data, at(path, line, column, column + tag.length));
  }
  const unpaired = isPart || line === 0 ? findUnpaired(text) : null;
  if (unpaired !== null) {
    const { problem, name, index } = unpaired;
    const data = { problem, name, nearest: null };
    return diagnostic('template-syntax', data, spanOf(text, index, name.length, path));
  }
  const detail = message.replace(/^parse\w+: |^compile\w+: |^advance\w+: /, '');
  return diagnostic('template-syntax', { problem: 'unexpected', name: detail, nearest: null }, at(path, line, column));
}

/** Tags that open something, and what closes it. */
const closes: ReadonlyMap<string, string> = new Map(
  ['if', 'for', 'block', 'macro', 'call', 'filter', 'switch', 'raw', 'verbatim', 'set'].map((tag) => [`end${tag}`, tag]),
);
const openers = new Set(closes.values());
const parts = new Set(['else', 'elif', 'elseif', 'case', 'default']);
const tags = [...openers, ...closes.keys(), ...parts, 'include', 'extends', 'import', 'from'];

function readError(error: unknown): { message: string; line: number; column: number } {
  if (!(error instanceof Error)) return { message: String(error), line: 0, column: 0 };
  const { lineno, colno } = error as { lineno?: number; colno?: number };
  return { message: error.message, line: lineno ?? 0, column: colno ?? 1 };
}

interface Unpaired {
  readonly problem: 'unclosed' | 'stray';
  readonly name: string;
  readonly index: number;
}

/** The first tag that closes nothing or the wrong thing, else the innermost that is never closed. */
function findUnpaired(text: string): Unpaired | null {
  const open: { tag: string; index: number }[] = [];
  const stray = (name: string, index: number): Unpaired => ({ problem: 'stray', name, index });
  for (const { kind, tag, block, index } of scanTags(text)) {
    if (kind !== 'tag') return { problem: kind, name: tag, index };
    const last = open.at(-1);
    if (last !== undefined && (last.tag === 'raw' || last.tag === 'verbatim') && tag !== `end${last.tag}`) continue;
    if (openers.has(tag) && block) open.push({ tag, index });
    const opener = closes.get(tag);
    if (opener === undefined) {
      if (parts.has(tag) && last === undefined) return stray(tag, index);
      continue;
    }
    if (last === undefined) return stray(tag, index);
    if (last.tag !== opener) return { problem: 'unclosed', name: last.tag, index: last.index };
    open.pop();
  }
  const last = open.at(-1);
  return last === undefined ? null : { problem: 'unclosed', name: last.tag, index: last.index };
}

interface Tag {
  readonly kind: 'tag' | 'unclosed' | 'stray';
  readonly tag: string;
  /** `set` is closed only if it has no value of its own. */
  readonly block: boolean;
  readonly index: number;
}

/** Every tag in order, stepping over comments; a mark that is never closed is the last one. */
function* scanTags(text: string): Generator<Tag> {
  const closers: Record<string, string> = { '{%': '%}', '{{': '}}', '{#': '#}' };
  const opening = /\{[%{#]|#\}/g;
  for (let found = opening.exec(text); found !== null; found = opening.exec(text)) {
    const { index } = found;
    const closer = closers[found[0]];
    if (closer === undefined) {
      yield { kind: 'stray', tag: '#}', block: false, index };
      return;
    }
    const end = text.indexOf(closer, index + 2);
    if (end < 0) {
      yield { kind: 'unclosed', tag: found[0], block: false, index };
      return;
    }
    if (closer === '%}') {
      const inner = text.slice(index + 2, end);
      const tag = /^-?\s*(\w+)/.exec(inner)?.[1] ?? '';
      yield { kind: 'tag', tag, block: tag !== 'set' || !/=/.test(inner), index: index + 2 + inner.indexOf(tag) };
    }
    opening.lastIndex = end + 2;
  }
}

function spanOf(text: string, index: number, length: number, path: string) {
  const line = text.slice(0, index).split('\n').length;
  const column = index - text.lastIndexOf('\n', index - 1);
  return at(path, line, column, column + length);
}
