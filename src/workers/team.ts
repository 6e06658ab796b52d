// Several threads build one site: the main thread and its workers each take every n-th source, then every n-th page. Each
// derives the same site from the same posts, so nothing but metadata crosses from one to another. A single thread is the
// same program with one share; a site too small for workers to be worth their start has no other.
import type { Derived, ReadSource, Rendered, Share, SiteSources } from '../build/share.js';
import type { OnDone, Team } from '../build/team.js';
import type { Outcome } from '../diagnostics/diagnostic.js';
import type { PostFacts } from '../model/article.js';
import type { Page } from '../model/page.js';
import type { OutputPath, SourcePath } from '../model/paths.js';
import type { Put } from '../output/plan.js';
import { frozen } from '../text/detach.js';
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

  /** Gives each worker its part, does the first part here, and waits for all. */
  async function divide<T, R>(job: Job, all: readonly T[], nameOf: (one: T) => string, onDone: OnDone, here: Here<T, R>) {
    const parts = shares(all, workers.length + 1);
    let elsewhere = 0;
    const theirs = workers.map((worker, i) => {
      const part = parts[i + 1]!;
      const reply = worker.order(
        job,
        JSON.stringify(part),
        (index) => nameOf(part[index]!),
        (more) => void (elsewhere += more),
      );
      // It is waited for below; until then its failure is not unheard.
      reply.catch(() => undefined);
      return reply;
    });
    const done = () => {
      const more = 1 + elsewhere;
      elsewhere = 0;
      return onDone(more);
    };
    const mine = await here(parts[0]!, { begin: () => undefined, done });
    return { mine, theirs: await Promise.all(theirs) };
  }

  const nothing = () => undefined;
  const tellAll = async (job: Job, what: unknown) => {
    if (workers.length === 0) return;
    const text = JSON.stringify(what);
    await Promise.all(workers.map((worker) => worker.order(job, text, () => '', nothing)));
  };

  return {
    own: share,

    async read(paths, onDone) {
      await start(paths.length);
      const { mine, theirs } = await divide('read', paths, (path) => path, onDone, share.read);
      return together<ReadSource>([mine, ...theirs.map((text) => frozen(JSON.parse(text) as ReadReply))]);
    },

    async derive(sources: SiteSources): Promise<Outcome<Derived>> {
      told.push({ job: 'derive', what: sources });
      const telling = tellAll('derive', sources);
      const derived = share.derive(sources);
      plan = derived.value.plan;
      await telling;
      return derived;
    },

    async render(pages, onDone): Promise<Rendered> {
      await start(pages.length);
      const { mine, theirs } = await divide('render', pages, (number) => nameOfPage(plan[number]!), onDone, share.render);
      const replies = theirs.map((text) => JSON.parse(text) as RenderReply);
      for (const { puts } of replies) stage.adopt(puts);
      const articles = new Map([mine, ...replies].flatMap((one) => frozen([...one.articles])));
      const records = new Map([mine, ...replies].flatMap((one) => [...one.pages]));
      return { articles, pages: records, diagnostics: [mine, ...replies].flatMap((one) => one.diagnostics) };
    },

    learn(facts): Promise<void> {
      share.learn(facts);
      return tellAll(
        'learn',
        [...facts].map(([id, one]): [SourcePath, PostFacts] => [id, brief(one)]),
      );
    },

    texts: share.texts,

    async dismiss() {
      const leaving = workers;
      workers = [];
      await Promise.all(leaving.map((worker) => worker.close()));
    },
  };
}

type Here<T, R> = (part: readonly T[], progress: Parameters<Share['read']>[1]) => Promise<R>;

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

/** What lists show of a post. */
function brief({ excerpt, words, cover }: PostFacts): PostFacts {
  return { excerpt, words, cover, toc: [], anchors: [], links: [], assets: [] };
}
