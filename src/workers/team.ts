// Several threads build one site: each of them takes sources as long as there are any, then every n-th article's page, then
// other pages as long as there are any. Each derives the same site from the same posts, so nothing but metadata crosses from
// one to another. A single thread is the same program with one share; a site too small for workers to be worth their start
// has no other.
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
import { fromStart, inPieces, type Next } from './pieces.js';
import { startRemote, unwatched, type Remote } from './remote.js';

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
  /** Sources below which a worker is not started. */
  readonly least: number;
}

export function openTeam({ share, threads, entry, birth, stage }: TeamInput): Team {
  let workers: readonly Remote[] = [];
  let plan: readonly Page[] = [];
  /** What workers that start later have to be told first. */
  const told: { readonly job: Job; readonly what: unknown }[] = [];

  /** Workers are started when there is work enough for them, and then for the whole build. */
  async function start(pieces: number): Promise<void> {
    if (threads.count === 1 || workers.length > 0 || pieces < threads.least) return;
    stage.share(threads.count);
    workers = Array.from({ length: threads.count - 1 }, (_, i) => startRemote(entry, { ...birth, share: i + 1, shares: threads.count }));
    for (const { job, what } of told) await tellAll(job, what);
  }

  /** Gives each worker its part, does the first part here, and waits for all. */
  async function divide<T, R>(work: Divided<T, R>, onDone: OnDone): Promise<Piece<R>[]> {
    const pieces: Piece<R>[] = [];
    if (work.all.length === 0) return pieces;
    const parts = work.isShared ? shared(work.all, workers.length + 1) : shares(work.all, workers.length + 1);
    let elsewhere = 0;
    const theirs = workers.map((worker, i) => {
      const { all, next } = parts[i + 1]!;
      const take = (count: number, text: string, at: number) => {
        elsewhere += count;
        pieces.push({ at, thread: i + 1, value: work.take(text) });
      };
      const order = { job: work.job, text: JSON.stringify(all), next };
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
    const { all, next } = parts[0]!;
    await inPieces(all, next, async (some, at) => {
      pieces.push({ at, thread: 0, value: await work.here(some, { begin: () => undefined, done }) });
    });
    await Promise.all(theirs);
    // Whoever was faster.
    return pieces.sort((a, b) => a.at - b.at || a.thread - b.thread);
  }

  /** To those that are there, and to those that come later. */
  async function tell(job: Job, what: unknown): Promise<void> {
    told.push({ job, what });
    await tellAll(job, what);
  }

  async function tellAll(job: Job, what: unknown): Promise<void> {
    if (workers.length === 0) return;
    const text = JSON.stringify(what);
    await Promise.all(workers.map((worker) => worker.order({ job, text, next: fromStart() }, unwatched)));
  }

  const keep = openTexts();
  const same = sameAsBefore();

  /** What a worker has rendered. */
  function taken({ puts, articles, pages, diagnostics }: RenderReply): Rendered {
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

    async read(paths, onDone) {
      await start(paths.length);
      const take = (text: string): readonly ReadSource[] => frozen(JSON.parse(text) as ReadReply);
      const read = await divide({ job: 'read', all: paths, isShared: true, nameOf: (path) => path, here: share.read, take }, onDone);
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
      const take = (text: string): Rendered => taken(JSON.parse(text) as RenderReply);
      const nameOf = (number: number) => nameOfPage(plan[number]!);
      const work = { job: 'render', nameOf, here: share.render, take } as const;
      // How often near names are looked for is counted in each thread: so it has the same articles in every build.
      const owners = await divide({ ...work, all: numbers.filter((number) => hasArticles(plan[number]!)), isShared: false }, onDone);
      // From the end, where the plan has the largest (archive, sitemap): the last ones taken are small, and nobody waits long.
      const rest = numbers.filter((number) => !hasArticles(plan[number]!)).toReversed();
      const lists = await divide({ ...work, all: rest, isShared: true }, onDone);
      return joined([...owners, ...lists.toReversed()].map(({ value }) => value));
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
  /** Whoever is free takes the next piece of it; else each thread has its own part. */
  readonly isShared: boolean;
  readonly nameOf: (one: T) => string;
  readonly here: (some: readonly T[], progress: Progress) => Promise<R>;
  /** From JSON of what came of a worker's piece. */
  readonly take: (text: string) => R;
}

interface Piece<R> {
  /** In the list of its thread. */
  readonly at: number;
  readonly thread: number;
  readonly value: R;
}

interface Part<T> {
  readonly all: readonly T[];
  readonly next: Next;
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

function shared<T>(all: readonly T[], count: number): Part<T>[] {
  const part = { all, next: fromStart() };
  return Array.from({ length: count }, () => part);
}

/** Every n-th to each: neighbours, which are alike in length and kind, are spread evenly. */
function shares<T>(all: readonly T[], count: number): Part<T>[] {
  return Array.from({ length: count }, (_, share) => ({ all: all.filter((_one, index) => index % count === share), next: fromStart() }));
}

function hasArticles(page: Page): boolean {
  return page.kind === 'post' || page.kind === 'page' || page.kind === 'feed';
}

function nameOfPage(page: Page): string {
  return page.kind === 'post' || page.kind === 'page' ? page.post : page.output;
}
