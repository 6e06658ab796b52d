// Compares outputs with what is published, as they come, and stages what differs. Every thread of a build has one; their
// files lie in one folder under numbers of their own, and `stage.ts` brings them in.
import { sep } from 'node:path';
import type { Body } from '../model/page.js';
import type { OutputPath } from '../model/paths.js';
import type { Rank } from '../model/stage.js';
import { stageFolder } from './apply.js';
import { contentOf, type Content, type Sources } from './content.js';
import { diskPath, isOneDevice, placeOf, shown, type Place } from './place.js';
import { standing, type Put, type Standing } from './plan.js';
import { nothing, readOwnership, type Owned, type Ownership } from './record.js';
import { attempt, look, makeFolder } from './system.js';

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
  #made: string | undefined;
  #isReady = false;

  constructor(options: StagerOptions) {
    this.#options = options;
    this.#shares = options.shares;
    this.#next = options.share;
    this.#inner = attempt(options.place.name, () => !isOneDevice(options.place));
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

  /** What a build put there and nobody has touched since; null: something else, or nothing. */
  kept(path: OutputPath, mark: string): Put | null {
    const { place, before, standing } = this.#options;
    const owned = before.files.get(path);
    if (owned === undefined || mark === '' || owned[2] !== mark || standing.at(path) !== path) return null;
    if (standing.entries.get(path) !== 'file') return null;
    const stat = look(diskPath(place, path));
    const isAsLeft = stat?.isFile() === true && owned[0] === stat.size && owned[1] === stat.mtimeMs;
    return isAsLeft ? { status: 'unchanged', owned, staged: null, order: 0, replaces: null } : null;
  }

  #compare(path: OutputPath, content: Content, rank: Rank): Put {
    const { place, before, standing } = this.#options;
    const there = standing.at(path);
    const isFile = there !== undefined && standing.entries.get(there) === 'file';
    const stat = isFile ? look(diskPath(place, there)) : undefined;
    if (stat === undefined || !stat.isFile()) return this.#stage(content, 'added', rank, null);
    const owned = before.files.get(path) ?? before.files.get(there!);
    // In another case than asked for: brought in anew, unless we tried before and a folder of someone else keeps its own.
    const isSpelled = there === path || before.files.has(path);
    const isAsLeft = owned !== undefined && owned[0] === stat.size && owned[1] === stat.mtimeMs;
    if (isAsLeft && isSpelled && owned[2] === content.mark && content.mark !== '') {
      return { status: 'unchanged', owned, staged: null, order: 0, replaces: null };
    }
    const isEqual = stat.size === content.size && content.equals(diskPath(place, there!));
    if (isEqual && isSpelled) {
      return { status: 'unchanged', owned: [stat.size, stat.mtimeMs, content.mark], staged: null, order: 0, replaces: null };
    }
    return this.#stage(content, 'changed', rank, owned === undefined && !isEqual ? there! : null);
  }

  #stage(content: Content, status: 'added' | 'changed', rank: Rank, replaces: OutputPath | null): Put {
    const staged = this.#next;
    const stat = attempt(this.#name, () => {
      this.#makeStage();
      const file = this.fileOf(staged);
      content.writeTo(file);
      return look(file)!;
    });
    this.#next += this.#shares;
    const owned: Owned = [stat.size, stat.mtimeMs, content.mark];
    return { status, owned, staged, order: orderOf(rank, status), replaces };
  }

  #makeStage(): void {
    if (this.#isReady) return;
    const { place } = this.#options;
    makeFolder(place.state);
    if (this.#inner) this.makeOut();
    makeFolder(stageFolder(place, this.#inner));
    this.#isReady = true;
  }

  makeOut(): void {
    this.#made ??= makeFolder(this.#options.place.out);
  }

  goInside(): void {
    this.#inner = true;
    this.#isReady = false;
    this.#makeStage();
  }

  fileOf(staged: number): string {
    return stageFolder(this.#options.place, this.#inner) + sep + staged;
  }

  get #name(): string {
    return this.#inner ? this.#options.place.name : '.inkstone';
  }
}

/** What others need comes first, the entrance last, so that no link dangles at any instant. */
function orderOf(rank: Rank, status: 'added' | 'changed'): number {
  if (rank === 'asset') return 0;
  if (rank === 'page') return status === 'added' ? 1 : 2;
  return rank === 'list' ? 3 : 4;
}
