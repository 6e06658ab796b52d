// Which posts of an edition are posts of the one before under another name: open tabs go along with them.
import type { SourcePath } from '../model/paths.js';
import type { Edition } from './edition.js';

/** Old names and the next ones. */
export type Moves = Map<SourcePath, SourcePath>;

/** A post that went and one of the same title (or the only one) that came in one change are one, renamed. */
export function noteMoves(before: Edition | null, after: Edition, moves: Moves): void {
  if (before === null || before.posts.value === after.posts.value) return;
  const [old, now] = [before.posts.value, after.posts.value];
  const gone = [...old.keys()].filter((id) => !now.has(id));
  if (gone.length === 0) return;
  const come = [...now.keys()].filter((id) => !old.has(id));
  // The only one of its title; null: one of several.
  const byTitle = new Map<string | undefined, SourcePath | null>();
  for (const id of come) byTitle.set(now.get(id)?.title, byTitle.has(now.get(id)?.title) ? null : id);
  for (const id of gone) {
    const to = byTitle.get(old.get(id)?.title) ?? (gone.length === 1 && come.length === 1 ? come[0] : undefined);
    if (to !== undefined) moves.set(id, to);
  }
  for (const id of come) moves.delete(id);
}

/** null: it has not moved. */
export function followMoves(source: SourcePath, moves: Moves): SourcePath | null {
  const seen = new Set<SourcePath>();
  let at = source;
  for (let to = moves.get(at); to !== undefined && !seen.has(to); to = moves.get(at)) {
    seen.add(to);
    at = to;
  }
  return at === source ? null : at;
}
