// Raw config and flags → Settings, field by field; Settings and a look at the posts → Config. Pure: the file was read
// by `load.ts`. What is wrong becomes a diagnostic with the line of its key, and the default takes its place meanwhile.
import type { Code } from '../diagnostics/codes.js';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.js';
import { diagnostic } from '../diagnostics/diagnostic.js';
import type { Config, Settings } from '../model/config.js';
import type { Field, Fields } from './fields.js';
import { fields, settingNames } from './fields.js';
import { locateKey } from './locate.js';
import type { Reader, Report, SiteUrl } from './readers.js';
import { isObject, readBase, readFolder, readUrl, reportUnknown } from './readers.js';

/** What was said on the command line; it wins over the config file. */
export interface Flags {
  readonly out?: string;
  readonly base?: string;
  readonly url?: string;
  readonly drafts?: boolean;
  readonly future?: boolean;
  readonly highlight?: boolean;
  readonly strict?: boolean;
  /** Path of the config file, relative to the site's folder or absolute. */
  readonly config?: string;
}

/** Text of a config file, to find lines in; null where there is no file. */
export type ConfigText = { readonly path: string; readonly text: string } | null;

export function readSettings(raw: unknown, file: ConfigText, flags: Flags): Outcome<Settings> {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (path, code, data) => {
    diagnostics.push(diagnostic(code, data, file === null ? null : locateKey(file, path)));
    return undefined;
  };
  const values = readFields(isObject(raw) ? raw : {}, report);
  const said = readFlags(flags, diagnostics);
  const { url, base } = addressOf(values, said, report);
  const value: Settings = {
    ...values,
    url,
    base,
    out: said.out ?? values.out,
    highlight: flags.highlight ?? values.highlight,
    drafts: flags.drafts ?? false,
    future: flags.future ?? false,
  };
  return { value: freeze(value), diagnostics };
}

/** Fills what only the posts can tell: how much of them is written in Chinese characters, how much in other letters. */
export function completeConfig(settings: Settings, guess: { readonly han: number; readonly latin: number }): Config {
  const lang = settings.lang ?? (guess.han > 0 && guess.han >= guess.latin ? 'zh-Hans' : 'en');
  const words = /^zh\b/i.test(lang) ? fixedTexts.zh : fixedTexts.en;
  const title = settings.title ?? words.title;
  return freeze({ ...settings, lang, title, description: settings.description ?? words.description, author: settings.author ?? title });
}

/** Folders that are read, and so may not be written to. */
export function sourceFolders({ static: own, theme }: Settings): readonly string[] {
  return ['posts', 'pages', 'data', 'templates', own, ...(theme === null ? [] : [theme])];
}

const fixedTexts = {
  en: { title: 'My blog', description: 'A blog made with Inkstone' },
  zh: { title: '我的博客', description: '用砚台写成的博客' },
} as const;

function readFields(raw: Readonly<Record<string, unknown>>, report: Report): Fields {
  reportForeign(raw, report);
  const read = <K extends keyof Fields>(key: K): Fields[K] => {
    const field: Field<Fields[K]> = fields[key];
    const value = Object.hasOwn(raw, key) ? raw[key] : undefined;
    if (value === undefined || value === null) return field.initial;
    const checked = field.read(value, key, report);
    return checked === undefined ? field.initial : checked;
  };
  return {
    title: read('title'),
    description: read('description'),
    url: read('url'),
    base: read('base'),
    lang: read('lang'),
    timezone: read('timezone'),
    author: read('author'),
    menu: read('menu'),
    permalink: read('permalink'),
    perPage: read('perPage'),
    slug: read('slug'),
    slugs: read('slugs'),
    tags: read('tags'),
    feed: read('feed'),
    highlight: read('highlight'),
    search: read('search'),
    cards: read('cards'),
    html: read('html'),
    static: read('static'),
    out: read('out'),
    theme: read('theme'),
    cname: read('cname'),
    related: read('related'),
    editUrl: read('editUrl'),
    license: read('license'),
    footer: read('footer'),
    comments: read('comments'),
    analytics: read('analytics'),
  };
}

/** Keys that are not ours: names of the same thing in other generators first, then near misses, then the rest. */
function reportForeign(raw: Readonly<Record<string, unknown>>, report: Report): void {
  const rest: string[] = [];
  for (const key of Object.keys(raw)) {
    const meant = Object.hasOwn(foreignNames, key.toLowerCase()) ? foreignNames[key.toLowerCase()] : undefined;
    if (meant === undefined || settingNames.includes(key)) rest.push(key);
    else report([key], 'mistyped-setting', { key, meant });
  }
  reportUnknown(rest, settingNames, [], report);
}

/** What Jekyll, Hexo, Hugo and others call our settings; lower case. */
const foreignNames: Readonly<Record<string, string>> = {
  baseurl: 'base',
  root: 'base',
  basepath: 'base',
  path_prefix: 'base',
  pathprefix: 'base',
  siteurl: 'url',
  site_url: 'url',
  site: 'url',
  name: 'title',
  site_name: 'title',
  subtitle: 'description',
  language: 'lang',
  languagecode: 'lang',
  defaultcontentlanguage: 'lang',
  locale: 'lang',
  time_zone: 'timezone',
  nav: 'menu',
  navigation: 'menu',
  permalinks: 'permalink',
  paginate: 'perPage',
  per_page: 'perPage',
  pagesize: 'perPage',
  public_dir: 'out',
  publishdir: 'out',
  destination: 'out',
  outdir: 'out',
  output: 'out',
  staticdir: 'static',
  publicdir: 'static',
  feeds: 'feed',
  rss: 'feed',
  tag_map: 'slugs',
  category_map: 'slugs',
  domain: 'cname',
  licence: 'license',
  comment: 'comments',
  copyright: 'footer',
};

interface Said {
  readonly url: SiteUrl | undefined;
  readonly base: string | undefined;
  readonly out: string | undefined;
}

function readFlags(flags: Flags, diagnostics: Diagnostic[]): Said {
  const read = <T>(name: 'url' | 'base' | 'out', reader: Reader<T>): T | undefined => {
    const value = flags[name];
    if (value === undefined) return undefined;
    return reader(value, name, (_path, _code: Code, data) => {
      if ('expected' in data) diagnostics.push(diagnostic('wrong-flag', { flag: `--${name}`, expected: data.expected, got: value }));
      return undefined;
    });
  };
  return { url: read('url', readUrl), base: read('base', readBase), out: read('out', readFolder) };
}

/** Host and base. `--base` wins, then the path of `--url`; the config must not say two different things. */
function addressOf(values: Fields, said: Said, report: Report): { url: string | null; base: string } {
  const url = (said.url ?? values.url)?.origin ?? null;
  if (said.base !== undefined) return { url, base: said.base };
  if (said.url !== undefined) return { url, base: said.url.path === '/' ? (values.base ?? '/') : said.url.path };
  const path = values.url?.path ?? '/';
  if (values.base !== null && path !== '/' && path !== values.base) report(['base'], 'url-and-base-differ', { path, base: values.base });
  return { url, base: values.base ?? path };
}

/** Settings go everywhere: nobody may change them. */
function freeze<T extends object>(value: T): T {
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) freeze(inner);
  return Object.freeze(value);
}
