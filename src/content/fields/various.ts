// Author, language, cover, table of contents, series: fields that tools write as a word, a list or a mapping.
import { isLanguageTag } from '../../text/language.js';
import { fault } from '../fault.js';
import type { Reading } from './collect.js';
import { placeOf } from './collect.js';
import { firstText, inside, mendValue, readFlag, textField, wordField, wrongType } from './values.js';

/** One name, `authors: [a, b]`, `author: {name: a}`, or a list of such. */
export function readAuthor(reading: Reading): string | null {
  const entry = reading.fields.get('author');
  if (entry === undefined) return null;
  if (entry.value.kind === 'scalar') return textField(reading, 'author');
  const people = entry.value.kind === 'list' ? entry.value.items : [entry.value];
  const names = people
    .map((person) => firstText(person.kind === 'map' ? inside(person, 'name', 'nick', 'display_name') : person))
    .filter((name) => name !== null);
  if (names.length === 0) wrongType(reading, entry, 'text');
  return names.length === 0 ? null : names.join(', ');
}

/** Tags that are no languages but are often written for one. */
const countries = new Map([
  ['cn', 'zh-CN'],
  ['tw', 'zh-TW'],
  ['hk', 'zh-HK'],
  ['jp', 'ja'],
  ['kr', 'ko'],
  ['chinese', 'zh'],
  ['english', 'en'],
  ['japanese', 'ja'],
]);

export function readLang(reading: Reading): string | null {
  const written = wordField(reading, 'lang');
  if (written === null) return null;
  const tag = written.replace(/\.utf-?8$/i, '').replaceAll('_', '-');
  const meant = countries.get(tag.toLowerCase()) ?? null;
  if (meant === null && isLanguageTag(tag)) return canonical(tag);
  const entry = reading.fields.get('lang')!;
  const found = fault('bad-language', { key: entry.key, value: written, used: meant }, placeOf(entry, reading.home), entry.to);
  reading.faults.push(meant === null ? found : mendValue(reading, entry, found, written, meant));
  return meant;
}

/** `zh-hans-cn` → `zh-Hans-CN`. */
function canonical(tag: string): string {
  const [language = '', ...rest] = tag.split('-');
  const parts = rest.map((part) =>
    part.length === 2 ? part.toUpperCase() : part.length === 4 ? part[0]!.toUpperCase() + part.slice(1).toLowerCase() : part.toLowerCase(),
  );
  return [language.toLowerCase(), ...parts].join('-');
}

/** An address, a list of them, or a mapping that holds one; `false` says: none. */
export function readCover(reading: Reading): string | null {
  const entry = reading.fields.get('cover');
  if (entry === undefined) return null;
  const { value } = entry;
  if (value.kind === 'scalar') return readFlag(value) === null ? wordField(reading, 'cover') : null;
  const found = firstText(value.kind === 'map' ? inside(value, 'image', 'url', 'src', 'path', 'feature', 'relative') : value);
  if (found === null && (value.kind === 'map' ? value.entries : value.items).length > 0) wrongType(reading, entry, 'text');
  return found;
}

/** Yes, no, or `{enable: …}` as Hexo's themes have it. */
export function readToc(reading: Reading): boolean | null {
  const entry = reading.fields.get('toc');
  if (entry === undefined || (entry.value.kind === 'scalar' && entry.value.json === null)) return null;
  const value = inside(entry.value, 'enable', 'enabled', 'show') ?? entry.value;
  const flag = readFlag(value);
  if (flag !== null) return flag;
  // `toc: left`, `toc: {depth: 3}`: where and how, so it is wanted.
  if (entry.value.kind === 'map' || (value.kind === 'scalar' && /^(?:left|right|top|content|sidebar)$/i.test(value.text))) return true;
  wrongType(reading, entry, 'flag');
  return null;
}

export function readSeries(reading: Reading): string | null {
  const entry = reading.fields.get('series');
  if (entry === undefined) return null;
  return entry.value.kind === 'list' || entry.value.kind === 'map'
    ? firstText(inside(entry.value, 'name', 'title') ?? entry.value)
    : textField(reading, 'series');
}
