// Publishing as an argument: `output/` on disk, or in memory for tests.
import type { Body } from './page.js';
import type { OutputPath } from './paths.js';

/**
 * Order of bringing in, so that at no instant a link dangles: what others need comes first, the entrance last.
 * 0 assets and new pages · 1 changed pages (chosen by the stage itself) · 2 lists and feeds · 3 home.
 */
export type Rank = 'asset' | 'page' | 'list' | 'home';

/** Takes every output of a build, writes nothing into the output folder before `commit`. */
export interface Stage {
  /** Paths are unique. Equal content to what is published costs nothing more. Throws `Fault` if the disk fails. The mark of the content; '' is that of none. */
  put(path: OutputPath, body: Body, rank: Rank): string;
  /** There is something to be done, which will take a while. */
  begin(): void;
  /** Instead of `put`, of all these or of none: is what is published still what the `put`s that gave these marks left? */
  keep(outputs: readonly (readonly [OutputPath, mark: string])[]): boolean;
  /** What was put or kept so far. */
  marks(): readonly (readonly [OutputPath, mark: string])[];
  /** Brings everything in, removes files of earlier builds that this one did not put. */
  commit(): CommitReport;
  /** Throws the staged files away; the output folder stays as it is. */
  abandon(): void;
}

export interface CommitReport {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Files in the output folder that no build wrote (they stay). On a disk they are counted when this is asked for, if not before, by another thread. */
  readonly unknown: number;
}
