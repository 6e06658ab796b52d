// Folders → Site: lists the sources, reads each once, takes its metadata, indexes the whole.
import { detach } from '../text/detach.js';
import { diagnostic, inFile, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.js';
import { completeConfig } from '../config/settings.js';
import { readData } from '../content/data.js';
import { readPost } from '../content/read-post.js';
import type { Settings } from '../model/config.js';
import type { FileFault, Files } from '../model/files.js';
import type { SourcePath } from '../model/paths.js';
import type { Post } from '../model/post.js';
import type { Site } from '../model/site.js';
import { indexSite } from '../site/index-site.js';

export interface OpenSite {
  readonly site: Site;
  /** Files below the static folder. */
  readonly statics: readonly SourcePath[];
}

/** May ask for a pause, in which signals are heard. */
export type OnRead = (done: number, total: number) => Promise<void> | undefined;

/** `now`: start of the build, milliseconds since 1970. `onRead` is told how many sources have been read, of how many. */
export async function openSite(files: Files, settings: Settings, now: number, onRead: OnRead): Promise<Outcome<OpenSite>> {
  const diagnostics: Diagnostic[] = [];
  const sources = [...list('posts'), ...list('pages')].filter((path) => isSource(path, diagnostics));
  const posts: Post[] = [];
  const options = { timezone: settings.timezone, countScript: settings.lang === null };
  for (const [done, path] of sources.entries()) {
    const bytes = files.read(path);
    if (!(bytes instanceof Uint8Array)) diagnostics.push(faultOf(bytes));
    else {
      const post = readPost(path, bytes, options);
      for (const one of post.diagnostics) diagnostics.push(one);
      posts.push(detach(post.value));
    }
    const pause = onRead(done + 1, sources.length);
    if (pause !== undefined) await pause;
  }

  const data = readData(list('data').flatMap((path) => withBytes(path)));
  const config = completeConfig(settings, script(posts));
  const site = indexSite(posts, data.value, config, now);
  const statics = list(settings.static, true);
  return { value: { site: site.value, statics }, diagnostics: [...diagnostics, ...data.diagnostics, ...site.diagnostics] };

  function list(folder: SourcePath, hidden = false): readonly SourcePath[] {
    const listing = files.walk(folder, hidden);
    diagnostics.push(...listing.faults.map(faultOf));
    return listing.files;
  }

  function withBytes(path: SourcePath): { path: SourcePath; bytes: Uint8Array }[] {
    if (!/\.(?:ya?ml|json)$/i.test(path)) return [];
    const bytes = files.read(path);
    if (bytes instanceof Uint8Array) return [{ path, bytes }];
    diagnostics.push(faultOf(bytes));
    return [];
  }
}

export function faultOf({ fault, path, detail }: FileFault): Diagnostic {
  if (fault === 'leads-outside') return diagnostic('link-leads-outside', {}, inFile(path));
  if (fault === 'link-loop') return diagnostic('link-loop', {}, inFile(path));
  if (fault === 'bad-name') return diagnostic('bad-file-name', { reason: detail }, inFile(path));
  if (fault === 'not-a-file') return diagnostic('not-a-file', { detail }, inFile(path));
  return diagnostic('unreadable-source', { detail }, inFile(path));
}

/** Text in a form that other generators read and Inkstone does not: said, not skipped in silence. */
function isSource(path: SourcePath, diagnostics: Diagnostic[]): boolean {
  if (/\.(?:md|markdown|html)$/i.test(path)) return true;
  if (/\.(?:mdx|mdown|mkd|txt|org|rst|adoc|asciidoc|textile|htm)$/i.test(path))
    diagnostics.push(diagnostic('unread-format', {}, inFile(path)));
  return false;
}

function script(posts: readonly Post[]): { han: number; latin: number } {
  return posts.reduce((sum, post) => ({ han: sum.han + post.script.han, latin: sum.latin + post.script.latin }), { han: 0, latin: 0 });
}
