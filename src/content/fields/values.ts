// Single values: text, numbers, yes and no. Text of a known field stays as its author wrote it; YAML's idea of it
// (a number, a date, a comment after `#`) does not count.
import type { Entry, Node, Scalar } from '../node.js';
import { fault, mendable } from '../fault.js';
import type { Fault } from '../fault.js';
import { safeScalar } from '../repair.js';
import { lineEnd } from '../scan.js';
import type { Reading } from './collect.js';
import { placeOf } from './collect.js';
import type { Field } from './spellings.js';

/** Text on one line, NFC; null if the field is absent or empty. */
export function textField(reading: Reading, field: Field): string | null {
  const entry = reading.fields.get(field);
  return entry === undefined ? null : tidy(textOfEntry(reading, entry, true));
}

/** A name or an address: what follows ` #` is a comment. */
export function wordField(reading: Reading, field: Field): string | null {
  const entry = reading.fields.get(field);
  return entry === undefined ? null : tidy(textOfEntry(reading, entry, false));
}

export function tidy(text: string | null): string | null {
  if (text === null) return null;
  const line = (/\s{2}|[\n\t]/.test(text) ? text.replace(/\s+/g, ' ') : text).trim();
  return line === '' ? null : line.normalize('NFC');
}

function textOfEntry(reading: Reading, entry: Entry, free: boolean): string | null {
  const { value } = entry;
  if (value.kind !== 'scalar') return textOfCollection(reading, entry, value, free);
  if (free && reading.yaml && !value.quoted && entry.to >= 0) {
    const written = writtenText(reading.text, entry, value);
    if (written !== null) {
      const safe = safeScalar(written);
      const end = lineEnd(reading.text, entry.to);
      const found = fault('read-as-written', { key: entry.key, safe: `${entry.key}: ${safe}` }, placeOf(entry, reading.home), end);
      reading.faults.push(mendValue(reading, entry, found, written, safe));
      return written;
    }
  }
  return textOfScalar(value);
}

/** With its correction: `written`, which stands behind the key on its line, is to be spelt `safe`. */
export function mendValue(reading: Reading, entry: Entry, found: Fault, written: string, safe: string): Fault {
  if (entry.to < 0 || !reading.yaml) return found;
  const line = reading.text.slice(entry.to, lineEnd(reading.text, entry.to));
  const at = line.indexOf(written, line.indexOf(':') + 1);
  return at < 0 ? found : mendable(found, { from: entry.to + at, to: entry.to + at + written.length, text: safe });
}

/** `null` and `~` say: nothing. Any other word, `yes` or `007`, is text. */
function textOfScalar(value: Scalar): string | null {
  return value.json === null && !value.text.startsWith('N') ? null : value.text;
}

/** `#1 x`, `Fix #12`, `&c` , `!x`: what YAML takes for a comment, an anchor or a tag. null where the two agree. */
function writtenText(text: string, entry: Entry, value: Scalar): string | null {
  const end = lineEnd(text, entry.to);
  if (!value.marked) {
    const after = value.to >= 0 ? value.to : entry.to;
    if (after > end || !text.slice(after, end).includes('#')) return null;
  } else if (value.to > end || value.to < 0) return null;
  const line = text.slice(entry.to, end);
  const rest = line.slice(line.indexOf(':') + 1).trim();
  // `# note` with a space is a comment all the same.
  const written = rest.replace(/(?:^|\s)#(?:\s.*)?$/, '').trim();
  return written === value.text || written === '' || written.startsWith('!!') ? null : written;
}

function textOfCollection(reading: Reading, entry: Entry, value: Exclude<Node, Scalar>, free: boolean): string | null {
  const written = free ? flowText(reading.text, entry) : null;
  const items =
    value.kind === 'list'
      ? value.items.map((item) => (item.kind === 'scalar' ? textOfScalar(item) : null)).filter((item) => item !== null)
      : [];
  const used = written ?? (items.length > 0 ? items.join(', ') : null);
  const found = fault('wrong-type', { key: entry.key, found: value.kind, wanted: 'text', used }, placeOf(entry, reading.home), entry.to);
  reading.faults.push(written === null ? found : mendValue(reading, entry, found, written, safeScalar(written)));
  return used;
}

/** `[译]` and `{a}` on one line are rather a title in brackets than a list. */
function flowText(text: string, entry: Entry): string | null {
  if (entry.to < 0) return null;
  const rest = /^["']?\s*[:=]\s*([[{].*[\]}])\s*$/.exec(text.slice(entry.to, lineEnd(text, entry.to)));
  return rest?.[1] ?? null;
}

export function numberField(reading: Reading, field: Field): number | null {
  const entry = reading.fields.get(field);
  if (entry === undefined) return null;
  const { value } = entry;
  if (value.kind === 'scalar') {
    if (value.json === null) return null;
    if (typeof value.json === 'boolean') return value.json ? 1 : 0;
    const number = /^[-+]?\d+(?:\.\d+)?$/.test(value.text) ? Number(value.text) : Number.NaN;
    if (Number.isFinite(number)) return number + 0;
    const flag = readFlag(value);
    if (field === 'pin' && flag !== null) return flag ? 1 : 0;
  }
  wrongType(reading, entry, 'number');
  return null;
}

export function wrongType(reading: Reading, entry: Entry, wanted: 'text' | 'number' | 'flag' | 'list', used: string | null = null): void {
  const found = entry.value.kind === 'scalar' ? 'text' : entry.value.kind;
  reading.faults.push(fault('wrong-type', { key: entry.key, found, wanted, used }, placeOf(entry, reading.home), entry.to));
}

const yes = new Set(['true', 'yes', 'on', 'y', 't', '1', '是', '真']);
const no = new Set(['false', 'no', 'off', 'n', 'f', '0', '否', '假']);

/** null: it says neither yes nor no. */
export function readFlag(value: Node): boolean | null {
  if (value.kind !== 'scalar') return null;
  const word = value.text.trim().toLowerCase();
  return yes.has(word) ? true : no.has(word) ? false : null;
}

/** A value of a mapping by the first of these keys that it has. */
export function inside(value: Node, ...keys: string[]): Node | null {
  if (value.kind !== 'map') return null;
  for (const key of keys) {
    const found = value.entries.findLast((entry) => entry.key.toLowerCase() === key);
    if (found !== undefined) return found.value;
  }
  return null;
}

/** The text of a scalar, or of the first of a list that has any. */
export function firstText(value: Node | null): string | null {
  if (value === null || value.kind === 'map') return null;
  if (value.kind === 'scalar') return tidy(textOfScalar(value));
  for (const item of value.items) {
    const text = firstText(item);
    if (text !== null) return text;
  }
  return null;
}
