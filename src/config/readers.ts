// One reader for each type of setting: raw value in, checked value out, or undefined after saying what was expected.
// Forgiving where there is no doubt (a number for a title, a missing `/`), strict where a guess would move addresses.
import type { Code, CodeData, Expected } from '../diagnostics/codes.js';
import { normalizePath, decodePath, isExternal } from '../text/url.js';
import { isLanguageTag } from '../text/language.js';
import { nearest } from '../text/near-miss.js';
import { isZone } from '../text/dates.js';
import type { SlugStyle } from '../text/slug.js';
import type { Config, MenuItem } from '../model/config.js';
import { nearestZone } from './zones.js';
import { permalinkTokens, tokensOf } from './permalink-tokens.js';

/** Says that the value at `path` (of the whole config) is not right. Gives undefined, so that a reader can return it. */
export type Report = <C extends Code>(path: readonly string[], code: C, data: CodeData[C]) => undefined;

export type Reader<T> = (raw: unknown, key: string, report: Report) => T | undefined;

export interface SiteUrl {
  /** `https://example.com` */
  readonly origin: string;
  /** `/blog/`; `/` if the address names no folder. */
  readonly path: string;
}

export const readText: Reader<string> = (raw, key, report) => asText(raw) ?? wrong(report, [key], 'text', raw);

export const readFlag: Reader<boolean> = (raw, key, report) => (typeof raw === 'boolean' ? raw : wrong(report, [key], 'flag', raw));

export const readCount: Reader<number> = (raw, key, report) => count(raw) ?? wrong(report, [key], 'count', raw);

export const readUrl: Reader<SiteUrl> = (raw, key, report) => {
  const text = asText(raw);
  const url = text === null || !/^https?:\/\//i.test(text) || !URL.canParse(text) ? null : new URL(text);
  if (url === null || url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
    return wrong(report, [key], 'url', raw);
  }
  const path = basePath(url.pathname);
  return path === null ? wrong(report, [key], 'url', raw) : { origin: url.origin, path };
};

/** An address that a path can be put behind. */
export const readFolderUrl: Reader<string> = (raw, key, report) => {
  const text = asText(raw);
  if (text === null || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return wrong(report, [key], 'folder-url', raw);
  return text.endsWith('/') ? text : `${text}/`;
};

export const readBase: Reader<string> = (raw, key, report) => {
  const text = asText(raw);
  const path = text === null || isExternal(text) ? null : basePath(text);
  return path ?? wrong(report, [key], 'base', raw);
};

export const readLang: Reader<string> = (raw, key, report) => {
  const tag = asText(raw)?.replaceAll('_', '-');
  return tag !== undefined && isLanguageTag(tag) ? tag : wrong(report, [key], 'language', raw);
};

export const readZone: Reader<string> = (raw, key, report) => {
  const zone = asText(raw);
  if (zone === null) return wrong(report, [key], 'text', raw);
  return isZone(zone) ? zone : report([key], 'unknown-zone', { zone, nearest: nearestZone(zone) });
};

export const readMenu: Reader<readonly MenuItem[]> = (raw, key, report) => {
  if (!Array.isArray(raw)) return wrong(report, [key], 'menu', raw);
  const items: readonly unknown[] = raw;
  return items.flatMap((item, i): MenuItem[] => {
    const title = isObject(item) ? asText(item['title']) : null;
    const url = isObject(item) ? asText(item['url']) : null;
    if (isObject(item)) reportUnknown(Object.keys(item), ['title', 'url'], [key], report);
    if (title !== null && url !== null) return [{ title, url: isExternal(url) || /^[/#]/.test(url) ? url : `/${url}` }];
    wrong(report, [key], 'menu-item', item, `${key}[${i + 1}]`);
    return [];
  });
};

/** `CC BY 4.0` alone names no address; a licence of Creative Commons is known by its name. */
export const readLicense: Reader<MenuItem> = (raw, key, report) => {
  const name = asText(raw);
  const common = name === null ? null : /^CC[- ](BY(?:-(?:NC|SA|ND|NC-SA|NC-ND))?)[- ](\d\.\d)$/i.exec(name);
  if (name !== null && common !== null)
    return { title: name, url: `https://creativecommons.org/licenses/${common[1]!.toLowerCase()}/${common[2]!}/` };
  return isObject(raw) ? readMenu([raw], key, report)?.[0] : wrong(report, [key], 'license', raw);
};

/** Texts, and entries with title and url. */
export const readFooter: Reader<Config['footer']> = (raw, key, report) => {
  if (!Array.isArray(raw)) return wrong(report, [key], 'footer', raw);
  const items: readonly unknown[] = raw;
  return items.flatMap((item): Config['footer'] => {
    const text = asText(item);
    return text === null ? (readMenu([item], key, report) ?? []) : [{ title: text, url: null }];
  });
};

export const readPermalink: Reader<string> = (raw, key, report) => {
  const text = asText(raw);
  if (text === null || isExternal(text) || /[?#\\]/.test(text) || normalizePath(text) === null || tokensOf(text).length === 0) {
    return wrong(report, [key], 'pattern', raw);
  }
  const unknown = tokensOf(text).find((token) => !Object.hasOwn(permalinkTokens, token));
  if (unknown !== undefined) {
    return report([key], 'unknown-token', { token: unknown, nearest: nearest(unknown, Object.keys(permalinkTokens)) });
  }
  return text.startsWith('/') ? text : `/${text}`;
};

export const readSlugs: Reader<Readonly<Record<string, string>>> = (raw, key, report) => {
  if (!isObject(raw)) return wrong(report, [key], 'slugs', raw);
  const slugs = Object.entries(raw).flatMap(([name, value]) => {
    const slug = asText(value);
    if (slug !== null && !/[/\\]/.test(slug) && slug !== '.' && slug !== '..') return [[name, slug] as const];
    wrong(report, [key, name], 'slug', value);
    return [];
  });
  // `fromEntries` makes own properties, also of a term called `__proto__`.
  return Object.fromEntries(slugs);
};

/** `null`: no feeds. Posts in a feed if only `true` is said: 20. */
export const readFeed: Reader<{ readonly limit: number } | null> = (raw, key, report) => {
  if (raw === false) return null;
  if (raw === true) return { limit: 20 };
  if (!isObject(raw)) return wrong(report, [key], 'feed', raw);
  reportUnknown(Object.keys(raw), ['limit'], [key], report);
  const limit = raw['limit'] ?? 20;
  return count(limit) === null ? wrong(report, [key, 'limit'], 'count', limit) : { limit: Number(limit) };
};

export const readCards: Reader<Config['cards']> = (raw, key, report) => {
  if (raw === false) return null;
  if (raw === true) return { font: null };
  if (!isObject(raw)) return wrong(report, [key], 'cards', raw);
  reportUnknown(Object.keys(raw), ['font'], [key], report);
  const font = raw['font'] === undefined ? null : asText(raw['font']);
  return font === null && raw['font'] !== undefined ? wrong(report, [key, 'font'], 'text', raw['font']) : { font };
};

export const readSlugStyle: Reader<SlugStyle> = (raw, key, report) =>
  raw === 'keep' || raw === 'pinyin' || raw === 'hash' ? raw : wrong(report, [key], 'slug-style', raw);

export const readTagRule: Reader<'commas' | 'words'> = (raw, key, report) =>
  raw === 'commas' || raw === 'words' ? raw : wrong(report, [key], 'tag-rule', raw);

export const readHtml: Reader<'keep' | 'strict'> = (raw, key, report) =>
  raw === 'keep' || raw === 'strict' ? raw : wrong(report, [key], 'html', raw);

/** A folder of the site that Inkstone only reads. */
export const readInsideFolder: Reader<string> = (raw, key, report) => {
  const text = asText(raw);
  const path = text === null || isAbsolute(text) ? null : normalizePath(text.replaceAll('\\', '/'));
  if (path === null || path === '' || /^(?:posts|pages|templates|data|\.inkstone|node_modules)$/i.test(path)) {
    return wrong(report, [key], 'inside-folder', raw);
  }
  return path.normalize('NFC');
};

/** A folder anywhere; whether it is safe to write to is decided where it is written to. */
export const readFolder: Reader<string> = (raw, key, report) => {
  const text = asText(raw);
  return text === null || text.includes('\0') ? wrong(report, [key], 'folder', raw) : text;
};

export const readHost: Reader<string> = (raw, key, report) => {
  const text = asText(raw);
  return text !== null && /^[^\s/:?#@]+\.[^\s/:?#@.]+$/.test(text) ? text : wrong(report, [key], 'host', raw);
};

/** Says of each key that is not known what it may have meant. */
export function reportUnknown(keys: readonly string[], known: readonly string[], path: readonly string[], report: Report): void {
  for (const key of keys) {
    if (known.includes(key)) continue;
    const named = [...path, key];
    const meant = nearest(key, known);
    if (meant === null) report(named, 'unknown-setting', { key: named.join('.') });
    else report(named, 'mistyped-setting', { key: named.join('.'), meant: [...path, meant].join('.') });
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** How a value is shown in a message: short, and recognisable. */
export function showValue(value: unknown): string {
  if (typeof value === 'function') return 'function';
  if (typeof value === 'string') return value.length > 60 ? `${value.slice(0, 60)}…` : value;
  if (typeof value !== 'object' || value === null) return String(value);
  return Array.isArray(value) ? '[…]' : '{…}';
}

export function wrong(report: Report, path: readonly string[], expected: Expected, got: unknown, shown = path.join('.')): undefined {
  return report(path, 'wrong-setting', { key: shown, expected, got: showValue(got) });
}

/** Text as it is meant: YAML gives a number for `title: 2024`. */
export function asText(raw: unknown): string | null {
  const text = typeof raw === 'string' ? raw.trim() : typeof raw === 'number' && Number.isFinite(raw) ? String(raw) : '';
  return text === '' ? null : text.normalize('NFC');
}

function count(raw: unknown): number | null {
  return typeof raw === 'number' && Number.isInteger(raw) && raw >= 1 && raw <= 100_000 ? raw : null;
}

/** `blog`, `/blog`, `/blog/` → `/blog/`, decoded; null for what cannot be a folder of a site. */
function basePath(text: string): string | null {
  const path = normalizePath(decodePath(text));
  if (path === null || /[?#\\:*"<>|\p{Cc}]/u.test(path)) return null;
  return path === '' ? '/' : `/${path}/`;
}

function isAbsolute(path: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:)/.test(path);
}
