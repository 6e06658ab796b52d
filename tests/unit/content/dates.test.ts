import { describe, expect, it } from 'vitest';
import { readPost } from '../../../src/content/read-post.js';
import { sentence } from '../../../src/diagnostics/catalogue.js';
import { readBlock } from './read.js';

describe('a date that cannot be read', () => {
  const table: readonly [date: string, path: string, used: string | null, message: string, hint: string][] = [
    ['208-03-03', 'posts/x.md', null, '`date: 208-03-03` has no year of four digits; the post has no date', 'Did you mean 2018-03-03?'],
    [
      '208-03-03',
      'posts/2019-04-05-x.md',
      '2019-04-05',
      '`date: 208-03-03` has no year of four digits; the date in the file name is used, 2019-04-05',
      'Did you mean 2018-03-03?',
    ],
    [
      '205-03-08',
      'posts/2025-03-08-x.md',
      '2025-03-08',
      '`date: 205-03-08` has no year of four digits; the date in the file name is used, 2025-03-08',
      'Did you mean 2025-03-08?',
    ],
    [
      '2025/3/88 10:30',
      'posts/2025-03-08-x.md',
      '2025-03-08',
      '`date: 2025/3/88 10:30` is a day that does not exist; the date in the file name is used, 2025-03-08',
      'Did you mean 2025-03-08?',
    ],
    [
      '2024-05-014',
      'posts/x.md',
      null,
      '`date: 2024-05-014` is a day that does not exist; the post has no date',
      'Did you mean 2024-05-14?',
    ],
    [
      '2020-3-19 29:39:08 +0800',
      'posts/x.md',
      null,
      '`date: 2020-3-19 29:39:08 +0800` has a time that no clock shows; the post has no date',
      'Did you mean 2020-03-19?',
    ],
    ['2021-02-30', 'posts/x.md', null, '`date: 2021-02-30` is a day that does not exist; the post has no date', 'Did you mean 2021-02-28?'],
    [
      '2024-01-02 +2500',
      'posts/x.md',
      null,
      '`date: 2024-01-02 +2500` names a time zone that does not exist; the post has no date',
      'Did you mean 2024-01-02?',
    ],
    [
      '3/7/2013',
      'posts/x.md',
      null,
      '`date: 3/7/2013` does not tell which number is the day and which the month; the post has no date',
      'Did you mean 2013-03-07?',
    ],
    [
      'soon',
      'posts/x.md',
      null,
      '`date: soon` cannot be read as a date; the post has no date',
      'Write it as 2024-01-31 or 2024-01-31 09:30.',
    ],
  ];
  it.each(table)('%s in %s', (date, path, used, message, hint) => {
    const { post, said, diagnostics } = readBlock(`date: ${date}`, path);
    expect(post.date?.civil ?? null).toBe(used);
    expect(said).toEqual(['2:7 bad-date']);
    expect(sentence(diagnostics[0]!, 'en')).toEqual({ message, hint });
  });

  it('is said in Chinese too', () => {
    const { diagnostics } = readBlock('date: 208-03-03', 'posts/x.md');
    expect(sentence(diagnostics[0]!, 'zh')).toEqual({
      message: '`date: 208-03-03` 的年份不是四位数；这篇文章没有日期',
      hint: '是不是想写 2018-03-03？',
    });
  });

  it('leaves an update out', () => {
    const { post, diagnostics } = readBlock('date: 2024-01-02\nlastmod: 2024-13-40', 'posts/2019-04-05-x.md');
    expect([post.date?.civil, post.updated]).toEqual(['2024-01-02', null]);
    expect(sentence(diagnostics[0]!, 'en').message).toBe('`lastmod: 2024-13-40` has a month that does not exist; it was left out');
  });
});

describe('the zone of a date', () => {
  it('is the one of the site where none is written', () => {
    expect(readBlock('date: 2024-01-02').post.date).toEqual({
      civil: '2024-01-02',
      time: '00:00:00',
      instant: Date.UTC(2024, 0, 1, 16),
      offset: 480,
      precision: 'day',
    });
    expect(readBlock('date: 2024-01-02', undefined, { timezone: 'UTC' }).post.date?.instant).toBe(Date.UTC(2024, 0, 2));
  });
  it('never changes the day as written', () => {
    for (const timezone of ['UTC', 'Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati']) {
      expect(readBlock('date: 2018-11-21 00:10:00 +0800', undefined, { timezone }).post.date).toMatchObject({
        civil: '2018-11-21',
        time: '00:10:00',
        instant: Date.UTC(2018, 10, 20, 16, 10),
      });
    }
  });
  it('is read from TOML as from YAML', () => {
    const toml = ['2024-01-02', '2024-01-02T03:04:05', '2024-01-02T03:04:05Z', '2024-01-02T03:04:05-08:00', '2024-01-02 03:04:05+05:30'];
    for (const date of toml) {
      const source = new TextEncoder().encode(`+++\ndate = ${date}\n+++\ntext`);
      expect(readToml(source)).toEqual(readBlock(`date: ${date}`).post.date);
    }
  });
});

function readToml(bytes: Uint8Array): unknown {
  return readPost('posts/a.md', bytes, { timezone: 'Asia/Shanghai', countScript: false }).value.date;
}
