// What a site is opened from, the first time: its files as they were seen ahead by another thread, and what is remembered of
// them. From then on it is the disk itself.
import { Fault, type Outcome } from '../diagnostics/diagnostic.js';
import type { DiskFiles } from '../files/disk.js';
import type { Settings } from '../model/config.js';
import type { SourcePath } from '../model/paths.js';
import type { Post } from '../model/post.js';
import { rememberedSources } from '../project.js';
import { programId } from '../workers/world.js';
import type { Ahead } from './ahead.js';
import type { Edition } from './edition.js';
import { leastKept, memoryKey, recall, remember, rememberedPosts } from './memory.js';
import { asSeen, lookAt, restPaths, sourcePaths, together, type Look } from './scan.js';

export interface FirstLook {
  /** Looks at all but the sources. `paths`: all of the site; what only the config names, nobody has looked at ahead. */
  begin(paths: readonly SourcePath[]): Promise<void>;
  seen(): Promise<DiskFiles>;
  /** Of files that are as they were. */
  remembered(settings: Settings, files: DiskFiles): Promise<ReadonlyMap<SourcePath, Outcome<Post>>>;
  /** The site is open. The files as they were before. */
  end(): Look;
  /** Keeps for the next preview what this one has read, if that was much. `look`: from before it was read. */
  keep(edition: Pick<Edition, 'settings' | 'posts' | 'remarks'>, look: Look, pause: () => Promise<void>): Promise<void>;
}

/** `files`: those from which pages are made later, so that what they remember of folders is what is listed here. */
export function firstLook(root: string, ahead: Ahead, files: DiskFiles): FirstLook {
  let look: Look | null = together();
  let known = 0;

  async function own(settings: Settings): Promise<ReadonlyMap<SourcePath, Outcome<Post>>> {
    // Which pinyin a name has, is not ours to know.
    if (settings.slug === 'pinyin') return new Map();
    const memory = look === null ? recall(root, lookAt(root, sourcePaths).picture) : ((await ahead.memory) ?? recall(root, look.picture));
    const posts = rememberedPosts(memory, memoryKey(programId(), settings));
    known = posts.size;
    return posts;
  }

  return {
    async begin(paths) {
      const named = paths.filter((path) => !restPaths.includes(path) && !sourcePaths.includes(path));
      look = together((await ahead.rest) ?? lookAt(root, restPaths), lookAt(root, named));
    },

    async seen() {
      if (look === null) return files;
      look = together(look, (await ahead.sources) ?? lookAt(root, sourcePaths));
      return asSeen(files, look);
    },

    async remembered(settings, seen) {
      const posts = await own(settings);
      return posts.size > 0 ? posts : ofTheBuild(root, settings, seen);
    },

    end() {
      const last = look ?? together();
      look = null;
      ahead.end();
      return last;
    },

    async keep({ settings, posts, remarks }, last, pause) {
      if (settings.value.slug === 'pinyin' || posts.value.size - known < leastKept) return;
      await remember(root, memoryKey(programId(), settings.value), { posts: posts.value, remarks }, last, pause);
    },
  };
}

/** What a build knew is slower to read, as it is written for builds. */
function ofTheBuild(root: string, settings: Settings, seen: DiskFiles): ReadonlyMap<SourcePath, Outcome<Post>> {
  const known = new Map<SourcePath, Outcome<Post>>();
  for (const [path, record] of sourcesOfTheBuild(root, settings)) {
    if (record.state !== null && record.state === seen.stamp(path))
      known.set(path, { value: record.post, diagnostics: record.diagnostics });
  }
  return known;
}

function sourcesOfTheBuild(root: string, settings: Settings): ReturnType<typeof rememberedSources> {
  try {
    return rememberedSources(root, settings);
  } catch (error) {
    // Where a build could not write: that is said when one is tried.
    if (error instanceof Fault) return new Map();
    throw error;
  }
}
