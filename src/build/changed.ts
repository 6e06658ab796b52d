// A build in which something may have changed: the steps from sources to pages, each skipping what it knows from before.
import type { PostFacts } from '../model/article.js';
import type { Page } from '../model/page.js';
import type { KnownTemplates } from './open-theme.js';
import type { SourcePath } from '../model/paths.js';
import type { Built, BuildInput, OnProgress, Step } from './build.js';
import { drawable, drawCards, uncarded } from './cards.js';
import { checkLinks } from './check-links.js';
import { withGuesses } from './guesses.js';
import { listSources, listStatics, openData } from './open-site.js';
import { factsOnce } from './late.js';
import { withPlaces } from './places.js';
import { publish, settle } from './publish.js';
import { readAll } from './read-all.js';
import { keysOf, voided, type ArticleRecord, type Manifest } from './records.js';
import { isOwner, renderAll } from './render-all.js';
import { orderOf } from './same-shape.js';
import { makeSearch } from './search.js';
import { spanOf, tallyOf, type Look } from './whole.js';
import { noPageAt, pageAt, whyOf } from './why.js';
import { outputOf } from '../text/url.js';

export async function buildChanged(input: BuildInput, before: Manifest, look: Look): Promise<Built> {
  const { files, settings, stage, cache, now, painter = null, onProgress } = input;
  const team = await input.team();
  const listed = { ...files, walk: look.walk };
  const sources = listSources(listed);
  // Compiled once, for all threads.
  let templates: readonly KnownTemplates[] = [];
  const first = () => (templates = [team.own.openTheme([before.templates() ?? [], input.compiledTheme()].flat())]);
  const read = await readAll(sources.value, { team, settings, before, look, first }, (total) => counter(onProgress, 'read', total));
  const data = openData(listed);
  const statics = listStatics(listed, settings);
  const posts = [...read.value.values()].map(({ post }) => post);
  const derived = await team.derive({
    posts,
    data: data.value,
    statics: statics.value,
    drawable: drawable(posts, settings, painter),
    templates,
    now,
  });
  const { site, plan, theme } = derived.value;
  const keys = keysOf(input, site.config, theme);
  const asked = input.why === undefined ? null : pageAt(input.why, plan, site.config.base);
  const rendered = await renderAll({
    plan,
    sources: read.value,
    before: voided(before, keys),
    shape: { order: orderOf(site, statics.value), files: look.files },
    team,
    files,
    stage,
    onDone: counter(onProgress, 'render', plan.length),
    asked: asked === null ? null : outputOf(asked.url),
  });
  // Their going takes a while, and nothing waits for it.
  const gone = team.dismiss();
  const { count, kept, isAskedKept, articles, pages, shape } = rendered.value;
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
  const guessed = withGuesses([...steps, ...checked], owners(plan), team.own.nearest);
  const said = withPlaces(settle(guessed), files);
  const tally = tallyOf(site);
  const outputs = stage.marks();
  const built = await publish(input, { tally, rendered: count, kept, diagnostics: said });
  const isWhole = look.stamp !== null && built.report !== null;
  const whole = isWhole ? { stamp: look.stamp, ...spanOf(posts, now), outputs, diagnostics: said, tally, rendered: count } : null;
  const made = { keys, shape, templates: () => derived.value.templates, sources: read.value, articles, pages };
  // Before it is saved: then what was remembered is no more.
  const why =
    input.why === undefined
      ? []
      : [asked === null ? noPageAt(input.why, plan) : whyOf(asked, { before, now: made, plan, isKept: isAskedKept })];
  const unsaved = cache.save(whole, made);
  await gone;
  return { ...built, diagnostics: [...built.diagnostics, ...unsaved, ...why] };
}

function* owners(plan: readonly Page[]): Generator<SourcePath> {
  for (const page of plan) if (isOwner(page)) yield page.post;
}

/** What others need not know of is not looked at. */
function* referring(articles: ReadonlyMap<SourcePath, ArticleRecord>): Generator<readonly [SourcePath, PostFacts]> {
  for (const [id, record] of articles) if (record.refers) yield [id, factsOnce(record)];
}

function counter(onProgress: OnProgress, step: Step, total: number): (more: number) => Promise<void> | undefined {
  let done = 0;
  return (more) => onProgress(step, (done += more), total);
}
