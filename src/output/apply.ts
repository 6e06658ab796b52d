// The one moment in which something is published. Everything has been staged and the journal is on the disk; from here on
// there are only renames, each of which shows the old file or the new one and nothing between. A process that is killed
// leaves the journal, and the next build does all of it again: what is done already is recognised and skipped.
//
// It is synchronous on purpose: handlers of SIGINT and SIGTERM (installed by the command line) run when it has finished.
// What it does not promise: after a power cut a file system may show a new file empty; its size gives it away, and the
// next build restores it. Flushing each of 13,000 files would cost more than the whole build.
import { mkdirSync, readdirSync, renameSync, rmSync, unlinkSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { foldName } from '../text/compare.js';
import { diagnostic, Fault } from '../diagnostics/diagnostic.js';
import type { OutputPath } from '../model/paths.js';
import { diskPath, innerStage, parentOf, shown, type Place } from './place.js';
import { closeJournal, readJournal, type Journal, type Ownership, type Removal, type Work } from './record.js';
import { attempt, copyWhole, look, makeFolder, removeIfEmpty, systemCode } from './system.js';

export function stageFolder(place: Place, inner: boolean): string {
  return inner ? join(place.out, innerStage) : join(place.state, 'stage');
}

/** Where folders are staged under their own names; files lie beside it under numbers. */
export function treeFolder(place: Place, inner: boolean): string {
  return join(stageFolder(place, inner), 'tree');
}

/** Does what the journal says and closes it. How many files it brought or removed. */
export function finish(place: Place, journal: Journal, resuming = false): number {
  const { next, work } = journal;
  const cleared = removeAll(place, work.clear, next, new Map());
  const brought = bringAll(place, work, resuming);
  const removed = removeAll(place, work.remove, next, twinsOf(journal));
  // The list was made before. Should a file not be as it says, size and time will not agree, and the next build sees to it.
  attempt(place.name, () => {
    if (work.inner) rmSync(stageFolder(place, true), { recursive: true, force: true });
    closeJournal(place);
  });
  return cleared + brought + removed;
}

/** Finishes a commit that was interrupted; throws away what was staged by a build that did not come so far. */
export function recover(place: Place): number {
  const journal = readJournal(place);
  const done = journal === null ? 0 : finish(place, journal, true);
  attempt('.inkstone', () => {
    for (const name of ['journal.jsonl', 'journal.jsonl.new', 'owned.jsonl.new']) rmSync(join(place.state, name), { force: true });
    for (const inner of [false, true]) rmSync(stageFolder(place, inner), { recursive: true, force: true });
  });
  return done;
}

function bringAll(place: Place, work: Work, resuming: boolean): number {
  const stage = stageFolder(place, work.inner);
  const tree = treeFolder(place, work.inner);
  // Folders known to stand: true if made just now, so that nothing can be in them yet.
  const folders = new Map<OutputPath, boolean>();
  let done = 0;
  attempt(place.name, () => makeFolder(place.out));
  for (const [number, path] of work.bring) {
    if (number === null) bringFolder(path);
    else bringFile(stage + sep + number, path);
  }
  return done;

  function bringFile(staged: string, path: OutputPath): void {
    if (resuming && look(staged) === undefined) return;
    try {
      attempt(shown(place, path), () => {
        ensureFolder(parentOf(path));
        bring(staged, diskPath(place, path));
      });
      done++;
    } catch (error) {
      // In the way since the crash: the build that follows sees it, and says it before it writes anything.
      if (!(resuming && error instanceof Fault && isInTheWay(error))) throw error;
    }
  }

  /** By one rename where nothing has come there meanwhile, else file by file. */
  function bringFolder(folder: OutputPath): void {
    const staged = join(tree, folder);
    const target = diskPath(place, folder);
    // Brought before a crash; or on a disk that does not tell case, together with another spelling of its name.
    if (look(staged) === undefined && (resuming || look(target)?.isDirectory() === true)) return;
    const moved = attempt(shown(place, folder), () => {
      ensureFolder(parentOf(folder));
      const count = resuming ? filesIn(staged) : 1;
      return look(target) === undefined && renamed(staged, target) ? count : 0;
    });
    if (moved === 0) bringEach(staged, folder);
    done += moved;
  }

  function bringEach(staged: string, folder: OutputPath): void {
    const entries = attempt(shown(place, folder), () => readdirSync(staged, { withFileTypes: true }));
    for (const entry of entries) {
      const [from, path] = [join(staged, entry.name), `${folder}/${entry.name}` as OutputPath];
      if (entry.isDirectory()) bringEach(from, path);
      else bringFile(from, path);
    }
  }

  function ensureFolder(folder: OutputPath): boolean {
    const known = folder === '' ? false : folders.get(folder);
    if (known !== undefined) return known;
    const isNewAbove = ensureFolder(parentOf(folder));
    const disk = diskPath(place, folder);
    const stat = isNewAbove ? undefined : look(disk);
    if (stat !== undefined && !stat.isDirectory())
      throw new Fault(diagnostic('cannot-write', { path: shown(place, folder), detail: 'ENOTDIR' }));
    if (stat === undefined) mkdirSync(disk);
    folders.set(folder, stat === undefined);
    return stat === undefined;
  }
}

/** False: it has to go another way. */
function renamed(staged: string, target: string): boolean {
  try {
    renameSync(staged, target);
    return true;
  } catch (error) {
    // Another device; somebody was faster; on Windows, a file in it that another program is looking at.
    if (['EXDEV', 'EEXIST', 'ENOTEMPTY', 'ENOTDIR', 'EPERM', 'EACCES', 'EBUSY'].includes(systemCode(error) ?? '')) return false;
    throw error;
  }
}

function filesIn(folder: string): number {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.reduce((count, entry) => count + (entry.isDirectory() ? filesIn(join(folder, entry.name)) : 1), 0);
}

function bring(staged: string, target: string): void {
  try {
    renameSync(staged, target);
  } catch (error) {
    if (systemCode(error) === 'EXDEV') {
      // A folder further inside is a device of its own: copied to beside its place, then renamed like all others.
      const beside = join(dirname(target), '.inkstone-new');
      copyWhole(staged, beside);
      renameSync(beside, target);
      unlinkSync(staged);
    } else if (look(target)?.isDirectory() === true && removeEmptyFolders(target)) renameSync(staged, target);
    else throw error;
  }
}

/** Only `rmdir`: if anything is in them, they stay. */
function removeEmptyFolders(folder: string): boolean {
  for (const entry of readdirSync(folder, { withFileTypes: true })) if (entry.isDirectory()) removeEmptyFolders(join(folder, entry.name));
  return removeIfEmpty(folder);
}

function isInTheWay({ diagnostic: { code, data } }: Fault): boolean {
  return code === 'cannot-write' && 'detail' in data && ['EISDIR', 'ENOTDIR', 'ENOTEMPTY', 'EEXIST'].includes(String(data.detail));
}

/** Removes files that are still as they were planned, then folders of ours that are empty now. */
function removeAll(place: Place, removals: readonly Removal[], next: Ownership, twins: ReadonlyMap<string, OutputPath>): number {
  const parents = new Set<OutputPath>();
  let done = 0;
  for (const { path, size, mtime } of removals) {
    const disk = diskPath(place, path);
    parents.add(parentOf(path));
    attempt(shown(place, path), () => {
      const stat = look(disk);
      if (stat === undefined || !stat.isFile() || stat.size !== size || stat.mtimeMs !== mtime) return;
      // On a disk that does not tell case the old name may by now mean the new file.
      const twin = twins.get(foldName(path));
      if (twin !== undefined && look(diskPath(place, twin))?.ino === stat.ino) return;
      unlinkSync(disk);
      done++;
    });
  }
  removeEmptied(place, parents, next.found);
  return done;
}

function twinsOf({ next, work }: Journal): ReadonlyMap<string, OutputPath> {
  const wanted = new Set(work.remove.map(({ path }) => foldName(path)));
  const twins = new Map<string, OutputPath>();
  if (wanted.size > 0) for (const path of next.files.keys()) if (wanted.has(foldName(path))) twins.set(foldName(path), path);
  return twins;
}

/** Folders, and those above them, that a build made and that nothing is left in. */
export function removeEmptied(place: Place, folders: Iterable<OutputPath>, found: ReadonlySet<OutputPath>): void {
  for (const start of folders) {
    for (let folder = start; folder !== '' && !found.has(folder); folder = parentOf(folder)) {
      if (!removeIfEmpty(diskPath(place, folder))) break;
    }
  }
}

/** Keeps a copy of what a build did not write, beside earlier copies of the same path. */
export function save({ out, replaced }: Place, path: OutputPath): void {
  const from = join(out, path);
  for (let n = 1; ; n++) {
    const to = join(replaced, n === 1 ? path : `${path}~${n}`);
    if (look(to) !== undefined) continue;
    makeFolder(dirname(to));
    copyWhole(from, to);
    return;
  }
}
