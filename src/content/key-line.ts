// One line of front matter looked at alone: `key: value` in all its sloppy forms. For finding where a block ends, and
// for reading a block that no parser takes.
import { fieldOf } from './fields/spellings.js';

export interface KeyLine {
  readonly indent: number;
  readonly key: string;
  /** One of the keys that Inkstone knows, in any spelling. */
  readonly known: boolean;
  /** What stands between key and value: `: `, `:` without a space, `：`, `=`. */
  readonly mark: 'colon' | 'tight' | 'full-width' | 'equals';
  readonly value: string;
  /** Offset in the line behind that mark. */
  readonly after: number;
}

// The bounds keep a line of a million spaces from being read a million times.
const shape =
  /^([ \t\u3000\u00a0]{0,8})(?:"([^"]{1,60})"|'([^']{1,60})'|([\p{L}\p{N}_][\p{L}\p{N}_.-]{0,40}(?: [\p{L}\p{N}_-]{1,20}){0,2})) {0,3}([:：=])/u;

/** null: not a key and its value. A loose form (no space, `：`, `=`, words with spaces) is taken for known keys only. */
export function readKeyLine(line: string): KeyLine | null {
  const found = shape.exec(line);
  if (found === null) return null;
  const rest = line.slice(found[0].length);
  const quoted = found[2] ?? found[3];
  const key = quoted ?? found[4]!;
  const known = fieldOf(key) !== undefined;
  const spaced = rest === '' || /^\s/.test(rest);
  const mark = found[5] === '：' ? 'full-width' : found[5] === '=' ? 'equals' : spaced || quoted !== undefined ? 'colon' : 'tight';
  if (!known && (mark !== 'colon' || (quoted === undefined && key.includes(' ')))) return null;
  // `path://…`, `url:=…`: an address or code, not a key.
  if (mark === 'tight' && /^[/\\:=]/.test(rest) && !/^\/[^/]/.test(rest)) return null;
  return { indent: found[1]!.length, key, known, mark, value: rest.trim(), after: found[0].length };
}
