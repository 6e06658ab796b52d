// The build: Source → Post → Site → Page → Output. Everything is rendered and checked before the first file is published;
// any error leaves what was published as it is.
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { PostFacts } from '../model/article.js';
import type { SourcePath } from '../model/paths.js';
import type { CommitReport, Stage } from '../model/stage.js';
import { drawable, drawCards, uncarded, type Painter } from './cards.js';
import { checkLinks } from './check-links.js';
import { listSources, listStatics, openData } from './open-site.js';
import { withPlaces } from './places.js';
import type { Remembered } from './manifest.js';
import { readAll } from './read-all.js';
import { keysOf, sourcesKey, voided, type ArticleRecord, type Manifest } from './records.js';
import { renderAll } from './render-all.js';
import { orderOf } from './same-shape.js';
import { makeSearch, type SearchIndexer } from './search.js';
import type { Team } from './team.js';
import { lookAt, spanOf, tallyOf, type Folders, type Look, type Tally, type Whole } from './whole.js';

export type Step = 'read' | 'render' | 'publish';
/**
 * Told of each source read and each page rendered. What it gives back is waited for: in such a pause a signal is heard, and
 * a rejection ends the build with nothing published.
 */
export type OnProgress = (step: Step, done: number, total: number) => Promise<void> | undefined;

export interface BuildInput extends Folders {
  /** Who reads and renders; what it renders goes into the stage. */
  readonly team: Team;
  readonly stage: Publisher;
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
  const isWhole = look.stamp !== null && whole?.stamp === look.stamp && whole.from <= input.now && input.now < whole.until;
  if (isWhole && input.stage.keep(whole.outputs)) {
    return publish(input, { ...whole, kept: whole.outputs.length });
  }
  return buildChanged(input, before.manifest(sourcesKey(input)), look);
}

async function buildChanged(input: BuildInput, before: Manifest, look: Look): Promise<Built> {
  const { files, settings, stage, team, cache, now, painter = null, onProgress } = input;
  const sources = listSources(files);
  const read = await readAll(sources.value, { team, settings, before, look }, (total) => counter(onProgress, 'read', total));
  const data = openData(files);
  const statics = listStatics(files, settings);
  const posts = [...read.value.values()].map(({ post }) => post);
  const derived = await team.derive({
    posts,
    data: data.value,
    statics: statics.value,
    drawable: drawable(posts, settings, painter),
    now,
  });
  const { site, plan, theme } = derived.value;
  const keys = keysOf(input, site.config, theme);
  const rendered = await renderAll({
    plan,
    sources: read.value,
    before: voided(before, keys),
    shape: { order: orderOf(site, statics.value), files: look.files },
    team,
    files,
    stage,
    onDone: counter(onProgress, 'render', plan.length),
  });
  await team.dismiss();
  const { count, kept, articles, pages, shape } = rendered.value;
  const found = await makeSearch(derived.value, { key: keys.articles, known: articles }, team.texts, input.indexer);
  for (const { output, content } of found.value) stage.put(output, content, 'asset');
  // A large index takes seconds: a signal that came meanwhile is heard before anything is published.
  if (found.value.length > 0) await onProgress('render', count, count);
  const unpainted = await drawCards(plan, site, painter, (output, content) => {
    stage.put(output, content, 'asset');
    return onProgress('render', count, count);
  });
  const checked = [...checkLinks(referring(articles), (id) => articles.get(id)?.facts, site), ...uncarded(site, painter), ...unpainted];

  const steps = [sources, read, data, statics, derived, rendered, found].flatMap(({ diagnostics }) => diagnostics);
  const said = withPlaces(settle([...steps, ...checked]), files);
  const tally = tallyOf(site);
  const outputs = stage.marks();
  const built = await publish(input, { tally, rendered: count, kept, diagnostics: said });
  const isWhole = look.stamp !== null && built.report !== null;
  const whole = isWhole ? { stamp: look.stamp, ...spanOf(posts, now), outputs, diagnostics: said, tally, rendered: count } : null;
  const unsaved = cache.save(whole, { keys, shape, sources: read.value, articles, pages });
  return { ...built, diagnostics: [...built.diagnostics, ...unsaved] };
}

/** The one moment in which something is published, or not. */
async function publish(input: BuildInput, { tally, rendered, kept, diagnostics }: Omit<Built, 'report'>): Promise<Built> {
  const { stage, onProgress, strict } = input;
  const settled = settle([...diagnostics, ...stage.review()]);
  const failed = input.failed || settled.some(({ severity }) => severity === 'error' || (strict && severity === 'warning'));
  await onProgress('publish', rendered, rendered);
  if (!failed) return { tally, rendered, kept, report: stage.commit(), diagnostics: settled };
  stage.abandon();
  return { tally, rendered, kept, report: null, diagnostics: settled };
}

/** Articles that stand alone refer to nothing. */
function* referring(articles: ReadonlyMap<SourcePath, ArticleRecord>): Generator<readonly [SourcePath, PostFacts]> {
  for (const [id, record] of articles) if (!record.isAlone) yield [id, record.facts];
}

function counter(onProgress: OnProgress, step: Step, total: number): (more: number) => Promise<void> | undefined {
  let done = 0;
  return (more) => onProgress(step, (done += more), total);
}

/** The same fault found twice (a post stands in its page and in three feeds) is one. */
export function settle(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter((one) => {
    const key = JSON.stringify([one.code, one.span, one.data]);
    return !seen.has(key) && seen.add(key);
  });
}
