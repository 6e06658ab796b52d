// Several threads build one site: each of them takes sources as long as there are any, then pages as long as there are any.
// Each derives the same site from the same posts, so nothing but metadata crosses from one to another. A single thread is the
// same program with one share; a site too small for workers to be worth their start has no other.
import type { Derived, Progress, ReadSource, Rendered, Share, SiteSources } from '../build/share.js';
import { crossed } from '../build/late.js';
import { openTexts } from '../build/texts.js';
import type { OnDone, Team } from '../build/team.js';
import type { ArticleRecord, PageRecord } from '../build/records.js';
import type { Outcome } from '../diagnostics/diagnostic.js';
import type { Page } from '../model/page.js';
import type { OutputPath, SourcePath } from '../model/paths.js';
import type { Put } from '../output/plan.js';
import { frozen } from '../text/detach.js';
import { sameAsBefore } from '../text/same.js';
import type { Birth, Job, ReadReply, RenderReply } from './messages.js';
import { inPieces, noneTaken } from './pieces.js';
import { startRemote, unwatched, type Remote } from './remote.js';
import { outputOf } from '../text/url.js';

export interface TeamInput {
  /** The main thread's own. */
  readonly share: Share;
  readonly threads: Threads;
  /** What a worker runs. */
  readonly entry: URL;
  readonly birth: Pick<Birth, 'root' | 'settings'>;
  readonly stage: {
    share(shares: number): void;
    adopt(puts: readonly (readonly [OutputPath, Put])[]): void;
  };
}

export interface Threads {
  readonly count: number;
  /** Sources, or pages, below which a worker is not started. */
  readonly least: number;
}

export function openTeam({ share, threads, entry, birth, stage }: TeamInput): Team {
  let workers: readonly Remote[] = [];
  let plan: readonly Page[] = [];
  /** What workers that start later have to be told first. */
  const told: { readonly job: Job; readonly what: unknown }[] = [];

  /** Workers are started when there is work enough for them, and then for the whole build. */
  async function start(pieces: number): Promise<void> {
    // What they are told first, and derive from it, takes as long as a tenth of all pages.
    if (threads.count === 1 || workers.length > 0 || pieces < threads.least || pieces < plan.length / 10) return;
    stage.share(threads.count);
    workers = Array.from({ length: threads.count - 1 }, (_, i) => startRemote(entry, { ...birth, share: i + 1, shares: threads.count }));
    for (const { job, what } of told) await tellAll(job, what);
  }

  /** All work, here and there, until nothing is left. */
  async function divide<T, R>(work: Divided<T, R>, onDone: OnDone): Promise<Piece<R>[]> {
    const pieces: Piece<R>[] = [];
    if (work.all.length === 0) return pieces;
    const { all } = work;
    const taken = noneTaken();
    let elsewhere = 0;
    const order = { job: work.job, text: JSON.stringify(all), taken };
    const theirs = workers.map((worker) => {
      const take = (count: number, text: string, at: number) => {
        elsewhere += count;
        pieces.push({ at, value: work.take(text) });
      };
      const end = worker.order(order, { nameOf: (index) => work.nameOf(all[index]!), onDone: take });
      // It is waited for below; until then its failure is not unheard.
      end.catch(() => undefined);
      return end;
    });
    const done = () => {
      const more = 1 + elsewhere;
      elsewhere = 0;
      return onDone(more);
    };
    await inPieces(all, taken, async (some, at) => {
      pieces.push({ at, value: await work.here(some, { begin: () => undefined, done }) });
    });
    await Promise.all(theirs);
    // Whoever was faster.
    return pieces.sort((a, b) => a.at - b.at);
  }

  /** To those that are there, and to those that come later. */
  async function tell(job: Job, what: unknown): Promise<void> {
    told.push({ job, what });
    await tellAll(job, what);
  }

  async function tellAll(job: Job, what: unknown): Promise<void> {
    if (workers.length === 0) return;
    const text = JSON.stringify(what);
    await Promise.all(workers.map((worker) => worker.order({ job, text, taken: noneTaken() }, unwatched)));
  }

  const keep = openTexts();
  const same = sameAsBefore();

  /** What a worker has rendered. */
  function rendered({ puts, articles, pages, diagnostics }: RenderReply): Rendered {
    stage.adopt(puts);
    share.learn(frozen(articles.map(([told]) => told)));
    const records = articles.map(([[id], content, index]): [SourcePath, ArticleRecord] => [id, crossed(content, index, keep)]);
    const known = new Map(puts.map((one) => [one[0], one]));
    const made = pages.map(([output, record]): [OutputPath, PageRecord] => {
      const [path, { owned }] = known.get(output)!;
      return [path, { ...record, mark: owned[2], site: same(record.site) }];
    });
    return { articles: new Map(records), pages: new Map(made), diagnostics };
  }

  return {
    own: share,

    async read(paths, onDone, first) {
      await start(paths.length);
      first();
      const take = (text: string): readonly ReadSource[] => frozen(JSON.parse(text) as ReadReply);
      const read = await divide({ job: 'read', all: paths, nameOf: (path) => path, here: share.read, take }, onDone);
      return read.flatMap(({ value }) => value);
    },

    async derive({ posts, ...rest }: SiteSources): Promise<Outcome<Derived>> {
      for (const some of slices(posts)) await tell('posts', some);
      const telling = tell('derive', rest);
      const derived = share.derive({ posts, ...rest });
      plan = derived.value.plan;
      await telling;
      return derived;
    },

    async render(numbers, onDone): Promise<Rendered> {
      await start(numbers.length);
      const take = (text: string): Rendered => rendered(JSON.parse(text) as RenderReply);
      const nameOf = (number: number) => nameOfPage(plan[number]!);
      const all = await divide({ job: 'render', all: numbers, nameOf, here: share.render, take }, onDone);
      return joined(all.map(({ value }) => value));
    },

    async learn(articles): Promise<void> {
      if (workers.length === 0) return;
      for (const some of slices([...articles.keys()])) {
        await tellAll('learn', some.map(share.tell));
      }
    },

    texts: share.texts,

    async dismiss() {
      const leaving = workers;
      workers = [];
      await Promise.all(leaving.map((worker) => worker.close()));
    },
  };
}

interface Divided<T, R> {
  readonly job: Job;
  readonly all: readonly T[];
  readonly nameOf: (one: T) => string;
  readonly here: (some: readonly T[], progress: Progress) => Promise<R>;
  /** From JSON of what came of a worker's piece. */
  readonly take: (text: string) => R;
}

interface Piece<R> {
  readonly at: number;
  readonly value: R;
}

/** One after the other, with no list of pairs of all of them, which would be as large again. */
function joined(all: readonly Rendered[]): Rendered {
  const articles = new Map<SourcePath, ArticleRecord>();
  const pages = new Map<OutputPath, PageRecord>();
  for (const one of all) {
    for (const [id, record] of one.articles) articles.set(id, record);
    for (const [output, record] of one.pages) pages.set(output, record);
  }
  return { articles, pages, diagnostics: all.flatMap(({ diagnostics }) => diagnostics) };
}

/** So many posts cross at once. */
const atOnce = 1000;

function slices<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / atOnce) }, (_, nth) => all.slice(nth * atOnce, (nth + 1) * atOnce));
}

function nameOfPage(page: Page): string {
  return page.kind === 'post' || page.kind === 'page' ? page.post : outputOf(page.url);
}
