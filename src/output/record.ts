// The list of files that builds wrote, and the journal of a commit. Both have one form: a line with the checksum of the
// rest, a line with the list, a line with the work. So a commit that is done turns its journal into the list by one rename.
import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '../text/hash.js';
import type { OutputPath } from '../model/paths.js';
import type { Place } from './place.js';
import { writeWhole } from './system.js';

/** A published file as it was left: if size and time still agree, its content is the one that `mark` stands for. */
export type Owned = readonly [size: number, mtime: number, mark: string];

export interface Ownership {
  readonly files: ReadonlyMap<OutputPath, Owned>;
  /** Folders that stood there before a build wrote into them ('' is the output folder): they are not ours to remove. */
  readonly found: ReadonlySet<OutputPath>;
}

export interface Removal {
  readonly path: OutputPath;
  /** As it was when the removal was planned: a file changed since is not removed. */
  readonly size: number;
  readonly mtime: number;
}

/** What a commit does, in this order. Each step can be done again after a crash. */
export interface Work {
  /** Staged inside the output folder, because that is another device. */
  readonly inner: boolean;
  /** Files and folders of ours that stand where a folder or a file must come. */
  readonly clear: readonly Removal[];
  /** What goes where: the number of a staged file, or null for a whole folder that is staged under its own name. */
  readonly bring: readonly (readonly [staged: number | null, path: OutputPath])[];
  readonly remove: readonly Removal[];
}

export interface Journal {
  readonly next: Ownership;
  readonly work: Work;
}

export const nothing: Ownership = { files: new Map(), found: new Set() };
const noWork: Work = { inner: false, clear: [], bring: [], remove: [] };

/** 1 had the files as an object by path, which takes three times as long to read. */
const format = 2;
const ownedPath = ({ state }: Place) => join(state, 'owned.jsonl');
const journalPath = ({ state }: Place) => join(state, 'journal.jsonl');

/** null: there is none, or it is damaged. */
export function readOwnership(place: Place): Ownership | null {
  return read(ownedPath(place))?.next ?? null;
}

export function writeOwnership(place: Place, next: Ownership): void {
  writeWhole(ownedPath(place), encode(place, { next, work: noWork }));
}

/** null: no commit was under way, or it had not begun to publish. */
export function readJournal(place: Place): Journal | null {
  return read(journalPath(place));
}

/** From here on the commit will be finished: by this process, or by the next build. */
export function writeJournal(place: Place, journal: Journal): void {
  writeWhole(journalPath(place), encode(place, journal));
}

/** All of the journal's work is done: its list is the list now. */
export function closeJournal(place: Place): void {
  renameSync(journalPath(place), ownedPath(place));
}

function encode({ name }: Place, { next, work }: Journal): string {
  const list = JSON.stringify({ format, out: name, found: [...next.found], files: [...next.files] });
  const rest = `${list}\n${JSON.stringify(work)}\n`;
  return `${digestOf(rest)}\n${rest}`;
}

/** The output folder, as `Place.name` has it, to which the records in a folder belong; null: there are none. */
export function outputOf(state: string): string | null {
  const lines = readLines(join(state, 'owned.jsonl')) ?? readLines(join(state, 'journal.jsonl'));
  return lines === null ? null : (JSON.parse(lines.list) as { out: string }).out;
}

function read(path: string): Journal | null {
  const lines = readLines(path);
  if (lines === null) return null;
  const { found, files } = JSON.parse(lines.list) as { found: OutputPath[]; files: [OutputPath, Owned][] | Record<OutputPath, Owned> };
  const pairs = Array.isArray(files) ? files : Object.entries(files);
  return { next: { found: new Set(found), files: new Map(pairs) }, work: JSON.parse(lines.work) as Work };
}

/** The checksum says that these are our own lines, whole: their shape needs no further check. */
function readLines(path: string): { list: string; work: string } | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return null;
  }
  const [checksum = '', list = '', work = ''] = text.split('\n', 3);
  const isOurs = /^\{"format":[12],/.test(list) && digestOf(text.slice(checksum.length + 1)) === checksum;
  return isOurs ? { list, work } : null;
}
