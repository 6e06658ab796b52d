// "Did you mean …?" for time zones: what people write for the zones of Inkstone's readers, and common IANA names.
import { nearest } from '../text/near-miss.js';

/** A likely IANA name for what was written, or null. */
export function nearestZone(written: string): string | null {
  const key = written.trim().toLowerCase().replaceAll(' ', '_');
  return spoken[key] ?? nearest(written, common) ?? common.find((zone) => zone.toLowerCase().endsWith(`/${key}`)) ?? null;
}

const spoken: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  'asia/beijing': 'Asia/Shanghai',
  beijing: 'Asia/Shanghai',
  北京: 'Asia/Shanghai',
  上海: 'Asia/Shanghai',
  china: 'Asia/Shanghai',
  'china/beijing': 'Asia/Shanghai',
  'china/shanghai': 'Asia/Shanghai',
  china_standard_time: 'Asia/Shanghai',
  cst: 'Asia/Shanghai',
  'asia/guangzhou': 'Asia/Shanghai',
  'asia/shenzhen': 'Asia/Shanghai',
  香港: 'Asia/Hong_Kong',
  台北: 'Asia/Taipei',
  taiwan: 'Asia/Taipei',
  jst: 'Asia/Tokyo',
  东京: 'Asia/Tokyo',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  'america/san_francisco': 'America/Los_Angeles',
  edt: 'America/New_York',
  'america/boston': 'America/New_York',
  bst: 'Europe/London',
});

const common: readonly string[] = [
  'UTC',
  'Asia/Shanghai',
  'Asia/Hong_Kong',
  'Asia/Taipei',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Asia/Seoul',
  'Asia/Kolkata',
  'Asia/Dubai',
  'Asia/Bangkok',
  'Asia/Jakarta',
  'Asia/Urumqi',
  'Australia/Sydney',
  'Europe/London',
  'Europe/Paris',
  'Europe/Berlin',
  'Europe/Madrid',
  'Europe/Amsterdam',
  'Europe/Moscow',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Toronto',
  'America/Vancouver',
  'America/Sao_Paulo',
  'Pacific/Auckland',
];
