// Compares outputs with what is published, as they come, and stages what differs. Every thread of a build has one; their
// files lie in one folder, and `stage.ts` brings them in: those of folders that are new as these folders, so that one rename
// brings them all, the others under numbers of their own.
import { mkdirSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import type { Body } from '../model/page.js';
import type { OutputPath } from '../model/paths.js';
import type { Rank } from '../model/stage.js';
import { stageFolder, treeFolder } from './apply.js';
import { contentOf, type Content, type Sources } from './content.js';
import { diskPath, isOneDevice, parentOf, placeOf, shown, under, type Place } from './place.js';
import { standing, type Put, type Standing } from './plan.js';
import { nothing, readOwnership, type Owned, type Ownership } from './record.js';
import { attempt, faultFrom, look, makeFolder, systemCode } from './system.js';

export interface StagerOptions {
  readonly place: Place;
  readonly files: Sources;
  readonly before: Ownership;
  readonly standing: Standing;
  /** Which of the threads this is, from 0, and how many there are. */
  readonly share: number;
  readonly shares: number;
}

/** The stager of another thread than the one that has the stage. */
export function openStager(siteRoot: string, out: string, files: Sources, share: number, shares: number): Stager {
  const place = placeOf(siteRoot, out);
  const now = attempt(place.name, () => standing(place));
  return new Stager({ place, files, before: readOwnership(place) ?? nothing, standing: now, share, shares });
}

export class Stager {
  readonly #options: StagerOptions;
  #shares: number;
  #next: number;
  #inner: boolean;
  /** Where files and new folders are staged. */
  #folders: { readonly flat: string; readonly tree: string };
  #made: string | undefined;
  #isReady = false;
  /** Of folders seen lately: each that is new has been made. */
  readonly #tops = new Map<OutputPath, OutputPath | null>();

  constructor(options: StagerOptions) {
    this.#options = options;
    this.#shares = options.shares;
    this.#next = options.share;
    this.#inner = attempt(options.place.name, () => !isOneDevice(options.place));
    this.#folders = foldersOf(options.place, this.#inner);
  }

  /** Staged inside the output folder, because that is another device. */
  get inner(): boolean {
    return this.#inner;
  }

  /** The first folder that had to be made for the output folder. */
  get made(): string | undefined {
    return this.#made;
  }

  /** Other threads stage too: their folder is made now, so that only this one has made anything. */
  share(shares: number): void {
    this.#shares = shares;
    if (shares > 1) attempt(this.#name, () => this.#makeStage());
  }

  put(path: OutputPath, body: Body, rank: Rank): Put {
    const content = contentOf(body, this.#options.files);
    return attempt(shown(this.#options.place, path), () => this.#compare(path, content, rank));
  }

  /**
   * What a build put there and nobody has touched since; null: something else, or nothing. One look at the file itself: if a
   * folder on the way has become a link, what is published is still that; nothing is written or removed through it.
   */
  kept(path: OutputPath, mark: string): Put | null {
    const { place, before, standing } = this.#options;
    const owned = before.files.get(path);
    if (owned === undefined || mark === '' || owned[2] !== mark) return null;
    // On a disk that folds case it may have another spelling by now.
    if (standing.foldsCase && standing.at(path) !== path) return null;
    const stat = lookAt(place, path);
    return stat !== undefined && isAsLeft(stat, owned) ? unchanged(owned) : null;
  }

  #compare(path: OutputPath, content: Content, rank: Rank): Put {
    const { place, before, standing } = this.#options;
    const there = standing.at(path);
    const isFile = there !== undefined && standing.kind(there) === 'file';
    const stat = isFile ? look(diskPath(place, there)) : undefined;
    if (stat === undefined || !stat.isFile()) return this.#stage(path, content, 'added', rank, null);
    const owned = before.files.get(path) ?? before.files.get(there!);
    // In another case than asked for: brought in anew, unless we tried before and a folder of someone else keeps its own.
    const isSpelled = there === path || before.files.has(path);
    const isOurs = owned !== undefined && isAsLeft(stat, owned);
    if (isOurs && isSpelled && owned[2] === content.mark && content.mark !== '') return unchanged(owned);
    const isEqual = stat.size === content.size && content.equals(diskPath(place, there!));
    if (isEqual && isSpelled) return unchanged([stat.size, stat.mtimeMs, content.mark]);
    return this.#stage(path, content, 'changed', rank, owned === undefined && !isEqual ? there! : null);
  }

  #stage(path: OutputPath, content: Content, status: 'added' | 'changed', rank: Rank, replaces: OutputPath | null): Put {
    const staged = this.#next;
    const [top, stat] = attempt(this.#name, () => {
      this.#makeStage();
      const top = this.#topOf(parentOf(path));
      const file = this.fileOf(path, { staged, top });
      content.writeTo(file);
      return [top, look(file)!];
    });
    this.#next += this.#shares;
    const owned: Owned = [stat.size, stat.mtimeMs, content.mark];
    return { status, owned, staged, top, order: orderOf(rank, status), replaces };
  }

  /** The outermost new folder of this one; it is made for what is staged in it. */
  #topOf(folder: OutputPath): OutputPath | null {
    if (folder === '') return null;
    let top = this.#tops.get(folder);
    if (top === undefined) {
      const { standing } = this.#options;
      top = this.#topOf(parentOf(folder)) ?? (standing.at(folder) === undefined && !this.#handsDown(folder) ? folder : null);
      if (top !== null) makeOne(under(this.#folders.tree, folder));
      // Most folders hold one page and are not asked for again.
      if (this.#tops.size >= mostTops) this.#tops.clear();
      this.#tops.set(folder, top);
    }
    return top;
  }

  /** Does the folder above give its group to new folders? They must be made in it then. */
  #handsDown(folder: OutputPath): boolean {
    const { place } = this.#options;
    let above = dirname(diskPath(place, folder));
    let stat = look(above);
    // The output folder itself may have to be made, and inherits too.
    while (stat === undefined && dirname(above) !== above) stat = look((above = dirname(above)));
    return stat !== undefined && (stat.mode & setgid) !== 0;
  }

  #makeStage(): void {
    if (this.#isReady) return;
    const { place } = this.#options;
    makeFolder(place.state);
    if (this.#inner) this.makeOut();
    makeFolder(this.#folders.flat);
    this.#isReady = true;
  }

  makeOut(): void {
    this.#made ??= makeFolder(this.#options.place.out);
  }

  goInside(): void {
    this.#inner = true;
    this.#folders = foldersOf(this.#options.place, true);
    this.#isReady = false;
    this.#makeStage();
  }

  /** Where a staged file lies. */
  fileOf(path: OutputPath, { staged, top }: Pick<Put, 'staged' | 'top'>): string {
    return top === null ? under(this.#folders.flat, String(staged)) : under(this.#folders.tree, path);
  }

  get #name(): string {
    return this.#inner ? this.#options.place.name : '.inkstone';
  }
}

function foldersOf(place: Place, inner: boolean) {
  return { flat: stageFolder(place, inner), tree: treeFolder(place, inner) };
}

const setgid = 0o2000;
const mostTops = 4096;

/** Mostly in one that stands. */
function makeOne(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') makeFolder(folder);
    // Made before, or by another thread.
    else if (systemCode(error) !== 'EEXIST') throw error;
  }
}

/** Asked of every file: its name, as a person knows it, is put together for a fault alone. */
function lookAt(place: Place, path: OutputPath): Stats | undefined {
  try {
    return look(diskPath(place, path));
  } catch (error) {
    throw faultFrom(error, shown(place, path));
  }
}

/** Size and time say so: then its content is what its mark stands for. */
function isAsLeft(stat: Stats, [size, mtime]: Owned): boolean {
  return stat.isFile() && stat.size === size && stat.mtimeMs === mtime;
}

function unchanged(owned: Owned): Put {
  return { status: 'unchanged', owned, staged: null, top: null, order: 0, replaces: null };
}

/** What others need comes first, the entrance last, so that no link dangles at any instant. */
function orderOf(rank: Rank, status: 'added' | 'changed'): number {
  if (rank === 'asset') return 0;
  if (rank === 'page') return status === 'added' ? 1 : 2;
  return rank === 'list' ? 3 : 4;
}
