// Categories and tags. A string is one name unless it has commas; `a/b` in a category and a list within the list of
// categories are paths from the root. Names keep their spelling; which of them are one term is decided by `site/`.
import { fault } from '../fault.js';
import type { Entry, Node } from '../node.js';
import { lineEnd } from '../scan.js';
import type { Reading } from './collect.js';
import { placeOf } from './collect.js';
import type { Field } from './spellings.js';
import { inside, tidy, wrongType } from './values.js';

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
  if (value.kind === 'list') return value.items.flatMap((item) => itemPaths(reading, entry, item));
  if (value.kind === 'map') {
    // `{docker, linux}` is meant as a list.
    const keys = value.entries.map(({ key }) => tidy(key)).filter((name) => name !== null);
    wrongType(reading, entry, 'list', keys.join(', '));
    return keys.map((key) => [key]);
  }
  if (value.json === null) return hashTags(reading, field, entry);
  const words = reading.jekyllTags && !value.quoted && !/[,，、]/.test(value.text);
  const names = value.text
    .split(words ? /\s+/ : /[,，、]/)
    .map(tidy)
    .filter((name) => name !== null);
  // In Jekyll the words of `categories` are one path.
  return words && field === 'categories' ? [names] : names.map((name) => [name]);
}

function itemPaths(reading: Reading, entry: Entry, item: Node): string[][] {
  if (item.kind === 'list') {
    const names = item.items.flatMap((part) => itemPaths(reading, entry, part)).flat();
    return names.length > 0 ? [names] : [];
  }
  if (item.kind === 'map') {
    const keys = item.entries.map(({ key }) => tidy(key)).filter((name) => name !== null);
    wrongType(reading, entry, 'list', keys.join(', '));
    return keys.map((key) => [key]);
  }
  if (item.json === null) return [];
  if (item.quoted || !/[，、]/.test(item.text)) return [tidy(item.text)].filter((name) => name !== null).map((name) => [name]);
  const names = item.text
    .split(/[，、]/)
    .map(tidy)
    .filter((name) => name !== null);
  reading.faults.push(fault('full-width-comma', { key: entry.key, names }, placeOf(entry, reading.home), entry.to));
  return names.map((name) => [name]);
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
  reading.faults.push(
    fault('read-as-written', { key: entry.key, safe: `${entry.key}: [${names.join(', ')}]` }, placeOf(entry, reading.home), end),
  );
  return names.map((name) => [name]);
}
