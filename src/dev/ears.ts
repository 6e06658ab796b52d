// The system's own notices of folders: quicker than a library that lists a folder of ten thousand files before it tells of
// a new one. They tell of files that are there; what goes is left to the watcher, which knows the ways of editors, unless it
// went in the moment in which another came: that is a new name. Of links they tell that one came or went.
import { lstatSync, readdirSync, statSync, watch, type FSWatcher } from 'node:fs';
import { basename, join } from 'node:path';
import { isSource } from '../content/source.js';
import type { SourcePath } from '../model/paths.js';

export interface Ears {
  /** Listens to these folders too; '' is the site itself. One that is known is listened to anew. */
  listen(folders: Iterable<SourcePath>): void;
  close(): void;
}

/** So long what went waits for what comes, in milliseconds: the two notices of a new name are one step of the disk. */
const oneStep = 20;

/** `onOdd`: at this path something came or went that is neither file nor folder, or of which it cannot be said yet what it is. */
export function openEars(
  root: string,
  concerns: (path: SourcePath) => boolean,
  onChange: (path: SourcePath) => void,
  onOdd: (path: SourcePath) => void,
): Ears {
  const ears = new Map<SourcePath, FSWatcher>();
  const gone = new Set<SourcePath>();

  function listenTo(folder: SourcePath): void {
    ears.get(folder)?.close();
    ears.delete(folder);
    try {
      const ear = watch(join(root, folder), { persistent: false }, (event, name) => {
        // Of the site itself, also if it was away for a moment only, the system tells by its own name.
        const isItself = event === 'rename' && name === basename(root) && kindOf(join(root, name)) === null;
        if (folder === '' && (isItself || kindOf(root) === null)) return onOdd('');
        const path = (folder === '' ? (name ?? '') : `${folder}/${name}`).normalize('NFC');
        if (name !== null && concerns(path)) hear(path, join(root, folder, name), event === 'rename');
      });
      // The folder has gone, or a limit is met: the watcher says so.
      ear.on('error', () => ear.close());
      ears.set(folder, ear);
    } catch {
      // The same, at once.
    }
  }

  function hear(path: SourcePath, place: string, cameOrWent: boolean): void {
    const kind = kindOf(place);
    if (kind === 'file') {
      onChange(path);
      if (cameOrWent && isSource(path)) tellGone();
    } else if (kind === 'folder' && cameOrWent) {
      listenTo(path);
      // What came before it was listened to.
      for (const name of namesIn(place)) {
        const inside = `${path}/${name}`.normalize('NFC');
        if (concerns(inside)) hear(inside, join(place, name), true);
      }
      tellGone();
    } else if (cameOrWent) {
      onOdd(path);
      if (kind !== null) return;
      gone.add(path);
      setTimeout(() => gone.delete(path), oneStep).unref();
    }
  }

  function tellGone(): void {
    gone.forEach(onChange);
    gone.clear();
  }

  return {
    listen(folders) {
      for (const folder of folders) listenTo(folder);
    },
    close: () => ears.forEach((ear) => ear.close()),
  };
}

function kindOf(place: string): 'file' | 'folder' | 'other' | null {
  try {
    // A link to a folder may lead in a circle: the watcher follows those.
    if (statSync(place).isFile()) return 'file';
    return lstatSync(place).isDirectory() ? 'folder' : 'other';
  } catch {
    // ENOENT mostly; what cannot be looked at is not there for us.
    return null;
  }
}

function namesIn(place: string): readonly string[] {
  try {
    return readdirSync(place);
  } catch {
    // Gone again.
    return [];
  }
}
