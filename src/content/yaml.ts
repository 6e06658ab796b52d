// YAML → nodes, by the events of js-yaml 5: the same grammar as its `load`, but each value keeps its source text and
// place, a doubled key is kept, an unknown tag does no harm, and aliases cannot grow without bound.
import { EVENT_ID, SCALAR_STYLE, getScalarValue, parseEvents } from 'js-yaml';
import type { Event, ScalarEvent } from 'js-yaml';
import type { Entry, List, Mapping, Node, Scalar } from './node.js';
import { coreValue } from './core-value.js';
import { sound } from './node.js';
import { readPlainYaml } from './plain-yaml.js';

/** Nodes of one document, aliases counted as often as they are used. */
const mostNodes = 200_000;

/** null for an empty document. Throws what js-yaml throws. */
export function readYaml(source: string): Node | null {
  return readPlainYaml(source) ?? parseYaml(source);
}

/** By the parser, whatever it is. */
export function parseYaml(source: string): Node | null {
  const reader: Reader = { source, events: parseEvents(source, {}), at: 0, count: 0, anchors: null };
  let root: Node | null = null;
  let documents = 0;
  while (reader.at < reader.events.length) {
    const event = reader.events[reader.at]!;
    if (event.type === EVENT_ID.DOCUMENT) {
      if (++documents > 1) throw new YamlLimit('more than one document');
      reader.at++;
    } else if (event.type === EVENT_ID.POP) reader.at++;
    else root = readNode(reader);
  }
  return root;
}

export class YamlLimit extends Error {}

interface Reader {
  readonly source: string;
  readonly events: readonly Event[];
  at: number;
  count: number;
  anchors: Map<string, { node: Node; size: number }> | null;
}

function readNode(reader: Reader): Node {
  const event = reader.events[reader.at++]!;
  const before = reader.count;
  if (++reader.count > mostNodes) throw new YamlLimit('too many values');
  if (event.type === EVENT_ID.ALIAS) return readAlias(reader, reader.source.slice(event.anchorStart, event.anchorEnd));
  if (event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) throw new YamlLimit('a value is missing');
  const node =
    event.type === EVENT_ID.SCALAR
      ? readScalar(reader.source, event)
      : event.type === EVENT_ID.SEQUENCE
        ? readList(reader, event.start)
        : readMapping(reader, event.start);
  if (event.anchorStart >= 0) {
    reader.anchors ??= new Map();
    reader.anchors.set(reader.source.slice(event.anchorStart, event.anchorEnd), { node, size: reader.count - before });
  }
  return node;
}

function readAlias(reader: Reader, name: string): Node {
  const anchor = reader.anchors?.get(name);
  if (anchor === undefined) throw new YamlLimit(`unknown alias *${name}`);
  reader.count += anchor.size;
  if (reader.count > mostNodes) throw new YamlLimit('too many values');
  return anchor.node;
}

function readScalar(source: string, event: ScalarEvent): Scalar {
  const quoted = event.style !== SCALAR_STYLE.PLAIN;
  // Only quotes have escapes; what else is there has been cleaned with the whole file.
  const text = quoted ? sound(getScalarValue(source, event)) : getScalarValue(source, event);
  const tagged = event.tagStart >= 0;
  const marked = event.anchorStart >= 0 || tagged;
  const from = event.anchorStart >= 0 ? event.anchorStart - 1 : tagged ? event.tagStart : event.valueStart;
  // A tag such as `!!str` says: text.
  return { kind: 'scalar', text, json: quoted || tagged ? text : coreValue(text), quoted, marked, from, to: event.valueEnd };
}

function readList(reader: Reader, from: number): List {
  const items: Node[] = [];
  while (reader.events[reader.at]!.type !== EVENT_ID.POP) items.push(readNode(reader));
  reader.at++;
  return { kind: 'list', items, from };
}

function readMapping(reader: Reader, from: number): Mapping {
  const entries: Entry[] = [];
  const merged: Node[] = [];
  while (reader.events[reader.at]!.type !== EVENT_ID.POP) {
    const key = readNode(reader);
    const value = readNode(reader);
    if (key.kind !== 'scalar') throw new YamlLimit('a key must be a word');
    if (key.text === '<<' && !key.quoted) for (const item of value.kind === 'list' ? value.items : [value]) merged.push(item);
    else entries.push({ key: key.text, from: key.from, to: key.to, value });
  }
  reader.at++;
  return { kind: 'map', entries: merged.length === 0 ? entries : merge(reader, entries, merged), from };
}

/** `<<: *defaults`: keys of the mapping itself win, then those of the first one merged. */
function merge(reader: Reader, own: readonly Entry[], merged: readonly Node[]): Entry[] {
  const seen = new Set(own.map(({ key }) => key));
  const entries: Entry[] = [];
  for (const node of merged) {
    for (const entry of node.kind === 'map' ? node.entries : []) {
      if (++reader.count > mostNodes) throw new YamlLimit('too many values');
      if (seen.has(entry.key)) continue;
      seen.add(entry.key);
      entries.push(entry);
    }
  }
  return [...entries, ...own];
}
