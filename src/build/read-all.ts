// The first step of a build: every source read, or known from before. Those that the disk says are as they were are not read.
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.js';
import type { Settings } from '../model/config.js';
import type { SourcePath } from '../model/paths.js';
import type { Manifest, SourceRecord } from './records.js';
import { sparing } from './spare.js';
import type { OnDone, Team } from './team.js';
import type { Look } from './whole.js';

export interface Reading {
  readonly team: Team;
  readonly settings: Settings;
  readonly before: Manifest;
  /** Taken before anything is read. */
  readonly look: Look;
  /** Done here while other threads start. */
  readonly first: () => void;
}

const nothingSaid: readonly Diagnostic[] = Object.freeze([]);

export async function readAll(
  paths: readonly SourcePath[],
  { team, settings, before, look, first }: Reading,
  onDone: (total: number) => OnDone,
): Promise<Outcome<ReadonlyMap<SourcePath, SourceRecord>>> {
  // Which pinyin a name has, is not ours to know.
  const known = settings.slug === 'pinyin' ? new Map<SourcePath, SourceRecord>() : before.sources;
  const records = new Map<SourcePath, SourceRecord | null>();
  for (const path of paths) {
    const record = known.get(path);
    const isSame = record !== undefined && record.state !== null && record.state === look.states.get(path);
    records.set(path, isSame ? record : null);
  }
  const stale = paths.filter((path) => records.get(path) === null);
  const read = await team.read(stale, onDone(stale.length), first);
  const unreadable: Diagnostic[] = [];
  const spare = sparing();
  for (const [index, path] of stale.entries()) {
    const { value: post, diagnostics, digest, state } = read[index]!;
    const seen = look.states.get(path);
    if (post !== null)
      records.set(path, {
        state: state === seen ? seen : state,
        digest,
        post: spare(post, path),
        diagnostics: diagnostics.length === 0 ? nothingSaid : diagnostics,
      });
    else {
      records.delete(path);
      unreadable.push(...diagnostics);
    }
  }
  const value = records as ReadonlyMap<SourcePath, SourceRecord>;
  return { value, diagnostics: [...[...value.values()].flatMap((record) => record.diagnostics), ...unreadable] };
}
