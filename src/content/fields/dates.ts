// The date of a post: from its front matter, else from its file name. A date that cannot be read is said, with the
// nearest one that can; it is never guessed.
import type { PostDate } from '../../model/post.js';
import { editDistance } from '../../text/near-miss.js';
import { parseDate } from '../../text/parse-date.js';
import { fault } from '../fault.js';
import type { Entry } from '../node.js';
import { lineEnd } from '../scan.js';
import type { Reading } from './collect.js';
import { placeOf } from './collect.js';
import { publishedDate } from './publication.js';
import { firstText, wrongType } from './values.js';

/** `fromName`: the digits at the beginning of the file's name, as written; null if there are none. */
export function readDate(reading: Reading, fromName: string | null): PostDate | null {
  const named = fromName === null ? null : parseDate(fromName, reading.timezone);
  const entry = reading.fields.get('date') ?? publishedDate(reading);
  const written = entry === null ? undefined : readEntry(reading, entry, 'date', named?.date?.civil ?? null);
  if (written !== undefined && written !== null) return written;
  if (named !== null && named.date === null)
    reading.faults.push(
      fault('bad-date', { key: null, field: 'date', raw: fromName!, fault: named.fault, nearest: named.nearest, used: null }, -1),
    );
  return named?.date ?? null;
}

export function readUpdated(reading: Reading): PostDate | null {
  const entry = reading.fields.get('updated');
  return entry === undefined ? null : readEntry(reading, entry, 'updated', null);
}

function readEntry(reading: Reading, entry: Entry, field: 'date' | 'updated', used: string | null): PostDate | null {
  const { value } = entry;
  // `date: [2024-01-02]` is that day.
  const raw = value.kind !== 'scalar' ? (firstText(value) ?? '') : value.json === null ? '' : value.text.trim();
  if (value.kind !== 'scalar') wrongType(reading, entry, 'text', raw === '' ? used : raw);
  if (raw === '') return null;
  const parsed = parseDate(raw, reading.timezone);
  if (parsed.date !== null) return parsed.date;
  const end = entry.to < 0 ? reading.home : lineEnd(reading.text, entry.to);
  const from = value.kind !== 'scalar' || value.from < 0 ? placeOf(entry, reading.home) : value.from;
  const isOfDay = parsed.fault !== 'time' && parsed.fault !== 'zone';
  const nearest = used !== null && isOfDay && isSlipOf(used, raw) ? used : parsed.nearest;
  reading.faults.push(fault('bad-date', { key: entry.key, field, raw, fault: parsed.fault, nearest, used }, from, end));
  return null;
}

/** One slip away from the day in the file's name: then that is what was meant, whatever else it could be. */
function isSlipOf(day: string, raw: string): boolean {
  const written = raw.split(/[\sT]/, 1)[0]!.replace(/[/.]/g, '-');
  return written.length < 15 && [day, day.replace(/-0/g, '-')].some((one) => editDistance(written, one, 1) <= 1);
}
