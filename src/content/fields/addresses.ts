// What decides where a page lives: slug, permalink, aliases, and the template's name. None of them may lead anywhere
// else than into the site; what tries to is said and left out.
import { isExternal, decodePath, normalizePath, splitUrl } from '../../text/url.js';
import type { SitePath } from '../../model/paths.js';
import { fault } from '../fault.js';
import type { Entry } from '../node.js';
import { lineEnd } from '../scan.js';
import type { Reading } from './collect.js';
import { placeOf } from './collect.js';
import { firstText, wordField, wrongType } from './values.js';

/** The name as written; null: take the file's. */
export function readSlug(reading: Reading): string | null {
  const written = wordField(reading, 'slug');
  if (written === null) return null;
  const name = decodePath(written).replace(/^[/\s]+|[/\s]+$/g, '');
  const leads = name.split(/[/\\]/);
  if (!leads.some((part) => part === '..' || part === '.') && leads.length === 1) return name === '' ? null : name;
  const last = leads.includes('..') || leads.at(-1) === '.' ? null : leads.at(-1)!;
  unsafe(reading, reading.fields.get('slug'), written, last);
  return last;
}

/** Names of patterns that Jekyll knows; they say nothing about one post. */
const jekyllStyles = new Set(['pretty', 'date', 'none', 'ordinal', 'weekdate']);

export function readPermalink(reading: Reading): SitePath | null {
  const entry = reading.fields.get('permalink');
  const written = wordField(reading, 'permalink');
  if (entry === undefined || written === null || written === 'false') return null;
  if (jekyllStyles.has(written) || /(?:^|\/):[a-z]/.test(written)) {
    reading.faults.push(fault('permalink-pattern', { value: written }, placeOf(entry, reading.home), entry.to));
    return null;
  }
  const address = readAddress(reading, entry, written);
  const { query, fragment } = splitUrl(written);
  if (address !== null && (query !== '' || fragment !== null))
    reading.faults.push(fault('permalink-changed', { permalink: written, used: address }, placeOf(entry, reading.home), entry.to));
  return address;
}

export function readAliases(reading: Reading): SitePath[] {
  const entry = reading.fields.get('aliases');
  if (entry === undefined || (entry.value.kind === 'scalar' && entry.value.json === null)) return [];
  const { value } = entry;
  if (value.kind === 'map') {
    wrongType(reading, entry, 'list');
    return [];
  }
  const written = value.kind === 'list' ? value.items.map(firstText) : value.text.split(/[,，]/);
  const found = new Set<SitePath>();
  for (const text of written) {
    if (text === null || text.trim() === '') continue;
    // `/?p=12` without its query is the home page.
    const query = splitUrl(text.trim()).query !== '';
    if (query) reading.faults.push(fault('alias-changed', { alias: text.trim(), used: null }, placeOf(entry, reading.home), entry.to));
    const address = query ? null : readAddress(reading, entry, text.trim());
    if (address !== null) found.add(address);
  }
  return [...found];
}

/** A path from the root of the site, decoded; a folder unless its name ends like a file's. */
function readAddress(reading: Reading, entry: Entry, written: string): SitePath | null {
  let path = written.replaceAll('\\', '/');
  if (isExternal(path)) {
    path = path.replace(/^[A-Za-z][A-Za-z0-9+.-]*:/, '').replace(/^\/\/[^/]*/, '');
    if (!/^(?:https?:)?\/\//i.test(written)) return unsafe(reading, entry, written, null);
    reading.faults.push(
      fault('absolute-address', { key: entry.key, used: path === '' ? '/' : path }, placeOf(entry, reading.home), entry.to),
    );
  }
  const decoded = decodePath(splitUrl(path).path);
  const parts = decoded.split('/');
  const safe = parts.includes('..') || decoded.includes('\\') ? null : normalizePath(decoded);
  if (safe === null) return unsafe(reading, entry, written, null);
  if (safe === '') return '/';
  const short = safe.replace(/(?:^|\/)index\.html?$/i, '');
  if (short === '') return '/';
  return /\.(?:x?html?|xml|txt|json|php|aspx?|jsp)$/i.test(short) ? `/${short}` : `/${short}/`;
}

/** Template without its ending; null: the usual one. */
export function readLayout(reading: Reading): string | null {
  const written = wordField(reading, 'layout');
  if (written === null || /^(?:false|none|null|default)$/i.test(written)) return null;
  const name = written.replace(/\.(?:njk|html?|liquid|jinja2?|j2|hbs|ejs|pug|swig)$/i, '').replace(/^\.\//, '');
  if (name !== '' && !/(?:^|\/)\.{1,2}(?:\/|$)|[\\:*?"<>|]|^\//.test(name)) return name;
  unsafe(reading, reading.fields.get('layout'), written, null);
  return null;
}

function unsafe(reading: Reading, entry: Entry | undefined, value: string, used: string | null): null {
  const from = entry === undefined ? reading.home : placeOf(entry, reading.home);
  const to = entry === undefined || entry.to < 0 ? from : lineEnd(reading.text, entry.to);
  reading.faults.push(fault('unsafe-address', { key: entry?.key ?? '', value, used }, from, to));
  return null;
}
