// What the terminal says after a change: the files, the address of a lone post, and what is wrong in what was written.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { at, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { SourcePath } from '../model/paths.js';
import { settle } from '../build/publish.js';
import { sourceLines } from '../project.js';
import { changedPosts, type Live, type Update } from './live.js';

export interface Told extends Update {
  /** Address of the one post that changed; null for anything else. */
  readonly url: string | null;
  /** The one file that changed is gone. */
  readonly isGone: boolean;
  readonly diagnostics: readonly Diagnostic[];
  readonly lineOf: (file: string, line: number) => string | null;
}

/** So many of the posts that changed together are rendered to say what is wrong in them. */
const mostRendered = 20;

/** The posts that changed are rendered, seen or not, so that the terminal says at once what is wrong in them. */
export function told(update: Update, live: Live, root: string): Told {
  const edition = live.edition();
  const posts = edition === null ? [] : changedPosts(update, edition);
  const site = edition?.site.value;
  const urls = posts.slice(0, mostRendered).flatMap((id) => site?.urls.get(id) ?? []);
  const base = site?.config.base.slice(0, -1) ?? '';
  const shown = urls.map((url) => live.look(base + url));
  const own = shown.flatMap((one) => (one.kind === 'page' ? one.said : one.kind === 'broken' ? one.errors : []));
  const [url] = urls;
  // Folders come and go with their files, and a post that was renamed is one.
  const paths = update.paths.filter((path) => !isFolder(join(root, path)) && !update.paths.includes(live.movedTo(path) ?? ''));
  const isLone = posts.length === 1 && paths.every((path) => path === posts[0]);
  const isGone = paths.length === 1 && !existsSync(join(root, paths[0]!));
  return {
    ...update,
    paths,
    url: isLone ? (url ?? null) : null,
    isGone,
    diagnostics: settle([...live.said(), ...own]),
    lineOf: linesOf(root),
  };
}

function isFolder(place: string): boolean {
  try {
    return statSync(place).isDirectory();
  } catch {
    return false;
  }
}

/** Lines of sources, for code frames. */
export function linesOf(root: string): (file: SourcePath, line: number) => string | null {
  const lines = sourceLines(root);
  return (file, line) => lines(at(file, line));
}
