// Publishing on the disk (the interface is `model/stage.ts`). Outputs are compared with what is published as they come;
// what differs is staged on the device of the output folder; `commit` writes a journal and renames everything into place
// (`apply.ts`), new folders as a whole. Measured on ext4 with 13,000 files of 8 kB: staging and renaming costs no more than
// writing in place, and comparing by size, time and digest is ten times cheaper than writing again. Several threads may stage: each
// has a stager of its own (`stager.ts`), and the stage takes over what they put.
import { accessSync, constants, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { diagnostic, Fault, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { Body } from '../model/page.js';
import type { OutputPath } from '../model/paths.js';
import type { CommitReport, Rank, Stage } from '../model/stage.js';
import { finish, recover, save, stageFolder } from './apply.js';
import type { Sources } from './content.js';
import { diskPath, isInside, parentOf, placeOf, shown, type Place } from './place.js';
import { countUnknown, planCommit, standing, type CommitPlan, type Put } from './plan.js';
import { nothing, readOwnership, writeJournal, writeOwnership, type Ownership, type Work } from './record.js';
import { Stager } from './stager.js';
import type { Survey } from './survey.js';
import { attempt, copyWhole, look, makeFolder, removeIfEmpty, systemCode } from './system.js';
import { blockedDiagnostics, replacedDiagnostics } from './review.js';

/** A stage that can be asked, after the last `put` and before `commit`, what it would have to say. */
export interface ReviewedStage extends Stage {
  /** Errors: what stands in the way (`commit` would throw). Warnings: whose files will be replaced. Writes nothing. */
  review(): readonly Diagnostic[];
  /** Before the first `put`: so many threads will stage. */
  share(shares: number): void;
  /** Takes over what the stager of another thread has put. */
  adopt(puts: readonly (readonly [OutputPath, Put])[]): void;
  /** Waits for a thread that looks for strangers (`begin`), if there is one: then nobody need count them for `CommitReport.unknown`. */
  counted(): Promise<void>;
}

export interface StageOptions {
  /** The site's folder, in which `.inkstone/` is kept. */
  readonly siteRoot: string;
  /** The output folder, absolute or relative to the site. Whether it may be one is asked of `guard.ts` before. */
  readonly out: string;
  readonly files: Sources;
  /** Lets another thread look for strangers beside so many published files; null: that is not worth it. */
  readonly survey?: (files: number) => Survey | null;
}

/** Finishes a commit that was interrupted, before anything else. The caller holds the lock (`lock.ts`). */
export function openStage({ siteRoot, out, files, survey }: StageOptions): ReviewedStage {
  const place = placeOf(siteRoot, out);
  const resumed = recover(place);
  return new DiskStage(place, files, resumed, survey);
}

class DiskStage implements ReviewedStage {
  readonly #place: Place;
  readonly #stager: Stager;
  readonly #resumed: number;
  /** null: no build has written here, or its list was lost. */
  readonly #known: Ownership | null;
  readonly #before: Ownership;
  readonly #standing: ReturnType<typeof standing>;
  readonly #startSurvey: StageOptions['survey'];
  #survey: Survey | null = null;
  readonly #puts = new Map<OutputPath, Put>();
  /** Sources that could not be copied: all are told at once, at the review. */
  readonly #unread: Diagnostic[] = [];
  #plan: CommitPlan | null = null;
  #isOpen = true;

  constructor(place: Place, files: Sources, resumed: number, survey: StageOptions['survey']) {
    this.#place = place;
    this.#resumed = resumed;
    this.#known = readOwnership(place);
    this.#before = this.#known ?? nothing;
    this.#standing = attempt(place.name, () => standing(place));
    this.#startSurvey = survey;
    this.#stager = new Stager({ place, files, before: this.#before, standing: this.#standing, share: 0, shares: 1 });
  }

  share(shares: number): void {
    this.#stager.share(shares);
  }

  put(path: OutputPath, body: Body, rank: Rank): string {
    this.#expect(path, false);
    try {
      const put = this.#stager.put(path, body, rank);
      this.#puts.set(path, put);
      return put.owned[2];
    } catch (error) {
      if (error instanceof Fault && error.diagnostic.code === 'unreadable-source') {
        this.#unread.push(error.diagnostic);
        return '';
      }
      this.abandon();
      throw error;
    }
  }

  begin(): void {
    // Where case is not told, one name may stand for another.
    if (!this.#standing.foldsCase) this.#survey ??= this.#startSurvey?.(this.#before.files.size) ?? null;
  }

  async counted(): Promise<void> {
    await this.#survey?.done();
  }

  keep(outputs: readonly (readonly [OutputPath, string])[]): boolean {
    const puts: [OutputPath, Put][] = [];
    for (const [path, mark] of outputs) {
      const put = this.#stager.kept(path, mark);
      if (put === null) return false;
      puts.push([path, put]);
    }
    this.#take(puts, true);
    return true;
  }

  marks(): readonly (readonly [OutputPath, string])[] {
    return [...this.#puts].map(([path, put]): [OutputPath, string] => [path, put.owned[2]]);
  }

  adopt(puts: readonly (readonly [OutputPath, Put])[]): void {
    this.#take(puts, false);
  }

  #take(puts: readonly (readonly [OutputPath, Put])[], isKnown: boolean): void {
    for (const [path, put] of puts) {
      this.#expect(path, isKnown);
      this.#puts.set(path, put);
    }
  }

  /** `isKnown`: an earlier build put it, so it is inside. */
  #expect(path: OutputPath, isKnown: boolean): void {
    if (!this.#isOpen || this.#puts.has(path) || !(isKnown || isInside(path)))
      throw new Error(`Stage.put(${JSON.stringify(path)}): closed, put before, or no output path`);
    this.#plan = null;
  }

  review(): readonly Diagnostic[] {
    const plan = this.#planned();
    const resumed = this.#resumed === 0 ? [] : [diagnostic('build-resumed', { count: this.#resumed, out: this.#place.name })];
    return [
      ...resumed,
      ...this.#unread,
      ...blockedDiagnostics(this.#place.name, plan.blocked),
      ...replacedDiagnostics(this.#place.name, plan.save, this.#known === null),
    ];
  }

  #planned(): CommitPlan {
    return (this.#plan ??= attempt(this.#place.name, () => planCommit(this.#place, this.#before, this.#standing, this.#puts)));
  }

  commit(): CommitReport {
    if (!this.#isOpen) throw new Error('Stage.commit: closed');
    const plan = this.#planned();
    try {
      const [fault] = [...this.#unread, ...blockedDiagnostics(this.#place.name, plan.blocked)];
      if (fault !== undefined) throw new Fault(fault);
      this.#publish(plan);
    } catch (error) {
      // Does nothing once the journal is written: then the next build finishes.
      this.abandon();
      throw error;
    }
    const unknown = () => {
      if (this.#standing.isEmpty) return 0;
      const strangers = this.#survey?.strangers()?.filter((path) => !this.#puts.has(path));
      return strangers?.length ?? attempt(this.#place.name, () => countUnknown(this.#place, this.#standing, this.#puts));
    };
    const count = (status: Put['status']) => [...this.#puts.values()].filter((put) => put.status === status).length;
    return {
      added: count('added'),
      changed: count('changed'),
      unchanged: count('unchanged'),
      removed: plan.removed,
      get unknown() {
        return unknown();
      },
    };
  }

  #publish(plan: CommitPlan): void {
    const place = this.#place;
    const bring = [...this.#puts]
      .filter(([, put]) => put.staged !== null)
      .sort(([, a], [, b]) => a.order - b.order || a.staged! - b.staged!);
    if (bring.length === 0 && plan.clear.length === 0 && plan.remove.length === 0) {
      if (this.#isListStale()) attempt('.inkstone', () => (makeFolder(place.state), writeOwnership(place, this.#next(plan))));
      this.#isOpen = false;
      return;
    }
    attempt('.inkstone', () => makeFolder(place.state));
    attempt(place.name, () => this.#stager.makeOut());
    this.#checkWritable(plan);
    const first = bring[0];
    if (first !== undefined && !this.#stager.inner && !attempt(place.name, () => this.#canRename(this.#stager.fileOf(...first))))
      this.#moveInside();
    for (const path of plan.save) attempt(`.inkstone/replaced/${path}`, () => save(place, path));
    const work: Work = {
      inner: this.#stager.inner,
      clear: plan.clear,
      bring: wholeFolders(bring),
      remove: plan.remove,
    };
    const journal = { next: this.#next(plan), work };
    attempt('.inkstone', () => writeJournal(place, journal));
    this.#isOpen = false;
    finish(place, journal);
    attempt('.inkstone', () => rmSync(stageFolder(place, false), { recursive: true, force: true }));
  }

  #next(plan: CommitPlan): Ownership {
    return { found: plan.found, files: new Map([...this.#puts].map(([path, put]) => [path, put.owned])) };
  }

  #isListStale(): boolean {
    if (this.#known === null || this.#known.files.size !== this.#puts.size) return true;
    for (const [path, put] of this.#puts) if (this.#known.files.get(path) !== put.owned) return true;
    return false;
  }

  /** Before the first rename rather than at the thousandth: may we write where we have to? */
  #checkWritable(plan: CommitPlan): void {
    const folders = new Set<OutputPath>();
    const changed = [...this.#puts].flatMap(([path, put]) => (put.staged === null ? [] : [path]));
    for (const path of [...changed, ...plan.clear.map(({ path }) => path), ...plan.remove.map(({ path }) => path)]) {
      let folder = parentOf(path);
      while (folder !== '' && this.#standing.kind(folder) !== 'folder') folder = parentOf(folder);
      folders.add(folder);
    }
    for (const folder of folders) {
      attempt(shown(this.#place, folder), () =>
        accessSync(folder === '' ? this.#place.out : diskPath(this.#place, folder), constants.W_OK | constants.X_OK),
      );
    }
  }

  /** Two mounts of one device have one number, and still nothing can be renamed from one to the other: tried out. */
  #canRename(first: string): boolean {
    const inner = stageFolder(this.#place, true);
    const probe = join(inner, '0');
    makeFolder(inner);
    try {
      renameSync(first, probe);
      renameSync(probe, first);
      return true;
    } catch (error) {
      if (systemCode(error) === 'EXDEV') return false;
      throw error;
    } finally {
      removeIfEmpty(inner);
    }
  }

  #moveInside(): void {
    const staged = [...this.#puts].filter(([, put]) => put.staged !== null);
    const from = staged.map(([path, put]) => this.#stager.fileOf(path, put));
    attempt(this.#place.name, () => this.#stager.goInside());
    for (const [index, [path, put]] of staged.entries()) {
      attempt(shown(this.#place, path), () => {
        const file = this.#stager.fileOf(path, put);
        makeFolder(dirname(file));
        copyWhole(from[index]!, file);
        const stat = look(file)!;
        this.#puts.set(path, { ...put, owned: [stat.size, stat.mtimeMs, put.owned[2]] });
      });
    }
  }

  abandon(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    try {
      for (const inner of [false, true]) rmSync(stageFolder(this.#place, inner), { recursive: true, force: true });
    } catch (error) {
      // What cannot be removed now is thrown away by the next build; the fault that led here matters more.
      if (systemCode(error) === null) throw error;
    }
    const { made } = this.#stager;
    if (made === undefined) return;
    for (let folder = this.#place.out; removeIfEmpty(folder) && folder !== made; folder = dirname(folder));
  }
}

/** A folder that is new comes once, with the first that is in it. */
function wholeFolders(bring: readonly (readonly [OutputPath, Put])[]): Work['bring'] {
  const seen = new Set<OutputPath>();
  return bring.flatMap(([path, { staged, top }]): Work['bring'] => {
    if (top === null) return [[staged!, path]];
    return seen.has(top) ? [] : (seen.add(top), [[null, top]]);
  });
}
