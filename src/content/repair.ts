// A block that no parser takes, read entry by entry: what is sound is parsed as it stands, and where one line is at
// fault its value is taken as written. Each repair says the spelling that would have been safe.
import type { CodeData } from '../diagnostics/codes.js';
import type { Fault, Mend } from './fault.js';
import { fault, mendable } from './fault.js';
import { fieldOf } from './fields/spellings.js';
import type { KeyLine } from './key-line.js';
import { readKeyLine } from './key-line.js';
import type { Entry, Node } from './node.js';
import { scalar } from './node.js';
import { lineEnd } from './scan.js';
import { readYaml } from './yaml.js';

export type RepairDialect = 'yaml' | 'toml' | 'json' | 'code';

/** A broken block with more entries is no person's: its values are taken as text, which is quick. */
const mostChunks = 1000;

/** `shift`: where the block begins in the text. */
export function repairBlock(
  block: string,
  shift: number,
  dialect: RepairDialect,
): { readonly entries: readonly Entry[]; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const entries: Entry[] = [];
  let target = entries;
  const chunks = chunksOf(block, dialect);
  for (const chunk of chunks) {
    if (chunk.head !== null)
      target.push(readChunk(block, chunk, chunk.head, shift, chunks.length > mostChunks ? 'plain' : dialect, faults));
    else if (chunk.section !== null) target = openSection(entries, chunk.section);
    else if (dialect === 'yaml' || dialect === 'toml')
      faults.push(
        fault('front-matter-line', { text: clip(block.slice(chunk.from, chunk.to).trim()) }, shift + chunk.from, shift + chunk.to),
      );
  }
  return { entries, faults };
}

interface Chunk {
  readonly head: KeyLine | null;
  /** `[extra]` of TOML. */
  readonly section: string | null;
  readonly from: number;
  /** End of the first line. */
  readonly headEnd: number;
  to: number;
}

function chunksOf(block: string, dialect: RepairDialect): Chunk[] {
  const chunks: Chunk[] = [];
  let current: Chunk | null = null;
  let base = -1;
  for (let from = 0; from < block.length;) {
    const to = lineEnd(block, from);
    const line = dialect === 'json' && from === 0 ? block.slice(from, to).replace('{', ' ') : block.slice(from, to);
    const found = readKeyLine(line);
    const section = dialect === 'toml' ? /^\s*\[{1,2}([^[\]]{1,100})\]{1,2}\s*(?:#.*)?$/.exec(line) : null;
    if (section !== null) chunks.push((current = { head: null, section: section[1]!, from, headEnd: to, to }));
    else if (found !== null && begins(found, current, base)) {
      if (base < 0) base = found.indent;
      chunks.push((current = { head: found, section: null, from, headEnd: to, to }));
    } else if (current?.head != null && continues(line, current.head)) current.to = to;
    else if (/^\s*[^\s#{}]/.test(line)) chunks.push((current = { head: null, section: null, from, headEnd: to, to }));
    from = to + 1;
  }
  return chunks;
}

/** `-docker`: an item of a list, its space forgotten. */
const tightItem = /^[ \t]*-(?=[^\s-])/;

/** An indented line, an item of a list or a closing bracket belongs to the key above it. */
function continues(line: string, head: KeyLine): boolean {
  return /^(?:\s|-(?:\s|$)|[\]},])/.test(line) || (head.value === '' && tightItem.test(line));
}

/** A deeper line belongs to the entry above it, but for a known key under a value that can have nothing below. */
function begins(found: KeyLine, current: Chunk | null, base: number): boolean {
  if (base < 0 || found.indent <= base) return true;
  return found.known && current?.head != null && current.head.value !== '' && !/^[|>[{]/.test(current.head.value);
}

/** Keys of `[taxonomies]` stand for themselves; those of another section must not be taken for the post's own. */
function openSection(entries: Entry[], name: string): Entry[] {
  const inner: Entry[] = [];
  entries.push({ key: name.trim(), from: -1, to: -1, value: { kind: 'map', entries: inner, from: -1 } });
  return inner;
}

function readChunk(block: string, chunk: Chunk, head: KeyLine, shift: number, dialect: RepairDialect | 'plain', faults: Fault[]): Entry {
  const keyFrom = chunk.from + block.slice(chunk.from, chunk.headEnd).indexOf(head.key);
  const place = { key: head.key, from: shift + keyFrom, to: shift + keyFrom + head.key.length };
  const value = dialect === 'json' || dialect === 'code' ? head.value.replace(/[,;]\s*$/, '') : head.value;
  const rest = block.slice(chunk.headEnd, chunk.to);
  const strict = dialect === 'plain' ? null : strictValue(value, rest, dialect);
  const how = howOf(head, rest, dialect, strict === null);
  const node = strict ?? looseValue(head.key, value, rest);
  if (how !== null) {
    const safe = how === 'dash' ? dashed(node) : clip(safeSpelling(head.key, node));
    const found = fault('front-matter-repaired', { key: head.key, how, safe }, place.from, shift + chunk.headEnd);
    faults.push(dialect === 'yaml' ? mendable(found, ...mendsOf(block, chunk, head, shift, strict === null ? node : null)) : found);
  }
  return { ...place, value: node };
}

/** `loose`: the value that was taken as written, and is to be spelt safely. */
function mendsOf(block: string, chunk: Chunk, head: KeyLine, shift: number, loose: Node | null): Mend[] {
  if (loose !== null && isTightList(head, block.slice(chunk.headEnd, chunk.to))) return spacedItems(block, chunk, shift);
  const line = block.slice(chunk.from, chunk.headEnd);
  const key = line.slice(head.indent, head.after - 1).trimEnd();
  const value = loose === null ? head.value : (safeValue(loose) ?? head.value);
  const mends = [{ from: shift + chunk.from, to: shift + chunk.headEnd, text: value === '' ? `${key}:` : `${key}: ${value}` }];
  for (let from = chunk.headEnd + 1; from < chunk.to; from = lineEnd(block, from) + 1) {
    const indent = /^[ \t]*/.exec(block.slice(from, lineEnd(block, from)))![0];
    if (indent.includes('\t')) mends.push({ from: shift + from, to: shift + from + indent.length, text: indent.replaceAll('\t', '  ') });
  }
  return mends;
}

function isTightList(head: KeyLine, rest: string): boolean {
  return head.value === '' && rest.split('\n').some((line) => tightItem.test(line));
}

function spacedItems(block: string, chunk: Chunk, shift: number): Mend[] {
  const mends: Mend[] = [];
  for (let from = chunk.headEnd + 1; from < chunk.to; from = lineEnd(block, from) + 1) {
    const found = tightItem.exec(block.slice(from, lineEnd(block, from)));
    if (found !== null) mends.push({ from: shift + from + found[0].length, to: shift + from + found[0].length, text: ' ' });
  }
  return mends;
}

type How = CodeData['front-matter-repaired']['how'];

function howOf(head: KeyLine, rest: string, dialect: RepairDialect | 'plain', loose: boolean): How | null {
  if (dialect === 'code' || dialect === 'json') return null;
  if (loose) return isTightList(head, rest) ? 'dash' : 'value';
  if (head.mark === 'full-width' || head.mark === 'tight') return head.mark;
  if (dialect === 'toml') return head.mark === 'equals' ? null : 'equals';
  if (head.mark === 'equals') return 'equals';
  if (/^[ ]*\t/m.test(rest)) return 'tab';
  return head.indent > 0 ? 'indent' : null;
}

/** The value as YAML reads it when the head is written well and tabs are spaces; null if it does not even so. */
function strictValue(value: string, rest: string, dialect: RepairDialect): Node | null {
  const below = rest.replace(/^[ \t]+/gm, (indent) => indent.replaceAll('\t', '  '));
  try {
    const root = readYaml(`k: ${value}${dialect === 'code' ? '' : below}`);
    if (root?.kind !== 'map' || root.entries.length !== 1) return null;
    const node = root.entries[0]!.value;
    // Offsets are those of the line made up here; nothing may look them up in the text.
    return node.kind === 'scalar' ? { ...node, from: -1, to: -1 } : node;
  } catch {
    return null;
  }
}

function looseValue(key: string, value: string, rest: string): Node {
  const lines = rest
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const field = fieldOf(key)?.field;
  if (field === 'tags' || field === 'categories' || field === 'aliases') {
    const items = value === '' ? lines.map((line) => line.replace(/^-\s*/, '')) : value.replace(/^\[|\]$/g, '').split(/[,，、]/);
    return { kind: 'list', items: items.map((item) => scalar(unquoted(item.trim()))).filter(({ text }) => text !== ''), from: -1 };
  }
  return scalar([unquoted(value.replace(/^[|>][-+]?$/, '')), ...lines].filter((line) => line !== '').join(' '));
}

/** `"a"` and `"a",` → `a`, `'it's'` → `it's`, `"a` → `a`; but `"a" b` and `"a" and "b"` are as written. */
function unquoted(text: string): string {
  const quote = text[0];
  if (quote !== '"' && quote !== "'") return text;
  const whole = text.replace(/(["'])[,;]$/, '$1');
  const closed = whole.length > 1 && whole.endsWith(quote);
  const inner = closed ? whole.slice(1, -1) : whole.slice(1).trim();
  const at = inner.indexOf(quote);
  // `'tis` and `"` alone are no quotes of a value.
  if (at < 0) return closed || (quote === '"' && inner !== '') ? inner : text;
  const [before = ' ', after = ' '] = [inner[at - 1], inner[at + 1]];
  const opens = /[\s(（《]/.test(before) && /\S/.test(after);
  const apostrophe = quote === "'" && /\p{L}/u.test(before) && /\p{L}/u.test(after);
  return closed && (opens || apostrophe) ? inner : text;
}

/** `- a, - b`: the lines of a list as they should be. */
function dashed(node: Node): string {
  const items = node.kind === 'list' ? node.items : [node];
  return clip(items.map((item) => (item.kind === 'scalar' ? `- ${item.text}` : '- …')).join(', '));
}

function safeSpelling(key: string, node: Node): string {
  return `${key}: ${safeValue(node) ?? '…'}`;
}

/** null: it cannot be told on one line. */
function safeValue(node: Node): string | null {
  if (node.kind === 'scalar') return safeScalar(node.text);
  if (node.kind === 'map' || node.items.some(({ kind }) => kind !== 'scalar')) return null;
  return `[${node.items.map((item) => (item.kind === 'scalar' ? safeScalar(item.text) : '')).join(', ')}]`;
}

/** Plain where that is no risk, else in quotes. */
export function safeScalar(text: string): string {
  if (text === '' || /^[\p{L}][\p{L}\p{N} ._/-]*$/u.test(text) || /^\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?$/.test(text))
    return text.trim();
  return text.includes('"') && !text.includes("'") ? `'${text}'` : `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

function clip(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79).toWellFormed()}…` : text;
}
