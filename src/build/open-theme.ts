// The theme's folders → templates ready to render, its assets and its interface texts. Nearest folder first: the site's own
// `templates/`, then a theme folder, then the built-in theme.
import { diagnostic, inFile, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.js';
import type { Config } from '../model/config.js';
import type { Files } from '../model/files.js';
import type { SourcePath } from '../model/paths.js';
import { digestOf, type Digest } from '../text/hash.js';
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
  /** Of all that templates are made from and can ask for. */
  readonly digest: Digest;
}

export function openTheme(folders: readonly ThemeFolder[], config: Config): Outcome<OpenTheme> {
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
  const read: string[] = [];
  const source = overlay(listed.map((one) => layer(one, diagnostics, read)));
  const digests = new Map([...assets].map(([name, bytes]) => [name.slice('assets/'.length), digestOf(bytes)]));
  const theme = createTheme(source, { url: config.url, base: config.base, assets: digests });
  diagnostics.push(...theme.diagnostics);
  const digest = digestOf(JSON.stringify([read, [...digests]]));
  return { value: { theme: theme.value, assets: [...assets.keys()], assetFile: (name) => assets.get(name)!, digest }, diagnostics };
}

function layer(
  { files, folder, names }: ThemeFolder & { names: readonly string[] },
  diagnostics: Diagnostic[],
  seen: string[],
): TemplateLayer {
  return {
    names: () => names,
    read(name) {
      if (!names.includes(name)) return null;
      const bytes = files.read(`${folder}/${name}`);
      const path = `${files.label}${folder}/${name}`;
      if (bytes instanceof Uint8Array) {
        seen.push(path, digestOf(bytes));
        return { text: new TextDecoder().decode(bytes), path };
      }
      diagnostics.push(diagnostic('unreadable-source', { detail: bytes.detail }, inFile(path)));
      return null;
    },
  };
}
