// Whether a post may be seen. A value that cannot be read neither publishes nor hides in silence: the post is withheld,
// and that is said.
import type { Post } from '../../model/post.js';
import { fault } from '../fault.js';
import type { Entry } from '../node.js';
import { nearest } from '../../text/near-miss.js';
import { parseDate } from '../../text/parse-date.js';
import type { Reading } from './collect.js';
import { placeOf } from './collect.js';
import type { Field } from './spellings.js';
import { readFlag, wrongType } from './values.js';

export function readWithheld(reading: Reading, inDraftFolder: boolean): Post['withheld'] {
  const draft = flagOrDoubt(reading, 'draft');
  const published = flagOrDoubt(reading, 'published');
  const hidden = flagOrDoubt(reading, 'private');
  const status = readStatus(reading);
  if (draft === true || status === 'draft' || inDraftFolder) return 'draft';
  if (published === false || hidden === true || status === 'unpublished' || hasPassword(reading)) return 'unpublished';
  if (draft === 'doubt' || published === 'doubt' || hidden === 'doubt' || status === 'doubt') return 'unreadable-flag';
  // `darft: true`: said in its own words already; published it must not be.
  return reading.doubtful.some(({ meant, value }) => readFlag(value) !== (meant === 'published')) ? 'unreadable-flag' : null;
}

/** `hidden: true`, `sitemap: false`, `robots: noindex`. */
export function readNoindex(reading: Reading): boolean {
  const entry = reading.fields.get('noindex');
  if (entry !== undefined) {
    const flag = readFlag(entry.value);
    if (flag !== null) return flag;
    if (entry.value.kind === 'scalar' && /\b(?:noindex|none)\b/i.test(entry.value.text)) return true;
    const given = entry.value.kind !== 'scalar' || entry.value.json !== null;
    if (given && !/^robots$/i.test(entry.key)) wrongType(reading, entry, 'flag');
  }
  const sitemap = reading.fields.get('sitemap');
  return sitemap !== undefined && readFlag(sitemap.value) === false;
}

/** null: absent or empty. */
function flagOrDoubt(reading: Reading, field: Field): boolean | 'doubt' | null {
  const entry = reading.fields.get(field);
  if (entry === undefined || (entry.value.kind === 'scalar' && entry.value.json === null)) return null;
  const flag = readFlag(entry.value);
  if (flag !== null) return flag;
  // `published: 2024-01-02` is a date (`read-post.ts` takes it for one).
  if (field === 'published' && publishedDate(reading) !== null) return null;
  return doubt(reading, entry, ['true', 'false']);
}

/** The date in `published: 2024-01-02`, as written; null if it holds none. */
export function publishedDate(reading: Reading): Entry | null {
  const entry = reading.fields.get('published');
  if (entry === undefined || entry.value.kind !== 'scalar' || readFlag(entry.value) !== null) return null;
  return parseDate(entry.value.text, reading.timezone).date === null ? null : entry;
}

const statuses = new Map<string, 'draft' | 'unpublished' | 'published'>([
  ['draft', 'draft'], ['published', 'published'], ['publish', 'published'], ['public', 'published'], ['done', 'published'], ['hidden', 'unpublished'],
  ['private', 'unpublished'], ['pending', 'unpublished'], ['unlisted', 'unpublished'], ['unpublished', 'unpublished'],
]); // prettier-ignore

/** Pelican's and WordPress' word for all of it. */
function readStatus(reading: Reading): 'draft' | 'unpublished' | 'published' | 'doubt' | null {
  const entry = reading.fields.get('status');
  if (entry === undefined || entry.value.kind !== 'scalar' || entry.value.json === null) return null;
  return (
    statuses.get(entry.value.text.trim().toLowerCase()) ??
    (nearest(entry.value.text, statuses.keys()) === null ? null : doubt(reading, entry, statuses.keys()))
  );
}

function doubt(reading: Reading, entry: Entry, words: Iterable<string>): 'doubt' {
  const value = entry.value.kind === 'scalar' ? entry.value.text : '…';
  reading.faults.push(
    fault('unreadable-flag', { key: entry.key, value, nearest: nearest(value, words) }, placeOf(entry, reading.home), entry.to),
  );
  return 'doubt';
}

/** A post that another tool would have encrypted must not stand on the web in clear. */
function hasPassword(reading: Reading): boolean {
  const entry = reading.fields.get('password');
  if (
    entry === undefined ||
    entry.value.kind !== 'scalar' ||
    entry.value.json === null ||
    entry.value.text === '' ||
    readFlag(entry.value) === false
  )
    return false;
  reading.faults.push(fault('password-post', { key: entry.key }, placeOf(entry, reading.home), entry.to));
  return true;
}
