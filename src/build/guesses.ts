// Where a reference leads nowhere, the nearest name may be what was meant. It is looked for when all has been said, for the
// first few references in the order of the plan: so a build says the same whoever rendered what, and how much of it anew.
import type { Diagnostic, Span } from '../diagnostics/diagnostic.js';
import type { SourcePath } from '../model/paths.js';

/** Of more missing targets no nearest name is looked for: the search is linear in the size of the site. */
const mostGuesses = 50;

/** `posts`: in the order of the plan. `nearest`: of what a post refers to. */
export function withGuesses(
  diagnostics: readonly Diagnostic[],
  posts: Iterable<SourcePath>,
  nearest: (post: SourcePath, target: string) => string | null,
): readonly Diagnostic[] {
  const missing = diagnostics.flatMap((one) => (isMissing(one) && one.span !== null ? [{ ...one.span, target: one.data.target }] : []));
  if (missing.length === 0) return diagnostics;
  const order = new Map([...posts].map((post, at) => [post, at]));
  const placeOf = ({ file }: Span) => order.get(file) ?? order.size;
  missing.sort((a, b) => placeOf(a) - placeOf(b) || a.line - b.line || (a.target < b.target ? -1 : 1));
  const guesses = new Map<string, string | null>();
  for (const { file, target } of missing) {
    const key = question(file, target);
    if (guesses.size < mostGuesses && !guesses.has(key)) guesses.set(key, nearest(file, target));
  }
  return diagnostics.map((one) => {
    const meant = isMissing(one) && one.span !== null ? guesses.get(question(one.span.file, one.data.target)) : undefined;
    return meant === undefined || !isMissing(one) ? one : ({ ...one, data: { ...one.data, nearest: meant } } as Diagnostic);
  });
}

type MissingTarget = Extract<Diagnostic, { code: 'missing-link' | 'missing-image' }>;

function isMissing(one: Diagnostic): one is MissingTarget {
  return one.code === 'missing-link' || one.code === 'missing-image';
}

/** The same in all posts of a folder. */
function question(post: SourcePath, target: string): string {
  return target.startsWith('/') ? target : post.slice(0, post.lastIndexOf('/') + 1) + target;
}
