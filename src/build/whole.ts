// The shortcut past everything: if no file that a build can read has changed, and no post has come due, the build is the
// one before, and all there is to do is to see whether what it published is still there. What a build can read is below
// six folders, so their listings and the state of each file in them are all that has to be looked at.
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Settings } from '../model/config.js';
import type { Files, Listing } from '../model/files.js';
import type { OutputPath, SourcePath } from '../model/paths.js';
import type { HeldPost, Post, PostDate } from '../model/post.js';
import type { Site } from '../model/site.js';
import { digestOf, type Digest } from '../text/hash.js';
import { isSource } from '../content/source.js';
import type { ThemeFolder } from './open-theme.js';

export interface Whole {
  readonly stamp: Digest;
  /** Between these instants the same posts are published. */
  readonly from: number;
  readonly until: number;
  /** Everything published, and its mark. */
  readonly outputs: readonly (readonly [OutputPath, string])[];
  readonly diagnostics: readonly Diagnostic[];
  readonly tally: Tally;
  readonly rendered: number;
}

/** What a summary says of the sources. */
export interface Tally {
  readonly posts: number;
  readonly pages: number;
  readonly held: Readonly<Record<HeldPost['reason'], number>>;
  /** The next post that comes due. */
  readonly nextDue: PostDate | null;
}

export interface Folders {
  readonly files: Files;
  readonly themes: readonly ThemeFolder[];
  readonly settings: Settings;
  /** Name, version and build of this program, and all else that the same sources could come out different by. */
  readonly program: string;
}

/** The state of everything that a build can read, taken before anything is read. */
export interface Look {
  /** Of all files; null: of some it is not known, or what is made depends on more. */
  readonly stamp: Digest | null;
  /** Of all files but the sources. */
  readonly files: Digest | null;
  /** Of the files below the folders of sources. */
  readonly states: ReadonlyMap<SourcePath, string | null>;
  /** The folders of the site as they were listed. */
  readonly walk: Files['walk'];
}

export function lookAt({ files, themes, settings, program }: Folders): Look {
  const states = new Map<SourcePath, string | null>();
  const listings = new Map<string, Listing>();
  const sources: unknown[] = [];
  const others: unknown[] = [program, settings];
  const folders: [Files, SourcePath, boolean][] = [
    ...['posts', 'pages', 'data'].map((folder): [Files, SourcePath, boolean] => [files, folder, false]),
    [files, settings.static, true],
    ...themes.map((theme): [Files, SourcePath, boolean] => [theme.files, theme.folder, false]),
  ];
  let isKnown = true;
  let areOthersKnown = true;
  for (const [from, folder, hidden] of folders) {
    const listing = from.walk(folder, hidden);
    if (from === files) listings.set(`${folder} ${hidden}`, listing);
    const holdsSources = folder === 'posts' || folder === 'pages';
    others.push(from.label, folder, listing.faults);
    for (const path of listing.files) {
      const state = from.state(path);
      const isOther = !holdsSources || !isSource(path);
      (isOther ? others : sources).push(path, state);
      if (holdsSources) states.set(path, state);
      isKnown &&= state !== null;
      areOthersKnown &&= state !== null || !isOther;
    }
  }
  const digest = digestOf(JSON.stringify(others));
  // What optional packages do depends on whether they are installed.
  const isClosed = !settings.search && settings.cards === null && settings.slug !== 'pinyin';
  return {
    stamp: isKnown && isClosed ? digestOf(JSON.stringify([digest, sources])) : null,
    files: areOthersKnown ? digest : null,
    states,
    walk: (folder, hidden = false) => listings.get(`${folder} ${hidden}`) ?? files.walk(folder, hidden),
  };
}

export function tallyOf({ posts, pages, held }: Site): Tally {
  const count = (reason: HeldPost['reason']) => held.filter((one) => one.reason === reason).length;
  const due = held.flatMap(({ reason, post }) => (reason === 'future' && post.date !== null ? [post.date] : []));
  return {
    posts: posts.length,
    pages: pages.length,
    held: { draft: count('draft'), unpublished: count('unpublished'), 'unreadable-flag': count('unreadable-flag'), future: due.length },
    nextDue: due.reduce<PostDate | null>((next, date) => (next === null || date.instant < next.instant ? date : next), null),
  };
}

/** Instants around `now` at which a post comes or goes: from the first on and before the second, the same are published. */
export type TimeSpan = Pick<Whole, 'from' | 'until'>;

export function spanOf(posts: Iterable<Post>, now: number): TimeSpan {
  let from = -1e15;
  let until = 1e15;
  for (const { kind, date } of posts) {
    if (kind !== 'post' || date === null) continue;
    if (date.instant > now) until = Math.min(until, date.instant);
    else from = Math.max(from, date.instant);
  }
  return { from, until };
}

export function holdsAt({ from, until }: TimeSpan, now: number): boolean {
  return from <= now && now < until;
}
