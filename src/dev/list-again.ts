// The listing of sources after a change. To list ten thousand files takes longer than to render the page that shows one of
// them: where files came and went beside others, the listing before is brought up to date. Everything else is listed anew.
import { listSources } from '../build/open-site.js';
import { isSource } from '../content/source.js';
import type { Outcome } from '../diagnostics/diagnostic.js';
import type { Files } from '../model/files.js';
import type { SourcePath } from '../model/paths.js';
import { compareText, placeFor } from '../text/compare.js';

/** `before`: in the order of a listing, whose diagnostics it has. */
export function listAgain(
  before: Outcome<ReadonlyMap<SourcePath, unknown>>,
  changed: readonly SourcePath[],
  files: Files,
): Outcome<readonly SourcePath[]> {
  const ids = [...before.value.keys()];
  for (const path of changed) {
    const at = placeFor(path, ids, compareListed);
    const isKnown = ids[at] === path;
    const isThere = isSource(path) && files.has(path);
    if (isKnown && isThere) continue;
    if (isKnown) ids.splice(at, 1);
    else if (isThere && [ids[at - 1], ids[at]].some((near) => near !== undefined && folderOf(near) === folderOf(path)))
      ids.splice(at, 0, path);
    else return listSources(files);
  }
  return { value: ids, diagnostics: before.diagnostics };
}

/** Posts are listed before pages. */
function compareListed(a: SourcePath, b: SourcePath): number {
  return Number(b.startsWith('posts/')) - Number(a.startsWith('posts/')) || compareText(a, b);
}

function folderOf(path: SourcePath): string {
  return path.slice(0, path.lastIndexOf('/'));
}
