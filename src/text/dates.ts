// Civil dates, instants and time zones, and dates as text. Intl serves for zone offsets only; names of months and the
// order of parts come from our own tables, so that every machine writes the same bytes. `parse-date.ts` reads dates.
import type { PostDate } from '../model/post.js';

const minute = 60_000;
const day = 86_400_000;

/** Day and time of day on the clocks of one place. */
export interface Civil {
  /** `2018-03-03` */
  readonly civil: string;
  /** `20:46:25` */
  readonly time: string;
}

/** True for `UTC`, a fixed offset such as `+08:00`, and every zone of the IANA database. */
export function isZone(name: string): boolean {
  if (fixedOffset(name) !== null) return true;
  if (name === '' || /[^A-Za-z0-9/_+-]/.test(name)) return false;
  // The list of names is there in two milliseconds, the first format takes twenty, and where all dates name their offsets none
  // is needed. Other names of the same zones are not in the list.
  if (listed.size === 0) for (const zone of Intl.supportedValuesOf('timeZone')) listed.add(zone);
  if (listed.has(name)) return true;
  try {
    return formatOf(name) !== null;
  } catch {
    return false;
  }
}

const listed = new Set<string>();

/** Minutes east of UTC that the clocks of a zone showed at an instant. */
export function zoneOffset(timezone: string, instant: number): number {
  const fixed = fixedOffset(timezone);
  if (fixed !== null) return fixed;
  // Clocks are rarely changed twice within a day: where its two ends agree, so does what lies between.
  const start = Math.floor(instant / day);
  const before = offsetAt(timezone, start * day);
  if (offsetAt(timezone, (start + 1) * day) === before) return before;
  return offsetAt(timezone, Math.floor(instant / (15 * minute)) * 15 * minute);
}

/** What the clocks of a zone showed at an instant. */
export function civilFromInstant(instant: number, timezone: string): Civil & { readonly offset: number } {
  const offset = zoneOffset(timezone, instant);
  const local = new Date(instant + offset * minute);
  const civil = `${pad(local.getUTCFullYear(), 4)}-${pad(local.getUTCMonth() + 1)}-${pad(local.getUTCDate())}`;
  return { civil, time: `${pad(local.getUTCHours())}:${pad(local.getUTCMinutes())}:${pad(local.getUTCSeconds())}`, offset };
}

/** The instant at which the clocks of a zone showed this. */
export function instantOf(civil: string, time: string, timezone: string): number {
  return resolveLocal(civil, time, timezone).instant;
}

/**
 * Instant and offset of a clock time. A time that came twice (clocks put back) is its first coming; one that never came
 * (clocks put forward) is counted with the offset from before, so it falls as much later as the clocks were moved.
 */
export function resolveLocal(civil: string, time: string, timezone: string): { readonly instant: number; readonly offset: number } {
  const local = localMilliseconds(civil, time);
  const before = zoneOffset(timezone, local - day);
  const after = zoneOffset(timezone, local + day);
  if (before === after) return { instant: local - before * minute, offset: before };
  const first = Math.max(before, after);
  const second = Math.min(before, after);
  for (const offset of [first, second]) {
    const instant = local - offset * minute;
    if (zoneOffset(timezone, instant) === offset) return { instant, offset };
  }
  return { instant: local - before * minute, offset: before };
}

/** Clock time as if it were UTC. */
export function localMilliseconds(civil: string, time: string): number {
  return Date.UTC(
    Number(civil.slice(0, 4)),
    Number(civil.slice(5, 7)) - 1,
    Number(civil.slice(8, 10)),
    Number(time.slice(0, 2)),
    Number(time.slice(3, 5)),
    Number(time.slice(6, 8)),
  );
}

const offsets = new Map<string, Map<number, number>>();

function offsetAt(timezone: string, instant: number): number {
  let known = offsets.get(timezone);
  if (known === undefined) offsets.set(timezone, (known = new Map()));
  let offset = known.get(instant);
  if (offset === undefined) known.set(instant, (offset = askIntl(timezone, instant)));
  return offset;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timezone: string): Intl.DateTimeFormat {
  let format = formats.get(timezone);
  if (format === undefined)
    formats.set(timezone, (format = new Intl.DateTimeFormat('en-US', { timeZone: timezone, timeZoneName: 'longOffset' })));
  return format;
}

/** The name `GMT+08:00` at the end; seconds (local mean time, before zones) are rounded to the minute. */
function askIntl(timezone: string, instant: number): number {
  const found = /GMT(?:([+\-\u2212])(\d{1,2}):?(\d\d)?(?::(\d\d))?)?$/.exec(formatOf(timezone).format(instant));
  if (found?.[1] === undefined) return 0;
  const size = Number(found[2]) * 60 + Number(found[3] ?? 0) + Math.round(Number(found[4] ?? 0) / 60);
  return found[1] === '+' ? size : -size;
}

function fixedOffset(name: string): number | null {
  if (name === 'UTC' || name === 'Z' || name === 'GMT') return 0;
  const found = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?([0-5]\d))?$/.exec(name);
  if (found === null) return null;
  const size = Number(found[2]) * 60 + Number(found[3] ?? 0);
  if (size > 14 * 60) return null;
  return found[1] === '+' ? size : -size;
}

// Dates as text

interface Names {
  /** Pattern of a date without one of its own. */
  readonly pattern: string;
  readonly months: readonly string[];
  readonly shortMonths: readonly string[];
  /** From Sunday. */
  readonly weekdays: readonly string[];
}

const numbered = Array.from({ length: 12 }, (_, i) => `${i + 1}月`);
const english: Names = {
  pattern: 'MMMM D, YYYY',
  months: 'January February March April May June July August September October November December'.split(' '),
  shortMonths: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '),
  weekdays: 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' '),
};
const chinese: Names = {
  pattern: 'YYYY年M月D日',
  months: '一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月'.split(' '),
  shortMonths: numbered,
  weekdays: '星期日 星期一 星期二 星期三 星期四 星期五 星期六'.split(' '),
};
const japanese: Names = { ...chinese, months: numbered, weekdays: '日曜日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日'.split(' ') };
/** A language without a table shows dates by number: better than English words in its midst. */
const others: Names = { ...english, pattern: 'YYYY-MM-DD' };

/**
 * A date in words. Tokens: `YYYY MMMM MMM MM M DD D dddd HH mm ss`; `[…]` stands as it is; null: the long form of the
 * language.
 */
export function formatDate(date: Civil, pattern: string | null, lang: string): string {
  const names = namesOf(lang);
  return (pattern ?? names.pattern).replace(token, (found) => partOf(found, date, names));
}

const token = /\[[^\]]*\]|YYYY|MMMM|MMM|MM|M|DD|D|dddd|HH|mm|ss/g;

function namesOf(lang: string): Names {
  const language = lang.slice(0, 2).toLowerCase();
  return language === 'zh' ? chinese : language === 'ja' ? japanese : language === 'en' ? english : others;
}

function partOf(found: string, { civil, time }: Civil, names: Names): string {
  const month = Number(civil.slice(5, 7));
  switch (found) {
    case 'YYYY':
      return civil.slice(0, 4);
    case 'MMMM':
      return names.months[month - 1] ?? '';
    case 'MMM':
      return names.shortMonths[month - 1] ?? '';
    case 'MM':
      return civil.slice(5, 7);
    case 'M':
      return String(month);
    case 'DD':
      return civil.slice(8, 10);
    case 'D':
      return String(Number(civil.slice(8, 10)));
    case 'dddd':
      return names.weekdays[weekday(civil)] ?? '';
    case 'HH':
      return time.slice(0, 2);
    case 'mm':
      return time.slice(3, 5);
    case 'ss':
      return time.slice(6, 8);
    default:
      return found.slice(1, -1);
  }
}

function weekday(civil: string): number {
  return new Date(localMilliseconds(civil, '00:00:00')).getUTCDay();
}

/** `Tue, 02 Jan 2024 09:30:00 +0800`, for RSS. */
export function formatRfc822({ civil, time, offset }: PostDate): string {
  const name = english.weekdays[weekday(civil)]!.slice(0, 3);
  const month = english.shortMonths[Number(civil.slice(5, 7)) - 1]!;
  return `${name}, ${civil.slice(8, 10)} ${month} ${civil.slice(0, 4)} ${time} ${offsetText(offset, '')}`;
}

/** `2024-01-02T09:30:00+08:00`, for Atom, JSON Feed, sitemap and `<time>`. */
export function formatRfc3339({ civil, time, offset }: PostDate): string {
  return `${civil}T${time}${offset === 0 ? 'Z' : offsetText(offset, ':')}`;
}

function offsetText(offset: number, colon: string): string {
  const size = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}${colon}${pad(size % 60)}`;
}

function pad(n: number, width = 2): string {
  return String(n).padStart(width, '0');
}
