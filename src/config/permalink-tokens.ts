// The parts that an address pattern may be made of, and what each stands for. `site/permalink.ts` fills them in.

export const permalinkTokens = {
  year: 'Year of the post, 2026',
  short_year: 'Its last two digits, 26',
  month: 'Month, 01 to 12',
  i_month: 'Month without a leading zero, 1 to 12',
  short_month: 'Month by its English name, Jan to Dec',
  long_month: 'The same in full, January to December',
  monthname: 'The same in small letters, january to december',
  day: 'Day of the month, 01 to 31',
  i_day: 'Day without a leading zero, 1 to 31',
  y_day: 'Day of the year, 001 to 366',
  yearday: 'Day of the year without leading zeros, 1 to 366',
  hour: 'Hour, 00 to 23',
  minute: 'Minute, 00 to 59',
  second: 'Second, 00 to 59',
  slug: '`slug` of the front matter, else the file name without date and ending, else the name of the folder of an `index.md`',
  slugorfilename: 'The same as `:slug`',
  slugorcontentbasename: 'The same as `:slug`',
  title: 'The title, made fit for an address',
  post_title: 'The same as `:title`',
  name: 'The file name without date and ending, whatever the front matter says',
  filename: 'The same as `:name`',
  contentbasename: 'The same as `:name`',
  category: 'First category of the post; a nested one gives several parts, `tech/containers`',
  categories: 'The same as `:category`',
  slugified_categories: 'The same as `:category`',
  output_ext: '`.html`',
} as const satisfies Record<string, string>;

/** The tokens of a pattern, without their colon. */
export function tokensOf(pattern: string): string[] {
  return Array.from(pattern.matchAll(/:([a-z]+(?:_[a-z]+)*)/gi), (match) => match[1]!);
}

/** For the docs: one row a token. */
export function tokenTable(): string {
  const rows = Object.entries(permalinkTokens).map(([token, meaning]) => `| \`:${token}\` | ${meaning} |`);
  return ['| Token | Stands for |', '| --- | --- |', ...rows].join('\n');
}
