// The step from the plan to finished pages: those are rendered that are not known to come out as they are published. First
// the pages that own an article, then the files these refer to, then the rest, which shows the facts of articles.
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.js';
import type { Asset } from '../model/article.js';
import type { Files } from '../model/files.js';
import type { Page } from '../model/page.js';
import type { OutputPath, SourcePath } from '../model/paths.js';
import type { Stage } from '../model/stage.js';
import { planAssets } from '../pages/copies.js';
import { factsOnce } from './late.js';
import { withoutCollisions } from './plan.js';
import type { ArticleRecord, Manifest, PageRecord, Shape, SourceRecord } from './records.js';
import { editedIn, mostEdited, passable, standAlike } from './same-shape.js';
import { readable } from './share.js';
import type { OnDone, Team } from './team.js';
import { outputOf } from '../text/url.js';

export interface Rendering {
  readonly plan: readonly Page[];
  readonly sources: ReadonlyMap<SourcePath, SourceRecord>;
  /** What still holds of an earlier build. */
  readonly before: Manifest;
  /** But for the fields of the site, which show the facts of articles. */
  readonly shape: Omit<Shape, 'fields'>;
  readonly team: Team;
  readonly files: Files;
  readonly stage: Stage;
  readonly onDone: OnDone;
  /** Of this page it is asked whether it was kept. */
  readonly asked: OutputPath | null;
}

export interface AllRendered {
  readonly count: number;
  readonly kept: number;
  readonly isAskedKept: boolean;
  readonly articles: ReadonlyMap<SourcePath, ArticleRecord>;
  readonly pages: ReadonlyMap<OutputPath, PageRecord>;
  readonly shape: Shape;
}

export async function renderAll({
  plan,
  sources,
  before,
  shape,
  team,
  files,
  stage,
  onDone,
  asked,
}: Rendering): Promise<Outcome<AllRendered>> {
  const owners: number[] = [];
  const others: number[] = [];
  for (const [number, page] of plan.entries()) (isOwner(page) ? owners : others).push(number);
  const said: (readonly Diagnostic[])[] = [];
  const pages = new Map<OutputPath, PageRecord>();
  const found = new Map<SourcePath, ArticleRecord>();
  let kept = 0;
  let isAskedKept = false;

  const { shape: old } = before;
  const isAlike = old !== null && old.order === shape.order && standAlike(before.sources, sources);
  const areFilesAlike = isAlike && old.files !== null && old.files === shape.files;
  const stale = owners.flatMap((number) => {
    const page = plan[number]!;
    return isOwner(page) && !isRecalled(page.post) ? [page.post] : [];
  });
  const isFew = isAlike && stale.length <= mostEdited;
  const passing = (fields: Shape['fields']) =>
    isFew ? passable(old.fields, fields, editedIn(stale, before, { sources, articles: found })) : () => false;
  let isPassable = passing(isFew ? team.own.siteDigests() : {});
  if (isAlike) recallSummaries();

  await renderStale(owners.filter((number) => !isKept(number)));
  // In the order of the plan, whoever rendered them.
  const articles = new Map<SourcePath, ArticleRecord>();
  for (const number of owners) {
    const page = plan[number]!;
    const record = isOwner(page) ? found.get(page.post) : undefined;
    if (record !== undefined && isOwner(page)) articles.set(page.post, record);
  }
  await team.learn(articles);

  const assets = planAssets([...articles.values()].flatMap((record): readonly Asset[] => (record.refers ? factsOnce(record).assets : [])));
  // The plan itself was checked before: what is new here concerns an asset.
  const all = assets.length === 0 ? { value: plan, diagnostics: [] } : withoutCollisions([...plan, ...assets]);
  said.push(all.diagnostics);
  for (const page of all.value.slice(plan.length)) {
    if (page.kind !== 'asset') continue;
    const { value, diagnostics } = readable({ value: { copyOf: page.from }, diagnostics: [] }, files);
    said.push(diagnostics);
    if (value !== null) stage.put(outputOf(page.url), value, 'asset');
  }
  // What the edited articles tell, and with them the site, is known by now.
  const fields = team.own.siteDigests();
  isPassable = passing(fields);
  await renderStale(others.filter((number) => !isKept(number)));
  const value = { count: all.value.length, kept, isAskedKept, articles, pages, shape: { ...shape, fields } };
  return { value, diagnostics: said.flat() };

  function isRecalled(id: SourcePath): boolean {
    const record = before.articles.get(id);
    if (record === undefined) return false;
    // Where a reference leads is decided by the order and the files.
    if (!team.own.recall(id, sources.get(id)!.digest, record, record.isAlone || areFilesAlike)) return false;
    found.set(id, record);
    return true;
  }

  /** What lists show of a post whose article is the same is the same: also its terms, of which the order decides. */
  function recallSummaries(): void {
    const changed = new Set(stale);
    for (const number of owners) {
      const page = plan[number]!;
      const record = before.pages.get(outputOf(page.url));
      if (isOwner(page) && record !== undefined && record.summary !== '' && !changed.has(page.post))
        team.own.recallSummary(page.post, record.summary);
    }
  }

  /** Made from the same as before, and what was published then is still there. */
  function isKept(number: number): boolean {
    const page = plan[number]!;
    // One text for all that is asked: V8 finds a name in a map the faster for having met this very text before.
    const output = outputOf(page.url);
    const record = before.pages.get(output);
    if (record === undefined || (isOwner(page) && !found.has(page.post))) return false;
    const fresh = isPassable(record) ? { value: record, diagnostics: [] } : team.own.stillFresh(number, record);
    if (fresh.value === null || !stage.keep([[output, record.mark]])) return false;
    if (fresh.diagnostics.length > 0) said.push(fresh.diagnostics);
    pages.set(output, fresh.value);
    kept++;
    if (output === asked) isAskedKept = true;
    return true;
  }

  async function renderStale(numbers: readonly number[]): Promise<void> {
    const rendered = await team.render(numbers, onDone);
    said.push(rendered.diagnostics);
    for (const [id, record] of rendered.articles) found.set(id, record);
    for (const [output, record] of rendered.pages) pages.set(output, record);
  }
}

/** Does it own an article? */
export function isOwner(page: Page): page is Extract<Page, { kind: 'post' | 'page' }> {
  return page.kind === 'post' || page.kind === 'page';
}
