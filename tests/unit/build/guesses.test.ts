// Which missing names are looked for does not depend on who found them missing, or when.
import { expect, test } from 'vitest';
import { withGuesses } from '../../../src/build/guesses.js';
import { at, diagnostic, type Diagnostic } from '../../../src/diagnostics/diagnostic.js';

const posts = Array.from({ length: 40 }, (_, nth) => `posts/${nth}.md`);
/** Two links in each post lead nowhere, one of them to the same in all. */
const said = posts.flatMap((post) => [missing(post, 'gone.md'), missing(post, `${post.slice(6, -3)}x.md`)]);
const nearest = (post: string, target: string) => (target === 'gone.md' ? null : `nearest to ${target} in ${post}`);

function missing(post: string, target: string): Diagnostic {
  return diagnostic('missing-link', { target, nearest: null }, at(post, 1));
}

function guesses(diagnostics: readonly Diagnostic[]): string[] {
  return withGuesses(diagnostics, posts, nearest).flatMap(({ data }) => ('nearest' in data && data.nearest !== null ? [data.nearest] : []));
}

test('the names that the first posts may have meant, in whatever order they were said to be missing', () => {
  const many = [...said, ...posts.map((post) => missing(post, `${post.slice(6, -3)}y.md`))];
  const first = guesses(many);
  // Fifty questions: `gone.md`, and those of the posts from the first on.
  expect(first).toHaveLength(49);
  expect(first.at(0)).toBe('nearest to 0x.md in posts/0.md');
  expect(first).toContain('nearest to 23y.md in posts/23.md');
  expect(new Set(guesses(many.toReversed()))).toEqual(new Set(first));
});

test('a post that is rendered twice, for its page and for a feed, says the same twice', () => {
  expect(withGuesses([...said, ...said.slice(0, 2)], posts, nearest).slice(-2)).toEqual(withGuesses(said, posts, nearest).slice(0, 2));
});
