// What an output folder holds, whoever put it there: all of it, or what is asked for. Links are named and never followed.
import { readdirSync, type Dirent, type Stats } from 'node:fs';
import { sep } from 'node:path';
import type { OutputPath } from '../model/paths.js';
import { innerStage, parentOf } from './place.js';
import { look, systemCode } from './system.js';

/** `apart`: `.git` and the like, neither looked into nor counted. */
export type EntryKind = 'file' | 'folder' | 'link' | 'other' | 'apart';

/** Paths relative to `folder`, NFC; a folder comes before what it holds. Empty if there is no such folder. */
export function scan(folder: string): Map<OutputPath, EntryKind> {
  const entries = new Map<OutputPath, EntryKind>();
  list(folder, '', entries);
  return entries;
}

/** Of single paths, without listing folders. What was found once is not asked again, nor what is below what is not there. */
export function scanOf(folder: string): (path: OutputPath) => EntryKind | undefined {
  const known = new Map<OutputPath, EntryKind | undefined>([['', 'folder']]);
  return function kind(path): EntryKind | undefined {
    if (known.has(path)) return known.get(path);
    if (path === innerStage || kind(parentOf(path)) !== 'folder') return undefined;
    const stat = look(folder + sep + (sep === '/' ? path : path.replaceAll('/', sep)));
    const found = stat && kindOf(stat, path.slice(path.lastIndexOf('/') + 1));
    known.set(path, found);
    return found;
  };
}

function list(disk: string, start: string, entries: Map<OutputPath, EntryKind>): void {
  let found: Dirent[];
  try {
    found = readdirSync(disk, { withFileTypes: true });
  } catch (error) {
    if (systemCode(error) === 'ENOENT' && start === '') return;
    throw error;
  }
  for (const entry of found) {
    if (start === '' && entry.name === innerStage) continue;
    const path = start + entry.name.normalize('NFC');
    const kind = kindOf(entry, entry.name);
    entries.set(path, kind);
    if (kind === 'folder') list(disk + sep + entry.name, `${path}/`, entries);
  }
}

function kindOf(entry: Dirent | Stats, name: string): EntryKind {
  if (isApart(name)) return 'apart';
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

/** What a person keeps in an output folder for git: never counted as unknown, never removed. */
export function isApart(name: string): boolean {
  return name === '.git' || name === '.gitkeep' || name === '.gitignore' || name === '.gitattributes';
}
