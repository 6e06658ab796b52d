// Entries of a block → the fields that Inkstone knows, and the author's own keys. Nothing is lost: a second spelling of
// one field stays among the own keys.
import type { Json, JsonObject } from '../../model/post.js';
import type { Fault } from '../fault.js';
import { fault } from '../fault.js';
import type { Entry, Node } from '../node.js';
import { toJson } from '../node.js';
import type { Field } from './spellings.js';
import { fieldOf, meantKey } from './spellings.js';

/** One post's front matter while its fields are read. */
export interface Reading {
  /** The whole decoded source. */
  readonly text: string;
  /** Where to point for what has no place of its own. */
  readonly home: number;
  readonly timezone: string;
  /** The block is YAML: what that takes for a comment or an anchor may be text all the same. */
  readonly yaml: boolean;
  /** Words of a string of tags are one tag each. */
  readonly words: boolean;
  readonly fields: ReadonlyMap<Field, Entry>;
  /** Mistyped keys that would decide whether the post is published. */
  readonly doubtful: readonly { readonly meant: string; readonly value: Node }[];
  readonly data: JsonObject;
  /** Grows while fields are read. */
  readonly faults: Fault[];
}

export interface Surroundings {
  readonly text: string;
  readonly home: number;
  readonly timezone: string;
  readonly yaml: boolean;
  readonly words: boolean;
}

/** Beyond, the block is no longer a person's, and a near miss of each key would only cost time. */
const mostKeys = 100;

export function collect(entries: readonly Entry[], around: Surroundings, faults: Fault[]): Reading {
  const { chosen, own } = choose(withoutDoubles(entries, around.home, faults));
  const data: Record<string, Json> = {};
  const doubtful: { meant: string; value: Node }[] = [];
  for (const entry of own) {
    if (entry.key === '__proto__') {
      faults.push(fault('reserved-key', { key: entry.key }, placeOf(entry, around.home), entry.to));
      continue;
    }
    data[entry.key] = toJson(entry.value);
    const meant = own.length <= mostKeys && fieldOf(entry.key) === undefined ? meantOf(entry.key) : null;
    if (meant === null) continue;
    faults.push(fault('unknown-key', { key: entry.key, nearest: meant }, placeOf(entry, around.home), entry.to));
    if (meant === 'draft' || meant === 'published') doubtful.push({ meant, value: entry.value });
  }
  return {
    text: around.text,
    home: around.home,
    timezone: around.timezone,
    yaml: around.yaml,
    words: around.words,
    fields: chosen,
    doubtful,
    data,
    faults,
  };
}

export function placeOf(entry: Entry, home: number): number {
  return entry.from < 0 ? home : entry.from;
}

/** The last of equal keys (in any case) wins. */
function withoutDoubles(entries: readonly Entry[], home: number, faults: Fault[]): readonly Entry[] {
  const last = new Map<string, Entry>();
  for (const entry of entries) {
    const name = entry.key.toLowerCase();
    const before = last.get(name);
    if (before !== undefined) {
      faults.push(fault('duplicate-key', { key: entry.key, line: 0 }, placeOf(entry, home), entry.to, placeOf(before, home)));
      last.delete(name);
    }
    last.set(name, entry);
  }
  return last.size === entries.length ? entries : [...last.values()];
}

interface Choice {
  readonly chosen: Map<Field, Entry>;
  readonly own: Entry[];
}

function choose(entries: readonly Entry[]): Choice {
  const chosen: Choice['chosen'] = new Map();
  const own: Entry[] = [];
  for (const entry of entries) {
    const found = fieldOf(entry.key);
    if (found === undefined) {
      own.push(entry);
      continue;
    }
    const before = chosen.get(found.field);
    if (before === undefined) chosen.set(found.field, entry);
    else if (found.field === 'tags' || found.field === 'categories') chosen.set(found.field, joined(before, entry));
    else if (isEmpty(before.value) || (found.rank < fieldOf(before.key)!.rank && !isEmpty(entry.value))) {
      own.push(before);
      chosen.set(found.field, entry);
    } else own.push(entry);
  }
  return { chosen, own };
}

/** `tag: a` and `tags: [b]` in one post are both meant. */
function joined(a: Entry, b: Entry): Entry {
  const parts = [a.value, b.value].filter((value) => !isEmpty(value));
  if (parts.length < 2) return { ...b, value: parts[0] ?? b.value };
  return { ...b, value: { kind: 'list', items: parts.flatMap((value) => (value.kind === 'list' ? value.items : [value])), from: -1 } };
}

function isEmpty(value: Node): boolean {
  return value.kind === 'scalar' && value.json === null;
}

/** Looking for a near miss is slow, and the same few keys stand in every post of a site. */
const meant = new Map<string, string | null>();

function meantOf(key: string): string | null {
  const known = meant.get(key);
  if (known !== undefined) return known;
  if (meant.size > 2000) meant.clear();
  const found = meantKey(key);
  meant.set(key, found);
  return found;
}
