// Categories and tags. A string is one name unless it has commas; `a/b` in a category and a list within the list of
// categories are paths from the root. Names keep their spelling; which of them are one term is decided by `site/`.
import { fault, mendable } from '../fault.js';
import type { Fault, Mend } from '../fault.js';
import type { Entry, Node } from '../node.js';
import { safeScalar } from '../repair.js';
import { lineEnd } from '../scan.js';
import type { Reading } from './collect.js';
import { placeOf } from './collect.js';
import type { Field } from './spellings.js';
import { firstText, inside, mendValue, tidy } from './values.js';

export function readTags(reading: Reading): string[] {
  const tags = new Set<string>();
  for (const names of paths(reading, 'tags')) for (const name of names) tags.add(name);
  return [...tags];
}

export function readCategories(reading: Reading): string[][] {
  const found = new Map<string, string[]>();
  for (const names of paths(reading, 'categories')) {
    const path = names
      .flatMap((name) => name.split('/'))
      .map(tidy)
      .filter((name) => name !== null);
    if (path.length > 0) found.set(path.join('\0'), path);
  }
  return [...found.values()];
}

/** Lists of names: one for each item, a longer one for a list within the list. Zola's stand in `[taxonomies]`. */
function paths(reading: Reading, field: 'tags' | 'categories'): string[][] {
  const entry = reading.fields.get(field);
  const found = entry === undefined ? [] : pathsOf(reading, field, entry);
  const outer = reading.fields.get('taxonomies');
  const value = outer === undefined ? null : inside(outer.value, field, field === 'tags' ? 'tag' : 'category');
  return outer === undefined || value === null ? found : [...found, ...pathsOf(reading, field, { ...outer, key: field, value })];
}

function pathsOf(reading: Reading, field: Field, entry: Entry): string[][] {
  const { value } = entry;
  if (value.kind === 'list') {
    noteQuotedItems(reading, entry, value.items);
    return value.items.flatMap((item) => itemPaths(reading, entry, item));
  }
  if (value.kind === 'map') {
    return namesOfMap(reading, entry, value);
  }
  if (value.json === null) return hashTags(reading, field, entry);
  const dashes = tightItems(reading, entry, value.text);
  if (dashes !== null) return dashes;
  const written = unbracketed(value.text);
  const words = reading.words && !value.quoted && !/[,，、]/.test(written);
  const parts = written.split(words ? /\s+/ : /[,，、]/);
  const names = parts.map((part) => tidy(unquoted(part))).filter((name) => name !== null);
  if (written !== value.text || parts.some((part) => unquoted(part) !== part)) {
    const safe = names.map(safeScalar).join(', ');
    noteQuotes(reading, entry, value.text, names.length > 1 ? `[${safe}]` : safe);
  }
  // In Jekyll the words of `categories` are one path.
  return words && field === 'categories' ? [names] : names.map((name) => [name]);
}

function itemPaths(reading: Reading, entry: Entry, item: Node): string[][] {
  if (item.kind === 'list') {
    const names = item.items.flatMap((part) => itemPaths(reading, entry, part)).flat();
    return names.length > 0 ? [names] : [];
  }
  if (item.kind === 'map') {
    return namesOfMap(reading, entry, item);
  }
  if (item.json === null) return [];
  if (item.quoted || !/[，、]/.test(item.text)) return [tidy(unquoted(item.text))].filter((name) => name !== null).map((name) => [name]);
  const names = item.text
    .split(/[，、]/)
    .map((name) => tidy(unquoted(name)))
    .filter((name) => name !== null);
  const found = fault('full-width-comma', { key: entry.key, names }, placeOf(entry, reading.home), entry.to);
  reading.faults.push(mendValue(reading, entry, found, item.text, names.map(safeScalar).join(', ')));
  return names.map((name) => [name]);
}

/** `{docker, linux}` is meant as a list; of `{name: Docker, slug: docker}`, as Ghost and WordPress export it, the name is meant. */
function namesOfMap(reading: Reading, entry: Entry, value: Extract<Node, { kind: 'map' }>): string[][] {
  const own = firstText(inside(value, 'name', 'title'));
  const names = own === null ? value.entries.map(({ key }) => tidy(key)).filter((name) => name !== null) : [own];
  const data = { key: entry.key, found: 'map', wanted: 'list', used: names.length === 0 ? null : names.join(', ') } as const;
  reading.faults.push(fault('wrong-type', data, placeOf(entry, reading.home), entry.to));
  return names.map((name) => [name]);
}

/** `［a，b］`, `【a、b】`, `“a，b”`: a list as one types it with a Chinese keyboard. */
function unbracketed(text: string): string {
  const [, inside] = /^\s*(?:［(?=[^［］]*］\s*$)|【(?=[^【】]*】\s*$)|“(?=[^“”]*”\s*$))(.*[,，、].*)[］】”]\s*$/.exec(text) ?? [];
  return inside ?? text;
}

/** `“a”` as a word processor makes it of `"a"`. */
function unquoted(name: string): string {
  return (
    /^\s*(?:“([^“”]+)”|‘([^‘’]+)’)\s*$/
      .exec(name)
      ?.slice(1)
      .find((inside) => inside !== undefined) ?? name
  );
}

function noteQuotes(reading: Reading, entry: Entry, written: string, safe: string): void {
  reading.faults.push(mendValue(reading, entry, quotesIn(reading, entry, safe), written, safe));
}

function quotesIn(reading: Reading, entry: Entry, safe: string): Fault {
  const data = { key: entry.key, how: 'quotes', safe: `${entry.key}: ${safe}` } as const;
  return fault('front-matter-repaired', data, placeOf(entry, reading.home), entry.to);
}

/** The same within a list: once for all of it, with a correction for each. */
function noteQuotedItems(reading: Reading, entry: Entry, items: readonly Node[]): void {
  const names = items.map((item) => (item.kind === 'scalar' && !item.quoted && !/[，、]/.test(item.text) ? item.text : ''));
  if (names.every((name) => unquoted(name) === name)) return;
  const mends: Mend[] = [];
  for (let at = entry.to, i = 0; at >= 0 && reading.yaml && i < names.length; i++) {
    const bare = unquoted(names[i]!);
    if (bare === names[i]) continue;
    const from = reading.text.indexOf(names[i]!, at);
    if (from < 0) break;
    at = from + names[i]!.length;
    mends.push({ from, to: at, text: safeScalar(bare) });
  }
  const found = quotesIn(reading, entry, `[${names.map((name) => safeScalar(unquoted(name))).join(', ')}]`);
  reading.faults.push(mends.length > 0 ? mendable(found, ...mends) : found);
}

/** Lines of `-docker` without a space are one text to YAML. */
function tightItems(reading: Reading, entry: Entry, text: string): string[][] | null {
  if (entry.to < 0 || text[0] !== '-') return null;
  const names: string[] = [];
  const mends: Mend[] = [];
  let at = lineEnd(reading.text, entry.to);
  for (;;) {
    const line = reading.text.slice(at + 1, lineEnd(reading.text, at + 1));
    const found = /^([ \t]*-)([^\s-].*)$/.exec(line);
    if (found === null) break;
    names.push(found[2]!.trim());
    mends.push({ from: at + 1 + found[1]!.length, to: at + 1 + found[1]!.length, text: ' ' });
    at = lineEnd(reading.text, at + 1);
  }
  // All of the value must be such lines.
  if (names.map((name) => `-${name}`).join(' ') !== text) return null;
  const safe = names.map((name) => `- ${name}`).join(', ');
  const found = fault('front-matter-repaired', { key: entry.key, how: 'dash', safe }, placeOf(entry, reading.home), entry.to);
  reading.faults.push(mendable(found, ...mends));
  return names.map(tidy).flatMap((name) => (name === null ? [] : [[name]]));
}

/** `tags: #docker #linux` is a comment to YAML. */
function hashTags(reading: Reading, field: Field, entry: Entry): string[][] {
  if (entry.to < 0 || field !== 'tags') return [];
  const end = lineEnd(reading.text, entry.to);
  const rest = /^["']?\s*[:=]\s*(#[^\s#].*)$/.exec(reading.text.slice(entry.to, end));
  if (rest === null) return [];
  const names = rest[1]!
    .split(/[\s,，、]+/)
    .map((name) => tidy(name.replace(/^#+/, '')))
    .filter((name) => name !== null);
  const list = `[${names.map(safeScalar).join(', ')}]`;
  const found = fault('read-as-written', { key: entry.key, safe: `${entry.key}: ${list}` }, placeOf(entry, reading.home), end);
  reading.faults.push(mendValue(reading, entry, found, rest[1]!.trimEnd(), list));
  return names.map((name) => [name]);
}
