// What an output folder holds, whoever put it there. Links are named and never followed.
import { readdirSync, type Dirent } from 'node:fs';
import { sep } from 'node:path';
import type { OutputPath } from '../model/paths.js';
import { innerStage } from './place.js';
import { systemCode } from './system.js';

/** `apart`: `.git` and the like, neither looked into nor counted. */
export type EntryKind = 'file' | 'folder' | 'link' | 'other' | 'apart';

/** Paths relative to `folder`, NFC; a folder comes before what it holds. Empty if there is no such folder. */
export function scan(folder: string): Map<OutputPath, EntryKind> {
  const entries = new Map<OutputPath, EntryKind>();
  list(folder, '', entries);
  return entries;
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
    const kind = kindOf(entry);
    entries.set(path, kind);
    if (kind === 'folder') list(disk + sep + entry.name, `${path}/`, entries);
  }
}

function kindOf(entry: Dirent): EntryKind {
  if (isApart(entry.name)) return 'apart';
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

/** What a person keeps in an output folder for git: never counted as unknown, never removed. */
export function isApart(name: string): boolean {
  return name === '.git' || name === '.gitkeep' || name === '.gitignore' || name === '.gitattributes';
}
