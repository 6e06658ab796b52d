// What a preview remembers for the next one: the posts as it read them, in `.inkstone/cache/preview`. A file that is as it
// was by its state on the disk need not be read. In lines under checksums, in pairs: of some hundred files the states, and
// their posts. Losing any of it costs time only, so nothing fails for its sake.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.js';
import { isSettled } from '../files/disk.js';
import type { Settings } from '../model/config.js';
import type { SourcePath } from '../model/paths.js';
import type { Post } from '../model/post.js';
import { digestOf, type Digest } from '../text/hash.js';
import { decodeUtf8 } from '../text/utf8.js';
import type { Look, Picture } from './scan.js';

export interface Memory {
  /** What all of it depends on; another one, and nothing of it holds. */
  readonly key: Digest;
  /** Lists of posts as JSON: who found them for another thread has not parsed them. */
  readonly posts: readonly string[];
  /** Of posts whose files are not as they were. */
  readonly stale: ReadonlySet<SourcePath>;
  readonly remarks: ReadonlyMap<SourcePath, readonly Diagnostic[]>;
}

const form = 'inkstone-preview 1';

/** `program`: to the letter. The settings are those that the reading of a post depends on. */
export function memoryKey(program: string, { timezone, tags, slug, lang }: Settings): Digest {
  return digestOf(JSON.stringify([form, program, timezone, tags, slug, lang === null]));
}

type Entry = readonly [path: SourcePath, state: string, remarks?: readonly Diagnostic[]];

/** `picture`: of the files as they are now. */
export function recall(root: string, picture: Picture): Memory {
  const [key, ...lines] = linesIn(placeIn(root));
  const posts: string[] = [];
  const stale = new Set<SourcePath>();
  const remarks = new Map<SourcePath, readonly Diagnostic[]>();
  for (let at = 0; at + 1 < lines.length; at += 2) {
    const [states, texts] = [checked(lines[at]!), checked(lines[at + 1]!)];
    if (states === null || texts === null) continue;
    posts.push(texts);
    for (const [path, state, said] of JSON.parse(states) as Entry[]) {
      if (picture.get(path) !== state) stale.add(path);
      else if (said !== undefined) remarks.set(path, said);
    }
  }
  return { key: key === undefined ? '' : (decodeUtf8(key) ?? ''), posts, stale, remarks };
}

/** Of the files that are as they were. */
export function rememberedPosts({ key, posts, stale, remarks }: Memory, wanted: Digest): ReadonlyMap<SourcePath, Outcome<Post>> {
  const known = new Map<SourcePath, Outcome<Post>>();
  if (key !== wanted) return known;
  for (const text of posts)
    for (const post of JSON.parse(text) as Post[])
      if (!stale.has(post.id)) known.set(post.id, { value: post, diagnostics: remarks.get(post.id) ?? nothingSaid });
  return known;
}

const nothingSaid: readonly Diagnostic[] = [];

/** Fewer sources are read faster than remembered. */
export const leastKept = 200;

/** So many posts stand in a line: to write them takes a moment that nobody notices. */
const inLine = 250;

/**
 * `look`: from before the posts were read. What was written to shortly before it may have been written to again since, and is
 * not kept. `pause` is waited for now and then.
 */
export async function remember(
  root: string,
  key: Digest,
  { posts, remarks }: Pick<Kept, 'posts' | 'remarks'>,
  { picture, at }: Pick<Look, 'picture' | 'at'>,
  pause: () => Promise<void>,
): Promise<void> {
  const lines = [Buffer.from(`${key}\n`)];
  const all = [...posts.values()].filter((post) => post !== null && isSettled(picture.get(post.id) ?? '', at)) as Post[];
  for (let from = 0; from < all.length; from += inLine) {
    const some = all.slice(from, from + inLine);
    const entries = some.map(({ id }): Entry => {
      const said = remarks.get(id);
      return said === undefined ? [id, picture.get(id)!] : [id, picture.get(id)!, said];
    });
    for (const part of [entries, some]) {
      const text = JSON.stringify(part);
      lines.push(Buffer.from(`${digestOf(text)} ${text}\n`));
    }
    await pause();
  }
  write(placeIn(root), Buffer.concat(lines));
}

interface Kept {
  readonly posts: ReadonlyMap<SourcePath, Post | null>;
  readonly remarks: ReadonlyMap<SourcePath, readonly Diagnostic[]>;
}

function placeIn(root: string): string {
  return join(root, '.inkstone/cache/preview');
}

/** The name of its own is for a second preview that does the same at this moment. */
function write(place: string, content: Uint8Array): void {
  const fresh = `${place}.${process.pid}.new`;
  try {
    mkdirSync(join(place, '..'), { recursive: true });
    writeFileSync(fresh, content);
    renameSync(fresh, place);
  } catch {
    // A full disk, one that is only read, no rights: the next preview reads the files.
    discard(fresh);
  }
}

/** Half a file in a full disk would keep it full. */
function discard(place: string): void {
  try {
    rmSync(place, { force: true });
  } catch {
    // It was never made.
  }
}

function linesIn(place: string): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  try {
    const bytes = readFileSync(place);
    for (let at = 0, end = bytes.indexOf(0x0a); end >= 0; at = end + 1, end = bytes.indexOf(0x0a, at)) lines.push(bytes.subarray(at, end));
  } catch {
    // There is none, or none that may be read.
  }
  return lines;
}

/** null: it is not whole. */
function checked(line: Uint8Array): string | null {
  const space = line.indexOf(0x20);
  const content = line.subarray(space + 1);
  return space > 0 && decodeUtf8(line.subarray(0, space)) === digestOf(content) ? decodeUtf8(content) : null;
}
