// A date as people write it → PostDate. The text is read part by part (never by `new Date(string)`), in any order and
// with any punctuation seen in real posts; what cannot be a date comes back with the part at fault and the nearest date.
import type { PostDate } from '../model/post.js';
import { civilFromInstant, isZone, localMilliseconds, resolveLocal, zoneOffset } from './dates.js';

export type ParsedDate =
  | { readonly date: PostDate; readonly fault: null }
  | { readonly date: null; readonly fault: DateFault; readonly nearest: string | null };

/** The part of a date that makes no sense; `order`: day and month cannot be told apart; `unreadable`: not a date at all. */
export type DateFault = 'year' | 'month' | 'day' | 'time' | 'zone' | 'order' | 'unreadable';

/** A date that names no zone is meant in `timezone`. */
export function parseDate(raw: string, timezone: string): ParsedDate {
  const text = (/^[\x20-\x7e]*$/.test(raw) ? raw : plain(raw)).trim();
  const parts = readParts(text);
  if (parts === null) return { date: null, fault: 'unreadable', nearest: nearestOfUnreadable(text, timezone) };
  const fault = faultOf(parts);
  if (fault !== null) return { date: null, fault, nearest: nearestOf(parts) };
  return { date: complete(parts, timezone), fault: null };
}

/** A word processor makes long dashes of short ones, and quotes that YAML does not know. */
function plain(raw: string): string {
  return raw
    .normalize('NFKC')
    .replace(/[\u2010-\u2013\u2212](?=\d)/g, '-')
    .replace(/^\s*[“‘](.*)[”’]\s*$/, '$1');
}

/** `2018-3-3`, `2024-05-014`: digits as written, so that a slip can be told. */
interface Parts {
  year: string;
  month: string;
  day: string;
  /** Day and month stand in an order that only the author knows. */
  unordered: boolean;
  hour: string;
  minute: string;
  second: string;
  half: 'am' | 'pm' | null;
  /** Minutes, a zone's name, or null: the site's. */
  zone: number | string | null;
  zoneFault: boolean;
}

// The pieces, tried in this order at every place of the text (sticky, so nothing is read twice).
const separator = /(?:[\s,;_[\]|]+|at\b|of\b|the\b|T(?=\d)|t(?=\d)|\.(?=\s|$))/y;
const yearFirst = /(\d{3,6}|\d\d(?=[-/.]\d\d?[-/.]\d\d?(?!\d)))\s*(?:[-/.]|年)\s*(\d{1,3})\s*(?:[-/.]|月)\s*(\d{1,3})\s*[日号號]?/y;
const yearLast = /(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)/y;
const compact = /(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(?!\d)/y;
const clock = /(\d{1,2})\s*(?::|时|時|点|點)\s*(\d{1,2})(?:\s*(?::|分)\s*(\d{1,2})(?:[.,]\d+)?)?\s*[分秒]?(?![\d:])/y;
const halfOfDay = /(a\.?m\.?|上午|凌晨|早上|午前)(?![a-z])|(p\.?m\.?|下午|晚上|午後|午后)(?![a-z])/iy;
const offset = /(?:UTC|GMT)?\s*([+\-\u2212])(\d{1,2})(?::?(\d\d))?(?!\d)/iy;
const universal = /(?:UTC|GMT|UT|Z)(?![A-Za-z])/iy;
const zoneName = /[A-Za-z]+(?:\/[A-Za-z0-9_+-]+)+/y;
const remark = /\([^()]*\)|(?:星期|周|週|礼拜)[一二三四五六日天]|[月火水木金土日]曜日?/y;
const word = /[A-Za-z]+/y;
const joint = /[-/.]/y;
const number = /(\d{1,4})(?:st|nd|rd|th)?(?![\dA-Za-z])/iy;

const months = new Map(
  'january february march april may june july august september october november december'
    .split(' ')
    .flatMap((name, i): [string, string][] =>
      [name, name.slice(0, 3), ...(name === 'september' ? ['sept'] : [])].map((key) => [key, String(i + 1)]),
    ),
);
const weekdayWord = /^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?$/i;
/** RFC 2822's zones and the ones common in feeds; `cst` is decided by the site's own zone. */
const abbreviations = new Map([
  ['est', -300], ['edt', -240], ['cst', -360], ['cdt', -300], ['mst', -420], ['mdt', -360], ['pst', -480], ['pdt', -420],
  ['cet', 60], ['cest', 120], ['bst', 60], ['wet', 0], ['eet', 120], ['eest', 180], ['msk', 180], ['jst', 540], ['kst', 540], ['hkt', 480], ['sgt', 480], ['aest', 600], ['aedt', 660],
]); // prettier-ignore

function readParts(text: string): Parts | null {
  if (text.length > 100) return null;
  const parts: Parts = {
    year: '',
    month: '',
    day: '',
    unordered: false,
    hour: '',
    minute: '',
    second: '',
    half: null,
    zone: null,
    zoneFault: false,
  };
  for (let at = 0; at < text.length;) {
    const next = readPart(text, at, parts);
    if (next <= at) return null;
    at = next;
  }
  return parts.year !== '' && parts.month !== '' && parts.day !== '' ? parts : null;
}

/** Takes one piece; where it ends, or -1. */
function readPart(text: string, at: number, parts: Parts): number {
  let found: RegExpExecArray | null;
  if (parts.day === '' && parts.year === '') {
    if ((found = match(compact, text, at)) !== null) {
      fill(parts, dateAndTime, found);
      return compact.lastIndex;
    }
    if ((found = match(yearLast, text, at)) !== null) {
      const [first, second] = [Number(found[1]), Number(found[2])];
      // There is no month thirteen.
      fill(parts, second > 12 && first <= 12 ? monthFirst : dayFirst, found);
      parts.unordered = first > 12 === second > 12;
      return yearLast.lastIndex;
    }
    if ((found = match(yearFirst, text, at)) !== null) {
      fill(parts, dateAlone, found);
      return yearFirst.lastIndex;
    }
  }
  if (parts.hour === '' && (found = match(clock, text, at)) !== null) {
    fill(parts, timeAlone, found);
    return clock.lastIndex;
  }
  if (match(separator, text, at) !== null) return separator.lastIndex;
  return readZone(text, at, parts) ?? readWord(text, at, parts);
}

function readZone(text: string, at: number, parts: Parts): number | null {
  let found: RegExpExecArray | null;
  // `-02` within a date is no zone: there must be a time before it, or a whole date and all four digits.
  const fits = parts.hour !== '' || (parts.year !== '' && parts.day !== '' && parts.month !== '');
  if (fits && parts.zone === null && (found = match(offset, text, at)) !== null && (parts.hour !== '' || found[3] !== undefined)) {
    const size = Number(found[2]) * 60 + Number(found[3] ?? 0);
    parts.zoneFault ||= size > 14 * 60 || Number(found[3] ?? 0) > 59;
    parts.zone = found[1] === '+' ? size : -size;
    return offset.lastIndex;
  }
  if (match(universal, text, at) !== null) {
    parts.zone ??= 0;
    return universal.lastIndex;
  }
  if (fits && (found = match(zoneName, text, at)) !== null) {
    parts.zoneFault ||= !isZone(found[0]);
    parts.zone ??= found[0];
    return zoneName.lastIndex;
  }
  return null;
}

function readWord(text: string, at: number, parts: Parts): number {
  let found: RegExpExecArray | null;
  if ((found = match(halfOfDay, text, at)) !== null) {
    parts.half = found[1] === undefined ? 'pm' : 'am';
    return halfOfDay.lastIndex;
  }
  if (match(remark, text, at) !== null) return remark.lastIndex;
  if ((found = match(word, text, at)) !== null) {
    const name = found[0].toLowerCase();
    if (months.has(name) && parts.month === '') parts.month = months.get(name)!;
    else if (abbreviations.has(name)) parts.zone ??= name;
    else if (!weekdayWord.test(name)) return -1;
    return word.lastIndex;
  }
  if ((found = match(number, text, at)) !== null) {
    const digits = found[1]!;
    if (digits.length === 4 && (parts.year === '' || parts.year === digits)) parts.year = digits;
    else if (digits.length <= 2 && parts.day === '') parts.day = digits;
    else return -1;
    return number.lastIndex;
  }
  return match(joint, text, at) === null ? -1 : joint.lastIndex;
}

function match(piece: RegExp, text: string, at: number): RegExpExecArray | null {
  piece.lastIndex = at;
  return piece.exec(text);
}

type Digits = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';
const dateAlone: readonly Digits[] = ['year', 'month', 'day'];
const dayFirst: readonly Digits[] = ['day', 'month', 'year'];
const monthFirst: readonly Digits[] = ['month', 'day', 'year'];
const timeAlone: readonly Digits[] = ['hour', 'minute', 'second'];
const dateAndTime: readonly Digits[] = [...dateAlone, ...timeAlone];

function fill(parts: Parts, names: readonly Digits[], found: RegExpExecArray): void {
  for (let i = 0; i < names.length; i++) parts[names[i]!] = found[i + 1] ?? '';
}

function faultOf(parts: Parts): DateFault | null {
  if (parts.unordered) return 'order';
  if (!/^[1-9]\d{3}$/.test(parts.year)) return 'year';
  if (parts.month.length > 2 || Number(parts.month) < 1 || Number(parts.month) > 12) return 'month';
  if (parts.day.length > 2 || Number(parts.day) < 1 || Number(parts.day) > daysIn(Number(parts.year), Number(parts.month))) return 'day';
  if (Number(parts.hour) > (parts.half === null ? 23 : 24) || Number(parts.minute) > 59 || Number(parts.second) > 59) return 'time';
  return parts.zoneFault ? 'zone' : null;
}

function complete(parts: Parts, timezone: string): PostDate {
  const civil = `${parts.year}-${parts.month.padStart(2, '0')}-${parts.day.padStart(2, '0')}`;
  const time = `${hourOf(parts)}:${parts.minute.padStart(2, '0')}:${parts.second.padStart(2, '0')}`;
  const precision = parts.hour === '' ? 'day' : parts.second === '' ? 'minute' : 'second';
  const zone = typeof parts.zone === 'string' ? namedZone(parts.zone, civil, timezone) : parts.zone;
  if (typeof zone === 'number') return { civil, time, instant: localMilliseconds(civil, time) - zone * 60_000, offset: zone, precision };
  return { civil, time, ...resolveLocal(civil, time, zone ?? timezone), precision };
}

function hourOf(parts: Parts): string {
  let hour = Number(parts.hour);
  if (parts.half === 'pm' && hour < 12) hour += 12;
  if (parts.half === 'am' && hour === 12) hour = 0;
  return String(hour).padStart(2, '0');
}

/** `CST` is Chicago's or China's: on a site whose own clocks are eight hours ahead it is China's. */
function namedZone(name: string, civil: string, timezone: string): number | string {
  const known = abbreviations.get(name);
  if (known === undefined) return name;
  return name === 'cst' && zoneOffset(timezone, localMilliseconds(civil, '00:00:00')) === 480 ? 480 : known;
}

// What was probably meant

function nearestOf(parts: Parts): string | null {
  if (parts.unordered) {
    // The month first, as most tools that write this form do.
    return nearestOf({ ...parts, unordered: false, day: parts.month, month: parts.day });
  }
  const year = nearestYear(parts.year);
  let month = Number(parts.month);
  let day = Number(parts.day);
  if (year === null) return null;
  if (month > 12 && day >= 1 && day <= 12) [month, day] = [day, month];
  if (month > 12 && month % 10 === 0 && month / 10 <= 12) month /= 10;
  if (month < 1 || month > 12 || day < 1) return null;
  if (day > 99) day = Math.floor(day / 10);
  day = Math.min(day, daysIn(year, month));
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** One digit too few or too many: the earliest year from 2010 to 2029 that one more digit, or one less, makes of it. */
function nearestYear(written: string): number | null {
  const digits = written.replace(/^0+/, '');
  if (digits.length === 4) return Number(digits);
  if (digits.length === 2) return Number(digits) < 70 ? 2000 + Number(digits) : 1900 + Number(digits);
  if (digits.length !== 3 && digits.length !== 5) return null;
  for (let year = 2010; year < 2030; year++) {
    const [longer, shorter] = digits.length === 3 ? [String(year), digits] : [digits, String(year)];
    for (let i = 0; i < longer.length; i++) if (longer.slice(0, i) + longer.slice(i + 1) === shorter) return year;
  }
  return null;
}

/** A month or a year alone, seconds or milliseconds since 1970. */
function nearestOfUnreadable(text: string, timezone: string): string | null {
  const month = /^(\d{4})(?:[-/.年](\d{1,2})月?)?$/.exec(text);
  if (month !== null && Number(month[1]) >= 1000 && Number(month[2] ?? 1) >= 1 && Number(month[2] ?? 1) <= 12) {
    return `${month[1]}-${(month[2] ?? '1').padStart(2, '0')}-01`;
  }
  if (/^1\d{9}(?:\d{3})?$/.test(text)) return civilFromInstant(Number(text) * (text.length === 10 ? 1000 : 1), timezone).civil;
  return null;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
