// The real world of one thread: where the package is, and the folders of the theme.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { KnownTemplates, ThemeFolder } from '../build/open-theme.js';
import { diskFiles } from '../files/disk.js';
import type { Settings } from '../model/config.js';

/** The package's folder: where `templates/` is, whether this runs compiled or from source. */
export function packageFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'templates'))) return folder;
    if (folder === dirname(folder)) throw new Error('the package has lost its templates/ folder');
  }
}

/** `Inkstone 0.1.0`, as it stands in the pages' head. */
export const generator = `Inkstone ${version()}`;

/** The default theme as it was compiled with this program; []: this runs from source, or that is lost. */
export function compiledTheme(): readonly KnownTemplates[] {
  if (typeof __BUILD__ !== 'string') return [];
  try {
    const { build, templates } = JSON.parse(readFileSync(join(packageFolder(), 'dist', 'theme.json'), 'utf8')) as CompiledWith;
    return build === __BUILD__ ? [templates] : [];
  } catch {
    return [];
  }
}

interface CompiledWith {
  readonly build: string;
  readonly templates: KnownTemplates;
}

/** All that the same sources could come out different by: this program to the letter, its libraries, Node's time zones. */
export function programId(): string {
  const build = typeof __BUILD__ === 'string' ? __BUILD__ : 'source';
  return [generator, build, coloursVersion(), process.version, process.versions['tz'] ?? ''].join(' ');
}

/** '': the library is not there, and code is published without colours. */
function coloursVersion(): string {
  try {
    return (createRequire(import.meta.url)('highlight.js/package.json') as { version: string }).version;
  } catch {
    return '';
  }
}

function version(): string {
  return String(JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')).version);
}

/** Nearest first. */
export function themeFolders(root: string, settings: Settings): ThemeFolder[] {
  const site: ThemeFolder = { files: diskFiles(root), folder: 'templates' };
  const builtIn: ThemeFolder = { files: diskFiles(packageFolder(), 'inkstone/'), folder: 'templates' };
  const own = settings.theme === null ? [] : [{ files: diskFiles(root), folder: settings.theme }];
  // Inkstone's own repository is a site too, and its `templates/` is the built-in theme.
  return resolve(root) === packageFolder() ? [site, ...own] : [site, ...own, builtIn];
}
