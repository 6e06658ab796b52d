// What a worker runs: a share of the build, one order after the other.
import { parentPort, workerData } from 'node:worker_threads';
import { crossing } from '../build/late.js';
import { sparing } from '../build/spare.js';
import type { Progress, SiteSources, Told } from '../build/share.js';
import { Fault, type Diagnostic } from '../diagnostics/diagnostic.js';
import { diskFiles } from '../files/disk.js';
import type { OutputPath, SourcePath } from '../model/paths.js';
import type { Post } from '../model/post.js';
import type { Put } from '../output/plan.js';
import { openStager, type Stager } from '../output/stager.js';
import { frozen } from '../text/detach.js';
import type { Birth, Order, ReadReply, RenderReply, Reply } from './messages.js';
import { diskShare } from './disk-share.js';
import { inPieces, type Taken } from './pieces.js';

const { root, settings, share: number, shares, begun } = workerData as Birth;
const port = parentPort!;
const files = diskFiles(root);
const mark = new Int32Array(begun);
let stager: Stager | null = null;
let puts: [OutputPath, Put][] = [];
let unread: Diagnostic[] = [];
let posts: Post[] = [];
const spare = sparing();
const share = diskShare(root, files, settings, (path, body, rank) => {
  stager ??= openStager(root, settings.out, files, number, shares);
  try {
    const put = stager.put(path, body, rank);
    puts.push([path, put]);
    return put.owned[2];
  } catch (error) {
    if (!(error instanceof Fault) || error.diagnostic.code !== 'unreadable-source') throw error;
    unread.push(error.diagnostic);
    return '';
  }
});

port.on('message', (order: Order) => {
  void obey(order).then(say, (error: unknown) => {
    if (error instanceof Fault) say({ fault: error.diagnostic });
    else say(error instanceof Error ? { message: error.message, stack: error.stack ?? '' } : { message: String(error), stack: '' });
  });
});

function say(reply: Reply): void {
  port.postMessage(reply);
}

async function obey({ job, text, taken }: Order): Promise<Reply> {
  const given: unknown = JSON.parse(text);
  switch (job) {
    case 'read':
      await tellPieces(given as SourcePath[], taken, (paths, progress): Promise<ReadReply> => share.read(paths, progress));
      break;
    case 'posts':
      for (const post of frozen(given as Post[])) posts.push(spare(post));
      break;
    case 'derive':
      // What there is to say of it, the main thread says, which derives the same.
      share.derive({ ...frozen(given as Omit<SiteSources, 'posts'>), posts });
      posts = [];
      break;
    case 'learn':
      share.learn(frozen(given as Told[]));
      break;
    case 'render':
      await tellPieces(given as number[], taken, async (numbers, progress): Promise<RenderReply> => {
        const { articles, pages, diagnostics } = await share.render(numbers, progress);
        const reply = {
          articles: [...articles].map(([id, record]) => [share.tell(id), ...crossing(record)] as const),
          pages: [...pages],
          diagnostics: [...diagnostics, ...unread],
          puts,
        };
        // The main thread keeps them.
        share.drop([...articles.keys()]);
        puts = [];
        unread = [];
        return reply;
      });
      break;
  }
  return { end: true };
}

/** What comes of each few is told at once: nothing that grows with the site is kept here for others. */
function tellPieces<T>(all: readonly T[], taken: Taken, work: (some: readonly T[], progress: Progress) => Promise<unknown>): Promise<void> {
  return inPieces(all, taken, async (some, at) => {
    const progress = { begin: (index: number) => void Atomics.store(mark, 0, at + index), done: () => undefined };
    say({ at, done: some.length, text: JSON.stringify(await work(some, progress)) });
  });
}
