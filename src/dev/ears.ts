// The system's own notices of folders: quicker than a library that lists a folder of ten thousand files before it tells of
// a new one. They tell only of files that are there; what goes, folders and everything doubtful is left to the watcher.
import { watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import type { SourcePath } from '../model/paths.js';
import { fileAt } from './stamp.js';

export interface Ears {
  /** Listens to these folders too; '' is the site itself. One that is known is listened to anew. */
  listen(folders: Iterable<SourcePath>): void;
  close(): void;
}

export function openEars(root: string, onFile: (path: SourcePath) => void): Ears {
  const ears = new Map<SourcePath, FSWatcher>();

  function listenTo(folder: SourcePath): void {
    ears.get(folder)?.close();
    ears.delete(folder);
    try {
      const ear = watch(join(root, folder), { persistent: false }, (_event, name) => {
        if (name === null) return;
        const path = (folder === '' ? name : `${folder}/${name}`).normalize('NFC');
        if (fileAt(join(root, folder, name)) !== null) onFile(path);
      });
      // The folder has gone, or a limit is met: the watcher says so.
      ear.on('error', () => ear.close());
      ears.set(folder, ear);
    } catch {
      // The same, at once.
    }
  }

  return {
    listen(folders) {
      for (const folder of folders) listenTo(folder);
    },
    close: () => ears.forEach((ear) => ear.close()),
  };
}

/** The folders that hold these files, and those above them. */
export function foldersOf(paths: Iterable<SourcePath>): ReadonlySet<SourcePath> {
  const folders = new Set<SourcePath>();
  for (const path of paths) {
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      const folder = path.slice(0, slash);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}
