// The shortcut past everything: if no file that a build can read has changed, and no post has come due, the build is the
// one before, and all there is to do is to see whether what it published is still there. What a build can read is below
// six folders, so their listings and the state of each file in them are all that has to be looked at.
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Settings } from '../model/config.js';
import type { Files } from '../model/files.js';
import type { OutputPath, SourcePath } from '../model/paths.js';
import type { HeldPost, Post, PostDate } from '../model/post.js';
import type { Site } from '../model/site.js';
import { digestOf, type Digest } from '../text/hash.js';
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

/** The state of everything that a build can read; null: of some file it is not known. Taken before anything is read. */
export function stampOf({ files, themes, settings, program }: Folders): Digest | null {
  // What optional packages do depends on whether they are installed.
  if (settings.search || settings.cards !== null || settings.slug === 'pinyin') return null;
  const parts: unknown[] = [program, settings];
  const folders: [Files, SourcePath, boolean][] = [
    ...['posts', 'pages', 'data'].map((folder): [Files, SourcePath, boolean] => [files, folder, false]),
    [files, settings.static, true],
    ...themes.map((theme): [Files, SourcePath, boolean] => [theme.files, theme.folder, false]),
  ];
  for (const [from, folder, hidden] of folders) {
    const listing = from.walk(folder, hidden);
    parts.push(from.label, folder, listing.faults);
    for (const path of listing.files) {
      const state = from.state(path);
      if (state === null) return null;
      parts.push(path, state);
    }
  }
  return digestOf(JSON.stringify(parts));
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

/** Instants around `now` at which a post comes or goes. */
export function spanOf(posts: readonly Post[], now: number): Pick<Whole, 'from' | 'until'> {
  let from = -1e15;
  let until = 1e15;
  for (const { date } of posts) {
    if (date === null) continue;
    if (date.instant > now) until = Math.min(until, date.instant);
    else from = Math.max(from, date.instant);
  }
  return { from, until };
}
