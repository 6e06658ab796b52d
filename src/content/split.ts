// Where the front matter stands and where the body begins. One splitter for reading and for rendering, so both see the
// same body. A clean block costs a look at its lines; only what is sloppy comes to `scan.ts`.
import type { Fault, Mend } from './fault.js';
import { fault, mendable } from './fault.js';
import { readKeyLine } from './key-line.js';
import type { Scan } from './scan.js';
import { lineEnd, scanBlock } from './scan.js';

export interface Split {
  readonly dialect: Dialect;
  /** Name after the fence for `code`, e.g. `js`; else empty. */
  readonly language: string;
  /** Span of the block without its fences; empty for `none`. */
  readonly from: number;
  readonly to: number;
  readonly bodyFrom: number;
  readonly faults: readonly Fault[];
}

/** `code`: a program, which is never run. */
export type Dialect = 'none' | 'yaml' | 'toml' | 'json' | 'code';

export function splitSource(text: string): Split {
  const start = firstLine(text);
  if (start < 0) return without();
  const end = lineEnd(text, start);
  const opening = readOpening(text.slice(start, end));
  if (opening === null) return splitUnfenced(text, start, end);
  const inside = opening.key > 0 ? start + opening.key : Math.min(end + 1, text.length);
  if (opening.kind === 'json') return splitJson(text, start);
  const faults: Fault[] = [];
  if (start > 0) faults.push(mendable(fault('front-matter-fence', { kind: 'late' }, start, end), { from: 0, to: start, text: '' }));
  if (opening.loose) {
    const mend = opening.key > 0 ? { from: start, to: inside, text: '---\n' } : fence(start, end);
    faults.push(mendable(fault('front-matter-fence', { kind: 'opening' }, start, end), mend));
  }
  const scan = quickScan(text, inside, opening.kind) ?? scanBlock(text, inside, opening.kind);
  return fromScan(text, scan, opening, inside, faults, { from: start, to: end });
}

/** First line that is not blank, or -1. */
function firstLine(text: string): number {
  if (text.startsWith('---')) return 0;
  const first = text.search(/\S/);
  return first < 0 ? -1 : text.lastIndexOf('\n', first - 1) + 1;
}

interface Opening {
  readonly kind: 'yaml' | 'toml' | 'semicolons' | 'json' | 'language';
  readonly language: string;
  /** Not as it should be written; taken only if keys follow. */
  readonly loose: boolean;
  /** `---title: x`: where the first key begins on this line; 0: on the next one. */
  readonly key: number;
}

function readOpening(line: string): Opening | null {
  if (line === '---') return opened('yaml', false);
  const trimmed = line.trim();
  const indented = /^\s/.test(line);
  if (/^-{3,}$/.test(trimmed)) return opened('yaml', indented);
  if (/^\+{3,}$/.test(trimmed)) return opened('toml', indented);
  if (/^;{3,}$/.test(trimmed)) return opened('semicolons', indented);
  if (/^\{\s*(?:"|\}|$)/.test(trimmed)) return opened('json', false);
  const named = /^---\s*([A-Za-z][\w+-]{0,20})$/.exec(trimmed);
  if (named !== null) return { ...opened('language', false), language: named[1]!.toLowerCase() };
  const tight = /^---[ \t]*(?=[A-Za-z])/.exec(line);
  if (tight !== null && readKeyLine(line.slice(tight[0].length))?.known === true) return { ...opened('yaml', true), key: tight[0].length };
  // Two dashes, or the long ones that a phone or a word processor makes of them.
  return /^(?:--|[-–—―]{1,6})$/.test(trimmed) && trimmed !== '-' ? opened('yaml', true) : null;
}

function opened(kind: Opening['kind'], loose: boolean): Opening {
  return { kind, language: '', loose, key: 0 };
}

const plainKey = /["']?[A-Za-z_][\w-]*["']?[ ]*(?::(?=[ \t\n])|=)/y;

/** The common case: keys from the first line on, no blank line before the closing fence. null: look closer. */
function quickScan(text: string, inside: number, kind: Opening['kind']): Scan | null {
  if (kind !== 'yaml') return null;
  plainKey.lastIndex = inside;
  if (!plainKey.test(text)) return null;
  for (let at = inside; at < text.length;) {
    const end = lineEnd(text, at);
    const first = text.charCodeAt(at);
    if (first === 0x2d && end - at >= 3 && text.startsWith('---', at))
      return text.slice(at, end).trimEnd() === '---'
        ? { kind: 'closed', to: at, bodyFrom: Math.min(end + 1, text.length), loose: null }
        : null;
    // A letter begins a key, a space what belongs to it; whatever else is rare enough to look closer.
    if (
      !(
        first === 0x20 ||
        first === 0x2d ||
        first === 0x23 ||
        first === 0x5f ||
        (first >= 0x41 && first <= 0x5a) ||
        (first >= 0x61 && first <= 0x7a)
      )
    )
      return null;
    at = end + 1;
  }
  return null;
}

function fromScan(text: string, scan: Scan, opening: Opening, inside: number, faults: Fault[], first: { from: number; to: number }): Split {
  if (scan.kind === 'none') return without(scan.textual && !opening.loose ? [fault('front-matter-text', {}, first.from, first.to)] : []);
  if (scan.kind === 'unclosed') {
    if (opening.kind === 'language' && dialectOf(opening, text, inside, scan.to) === 'code') return without();
    const unclosed = fault('front-matter-unclosed', {}, first.from, first.to);
    faults.push(opening.kind === 'yaml' ? mendable(unclosed, closingFence(text, scan.to)) : unclosed);
  } else if (scan.loose !== null) {
    const end = lineEnd(text, scan.to);
    faults.push(mendable(fault('front-matter-fence', { kind: 'closing' }, scan.to, end), fence(scan.to, end)));
  }
  const dialect = dialectOf(opening, text, inside, scan.to);
  const odd = (opening.kind === 'toml' && dialect !== 'toml') || (opening.kind === 'semicolons' && dialect !== 'json');
  if (odd) {
    const last = scan.kind === 'closed' ? fence(scan.to, lineEnd(text, scan.to)) : closingFence(text, scan.to);
    faults.push(mendable(fault('front-matter-fence', { kind: 'dialect' }, first.from, first.to), fence(first.from, first.to), last));
  }
  return { dialect, language: opening.language, from: inside, to: scan.to, bodyFrom: scan.bodyFrom, faults };
}

/** A line that becomes a fence as it should be. */
function fence(from: number, to: number): Mend {
  return { from, to, text: '---' };
}

/** The fence that is missing below the block. */
function closingFence(text: string, at: number): Mend {
  return { from: at, to: at, text: at > 0 && text[at - 1] !== '\n' ? '\n---\n' : '---\n' };
}

/** What stands between the fences decides, where the fence alone leaves it open. */
function dialectOf(opening: Opening, text: string, from: number, to: number): Exclude<Dialect, 'none'> {
  if (opening.kind === 'language') return languages.get(opening.language) ?? 'code';
  if (opening.kind === 'yaml') return 'yaml';
  const first = /^\s*(?:#[^\n]*\n\s*)*["']?[\w.-]+["']?\s*([:=])|^\s*([[{"])/.exec(text.slice(from, Math.min(to, from + 4000)));
  if (opening.kind === 'toml') return first?.[1] === ':' ? 'yaml' : 'toml';
  return /^\s*["{]/.test(text.slice(from, Math.min(to, from + 200))) ? 'json' : 'yaml';
}

const languages = new Map<string, Exclude<Dialect, 'none' | 'code'>>([
  ['yaml', 'yaml'],
  ['yml', 'yaml'],
  ['toml', 'toml'],
  ['json', 'json'],
]);

const strongKeys = /^(?:title|标题|標題|date|tags?|categor(?:y|ies)|layout|slug|permalink|draft)$/i;

/** `title: …` from the first line on, with no fence above: taken if a title or two known keys are there. */
function splitUnfenced(text: string, start: number, end: number): Split {
  const first = readKeyLine(text.slice(start, end));
  if (first === null || first.indent > 0 || first.mark === 'equals' || !strongKeys.test(first.key)) return without();
  const scan = scanBlock(text, start, 'unfenced');
  if (scan.kind === 'none') return without();
  const missing: Mend = { from: start, to: start, text: '---\n' };
  const mends = scan.kind === 'closed' ? [missing] : [missing, closingFence(text, scan.to)];
  const faults = [mendable(fault('front-matter-fence', { kind: 'missing' }, start, end), ...mends)];
  return { dialect: 'yaml', language: '', from: start, to: scan.to, bodyFrom: scan.bodyFrom, faults };
}

/** `{ … }` from the first line on, to its own closing brace. */
function splitJson(text: string, start: number): Split {
  const from = text.indexOf('{', start);
  const to = jsonEnd(text, from);
  const end = to < 0 ? -1 : lineEnd(text, to);
  if (to >= 0 && text.slice(to, end).trim() === '') {
    if (!/^\{\s*(?:["}]|[A-Za-z_]+\s*:)/.test(text.slice(from, Math.min(to, from + 200)))) return without();
    const faults = start > 0 ? [fault('front-matter-fence', { kind: 'late' }, from, from + 1)] : [];
    return { dialect: 'json', language: '', from, to, bodyFrom: Math.min(end + 1, text.length), faults };
  }
  const scan = scanBlock(text, from, 'json');
  if (scan.kind === 'none') return without();
  return {
    dialect: 'json',
    language: '',
    from,
    to: scan.to,
    bodyFrom: scan.bodyFrom,
    faults: [fault('front-matter-unclosed', {}, from, from + 1)],
  };
}

/** Offset after the brace that closes the one at `from`, or -1. */
function jsonEnd(text: string, from: number): number {
  let depth = 0;
  let quoted = false;
  for (let i = from; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (quoted) {
      if (c === 0x5c) i++;
      else if (c === 0x22 || c === 0x0a) quoted = false;
    } else if (c === 0x22) quoted = true;
    else if (c === 0x7b) depth++;
    else if (c === 0x7d && --depth === 0) return i + 1;
  }
  return -1;
}

function without(faults: readonly Fault[] = []): Split {
  return { dialect: 'none', language: '', from: 0, to: 0, bodyFrom: 0, faults };
}
