// What came or went without being told: the site as it is known, compared with what is there. Also what is no post, such as a link
// that leads nowhere, of which nothing is known but what there is to say of it.
import { listSources, listStatics, openData } from '../build/open-site.js';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.js';
import { topOf } from '../files/names.js';
import type { SourcePath } from '../model/paths.js';
import { isEqual, type Edition, type Shelf } from './edition.js';

/** Paths that are to be looked at again. `folders`: the topmost ones in which something came or went. */
export function unheard(
  folders: ReadonlySet<SourcePath>,
  { posts, statics, data, settings }: Edition,
  shelf: Shelf,
): readonly SourcePath[] {
  const { static: folder } = settings.value;
  return [
    ...(folders.has('posts') || folders.has('pages') ? sourcesAmiss(posts, listSources(shelf.files)) : []),
    ...(folders.has('data') && !isEqual(openData(shelf.files), data) ? ['data'] : []),
    ...(folders.has(topOf(folder)) && !isEqual(listStatics(shelf.files, settings.value), statics) ? [folder] : []),
  ];
}

function sourcesAmiss(known: Outcome<ReadonlyMap<SourcePath, unknown>>, there: Outcome<readonly SourcePath[]>): readonly SourcePath[] {
  const listed = new Set(there.value);
  const gone = [...known.value.keys()].filter((id) => !listed.has(id));
  const come = there.value.filter((id) => !known.value.has(id));
  // With its folder, which is then listed anew.
  return [...gone, ...come].flatMap((id) => [id, topOf(id)]).concat(filesOf(known.diagnostics, there.diagnostics).map(topOf));
}

/** The files of which only one of the two has something to say. */
function filesOf(...both: readonly [readonly Diagnostic[], readonly Diagnostic[]]): readonly SourcePath[] {
  const [one, other] = both.map((said) => new Map(said.map((each) => [JSON.stringify(each), each.span?.file])));
  return [...one!, ...other!].flatMap(([text, file]) => (one!.has(text) && other!.has(text) ? [] : (file ?? [])));
}
