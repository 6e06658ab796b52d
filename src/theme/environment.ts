// The theme: all templates parsed, checked and compiled before the first page, then rendered one page at a time.
// The article's HTML does not go through the templates: a mark stands where `{{ post.content }}` is, and is replaced in
// the finished page. (Bodies are never templates, and building strings of them twice costs a tenth of a build.)
import { diagnostic, inFile, type Outcome } from '../diagnostics/diagnostic.js';
import { encodePath } from '../text/url.js';
import { madeOf } from './compile.js';
import { compileTheme, type CompiledTheme } from './compile-theme.js';
import { renderFault } from './errors.js';
import { createFilters } from './filters.js';
import { Environment, runtime, safe } from './nunjucks.js';
import { openRun, templateOf, type Template } from './run.js';
import { shapes, type View } from './shapes.js';
import type { TemplateSource } from './source.js';
import { readTexts, textsFor, type Texts } from './texts.js';
import { resolveName } from './tree.js';

export interface ThemeOptions {
  /** Scheme and host, or null: for `absoluteUrl`. */
  readonly url: string | null;
  readonly base: string;
  /** Files below `assets/` and a digest of each; its first 8 characters stand in the address. */
  readonly assets: ReadonlyMap<string, string>;
}

export interface Theme {
  /** `name`: with `.njk`. null: it failed, or the theme has faults that were reported when it was made. */
  render(name: string, context: Context): Outcome<string | null>;
  /** Templates that a post may ask for by `layout:`, without `.njk`. */
  readonly layouts: ReadonlySet<string>;
  texts(lang: string): Texts;
  /** Address of a file below `assets/`, with its version; null if the theme has none of that name. */
  asset(name: string): string | null;
}

export type Context = View<'Globals'> & { readonly post?: View<'Post'> };

/** Stands for the article in what templates write. Noncharacters: no text holds them, no filter changes them. */
const mark = '\uFDD0\uFDD1\uFDD0';

const needsEscape = /[&"'<>\\]/;

/** `known`: of the same sources, compiled before. */
export function createTheme(
  source: TemplateSource,
  options: ThemeOptions,
  known: CompiledTheme | null = null,
): Outcome<Theme> & { readonly compiled: CompiledTheme } {
  const texts = readTexts(source);
  const environment = createEnvironment(options);
  const compiled =
    known ??
    compileTheme(source, {
      filters: new Set(Object.keys(environment.filters)),
      tests: new Set(Object.keys(environment.tests)),
      functions: new Set(Object.keys(environment.globals)),
      texts: new Set([...texts.value.values()].flatMap((one) => Object.keys(one))),
      assets: new Set(options.assets.keys()),
    });
  const { places, names } = compiled;
  const code = new Map(compiled.code);
  const paths = new Map(compiled.paths);
  const diagnostics = [...texts.diagnostics, ...compiled.diagnostics];
  const isSound = diagnostics.every(({ severity }) => severity !== 'error');
  const byLang = new Map<string, Texts>();
  const templates = new Map<string, Template>();
  let body: object | null = null;
  const run = openRun(environment, print, find);

  function render(name: string, context: Context): Outcome<string | null> {
    if (!isSound) return { value: null, diagnostics: [] };
    run.here = -1;
    run.trail.length = 0;
    const content = context.post?.content ?? '';
    // Empty text stays a plain string, so that `{% if post.content %}` is false.
    body = content === '' ? null : safe(content);
    const data = body === null ? context : { ...context, post: { ...context.post, content: body } };
    try {
      const shell = run.render(name, data);
      if (!/\S/.test(shell)) return { value: null, diagnostics: [diagnostic('template-empty', {}, inFile(pathOf(name)))] };
      const untitled = isForBrowsers(context) && !/<title[\s>]/i.test(shell);
      const diagnostics = untitled ? [diagnostic('template-untitled', {}, inFile(pathOf(name)))] : [];
      return { value: body === null ? shell : splice(shell, content), diagnostics };
    } catch (error) {
      return { value: null, diagnostics: [renderFault({ error, trace: run, places, page: context.page.url, pathOf })] };
    }
  }

  function print(value: unknown): unknown {
    // Most values are short text with nothing to escape, and numbers.
    if (typeof value === 'string' && !needsEscape.test(value)) return value;
    return value !== null && value === body ? mark : runtime.suppressValue(value, true);
  }

  /** Made from its code when the first page needs it. */
  function find(written: string, from: string): Template | undefined {
    const name = resolveName(from, written);
    let template = templates.get(name);
    const text = template === undefined ? code.get(name) : undefined;
    if (text !== undefined) templates.set(name, (template = templateOf(madeOf(text))));
    return template;
  }

  function pathOf(template: string): string {
    return paths.get(template) ?? template;
  }

  function textsOf(lang: string): Texts {
    const known = byLang.get(lang) ?? textsFor(lang, texts.value);
    byLang.set(lang, known);
    return known;
  }

  const layouts = new Set(names.map((name) => name.slice(0, -'.njk'.length)).filter(isLayout));
  const asset = (name: string) => (options.assets.has(name) ? assetUrl(name, options.assets) : null);
  return { value: { render, layouts, texts: textsOf, asset }, diagnostics, compiled };
}

/** A page at `/data.json` may be what it likes, and nobody sees a redirect. */
function isForBrowsers({ page }: Context): boolean {
  return page.kind !== 'redirect' && /(?:\/|\.x?html?)$/i.test(page.url);
}

function splice(shell: string, content: string): string {
  return shell.includes(mark) ? shell.split(mark).join(content) : shell;
}

/** `layout: home` would ask for a template that has no use for a post; base.njk is only a frame; folders hold parts. */
function isLayout(layout: string): boolean {
  const name = `${layout}.njk`;
  return !layout.includes('/') && layout !== 'base' && (!Object.hasOwn(shapes, name) || layout === 'post' || layout === 'page');
}

/** nunjucks' environment: filters, tests and functions. */
function createEnvironment(options: ThemeOptions): Environment {
  const environment = new Environment([], { autoescape: true, dev: true });
  for (const [name, filter] of Object.entries(createFilters(options))) environment.addFilter(name, filter);
  // A page made twice must be the same.
  delete environment.filters['random'];
  environment.addGlobal('asset', (name: unknown) => assetUrl(String(name), options.assets));
  return environment;
}

function assetUrl(name: string, assets: ReadonlyMap<string, string>): string {
  const digest = assets.get(name);
  if (digest === undefined) throw new Error(`there is no file assets/${name}`);
  return `/assets/${encodePath(name)}?v=${digest.slice(0, 8)}`;
}
