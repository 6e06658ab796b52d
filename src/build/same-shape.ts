// What a small edit cannot have changed, known without putting a page's view together. While the same posts stand in the
// same order under the same addresses, every page shows something of the same posts as before (neighbours, lists, terms,
// series, related posts all follow from that). So a page can differ only if it shows something of a post that was edited,
// or if its template reads a field of the site that is another. Posts count as standing the same while only their surface
// differs: fields that no step but the making of views looks at (`tests/unit/build/same-shape.test.ts` tries each of them),
// and all views of posts are asked of the reader, which notes whose they were.
import type { SourcePath } from '../model/paths.js';
import type { Post } from '../model/post.js';
import type { Site } from '../model/site.js';
import { digestOf, type Digest } from '../text/hash.js';
import { factsOnce } from './late.js';
import { bitOf, everyFact, factBits } from './reads.js';
import { codeOf, everyPost, type ArticleRecord, type Manifest, type PageRecord, type Shape, type SourceRecord } from './records.js';

/** A title may be part of an address, which `orderOf` sees; pages without a date are ordered by it. */
const surface: readonly (keyof Post)[] = ['titleFrom', 'bodyLine', 'description', 'author', 'updated', 'cover', 'toc', 'script', 'data'];

export function orderOf({ urls, held, previewed, cards }: Site, statics: readonly SourcePath[]): Digest {
  return digestOf(JSON.stringify([[...urls], held.map(({ post, reason }) => [post.id, reason]), [...previewed], [...cards], statics]));
}

type Sources = ReadonlyMap<SourcePath, SourceRecord>;

/** Is every source what it was, but for the surface of some posts? */
export function standAlike(before: Sources, now: Sources): boolean {
  if (before.size !== now.size) return false;
  for (const [id, record] of now) {
    const old = before.get(id);
    if (old !== record && (old === undefined || belowSurface(old.post) !== belowSurface(record.post))) return false;
  }
  return true;
}

function belowSurface(post: Post): string {
  const rest: Partial<Record<keyof Post, unknown>> = { ...post };
  for (const field of surface) rest[field] = null;
  if (post.kind === 'post') rest.title = null;
  return JSON.stringify(rest);
}

/** A post whose article is not the one it was. */
export interface Edited {
  readonly id: SourcePath;
  /** Its metadata are what they were. */
  readonly isSamePost: boolean;
  /** What of its article is not what it was (`factBits`). */
  readonly facts: number;
}

type Known = Pick<Manifest, 'sources' | 'articles'>;

/** An article that is not known yet may be another in all that it tells. */
export function editedIn(ids: readonly SourcePath[], before: Known, now: Known): readonly Edited[] {
  return ids.map((id) => {
    const [old, post] = [before, now].map(({ sources }) => sources.get(id)?.post);
    const facts = changedFacts(before.articles.get(id), now.articles.get(id));
    return { id, isSamePost: old !== undefined && shownOf(old) === shownOf(post!), facts };
  });
}

function changedFacts(before: ArticleRecord | undefined, now: ArticleRecord | undefined): number {
  if (before === undefined || now === undefined) return everyFact;
  const [old, fresh] = [factsOnce(before), factsOnce(now)];
  const changed = (['excerpt', 'cover', 'words'] as const).filter((field) => JSON.stringify(old[field]) !== JSON.stringify(fresh[field]));
  return changed.reduce((bits, field) => bits | factBits[field], factBits.rest as number);
}

/** Where the body begins is nothing that a page shows. */
function shownOf(post: Post): string {
  return JSON.stringify({ ...post, bodyLine: 0, script: null });
}

/** So many edited posts are looked for in each page; with more of them, views are compared. */
export const mostEdited = 50;

/** Of pages that stand as they stood: which can be passed over. */
export function passable(before: Shape['fields'], fields: Shape['fields'], edited: readonly Edited[]): (record: PageRecord) => boolean {
  const all = edited.map(({ id }) => codeOf(id));
  const renamed = edited.flatMap(({ isSamePost }, i) => (isSamePost ? [] : all[i]!));
  const told = edited.reduce((bits, { facts }) => bits | facts, 0);
  let changed = 0;
  for (const field of Object.keys(fields)) if (before[field] !== fields[field]) changed |= bitOf(field);
  const isTold = (tells: string) => all.some((code) => tells.includes(code));
  const isShown = (shows: string) => renamed.some((code) => shows === everyPost || shows.includes(code));
  return ({ isSilent, fields: read, shows, tells, facts }) =>
    isSilent && (read & changed) === 0 && !((facts & told) !== 0 && isTold(tells)) && !isShown(shows);
}
