// Which other files a config in TypeScript or JavaScript is made of: those that it imports by relative paths, and those that
// they import. Read from the text, as a config that fails to run, or imports what is not there yet, has to be followed most of all.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { configNames } from '../config/load.js';
import type { SourcePath } from '../model/paths.js';
import { isBesideConfig } from './scan.js';

/** More are no config but a program. */
const mostFiles = 200;

/** `named`: the config if a flag names one. Without the files beside the config, which are followed anyway, and those outside of the site. */
export function configImports(root: string, named: SourcePath | null): readonly SourcePath[] {
  const found = new Set<SourcePath>(named === null ? configNames : [named]);
  for (const file of found) {
    if (found.size > mostFiles) break;
    for (const path of importsIn(textOf(join(root, file)), dirname(file), root)) found.add(path);
  }
  return [...found].filter((path) => !isBesideConfig(path) && !path.startsWith('../') && path !== named);
}

const specifier = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*(['"])(\.\.?\/[^'"\n]+)\1/g;

function importsIn(text: string, folder: SourcePath, root: string): readonly SourcePath[] {
  return [...text.matchAll(specifier)].flatMap(([, , written]) => {
    const all = candidates(join(folder, written!));
    const there = all.find((path) => isFile(join(root, path)));
    // Whichever of them comes.
    return there === undefined ? all : [there];
  });
}

const endings = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs', 'json'];

/** The files that may be meant: `./a.js` of TypeScript is `a.ts`. */
function candidates(path: SourcePath): readonly SourcePath[] {
  const typed = path.replace(/\.([cm]?)js$/, '.$1ts');
  const others = endings.flatMap((ending) => [`${path}.${ending}`, `${path}/index.${ending}`]);
  return [...new Set([path, typed, ...others])];
}

function textOf(place: string): string {
  try {
    return existsSync(place) && /\.[cm]?[jt]s$/.test(place) ? readFileSync(place, 'utf8') : '';
  } catch {
    // A folder, or none of ours to read: the config itself says so.
    return '';
  }
}

function isFile(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isFile() === true;
}
