// The filters of templates, besides nunjucks' own. An absent value goes in and nothing comes out; none throws.
// None adds the base path: one pass over the finished HTML does, so a template cannot forget it.
import { formatDate } from '../text/dates.js';
import { encodePath, encodeUrl, isExternal, withBase } from '../text/url.js';
import { textOf } from '../html/text.js';
import { isSafe, safe, type FilterThis } from './nunjucks.js';

export interface FilterOptions {
  /** Scheme and host, or null. */
  readonly url: string | null;
  readonly base: string;
}

/** Name → what it does, in the words of the docs. */
export const filterDocs = {
  url: 'A path or address as it stands in href: encoded, once',
  absoluteUrl: 'The same with scheme and host; nothing without a site url',
  date: "A date in the language of the page; or by a pattern: date('YYYY-MM-DD')",
  readingTime: 'Words → “5 min read”; nothing for an empty text',
  excerpt: 'The first n Han characters (twice as many letters), cut at a sentence or word',
  json: 'JSON that is safe inside <script>',
  fill: 'Interface text with its {names} filled in: t.minutes | fill({ n: 3 })',
  number: 'A number with thousands marked: 12,345',
  initial: 'The first letter or character, for a seal or an index',
} as const;

export function createFilters(
  options: FilterOptions,
): Readonly<Record<keyof typeof filterDocs, (this: FilterThis, ...args: never[]) => unknown>> {
  return {
    url: (value: unknown) => (isAbsent(value) ? '' : encodeUrl(String(value))),
    absoluteUrl: (value: unknown) => absoluteUrl(value, options),
    date(this: FilterThis, value: unknown, pattern?: unknown) {
      const date = dateOf(value);
      if (date === null) return isAbsent(value) ? '' : String(value);
      return formatDate(date, typeof pattern === 'string' ? pattern : null, langOf(this));
    },
    readingTime(this: FilterThis, value: unknown) {
      const minutes = minutesOf(value);
      return minutes > 0 ? fill(member(this.lookup('t'), 'minutes'), { n: minutes }) : '';
    },
    excerpt: (value: unknown, length?: unknown) =>
      isAbsent(value) ? '' : cut(plainText(value), typeof length === 'number' ? length : 140),
    json: (value: unknown) => safe(scriptJson(value)),
    fill: (text: unknown, values?: unknown) => fill(text, values),
    number: (value: unknown) => (isAbsent(value) ? '' : groupThousands(value)),
    initial: (value: unknown) => (isAbsent(value) ? '' : initial(String(value))),
  };
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}

function langOf(context: FilterThis): string {
  const lang = member(context.lookup('page'), 'lang');
  return typeof lang === 'string' ? lang : 'en';
}

function absoluteUrl(value: unknown, { url, base }: FilterOptions): string | null {
  if (isAbsent(value)) return null;
  const encoded = encodeUrl(String(value));
  if (isExternal(encoded)) return encoded;
  return url === null ? null : url + withBase(encodePath(base), encoded.startsWith('/') ? encoded : `/${encoded}`);
}

/** A date of a view; or text that begins with one, from the author's own data. */
function dateOf(value: unknown): { civil: string; time: string } | null {
  const civil = member(value, 'civil');
  const time = member(value, 'time');
  if (typeof civil === 'string') return { civil, time: typeof time === 'string' ? time : '00:00:00' };
  const found = typeof value === 'string' ? /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?)?/.exec(value) : null;
  return found === null ? null : { civil: found[1]!, time: found[2] === undefined ? '00:00:00' : found[2] + (found[3] ?? ':00') };
}

/** Of words, or of a post. */
function minutesOf(value: unknown): number {
  const minutes = member(value, 'minutes') ?? member(member(value, 'words'), 'minutes');
  return typeof minutes === 'number' ? minutes : 0;
}

function plainText(value: unknown): string {
  return (isSafe(value) ? textOf(value.toString()) : String(value)).replace(/\s+/g, ' ').trim();
}

function cut(text: string, length: number): string {
  let width = 0;
  let sentence = 0;
  let word = 0;
  let end = 0;
  for (const character of text) {
    // A Han character counts one, a letter a half.
    width += character.codePointAt(0)! >= 0x1100 ? 1 : 0.5;
    if (width > length) {
      if (sentence * 2 > end) return text.slice(0, sentence);
      return `${text.slice(0, word * 2 > end ? word : end).trimEnd()}…`;
    }
    end += character.length;
    if ('。！？'.includes(character) || ('.!?'.includes(character) && text[end] === ' ')) sentence = end;
    if (character === ' ' || character.codePointAt(0)! >= 0x2e80) word = end;
  }
  return text;
}

function scriptJson(value: unknown): string {
  return (JSON.stringify(value) ?? 'null').replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function fill(text: unknown, values: unknown): string {
  // “1 post”, “2 posts”: Chinese and Japanese have one form, English two. A number may have been through `number` before.
  const form = member(text, String(member(values, 'n')) === '1' ? 'one' : 'other') ?? member(text, 'other') ?? text;
  if (isAbsent(form)) return '';
  return String(form).replace(/\{(\w+)\}/g, (mark, name: string) => {
    const value = member(values, name);
    return value === undefined ? mark : isAbsent(value) ? '' : String(value);
  });
}

/** The same marks in all languages that the theme speaks. */
function groupThousands(value: unknown): string {
  return String(value).replace(/^(-?)(\d{4,})/, (_, sign: string, digits: string) => sign + digits.replace(/\B(?=(?:\d{3})+$)/g, ','));
}

/** The first letter or character, upper case; empty if there is none. */
export function initial(text: string): string {
  return (/[\p{L}\p{N}]/u.exec(text)?.[0] ?? '').toUpperCase();
}
