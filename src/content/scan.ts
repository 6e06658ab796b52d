// The end of a front matter block, line by line, when the block is not plainly closed. The law: text of the body is never
// taken for front matter. A fence may be missing or mistyped, and a `---` further down may be a rule of the body.
import { readKeyLine } from './key-line.js';

export type Scan =
  | {
      readonly kind: 'closed';
      readonly to: number;
      readonly bodyFrom: number;
      /** A closing fence that is not as it should be. */ readonly loose: 'loose' | null;
    }
  | { readonly kind: 'unclosed'; readonly to: number; readonly bodyFrom: number }
  /** No front matter. `textual`: it stands between two fences all the same, so its author may have meant it to be. */
  | { readonly kind: 'none'; readonly textual: boolean };

export type BlockKind = 'yaml' | 'toml' | 'semicolons' | 'json' | 'language' | 'unfenced';

/** Blank lines in a row that no block has. */
const mostBlank = 50;

export function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

export function scanBlock(text: string, from: number, kind: BlockKind): Scan {
  // `+++` and `;;;` mean nothing in Markdown: the next one closes, whatever stands between.
  if (kind === 'toml' || kind === 'semicolons' || kind === 'language') {
    const closed = findFence(text, from, kind);
    if (closed !== null) return closed;
  }
  return scanLines(text, from, kind);
}

function findFence(text: string, from: number, kind: BlockKind): Scan | null {
  for (let at = from; at < text.length; at = lineEnd(text, at) + 1) {
    const closing = closingOf(text, at, kind);
    if (closing === 'exact') return { kind: 'closed', to: at, bodyFrom: Math.min(lineEnd(text, at) + 1, text.length), loose: null };
  }
  return null;
}

interface State {
  keys: number;
  known: number;
  titled: boolean;
  /** A list, a nested value or a long text may follow the last key. */
  open: boolean;
  /** Start of the first blank line after the last known key; -1. */
  blank: number;
  blanks: number;
  /** Start of the first line that is no front matter, since the last known key; -1. */
  stray: number;
  /** A `# …` line stands after that blank line: a comment, or a heading of the body. */
  hash: boolean;
  /** Start of the first `# …` line since the last key, which in a block without an end is rather a heading; -1. */
  heading: number;
  /** Anything but blank lines and comments. */
  content: boolean;
}

function scanLines(text: string, from: number, kind: BlockKind): Scan {
  const state: State = {
    keys: 0,
    known: 0,
    titled: false,
    open: false,
    blank: -1,
    blanks: 0,
    stray: -1,
    hash: false,
    heading: -1,
    content: false,
  };
  for (let at = from; at < text.length;) {
    const end = lineEnd(text, at);
    const closing = closingOf(text, at, kind);
    if (closing !== null && (closing === 'exact' || (state.keys > 0 && state.blank < 0)))
      return closed(state, at, Math.min(end + 1, text.length), closing, kind);
    if (!takeLine(state, text, at, end, kind)) break;
    at = end + 1;
  }
  return unclosed(state, text, kind);
}

function closed(state: State, to: number, bodyFrom: number, closing: 'exact' | 'loose', kind: BlockKind): Scan {
  if (state.content && state.keys === 0) return { kind: 'none', textual: state.blank < 0 };
  if (kind === 'unfenced' && !enough(state)) return { kind: 'none', textual: false };
  return { kind: 'closed', to, bodyFrom, loose: closing === 'loose' ? 'loose' : null };
}

function unclosed(state: State, text: string, kind: BlockKind): Scan {
  if (state.known === 0 || (kind === 'unfenced' && !enough(state))) return { kind: 'none', textual: false };
  const ends = [state.stray, state.blank, kind === 'yaml' ? state.heading : -1].filter((at) => at >= 0);
  const to = Math.min(text.length, ...ends);
  return { kind: 'unclosed', to, bodyFrom: to };
}

function enough(state: State): boolean {
  return state.titled || state.known >= 2;
}

/** False: this line is body for certain. */
function takeLine(state: State, text: string, at: number, end: number, kind: BlockKind): boolean {
  const line = text.slice(at, end);
  const first = line.search(/\S/);
  if (first < 0) return takeBlank(state, at, kind);
  state.blanks = 0;
  if (line[first] === '#') {
    if (state.heading < 0 && /^#{1,6}[ \t]/.test(line)) state.heading = at;
    state.hash ||= state.blank >= 0;
    return true;
  }
  state.content = true;
  const found = readKeyLine(line);
  if (found !== null && (found.mark !== 'equals' || kind !== 'unfenced')) {
    state.keys++;
    state.heading = -1;
    state.open = found.value === '' || /^[|>[{"']/.test(found.value);
    if (!found.known) return true;
    state.known++;
    state.titled ||= /^title$/i.test(found.key);
    state.blank = -1;
    state.stray = -1;
    state.hash = false;
    return true;
  }
  if (state.open && /^(?:\s|-(?:\s|$)|[\]},])/.test(line)) return true;
  if (state.keys > 0 && state.blank < 0 && /^(?:\s|-\s|[[\]{},])/.test(line)) return true;
  if (state.blank >= 0) return false;
  if (state.stray < 0) state.stray = at;
  return kind !== 'unfenced';
}

function takeBlank(state: State, at: number, kind: BlockKind): boolean {
  if (++state.blanks > mostBlank || state.stray >= 0 || state.hash || kind === 'unfenced' || kind === 'json') {
    if (state.blank < 0) state.blank = at;
    return false;
  }
  if (state.blank < 0 && state.keys > 0) state.blank = at;
  return true;
}

/** `loose`: indented, `--`, or with the long dashes of a word processor. */
function closingOf(text: string, at: number, kind: BlockKind): 'exact' | 'loose' | null {
  const first = text.charCodeAt(at);
  // Letters begin keys: nearly every line ends here.
  if ((first >= 0x41 && first <= 0x5a) || (first >= 0x61 && first <= 0x7a) || kind === 'json') return null;
  const line = text.slice(at, Math.min(lineEnd(text, at), at + 200));
  if (kind === 'toml') return /^\+{3,}\s*$/.test(line) ? 'exact' : null;
  if (kind === 'semicolons') return /^;{3,}\s*$/.test(line) ? 'exact' : null;
  if (/^(?:-{3,}|\.{3})\s*$/.test(line)) return 'exact';
  return /^(?:[ \t]{0,3}-{3,}|--|(?!-+\s*$)[-–—―]{1,6})\s*$/.test(line) ? 'loose' : null;
}
