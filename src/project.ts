// The one place where the real disk, config, theme, lock and stage are put together. A command calls this; what is put
// together here knows nothing of commands.
import { mkdtempSync, readFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { PainterOptions } from './assets/cards.js';
import { pagefindIndexer } from './assets/search.js';
import { build, type Built, type OnProgress, type Step } from './build/build.js';
import type { Painter } from './build/cards.js';
import { nothingKnown, sourcesKey, type Manifest } from './build/records.js';
import { soloTeam, type Team } from './build/team.js';
import { isOfSettings, withoutFollowing } from './config/follow.js';
import { loadSettings, withSettingPlaces } from './config/load.js';
import { sourceFolders, type Flags } from './config/settings.js';
import { decode } from './content/decode.js';
import { diagnostic, Fault, type Diagnostic, type Outcome, type Span } from './diagnostics/diagnostic.js';
import { diskFiles } from './files/disk.js';
import type { OutputPath } from './model/paths.js';
import type { Settings } from './model/config.js';
import type { PostDate } from './model/post.js';
import type { CommitReport } from './model/stage.js';
import { noCache, openCache } from './output/cache.js';
import { differences, discardOutput } from './output/differences.js';
import { guardOut } from './output/guard.js';
import { acquireLock } from './output/lock.js';
import { nowhere } from './output/nowhere.js';
import { openStage, type StageOptions } from './output/stage.js';
import { attempt } from './output/system.js';
import { entryOf } from './workers/entry-of.js';
import { startSurvey } from './workers/surveyor.js';
import { openTeam, type TeamInput } from './workers/team.js';
import { compiledTheme, packageFolder, programId, themeFolders } from './workers/world.js';

export interface BuildOptions {
  /** The site's folder, absolute. */
  readonly root: string;
  readonly flags: Flags;
  /** Milliseconds since 1970: posts dated later are withheld. */
  readonly now: number;
  readonly onProgress?: (step: Step, done: number, total: number) => void;
  /** Aborted: the build ends as soon as it hears of it, throws the fault `build-stopped`, and publishes nothing. */
  readonly signal?: AbortSignal;
  /** How many threads, 1 to 64; without it as many as the machine has and the site is worth. */
  readonly threads?: number;
  /** What lies in the output folder will be asked for (`report.unknown`): where it pays, another thread counts it meanwhile. */
  readonly counts?: boolean;
  /** The address of a page: why it is made anew, or not, stands among the diagnostics (`page-why`). */
  readonly why?: string;
}

export interface BuildResult {
  readonly diagnostics: readonly Diagnostic[];
  readonly published: boolean;
  readonly summary: Summary;
  /** The source line that a span is in, for a code frame; null if there is none. */
  readonly frames: (span: Span) => string | null;
  /** Another thread may be counting (`BuildOptions.counts`): waits for it, so that `report.unknown` need not count. */
  readonly counted: () => Promise<void>;
}

export interface Summary {
  readonly posts: number;
  readonly pages: number;
  readonly held: {
    readonly drafts: number;
    readonly unpublished: number;
    readonly unreadable: number;
    readonly future: number;
    readonly nextDue: PostDate | null;
  };
  readonly rendered: number;
  readonly report: CommitReport | null;
  readonly milliseconds: number;
}

const nothingHeld: Summary['held'] = { drafts: 0, unpublished: 0, unreadable: 0, future: 0, nextDue: null };

/** Reads the site in a folder and publishes it. Throws `Fault` if the disk fails or another build is running. */
export function buildSite(options: BuildOptions): Promise<BuildResult> {
  return buildWith(options, 'publish');
}

/** Makes and checks everything, says every fault, and writes nothing; a build may run meanwhile. `published`: it would be. */
export function checkSite(options: BuildOptions): Promise<BuildResult> {
  return buildWith(options, 'check');
}

/** Builds the site once more, from nothing and into a folder of its own. Which published files are not the same, if any. */
export async function verifySite(options: BuildOptions): Promise<readonly OutputPath[]> {
  const { root, flags } = options;
  const clean = attempt(tmpdir(), () => mkdtempSync(join(tmpdir(), 'inkstone-verify-')));
  try {
    const { published } = await buildWith({ ...options, flags: { ...flags, out: clean } }, 'afresh');
    const settings = await loadSettings(root, flags);
    return published ? differences(root, settings.value.out, clean) : ['(nothing could be published)'];
  } finally {
    discardOutput(root, clean);
  }
}

/**
 * What the last build knew of the sources: a preview begins with it, and need not read the files that are as they were. It
 * shows drafts and posts of the future, but reads a post in the same way.
 */
export function rememberedSources(root: string, settings: Settings): Manifest['sources'] {
  const cache = openCache(root, settings.out).load();
  for (const one of [settings, { ...settings, drafts: false, future: false }]) {
    const sources = cache.sources(sourcesKey({ program: programId(), settings: one }));
    if (sources.size > 0) return sources;
  }
  return nothingKnown.sources;
}

/** `afresh`: as if it were the first build. */
type Way = 'publish' | 'check' | 'afresh';

async function buildWith(options: BuildOptions, way: Way): Promise<BuildResult> {
  const { root, flags, now, onProgress = () => undefined, signal } = options;
  const started = performance.now();
  const frames = sourceLines(root);
  const settings = await loadSettings(root, flags);
  const refused = guardOut({ siteRoot: root, out: settings.value.out, sources: sourceFolders(settings.value) });
  const cards = await painterFor(settings.value, { root, keep: way === 'publish' });
  const before = [...settings.diagnostics, ...(refused === null ? [] : [refused]), ...cards.diagnostics];
  const faults = before.filter(({ severity }) => severity === 'error');
  if (!isOfSettings(faults) || (faults.length > 0 && way === 'afresh')) {
    const summary = { posts: 0, pages: 0, held: nothingHeld, rendered: 0, report: null, milliseconds: performance.now() - started };
    const diagnostics = withSettingPlaces(before, root, flags);
    return { diagnostics, published: false, summary, frames, counted: () => Promise.resolve() };
  }
  // With a wrong setting nothing is written, and what else is wrong is told all the same.
  const onlyCheck = way === 'check' || faults.length > 0;
  const lock = onlyCheck ? null : acquireLock(root);
  try {
    const files = diskFiles(root);
    const survey = options.counts === true ? surveyFor(root, settings.value.out, options.threads) : {};
    const disk = onlyCheck ? null : openStage({ siteRoot: root, out: settings.value.out, files, ...survey });
    const stage = disk ?? nowhere();
    const cache = way !== 'publish' || onlyCheck ? noCache : openCache(root, settings.value.out);
    let opened = null as Team | null;
    const team = async () => {
      const { diskShare } = await import('./workers/disk-share.js');
      const share = diskShare(root, files, settings.value, (...one) => stage.put(...one), way === 'check');
      const birth = { root, settings: settings.value };
      // A check stages nothing, so it has no work for others.
      return (opened = disk === null ? soloTeam(share) : openTeam({ share, ...threadsFor(options.threads), birth, stage: disk }));
    };
    const stop = () => void opened?.dismiss();
    signal?.addEventListener('abort', stop);
    try {
      const strict = flags.strict === true;
      const failed = faults.length > 0 || (strict && before.some(({ severity }) => severity === 'warning'));
      const pausing = withPauses(onProgress, signal);
      const search = onlyCheck ? {} : { indexer: pagefindIndexer({ root, keep: way === 'publish' }) };
      // Of a check it is only asked what could be drawn.
      const painter =
        cards.value === null || !onlyCheck ? cards.value : { ...cards.value, draw: async () => ({ value: null, diagnostics: [] }) };
      const built = await build({
        files,
        themes: themeFolders(root, settings.value),
        settings: settings.value,
        team,
        stage,
        cache,
        program: programId(),
        compiledTheme,
        now,
        strict,
        failed,
        ...search,
        ...(options.why === undefined ? {} : { why: options.why }),
        painter,
        onProgress: pausing,
      });
      return {
        diagnostics: withSettingPlaces([...before, ...withoutFollowing(built.diagnostics, faults)], root, flags),
        published: built.report !== null,
        summary: summarize(built, performance.now() - started),
        frames,
        counted: () => disk?.counted() ?? Promise.resolve(),
      };
    } catch (error) {
      // Nobody may stage any more when the stage is cleared away.
      await opened?.dismiss();
      stage.abandon();
      throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  } finally {
    lock?.release();
  }
}

/** What draws is loaded where a site asks for it. */
async function painterFor(settings: Settings, options: PainterOptions): Promise<Outcome<Painter | null>> {
  if (settings.cards === null) return { value: null, diagnostics: [] };
  const { openPainter } = await import('./assets/cards.js');
  return openPainter(settings, options);
}

/** Measured: with 200 posts a second thread saves nothing, as it meets cold code; with 400 an eighth of the time, with 1,000 a quarter. */
const leastForWorkers = 400;
/** More threads than these gain little, as publishing is not divided, and each has its own memory. */
const mostThreads = 4;

/** `asked`: by `--threads`, which is not second-guessed. */
function threadsFor(asked: number | undefined): Pick<TeamInput, 'threads' | 'entry'> {
  const entry = entryOf('worker.js');
  if (entry === null) return { threads: { count: 1, least: 0 }, entry: new URL(import.meta.url) };
  if (asked !== undefined) return { threads: { count: asked, least: 0 }, entry };
  return { threads: { count: Math.min(availableParallelism(), mostThreads), least: leastForWorkers }, entry };
}

/** Fewer published files are listed before a thread is there. */
const leastForSurvey = 3000;

/** Where one more thread has a core to run on. */
function surveyFor(root: string, out: string, threads = availableParallelism()): Pick<StageOptions, 'survey'> {
  const entry = threads > 1 ? entryOf('survey.js') : null;
  return entry === null ? {} : { survey: (files) => (files < leastForSurvey ? null : startSurvey(entry, root, out)) };
}

/** Now and then lets the process hear of signals; a build would else be deaf until it has published. */
function withPauses(onProgress: NonNullable<BuildOptions['onProgress']>, signal: AbortSignal | undefined): OnProgress {
  const hearing = 50;
  let heard = performance.now();
  return (step, done, total) => {
    onProgress(step, done, total);
    if (step !== 'publish' && performance.now() - heard < hearing) return undefined;
    return new Promise((resolve, reject) => {
      setImmediate(() => {
        heard = performance.now();
        if (signal?.aborted === true) reject(new Fault(diagnostic('build-stopped', {})));
        else resolve();
      });
    });
  };
}

function summarize({ tally, rendered, report }: Built, milliseconds: number): Summary {
  const { posts, pages, held, nextDue } = tally;
  const { draft: drafts, unpublished, 'unreadable-flag': unreadable, future } = held;
  return { posts, pages, held: { drafts, unpublished, unreadable, future, nextDue }, rendered, report, milliseconds };
}

/** Lines of the sources, decoded as a build decodes them; files are read when something is to be shown of them. */
export function sourceLines(root: string): (span: Span) => string | null {
  const lines = new Map<string, readonly string[]>();
  return ({ file, line }) => {
    let known = lines.get(file);
    if (known === undefined) {
      const builtIn = file.startsWith('inkstone/');
      const path = builtIn ? join(packageFolder(), file.slice('inkstone/'.length)) : resolve(root, file);
      try {
        known = decode(readFileSync(path), file).value.split('\n');
      } catch {
        // A frame is a help, no more: without the file there is none.
        known = [];
      }
      lines.set(file, known);
    }
    return known[line - 1] ?? null;
  };
}
