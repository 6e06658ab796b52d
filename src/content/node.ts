// Front matter and data files as a tree that remembers how each value was written and where. YAML, TOML, JSON and the
// repair of broken blocks all end here, so fields are read by one set of rules.
import type { Json, JsonObject } from '../model/post.js';

export type Node = Scalar | List | Mapping;

export interface Scalar {
  readonly kind: 'scalar';
  /** As written, quotes and escapes resolved: `007`, `yes`, `1.10`. */
  readonly text: string;
  /** What YAML's core schema makes of it. */
  readonly json: string | number | boolean | null;
  readonly quoted: boolean;
  /** An anchor, an alias or a tag of YAML stands before it: in a title that is rather a slip. */
  readonly marked: boolean;
  /** Offsets in the block; -1: not known. */
  readonly from: number;
  readonly to: number;
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly from: number;
}

export interface Mapping {
  readonly kind: 'map';
  /** In the order of the source; a key may come twice. */
  readonly entries: readonly Entry[];
  readonly from: number;
}

export interface Entry {
  readonly key: string;
  /** Offsets of the key in the block; -1: not known. */
  readonly from: number;
  readonly to: number;
  readonly value: Node;
}

export function scalar(text: string, json: Scalar['json'] = text, from = -1, to = from): Scalar {
  return { kind: 'scalar', text, json, quoted: false, marked: false, from, to };
}

/** Escapes (`\0`, `\ud800`) can spell what neither HTML nor XML can hold: it is left out, as in the text of a file. */
export function sound(text: string): string {
  return text.toWellFormed().replace(unsound, '');
}

const unsound = /[\0-\x08\v\f\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]/g;

/** Plain data for templates. The last of two equal keys wins; `__proto__` is left out, it would not be data. */
export function toJson(node: Node): Json {
  if (node.kind === 'scalar') return typeof node.json === 'number' && !Number.isFinite(node.json) ? node.text : node.json;
  if (node.kind === 'list') return node.items.map(toJson);
  const object: Record<string, Json> = {};
  for (const { key, value } of node.entries) if (key !== '__proto__') object[key] = toJson(value);
  return object satisfies JsonObject;
}

/** As deep as YAML may go; deeper data is an attack or a slip. */
const deepest = 100;

/** A value of `JSON.parse` or smol-toml. Dates of TOML come back as they are written in TOML. */
export function fromPlain(value: unknown, depth = 0): Node {
  if (depth > deepest) throw new RangeError('nested too deep');
  if (typeof value === 'string') return scalar(sound(value));
  if (typeof value === 'boolean' || typeof value === 'number') return scalar(String(value), value);
  if (value instanceof Date) return scalar(value.toISOString());
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item) => fromPlain(item, depth + 1)), from: -1 };
  if (typeof value !== 'object' || value === null) return scalar('', null);
  const entries = Object.entries(value).map(([key, child]): Entry => ({ key, from: -1, to: -1, value: fromPlain(child, depth + 1) }));
  return { kind: 'map', entries, from: -1 };
}
