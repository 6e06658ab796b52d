// What the terminal says after a change: the files, the address of a lone post, and what is wrong in what was written.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { at, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { SourcePath } from '../model/paths.js';
import { settle } from '../build/publish.js';
import { sourceLines } from '../project.js';
import { changedPosts, type Live, type Update } from './live.js';
import { foldersOf } from './scan.js';

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

/**
 * The posts that changed are rendered, seen or not, so that the terminal says at once what is wrong in them. `gone`: what was
 * told to have gone; it is kept for the next update.
 */
export function told(update: Update, live: Live, root: string, gone: Set<SourcePath>): Told {
  const edition = live.edition();
  const posts = edition === null ? [] : changedPosts(update, edition);
  const site = edition?.site.value;
  const urls = posts.slice(0, mostRendered).flatMap((id) => site?.urls.get(id) ?? []);
  const base = site?.config.base.slice(0, -1) ?? '';
  const shown = urls.map((url) => live.look(base + url));
  const own = shown.flatMap((one) => (one.kind === 'page' ? one.said : one.kind === 'broken' ? one.errors : []));
  const [url] = urls;
  // A post that was renamed is one.
  const once = update.paths.filter((path) => !update.paths.includes(live.movedTo(path) ?? ''));
  const paths = worthALine(once, root, gone);
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

/** So many are remembered. */
const mostGone = 500;

/**
 * What goes, goes once, a folder with all that is in it, whichever of them was noticed first. It comes back as what it went as,
 * but for a single file in it, which is what a writer wants to be told of; a folder that is new is told by what is in it.
 */
function worthALine(paths: readonly SourcePath[], root: string, gone: Set<SourcePath>): readonly SourcePath[] {
  if (gone.size > mostGone) gone.clear();
  const lines = new Set<SourcePath>();
  const come: { readonly path: SourcePath; readonly back: SourcePath | undefined }[] = [];
  const isMissing = (path: SourcePath) => kindOf(join(root, path)) === null;
  const wasGone = (path: SourcePath) => withFolders(path).findLast((one) => gone.has(one));
  for (const path of paths) {
    const kind = kindOf(join(root, path));
    if (kind === null && wasGone(path) === undefined) {
      const whole = withFolders(path).findLast(isMissing) ?? path;
      gone.add(whole);
      lines.add(whole);
    } else if (kind === 'file' || (kind === 'folder' && gone.has(path))) come.push({ path, back: wasGone(path) });
  }
  const files = new Map<SourcePath | undefined, number>();
  for (const { path, back } of come) if (path !== back) files.set(back, (files.get(back) ?? 0) + 1);
  for (const { path, back } of come) {
    const others = files.get(back) ?? 0;
    if (path !== back) lines.add(back === undefined || others === 1 ? path : back);
    else if (others === 0) lines.add(path);
  }
  for (const path of paths) if (!isMissing(path)) for (const one of withFolders(path)) gone.delete(one);
  return [...lines].sort();
}

/** The path, then its folders, the topmost last. */
function withFolders(path: SourcePath): readonly SourcePath[] {
  return [path, ...foldersOf([path])];
}

function kindOf(place: string): 'file' | 'folder' | null {
  try {
    return statSync(place).isDirectory() ? 'folder' : 'file';
  } catch {
    // ENOENT, or a file where its folder was.
    return null;
  }
}

/** Lines of sources, for code frames. */
export function linesOf(root: string): (file: SourcePath, line: number) => string | null {
  const lines = sourceLines(root);
  return (file, line) => lines(at(file, line));
}
