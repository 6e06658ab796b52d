// The build: Source → Post → Site → Page → Output. Everything is rendered and checked before the first file is published;
// any error leaves what was published as it is.
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.js';
import type { Asset, PostFacts } from '../model/article.js';
import type { Settings } from '../model/config.js';
import type { Files } from '../model/files.js';
import type { SourcePath } from '../model/paths.js';
import type { Site } from '../model/site.js';
import type { CommitReport, Stage } from '../model/stage.js';
import { planAssets } from '../pages/copies.js';
import { checkLinks } from './check-links.js';
import { listSources, listStatics, openData } from './open-site.js';
import { withoutCollisions } from './plan.js';
import { makeSearch, type SearchIndexer } from './search.js';
import { readable, type Derived } from './share.js';
import type { Team } from './team.js';

export type Step = 'read' | 'render' | 'publish';
/**
 * Told of each source read and each page rendered. What it gives back is waited for: in such a pause a signal is heard, and
 * a rejection ends the build with nothing published.
 */
export type OnProgress = (step: Step, done: number, total: number) => Promise<void> | undefined;

export interface BuildInput {
  readonly files: Files;
  readonly settings: Settings;
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
  readonly onProgress: OnProgress;
}

export interface Publisher extends Stage {
  /** After the last `put`: what stands in the way in the output folder, and whose files will be replaced there. */
  review(): readonly Diagnostic[];
}

export interface Built {
  readonly site: Site;
  readonly rendered: number;
  /** null: nothing was published, the diagnostics say why. */
  readonly report: CommitReport | null;
  readonly diagnostics: readonly Diagnostic[];
}

export async function build(input: BuildInput): Promise<Built> {
  const { files, settings, stage, team, now, onProgress } = input;
  const sources = listSources(files);
  const read = await team.read(sources.value, counter(onProgress, 'read', sources.value.length));
  const data = openData(files);
  const statics = listStatics(files, settings);
  const posts = read.flatMap(({ value }) => value ?? []);
  const derived = await team.derive({ posts, data: data.value, statics: statics.value, now });
  const { site } = derived.value;
  const rendered = await renderAll(derived.value, input);
  await team.dismiss();
  const found = await makeSearch(derived.value, team.documents, input.indexer);
  for (const { output, content } of found.value) stage.put(output, content, 'asset');
  // A large index takes seconds: a signal that came meanwhile is heard before anything is published.
  if (found.value.length > 0) await onProgress('render', rendered.value.count, rendered.value.count);
  const checked = checkLinks(rendered.value.facts, site);

  const said = [sources, ...read, data, statics, derived, rendered, found].flatMap((step) => step.diagnostics);
  const settled = settle([...said, ...checked, ...stage.review()]);
  const failed = input.failed || settled.some(({ severity }) => severity === 'error' || (input.strict && severity === 'warning'));
  const { count } = rendered.value;
  await onProgress('publish', count, count);
  if (!failed) return { site, rendered: count, report: stage.commit(), diagnostics: settled };
  stage.abandon();
  return { site, rendered: count, report: null, diagnostics: settled };
}

interface AllRendered {
  readonly count: number;
  readonly facts: ReadonlyMap<SourcePath, PostFacts>;
}

/** First the pages that own an article, then the files these refer to, then the rest, which shows the facts of articles. */
async function renderAll({ plan }: Derived, { team, files, stage, onProgress }: BuildInput): Promise<Outcome<AllRendered>> {
  const owners: number[] = [];
  const others: number[] = [];
  for (const [number, { kind }] of plan.entries()) (kind === 'post' || kind === 'page' ? owners : others).push(number);
  const onDone = counter(onProgress, 'render', plan.length);
  const first = await team.render(owners, onDone);
  await team.learn(first.facts);

  const assets = planAssets([...first.facts.values()].flatMap((facts): readonly Asset[] => facts.assets));
  // The plan itself was checked before: what is new here concerns an asset.
  const all = withoutCollisions([...plan, ...assets]);
  const copies = all.value.slice(plan.length);
  const copied = copies.map((page) => {
    if (page.kind !== 'asset') return [];
    const { value, diagnostics } = readable({ value: { copyOf: page.from }, diagnostics: [] }, files);
    if (value !== null) stage.put(page.output, value, 'asset');
    return diagnostics;
  });
  const rest = await team.render(others, onDone);
  const diagnostics = [...first.diagnostics, ...all.diagnostics, ...copied.flat(), ...rest.diagnostics];
  return { value: { count: all.value.length, facts: first.facts }, diagnostics };
}

function counter(onProgress: OnProgress, step: Step, total: number): (more: number) => Promise<void> | undefined {
  let done = 0;
  return (more) => onProgress(step, (done += more), total);
}

/** The same fault found twice (a post stands in its page and in three feeds) is one. */
function settle(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter((one) => {
    const key = JSON.stringify([one.code, one.span, one.data]);
    return !seen.has(key) && seen.add(key);
  });
}
