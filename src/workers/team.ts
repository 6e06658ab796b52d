// Several threads build one site: the main thread and its workers each take every n-th source, then every n-th page. Each
// derives the same site from the same posts, so nothing but metadata crosses from one to another. A single thread is the
// same program with one share; a site too small for workers to be worth their start has no other.
import type { Derived, Progress, ReadSource, Rendered, Share, SiteSources } from '../build/share.js';
import { crossed, openTexts } from '../build/late.js';
import type { OnDone, Team } from '../build/team.js';
import type { ArticleRecord, PageRecord } from '../build/records.js';
import type { Outcome } from '../diagnostics/diagnostic.js';
import type { Brief } from '../model/article.js';
import type { Page } from '../model/page.js';
import type { OutputPath, SourcePath } from '../model/paths.js';
import type { Put } from '../output/plan.js';
import { frozen } from '../text/detach.js';
import { sameAsBefore } from '../text/same.js';
import type { Birth, Job, ReadReply, RenderReply } from './messages.js';
import { startRemote, type Remote } from './remote.js';

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

  /** Gives each worker its part, does the first part here, and waits for all. `take` gets what comes of a worker's, piece by piece. */
  async function divide<T, R>(work: Divided<T, R>, onDone: OnDone): Promise<R> {
    const parts = shares(work.all, workers.length + 1);
    let elsewhere = 0;
    const theirs = workers.map((worker, i) => {
      const part = parts[i + 1]!;
      const take = (count: number, text: string) => {
        elsewhere += count;
        work.take(i, text);
      };
      const end = worker.order(work.job, JSON.stringify(part), (index) => work.nameOf(part[index]!), take);
      // It is waited for below; until then its failure is not unheard.
      end.catch(() => undefined);
      return end;
    });
    const done = () => {
      const more = 1 + elsewhere;
      elsewhere = 0;
      return onDone(more);
    };
    const mine = await work.here(parts[0]!, { begin: () => undefined, done });
    await Promise.all(theirs);
    return mine;
  }

  const nothing = () => undefined;

  /** To those that are there, and to those that come later. */
  async function tell(job: Job, what: unknown): Promise<void> {
    told.push({ job, what });
    await tellAll(job, what);
  }

  async function tellAll(job: Job, what: unknown): Promise<void> {
    if (workers.length === 0) return;
    const text = JSON.stringify(what);
    await Promise.all(workers.map((worker) => worker.order(job, text, () => '', nothing)));
  }

  const keep = openTexts();
  const same = sameAsBefore();

  /** What a worker has rendered. */
  function taken({ puts, articles, pages, diagnostics }: RenderReply): Rendered {
    stage.adopt(puts);
    share.learn(new Map(articles.map(([id, , , brief]) => [id, frozen(brief)])));
    const records = articles.map(([id, content, index]): [SourcePath, ArticleRecord] => [id, crossed(content, index, keep)]);
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
      const theirs = workers.map((): ReadSource[] => []);
      const take = (nth: number, text: string) => theirs[nth]!.push(...frozen(JSON.parse(text) as ReadReply));
      const mine = await divide({ job: 'read', all: paths, nameOf: (path) => path, here: share.read, take }, onDone);
      return together<ReadSource>([mine, ...theirs]);
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
      const theirs = workers.map((): Rendered[] => []);
      const take = (nth: number, text: string) => theirs[nth]!.push(taken(JSON.parse(text) as RenderReply));
      const nameOf = (number: number) => nameOfPage(plan[number]!);
      const mine = await divide({ job: 'render', all: numbers, nameOf, here: share.render, take }, onDone);
      // In the order of the threads, whoever was faster.
      const all = [mine, ...theirs.flat()];
      const articles = new Map<SourcePath, ArticleRecord>();
      const pages = new Map<OutputPath, PageRecord>();
      for (const one of all) {
        for (const [id, record] of one.articles) articles.set(id, record);
        for (const [output, record] of one.pages) pages.set(output, record);
      }
      return { articles, pages, diagnostics: all.flatMap((one) => one.diagnostics) };
    },

    async learn(articles): Promise<void> {
      if (workers.length === 0) return;
      for (const some of slices([...articles.keys()])) {
        await tellAll(
          'learn',
          some.map((id): [SourcePath, Brief] => [id, share.brief(id)]),
        );
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
  readonly here: (part: readonly T[], progress: Progress) => Promise<R>;
  /** JSON of what came of some pieces of the nth worker's part. */
  readonly take: (nth: number, text: string) => void;
}

/** So many posts cross at once. */
const atOnce = 1000;

function slices<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / atOnce) }, (_, nth) => all.slice(nth * atOnce, (nth + 1) * atOnce));
}

/** Every n-th to each: neighbours, which are alike in length and kind, are spread evenly. */
function shares<T>(all: readonly T[], count: number): T[][] {
  return Array.from({ length: count }, (_, share) => all.filter((_one, index) => index % count === share));
}

/** The reverse of `shares`. */
function together<T>(parts: readonly (readonly T[])[]): T[] {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Array.from({ length }, (_, index) => parts[index % parts.length]![Math.floor(index / parts.length)]!);
}

function nameOfPage(page: Page): string {
  return page.kind === 'post' || page.kind === 'page' ? page.post : page.output;
}
