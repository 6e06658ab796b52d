// The build: Source → Post → Site → Page → Output. Everything is rendered and checked before the first file is published;
// any error leaves what was published as it is.
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.js';
import type { Asset, PostFacts } from '../model/article.js';
import type { Page } from '../model/page.js';
import type { OutputPath, SourcePath } from '../model/paths.js';
import type { CommitReport, Stage } from '../model/stage.js';
import type { Digest } from '../text/hash.js';
import { planAssets } from '../pages/copies.js';
import { drawable, drawCards, uncarded, type Painter } from './cards.js';
import { checkLinks } from './check-links.js';
import { listSources, listStatics, openData } from './open-site.js';
import { withPlaces } from './places.js';
import { withoutCollisions } from './plan.js';
import { keysOf, sourcesKey, voided, type ArticleRecord, type Manifest, type PageRecord, type SourceRecord } from './records.js';
import type { Remembered } from './manifest.js';
import { readable } from './share.js';
import { makeSearch, type SearchIndexer } from './search.js';
import type { Team } from './team.js';
import { spanOf, stampOf, tallyOf, type Folders, type Tally, type Whole } from './whole.js';

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
  const stamp = stampOf(input);
  const { whole } = before;
  const isWhole = stamp !== null && whole?.stamp === stamp && whole.from <= input.now && input.now < whole.until;
  if (isWhole && input.stage.keep(whole.outputs)) {
    return publish(input, { ...whole, kept: whole.outputs.length });
  }
  return buildChanged(input, before.manifest(sourcesKey(input)), stamp);
}

async function buildChanged(input: BuildInput, before: Manifest, stamp: Digest | null): Promise<Built> {
  const { files, settings, stage, team, cache, now, painter = null, onProgress } = input;
  const sources = listSources(files);
  const read = await readAll(sources.value, before, input);
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
  const rendered = await renderAll(plan, read.value, voided(before, keys), input);
  await team.dismiss();
  const found = await makeSearch(derived.value, { key: keys.articles, known: rendered.value.articles }, team.texts, input.indexer);
  for (const { output, content } of found.value) stage.put(output, content, 'asset');
  // A large index takes seconds: a signal that came meanwhile is heard before anything is published.
  if (found.value.length > 0) await onProgress('render', rendered.value.count, rendered.value.count);
  const unpainted = await drawCards(plan, site, painter, (output, content) => {
    stage.put(output, content, 'asset');
    return onProgress('render', rendered.value.count, rendered.value.count);
  });
  const checked = [...checkLinks(factsOf(rendered.value.articles), site), ...uncarded(site, painter), ...unpainted];

  const steps = [sources, read, data, statics, derived, rendered, found].flatMap(({ diagnostics }) => diagnostics);
  const said = withPlaces(settle([...steps, ...checked]), files);
  const { count, kept, articles, pages } = rendered.value;
  const tally = tallyOf(site);
  const outputs = stage.marks();
  const built = await publish(input, { tally, rendered: count, kept, diagnostics: said });
  const isWhole = stamp !== null && built.report !== null;
  const whole = isWhole ? { stamp, ...spanOf(posts, now), outputs, diagnostics: said, tally, rendered: count } : null;
  const unsaved = cache.save(whole, { keys, sources: read.value, articles, pages });
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

/** Sources that the disk says are as they were are not read. */
async function readAll(
  paths: readonly SourcePath[],
  before: Manifest,
  { files, settings, team, onProgress }: BuildInput,
): Promise<Outcome<ReadonlyMap<SourcePath, SourceRecord>>> {
  // Which pinyin a name has, is not ours to know.
  const known = settings.slug === 'pinyin' ? new Map<SourcePath, SourceRecord>() : before.sources;
  const records = new Map<SourcePath, SourceRecord | null>();
  for (const path of paths) {
    const record = known.get(path);
    const isSame = record !== undefined && record.state !== null && record.state === files.state(path);
    records.set(path, isSame ? record : null);
  }
  const stale = paths.filter((path) => records.get(path) === null);
  const read = await team.read(stale, counter(onProgress, 'read', stale.length));
  const unreadable: Diagnostic[] = [];
  for (const [index, path] of stale.entries()) {
    const { value: post, diagnostics, digest, state } = read[index]!;
    if (post !== null) records.set(path, { state, digest, post, diagnostics });
    else {
      records.delete(path);
      unreadable.push(...diagnostics);
    }
  }
  const value = records as ReadonlyMap<SourcePath, SourceRecord>;
  return { value, diagnostics: [...[...value.values()].flatMap((record) => record.diagnostics), ...unreadable] };
}

interface AllRendered {
  readonly count: number;
  readonly kept: number;
  readonly articles: ReadonlyMap<SourcePath, ArticleRecord>;
  readonly pages: ReadonlyMap<OutputPath, PageRecord>;
}

/** First the pages that own an article, then the files these refer to, then the rest, which shows the facts of articles. */
async function renderAll(
  plan: readonly Page[],
  sources: ReadonlyMap<SourcePath, SourceRecord>,
  before: Manifest,
  { team, files, stage, onProgress }: BuildInput,
): Promise<Outcome<AllRendered>> {
  const owners: number[] = [];
  const others: number[] = [];
  for (const [number, { kind }] of plan.entries()) (kind === 'post' || kind === 'page' ? owners : others).push(number);
  const said: (readonly Diagnostic[])[] = [];
  const pages = new Map<OutputPath, PageRecord>();
  const found = new Map<SourcePath, ArticleRecord>();
  const onDone = counter(onProgress, 'render', plan.length);
  let kept = 0;

  await renderStale(owners.filter((number) => !isArticleFresh(plan[number]!) || !isKept(number)));
  // In the order of the plan, whoever rendered them.
  const articles = new Map<SourcePath, ArticleRecord>();
  for (const number of owners) {
    const page = plan[number]!;
    const record = 'post' in page ? found.get(page.post) : undefined;
    if (record !== undefined && 'post' in page) articles.set(page.post, record);
  }
  await team.learn(factsOf(articles));

  const assets = planAssets([...articles.values()].flatMap(({ facts }): readonly Asset[] => facts.assets));
  // The plan itself was checked before: what is new here concerns an asset.
  const all = withoutCollisions([...plan, ...assets]);
  said.push(all.diagnostics);
  for (const page of all.value.slice(plan.length)) {
    if (page.kind !== 'asset') continue;
    const { value, diagnostics } = readable({ value: { copyOf: page.from }, diagnostics: [] }, files);
    said.push(diagnostics);
    if (value !== null) stage.put(page.output, value, 'asset');
  }
  await renderStale(others.filter((number) => !isKept(number)));
  return { value: { count: all.value.length, kept, articles, pages }, diagnostics: said.flat() };

  function isArticleFresh(page: Page): boolean {
    if (page.kind !== 'post' && page.kind !== 'page') return false;
    const record = before.articles.get(page.post);
    if (record === undefined || !team.own.recall(page.post, sources.get(page.post)!.digest, record)) return false;
    found.set(page.post, record);
    return true;
  }

  /** Made from the same as before, and what was published then is still there. */
  function isKept(number: number): boolean {
    const { output } = plan[number]!;
    const record = before.pages.get(output);
    if (record === undefined) return false;
    const fresh = team.own.isFresh(number, record);
    if (!fresh.value || !stage.keep([[output, record.mark]])) return false;
    said.push(fresh.diagnostics);
    pages.set(output, record);
    kept++;
    return true;
  }

  async function renderStale(numbers: readonly number[]): Promise<void> {
    const rendered = await team.render(numbers, onDone);
    said.push(rendered.diagnostics);
    for (const [id, record] of rendered.articles) found.set(id, record);
    for (const [output, record] of rendered.pages) pages.set(output, record);
  }
}

function factsOf(articles: ReadonlyMap<SourcePath, ArticleRecord>): ReadonlyMap<SourcePath, PostFacts> {
  return new Map([...articles].map(([id, { facts }]) => [id, facts]));
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
