// The theme's folders → templates ready to render, its assets and its interface texts. Nearest folder first: the site's own
// `templates/`, then a theme folder, then the built-in theme.
import { diagnostic, inFile, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.js';
import { decode } from '../content/decode.js';
import type { Config } from '../model/config.js';
import type { Files } from '../model/files.js';
import type { SourcePath } from '../model/paths.js';
import { digestOf, type Digest } from '../text/hash.js';
import type { CompiledTheme } from '../theme/compile-theme.js';
import { createTheme, type Theme } from '../theme/environment.js';
import { overlay, type TemplateLayer } from '../theme/source.js';
import { faultOf } from './open-site.js';

/** One folder of the theme: a view of files, and the folder's path in it. */
export interface ThemeFolder {
  readonly files: Files;
  readonly folder: SourcePath;
}

export interface OpenTheme {
  readonly theme: Theme;
  /** Files below `assets/`, relative to the theme. */
  readonly assets: readonly SourcePath[];
  readonly assetFile: (name: SourcePath) => Uint8Array;
  /** Of the templates and texts, and the names of the assets. */
  readonly sources: Digest;
  /** What the templates write into the addresses of assets. */
  readonly digests: Map<string, Digest>;
  readonly read: readonly string[];
  readonly templates: KnownTemplates;
  /** Of all that templates are made from and can ask for. */
  readonly digest: Digest;
}

/** What of the config a theme depends on. */
export type ThemeConfig = Pick<Config, 'theme' | 'url' | 'base'>;

/** The templates of an earlier build of this program: they hold while all of their sources are the same. */
export interface KnownTemplates extends CompiledTheme {
  /** '': they have faults, and nothing is made of them. */
  readonly sources: Digest;
  /** Path and digest of each template that was read. */
  readonly read: readonly string[];
}

/**
 * `before`, of the same config: its compiled templates are used again if only the content of assets has changed.
 * `known`: those of an earlier build, or made with the program.
 */
export function openTheme(
  folders: readonly ThemeFolder[],
  config: ThemeConfig,
  before: Outcome<OpenTheme> | null = null,
  known: readonly KnownTemplates[] = [],
): Outcome<OpenTheme> {
  const diagnostics: Diagnostic[] = [];
  const listed = folders.map(({ files, folder }) => {
    const listing = files.walk(folder);
    diagnostics.push(...listing.faults.map(faultOf));
    if (folder === config.theme && listing.files.length === 0) diagnostics.push(diagnostic('theme-missing', { folder }));
    return { files, folder, names: listing.files.map((path) => path.slice(folder.length + 1)) };
  });
  const assets = new Map<SourcePath, Uint8Array>();
  for (const { files, folder, names } of listed) {
    for (const name of names) {
      if (!name.startsWith('assets/') || assets.has(name)) continue;
      const bytes = files.read(`${folder}/${name}`);
      if (bytes instanceof Uint8Array) assets.set(name, bytes);
      else diagnostics.push(diagnostic('unreadable-source', { detail: bytes.detail }, inFile(`${files.label}${folder}/${name}`)));
    }
  }
  // What is wrong with the files is known by now, and a theme in which it is another is another.
  const sources = digestOf(JSON.stringify([templatesOf(listed), [...assets.keys()], ...diagnostics]));
  if (before?.value.sources === sources) return withAssets(before, assets);
  const texts: Seen = { read: [], diagnostics: [] };
  const seen: Seen = { read: [], diagnostics: [] };
  const source = overlay(listed.map((one) => layer(one, (name) => (name.endsWith('.njk') ? seen : texts))));
  const digests = new Map([...assets].map(([name, bytes]) => [name.slice('assets/'.length), digestOf(bytes)]));
  const same = known.find((one) => one.sources === sources) ?? null;
  const theme = createTheme(source, { url: config.url, base: config.base, assets: digests }, same);
  // What was said of reading the templates is among what was said of them.
  const said = [...seen.diagnostics, ...theme.compiled.diagnostics];
  const isSound = said.every(({ severity }) => severity !== 'error');
  const templates = same ?? { ...theme.compiled, diagnostics: said, sources: isSound ? sources : '', read: seen.read };
  diagnostics.push(...texts.diagnostics, ...seen.diagnostics, ...theme.diagnostics);
  const read = [...texts.read, ...templates.read];
  const digest = digestOf(JSON.stringify([read, [...digests]]));
  const value = { theme: theme.value, assets: [...assets.keys()], assetFile: fileOf(assets), digest, sources, digests, read, templates };
  return { value, diagnostics };
}

/** What comes of reading files of the theme. */
interface Seen {
  readonly read: string[];
  readonly diagnostics: Diagnostic[];
}

/** Of a theme in which only the content of these assets has changed; null: one of them came, went or cannot be read. */
export function openAssets(
  folders: readonly ThemeFolder[],
  names: readonly SourcePath[],
  before: Outcome<OpenTheme>,
): Outcome<OpenTheme> | null {
  const { assets, assetFile } = before.value;
  const all = new Map(assets.map((name) => [name, assetFile(name)]));
  for (const name of names) {
    const nearest = folders
      .map(({ files, folder }) => files.read(`${folder}/${name}`))
      .find((read) => read instanceof Uint8Array || read.fault !== 'missing');
    if (!all.has(name) || !(nearest instanceof Uint8Array)) return null;
    all.set(name, nearest);
  }
  return withAssets(before, all);
}

/** The digests are those that the compiled templates look at: the theme before is no longer to be used. */
function withAssets({ value, diagnostics }: Outcome<OpenTheme>, assets: ReadonlyMap<SourcePath, Uint8Array>): Outcome<OpenTheme> {
  for (const [name, bytes] of assets) value.digests.set(name.slice('assets/'.length), digestOf(bytes));
  const digest = digestOf(JSON.stringify([value.read, [...value.digests]]));
  return { value: { ...value, assetFile: fileOf(assets), digest }, diagnostics };
}

function fileOf(assets: ReadonlyMap<SourcePath, Uint8Array>): OpenTheme['assetFile'] {
  return (name) => assets.get(name)!;
}

/** Path and digest of everything that is no asset. */
function templatesOf(listed: readonly (ThemeFolder & { readonly names: readonly string[] })[]): readonly string[] {
  return listed.flatMap(({ files, folder, names }) =>
    names.flatMap((name) => {
      if (name.startsWith('assets/')) return [];
      const bytes = files.read(`${folder}/${name}`);
      return [`${files.label}${folder}/${name}`, bytes instanceof Uint8Array ? digestOf(bytes) : bytes.detail];
    }),
  );
}

function layer({ files, folder, names }: ThemeFolder & { names: readonly string[] }, seenOf: (name: string) => Seen): TemplateLayer {
  return {
    names: () => names,
    read(name) {
      if (!names.includes(name)) return null;
      const bytes = files.read(`${folder}/${name}`);
      const path = `${files.label}${folder}/${name}`;
      const { read, diagnostics } = seenOf(name);
      if (bytes instanceof Uint8Array) {
        read.push(path, digestOf(bytes));
        const text = decode(bytes, path);
        diagnostics.push(...text.diagnostics);
        return { text: text.value, path };
      }
      diagnostics.push(diagnostic('unreadable-source', { detail: bytes.detail }, inFile(path)));
      return null;
    },
  };
}
