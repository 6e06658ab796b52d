import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  civilFromInstant,
  formatDate,
  formatRfc3339,
  formatRfc822,
  instantOf,
  isZone,
  resolveLocal,
  zoneOffset,
} from '../../../src/text/dates.js';
import { parseDate } from '../../../src/text/parse-date.js';

/** `2024-01-02 09:30:00 +480 second`, or the fault and what was probably meant. */
function show(raw: string, timezone = 'Asia/Shanghai'): string {
  const { date, ...rest } = parseDate(raw, timezone);
  if (date !== null) return `${date.civil} ${date.time} ${date.offset >= 0 ? '+' : ''}${date.offset} ${date.precision}`;
  return 'nearest' in rest ? `${rest.fault}: ${rest.nearest}` : '';
}

describe('dates as they are written', () => {
  const table: readonly [raw: string, read: string][] = [
    ['2024-01-02', '2024-01-02 00:00:00 +480 day'],
    ['2024-1-2', '2024-01-02 00:00:00 +480 day'],
    ['2024/01/02', '2024-01-02 00:00:00 +480 day'],
    ['2024.1.2', '2024-01-02 00:00:00 +480 day'],
    ['20240102', '2024-01-02 00:00:00 +480 day'],
    ['20240102T093000Z', '2024-01-02 09:30:00 +0 second'],
    ['13/7/2013', '2013-07-13 00:00:00 +480 day'],
    ['7/13/2013', '2013-07-13 00:00:00 +480 day'],
    ['2013/7/13 20:46:25', '2013-07-13 20:46:25 +480 second'],
    ['2025-9-26 21:01:55 +0800', '2025-09-26 21:01:55 +480 second'],
    ['2023-08-10 +0800', '2023-08-10 00:00:00 +480 day'],
    ['2024-01-02 23:26:27+0800', '2024-01-02 23:26:27 +480 second'],
    ['2024-01-02 8:01:55', '2024-01-02 08:01:55 +480 second'],
    ['2024-01-02 12:33 +0800', '2024-01-02 12:33:00 +480 minute'],
    ['2024-01-02T09:30:00Z', '2024-01-02 09:30:00 +0 second'],
    ['2024-01-02T09:30:00.123456Z', '2024-01-02 09:30:00 +0 second'],
    ['2024-01-02T09:30:00,5+05:30', '2024-01-02 09:30:00 +330 second'],
    ['2024-01-02T09:30:00+08:00[Asia/Shanghai]', '2024-01-02 09:30:00 +480 second'],
    ['2024-01-02 09:30:00 -05:00', '2024-01-02 09:30:00 -300 second'],
    ['2024-01-02 09:30 +8', '2024-01-02 09:30:00 +480 minute'],
    ['2024-01-02 09:30 UTC', '2024-01-02 09:30:00 +0 minute'],
    ['2024-01-02 09:30 UTC+8', '2024-01-02 09:30:00 +480 minute'],
    ['2024-01-02 09:30 EST', '2024-01-02 09:30:00 -300 minute'],
    ['2024-07-02 09:30 America/New_York', '2024-07-02 09:30:00 -240 minute'],
    ['2024-01-02 09:30 Asia/Tokyo', '2024-01-02 09:30:00 +540 minute'],
    ['2024年1月2日', '2024-01-02 00:00:00 +480 day'],
    ['2024 年 1 月 2 日 星期二', '2024-01-02 00:00:00 +480 day'],
    ['2024年1月2号 20点30分', '2024-01-02 20:30:00 +480 minute'],
    ['2024年01月02日 20时30分15秒', '2024-01-02 20:30:15 +480 second'],
    ['2024-01-02 下午 3:04', '2024-01-02 15:04:00 +480 minute'],
    ['2024-01-02 上午 12:04', '2024-01-02 00:04:00 +480 minute'],
    ['2024-01-02 3:04 pm', '2024-01-02 15:04:00 +480 minute'],
    ['２０２４－０１－０２　０９：３０', '2024-01-02 09:30:00 +480 minute'],
    ['Jan 2, 2006', '2006-01-02 00:00:00 +480 day'],
    ['January 2nd, 2006', '2006-01-02 00:00:00 +480 day'],
    ['2 January 2006', '2006-01-02 00:00:00 +480 day'],
    ['Sept. 3 2020', '2020-09-03 00:00:00 +480 day'],
    ['02-Jan-2006', '2006-01-02 00:00:00 +480 day'],
    ['2006-Jan-02', '2006-01-02 00:00:00 +480 day'],
    ['Thursday, 3 September 2020 at 3:04pm', '2020-09-03 15:04:00 +480 minute'],
    ['Mon, 02 Jan 2006 15:04:05 -0700', '2006-01-02 15:04:05 -420 second'],
    ['Mon, 02 Jan 2006 15:04:05 GMT', '2006-01-02 15:04:05 +0 second'],
    ['Mon Jan  2 15:04:05 2006', '2006-01-02 15:04:05 +480 second'],
    ['Tue Jan 02 15:04:05 -0700 2024', '2024-01-02 15:04:05 -420 second'],
    ['Mon Jan 02 2006 15:04:05 GMT+0800 (中国标准时间)', '2006-01-02 15:04:05 +480 second'],
    ['Tue Jan  2 09:30:00 CST 2024', '2024-01-02 09:30:00 +480 second'],
    ['2023-01-29 18:30:22 2023 -0800', '2023-01-29 18:30:22 -480 second'],
    ['[2024-01-02 Tue]', '2024-01-02 00:00:00 +480 day'],
    ['2024-02-29', '2024-02-29 00:00:00 +480 day'],
    ['208-03-03', 'year: 2018-03-03'],
    ['20244-01-02', 'year: 2024-01-02'],
    ['18-03-03', 'year: 2018-03-03'],
    ['0999-01-01', 'year: null'],
    ['2024-13-02', 'month: 2024-02-13'],
    ['2024-011-02', 'month: 2024-11-02'],
    ['2024-00-10', 'month: null'],
    ['2024-05-014', 'day: 2024-05-14'],
    ['2021-02-30', 'day: 2021-02-28'],
    ['2023-02-29', 'day: 2023-02-28'],
    ['2024-04-31', 'day: 2024-04-30'],
    ['2020-3-19 29:39:08 +0800', 'time: 2020-03-19'],
    ['2024-01-02 24:00', 'time: 2024-01-02'],
    ['2024-01-02 10:60', 'time: 2024-01-02'],
    ['2024-01-02 10:00 +2500', 'zone: 2024-01-02'],
    ['2024-01-02 10:00 Mars/Base', 'zone: 2024-01-02'],
    ['13/14/2013', 'order: null'],
    ['01/02/2006', 'order: 2006-01-02'],
    ['2024-01', 'unreadable: 2024-01-01'],
    ['2024', 'unreadable: 2024-01-01'],
    ['1700000000', 'unreadable: 2023-11-15'],
    ['2024-1-2-3', 'unreadable: null'],
    ['2024-01-02 2024-01-03', 'unreadable: null'],
    ['tomorrow', 'unreadable: null'],
    ['', 'unreadable: null'],
  ];
  it.each(table)('%s', (raw, read) => {
    expect(show(raw)).toBe(read);
  });
  it('CST is of Chicago unless the site is eight hours ahead', () => {
    expect(show('2024-01-02 09:30 CST', 'America/New_York')).toBe('2024-01-02 09:30:00 -360 minute');
  });
});

const zones = [
  'UTC',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Europe/London',
  'Europe/Berlin',
  'America/New_York',
  'America/Los_Angeles',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
];

describe('zones', () => {
  it('are known by name or by offset', () => {
    for (const zone of ['UTC', 'Asia/Shanghai', 'Asia/Calcutta', 'Asia/Kolkata', 'asia/tokyo', '+08:00', 'GMT-3', 'Etc/GMT+8'])
      expect([zone, isZone(zone)]).toEqual([zone, true]);
    expect(['', 'Asia/Nowhere', '+25:00', 'a b', '上海'].map(isZone)).toEqual([false, false, false, false, false]);
  });

  it('an instant goes to the clocks of a zone and back', () => {
    const instant = fc.integer({ min: Date.UTC(1970, 0, 1) / 1000, max: Date.UTC(2037, 11, 31) / 1000 }).map((s) => s * 1000);
    fc.assert(
      fc.property(instant, fc.constantFrom(...zones), (at, zone) => {
        const { civil, time, offset } = civilFromInstant(at, zone);
        const back = resolveLocal(civil, time, zone);
        // The hour that comes twice is its first coming.
        expect([0, 30 * 60_000, 60 * 60_000]).toContain(at - back.instant);
        if (at === back.instant) expect(back.offset).toBe(offset);
      }),
      { numRuns: 2000 },
    );
  });

  it('a date written in any form is the same date read again', () => {
    const day = fc.date({ min: new Date(Date.UTC(1970, 0, 2)), max: new Date(Date.UTC(2037, 11, 30)), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom(...zones), (date, zone) => {
        const written = parseDate(formatDate(civilFromInstant(date.getTime(), 'UTC'), 'YYYY-M-D HH:mm:ss', 'en'), zone).date!;
        expect(parseDate(formatRfc3339(written), 'UTC').date).toEqual(written);
        expect(parseDate(formatRfc822(written), 'UTC').date).toEqual(written);
        expect(parseDate(`${written.civil} ${written.time}`, zone).date).toEqual(written);
        const alone = parseDate(formatDate(written, null, fc.sample(fc.constantFrom('en', 'zh', 'ja', 'de'), 1)[0]!), zone).date!;
        expect([alone.civil, alone.time, alone.precision]).toEqual([written.civil, '00:00:00', 'day']);
        expect(alone.instant).toBe(instantOf(written.civil, '00:00:00', zone));
      }),
      { numRuns: 1000 },
    );
  });

  it('a time that clocks skip is counted with the offset from before, one that comes twice is the first', () => {
    expect(resolveLocal('2024-03-10', '02:30:00', 'America/New_York')).toEqual({ instant: Date.UTC(2024, 2, 10, 7, 30), offset: -300 });
    expect(resolveLocal('2024-11-03', '01:30:00', 'America/New_York')).toEqual({ instant: Date.UTC(2024, 10, 3, 5, 30), offset: -240 });
    expect(resolveLocal('2024-03-31', '02:30:00', 'Europe/Berlin')).toEqual({ instant: Date.UTC(2024, 2, 31, 1, 30), offset: 60 });
    expect(zoneOffset('Europe/Berlin', Date.UTC(2024, 2, 31, 0, 59))).toBe(60);
    expect(zoneOffset('Europe/Berlin', Date.UTC(2024, 2, 31, 1, 0))).toBe(120);
    expect(zoneOffset('Australia/Lord_Howe', Date.UTC(2024, 0, 1))).toBe(660);
  });
});

describe('dates in words', () => {
  const date = { civil: '2024-01-02', time: '09:05:07' };
  it.each([
    [null, 'zh-Hans', '2024年1月2日'],
    [null, 'ja', '2024年1月2日'],
    [null, 'en', 'January 2, 2024'],
    [null, 'en-GB', 'January 2, 2024'],
    [null, 'fr', '2024-01-02'],
    ['YYYY/MM/DD HH:mm:ss', 'en', '2024/01/02 09:05:07'],
    ['D MMM YYYY, dddd', 'en', '2 Jan 2024, Tuesday'],
    ['M月D日 dddd MMMM', 'zh', '1月2日 星期二 一月'],
    ['MMMM dddd', 'ja', '1月 火曜日'],
    ['[Day] D [of] MMMM', 'en', 'Day 2 of January'],
    ['', 'en', ''],
  ])('%s in %s', (pattern, lang, text) => {
    expect(formatDate(date, pattern, lang)).toBe(text);
  });
  it('for machines', () => {
    const full = parseDate('2024-01-02 09:05:07 -03:30', 'UTC').date!;
    expect([formatRfc822(full), formatRfc3339(full)]).toEqual(['Tue, 02 Jan 2024 09:05:07 -0330', '2024-01-02T09:05:07-03:30']);
    expect(formatRfc3339(parseDate('2024-01-02', 'UTC').date!)).toBe('2024-01-02T00:00:00Z');
  });
});
