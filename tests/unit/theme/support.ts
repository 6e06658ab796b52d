// Themes in memory. Every kind of page has a template, an empty one unless the test gives it.
import { sentence } from '../../../src/diagnostics/catalogue.js';
import type { Diagnostic, Outcome } from '../../../src/diagnostics/diagnostic.js';
import { createTheme, type Context, type Theme } from '../../../src/theme/environment.js';
import { shapes } from '../../../src/theme/shapes.js';
import { overlay, type TemplateLayer } from '../../../src/theme/source.js';

export type Files = Readonly<Record<string, string>>;

export function layer(files: Files, folder = ''): TemplateLayer {
  return {
    names: () => Object.keys(files),
    read: (name) => (Object.hasOwn(files, name) ? { text: files[name]!, path: folder + name } : null),
  };
}

const kinds = Object.keys(shapes).filter((name) => name.endsWith('.njk'));
const blank: Files = {
  ...Object.fromEntries(kinds.map((name) => [name, ''])),
  'text/en.yaml': 'older: Older\nminutes: "{n} min"\nposts: { one: "{n} post", other: "{n} posts" }\n',
};
export const assets = new Map([['ink.css', '0123456789abcdef']]);

export function themeOf(files: Files): Outcome<Theme> {
  return createTheme(overlay([layer(files), layer(blank)]), { url: 'https://example.com', base: '/blog/', assets });
}

/** `file:line:column message [Did you mean …]`, one each. */
export function faultsOf(files: Files): string[] {
  return themeOf(files).diagnostics.map(said);
}

export function said(diagnostic: Diagnostic): string {
  const { message, hint } = sentence(diagnostic, 'en');
  const meant = hint?.startsWith('Did you mean') ? ` ${hint}` : '';
  const { span } = diagnostic;
  return `${span === null ? '' : `${span.file}:${span.line}:${span.column} `}${message}${meant}`;
}

export const date = (civil: string) => ({
  civil,
  iso: civil,
  instant: `${civil}T00:00:00Z`,
  year: 2024,
  month: 1,
  day: 2,
  hasTime: false,
  time: '00:00:00',
});

export function contextOf(more: object = {}): Context {
  const theme = themeOf({}).value;
  const page = {
    kind: 'post',
    title: 'Page',
    description: '',
    url: '/x/',
    canonical: null,
    lang: 'en',
    noindex: false,
    image: null,
    nth: 1,
    jsonLd: null,
  };
  const site = {
    title: 'Site',
    description: '',
    lang: 'en',
    author: 'A',
    home: '/',
    url: null,
    menu: [],
    feeds: [],
    feedPage: null,
    searchPage: null,
    license: null,
    footer: [],
    comments: null,
    scripts: [],
    customCss: null,
    pages: [],
    recent: [],
    count: 0,
    years: [],
    firstYear: null,
    lastYear: null,
    categories: [],
    tags: [],
    generator: 'Inkstone',
    data: {},
  };
  const post = {
    title: 'A & B',
    url: '/a/',
    canonical: null,
    date: date('2024-01-02'),
    updated: null,
    lang: 'en',
    author: 'A',
    description: null,
    excerpt: 'Text.',
    cover: null,
    categories: [],
    tags: [],
    pinned: false,
    withheld: null,
    words: { cjk: 0, latin: 440, total: 440, minutes: 2 },
    content: '<p>Body &amp; soul</p>',
    related: [],
    edit: null,
    hasCode: false,
    toc: [],
    newer: null,
    older: null,
    series: null,
    source: 'posts/a.md',
    data: {},
  };
  return { site, page, t: theme.texts('en'), post, ...more };
}

/** What `post.njk` with this text gives; or what went wrong. */
export function rendered(text: string, more: object = {}, files: Files = {}): string {
  const theme = themeOf({ ...files, 'post.njk': text });
  const { value, diagnostics } =
    theme.diagnostics.length > 0 ? { value: null, diagnostics: theme.diagnostics } : theme.value.render('post.njk', contextOf(more));
  return value ?? diagnostics.map(said).join('\n');
}
