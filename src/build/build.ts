// The build: Source → Post → Site → Page → Output. Everything is rendered and checked before the first file is published;
// any error leaves what was published as it is. What a build of an unchanged site does not need is not even loaded.
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { CommitReport, Stage } from '../model/stage.js';
import type { Painter } from './cards.js';
import type { Remembered } from './manifest.js';
import type { KnownTemplates } from './open-theme.js';
import { publish } from './publish.js';
import { sourcesKey, type Manifest } from './records.js';
import type { SearchIndexer } from './search.js';
import type { Team } from './team.js';
import { holdsAt, lookAt, type Folders, type Tally, type Whole } from './whole.js';

export type Step = 'read' | 'render' | 'publish';
/**
 * Told of each source read and each page rendered. What it gives back is waited for: in such a pause a signal is heard, and
 * a rejection ends the build with nothing published.
 */
export type OnProgress = (step: Step, done: number, total: number) => Promise<void> | undefined;

export interface BuildInput extends Folders {
  /** Who reads and renders, if something has to be; what it renders goes into the stage. */
  readonly team: () => Promise<Team>;
  readonly stage: Publisher;
  /** What was compiled with the program. */
  readonly compiledTheme: () => readonly KnownTemplates[];
  /** Start of the build, milliseconds since 1970. */
  readonly now: number;
  /** Warnings fail too. */
  readonly strict: boolean;
  /** Something said before the build, of the config, fails it already: all is tried and said, nothing published. */
  readonly failed: boolean;
  /** Makes the search index, if the config asks for one. */
  readonly indexer?: SearchIndexer;
  /** Draws the cards of posts, if the config asks for them. */
  readonly painter?: Painter | null;
  /** The address of a page: why it is made anew, or not, is said too. */
  readonly why?: string;
  readonly onProgress: OnProgress;
  /** What earlier builds found out. */
  readonly cache: Cache;
}

export interface Cache {
  load(): Remembered;
  /** `whole` null: the build failed, or files were too young. What there is to say if it cannot be kept. */
  save(whole: Whole | null, manifest: Manifest): readonly Diagnostic[];
}

export interface Publisher extends Stage {
  /** After the last `put`: what stands in the way in the output folder, and whose files will be replaced there. */
  review(): readonly Diagnostic[];
}

export interface Built {
  readonly tally: Tally;
  readonly rendered: number;
  /** Pages that were not made again. */
  readonly kept: number;
  /** null: nothing was published, the diagnostics say why. */
  readonly report: CommitReport | null;
  readonly diagnostics: readonly Diagnostic[];
}

export async function build(input: BuildInput): Promise<Built> {
  const before = input.cache.load();
  const look = lookAt(input);
  const { whole } = before;
  const isWhole = input.why === undefined && look.stamp !== null && whole?.stamp === look.stamp && holdsAt(whole, input.now);
  if (isWhole && input.stage.keep(whole.outputs)) {
    return publish(input, { ...whole, kept: whole.outputs.length });
  }
  input.stage.begin();
  const { buildChanged } = await import('./changed.js');
  return buildChanged(input, before.manifest(sourcesKey(input)), look);
}
