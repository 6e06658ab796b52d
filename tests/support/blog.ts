// A whole blog in memory: sources in, published files and what was said out. Its theme shows every field in plain words,
// so that a test of the build does not change with the design.
import { build, type Built, type Cache } from '../../src/build/build.js';
import { decodeManifest, encodeManifest, nothingRemembered } from '../../src/build/manifest.js';
import type { Painter } from '../../src/build/cards.js';
import type { SearchIndexer } from '../../src/build/search.js';
import { openShare } from '../../src/build/share.js';
import { soloTeam } from '../../src/build/team.js';
import { readSettings, type Flags } from '../../src/config/settings.js';
import { sentence } from '../../src/diagnostics/catalogue.js';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { memoryFiles } from '../../src/files/memory.js';
import { memoryOutput, type MemoryOutput } from '../../src/output/memory.js';

export type Sources = Readonly<Record<string, string | Uint8Array>>;

const frame = `<!doctype html>
<html lang="{{ page.lang }}"><head><title>{{ page.title }}</title>
{%- if page.canonical %}<link rel="canonical" href="{{ page.canonical }}">{% endif %}</head>
<body>{% block main %}{% endblock %}</body></html>
`;
const main = (text: string) => `{% extends "base.njk" %}{% block main %}${text}{% endblock %}`;
const rows = '{% for post in posts %}<a href="{{ post.url }}">{{ post.title }}</a>{% endfor %}';
const terms = '{% for term in terms %}<a href="{{ term.url }}">{{ term.name }} {{ term.count }}</a>{% endfor %}';
const months = `{% for year in years %}<h2>{{ year.year }}</h2>{% for month in year.months %}{% set posts = month.posts %}${rows}{% endfor %}{% endfor %}`;
const pager =
  '{% if pager.newer %}<a rel="prev" href="{{ pager.newer }}"></a>{% endif %}{% if pager.older %}<a rel="next" href="{{ pager.older }}"></a>{% endif %}';

/** The smallest theme that has a template for every kind of page. */
export const plainTheme: Readonly<Record<string, string>> = {
  'base.njk': frame,
  'post.njk': main('<h1>{{ post.title }}</h1>{{ post.content }}'),
  'page.njk': main('<h1>{{ post.title }}</h1>{{ post.content }}'),
  'home.njk': main(rows + pager),
  'category.njk': main(`<h1>{{ term.name }}</h1>${rows}${pager}`),
  'tag.njk': main(`<h1>{{ term.name }}</h1>${rows}${pager}`),
  'categories.njk': main(terms),
  'tags.njk': main(terms),
  'archive.njk': main(`${months}{% set posts = undated %}${rows}`),
  'year.njk': main(months),
  'series.njk': main(`<h1>{{ name }}</h1>${rows}`),
  'feeds.njk': main('{% for feed in site.feeds %}<a href="{{ feed.url }}">{{ feed.title }}</a>{% endfor %}'),
  'search.njk': main('<h1>{{ page.title }}</h1>'),
  'not-found.njk': main('<h1>{{ page.title }}</h1>'),
  'redirect.njk': '<meta http-equiv="refresh" content="0; url={{ to }}"><link rel="canonical" href="{{ toAbsolute or to }}">\n',
  'assets/plain.css': 'body { margin: 0 }\n',
  'text/en.yaml': 'allPosts: Posts\narchive: Archive\ncategories: Categories\ntags: Tags\nnotFound: Nothing here\n',
};

export interface BlogOptions {
  /** What the config file would hold. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly flags?: Flags;
  /** Templates that replace or join those of the plain theme. */
  readonly templates?: Sources;
  readonly output?: MemoryOutput;
  readonly failed?: boolean;
  /** The start of the build. */
  readonly now?: number;
  /** What a disk would say of the files by now; without it, nothing, and every file is read. */
  readonly state?: (path: string) => string | null;
  /** What earlier builds found out; without it every build is the first. */
  readonly cache?: Cache;
  readonly indexer?: SearchIndexer;
  readonly painter?: Painter;
  /** Of this page it is said why it was made. */
  readonly why?: string;
}

/** A cache in memory; it goes through the text that a file would hold. */
export function memoryCache(): Cache {
  let bytes: Uint8Array | null = null;
  return {
    load: () => (bytes === null ? nothingRemembered : decodeManifest(bytes)),
    save(whole, manifest) {
      bytes = Buffer.concat([...encodeManifest(whole, manifest)]);
      return [];
    },
  };
}

export interface Blog extends Built {
  readonly files: ReadonlyMap<string, string>;
  /** `severity file:line sentence`, one a diagnostic. */
  readonly said: readonly string[];
}

/** The start of every build here. */
export const now = Date.UTC(2026, 0, 1);

export async function buildBlog(sources: Sources, options: BlogOptions = {}): Promise<Blog> {
  const {
    config = { title: 'A blog', url: 'https://example.com', lang: 'en' },
    flags = {},
    templates = {},
    failed = false,
    cache = memoryCache(),
  } = options;
  const files = memoryFiles(sources, '', options.state);
  const output = options.output ?? memoryOutput((path) => files.read(path));
  const settings = readSettings(config, null, flags);
  const { theme } = settings.value;
  const themes = [
    { files, folder: 'templates' },
    ...(theme === null ? [] : [{ files, folder: theme }]),
    { files: memoryFiles(underTemplates({ ...plainTheme, ...templates }), 'plain/', options.state), folder: 'templates' },
  ];
  const stage = output.open();
  const put: typeof stage.put = (...one) => stage.put(...one);
  const share = openShare({ files, themes, settings: settings.value, generator: 'Inkstone', put, every: false });
  const built = await build({
    files,
    themes,
    settings: settings.value,
    team: async () => soloTeam(share),
    stage,
    now: options.now ?? now,
    strict: flags.strict === true,
    failed,
    ...(options.indexer === undefined ? {} : { indexer: options.indexer }),
    ...(options.painter === undefined ? {} : { painter: options.painter }),
    ...(options.why === undefined ? {} : { why: options.why }),
    onProgress: () => undefined,
    cache,
    program: 'Inkstone',
    compiledTheme: () => [],
  });
  return { ...built, files: output.files, said: [...settings.diagnostics, ...built.diagnostics].map(inWords) };
}

function underTemplates(theme: Sources): Sources {
  return Object.fromEntries(Object.entries(theme).map(([name, content]) => [`templates/${name}`, content]));
}

export function inWords(one: Diagnostic): string {
  const place = one.span === null ? '' : ` ${one.span.file}${one.span.line === 0 ? '' : `:${one.span.line}`}`;
  return `${one.severity}${place} ${sentence(one, 'en').message}`;
}
