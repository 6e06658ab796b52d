// What a later step has to say of a post's fields names the line of the field.
import { describe, expect, test } from 'vitest';
import { buildBlog, type Sources } from '../../support/blog.js';

/** `code file:line:column-end`, of errors and warnings; the related places behind it. */
async function placesOf(sources: Sources): Promise<string[]> {
  const { diagnostics } = await buildBlog(sources);
  return diagnostics
    .filter(({ severity }) => severity !== 'note')
    .map(({ code, span, related }) =>
      [code, ...[span, ...related].map((one) => `${one?.file}:${one?.line}:${one?.column}-${one?.endColumn ?? ''}`)].join(' '),
    );
}

describe('a message about a field of a post', () => {
  test.each<[what: string, sources: Sources, said: string]>([
    ['layout', { 'posts/a.md': '---\ntitle: A\nlayout: pots\n---\nA\n' }, 'unknown-layout posts/a.md:3:1-7'],
    ['template, another word for it', { 'posts/a.md': '---\ntemplate: pots.html\n---\nA\n' }, 'unknown-layout posts/a.md:2:1-9'],
    ['layout in TOML', { 'posts/a.md': '+++\ntitle = "A"\nlayout = "pots"\n+++\nA\n' }, 'unknown-layout posts/a.md:3:1-7'],
    ['one of several aliases', { 'posts/a.md': '---\naliases:\n  - /old/\n  - /a:b/\n---\nA\n' }, 'alias-changed posts/a.md:4:6-9'],
    ['two aliases in one line', { 'posts/a.md': '---\naliases: [/x/, /X/]\n---\nA\n' }, 'alias-differs-by-case posts/a.md:2:17-18'],
    [
      'an alias where a post is',
      { 'posts/a.md': 'A\n', 'posts/b.md': '---\ntitle: B\nredirect_from: posts/a\n---\nB\n' },
      'url-collision posts/b.md:3:16-23 posts/a.md:0:0-',
    ],
    [
      'permalinks that meet',
      { 'posts/a.md': '---\npermalink: /x/\n---\nA\n', 'posts/b.md': '---\ntitle: B\npermalink: /x/\n---\nB\n' },
      'url-collision posts/b.md:3:1-10 posts/a.md:2:1-10',
    ],
    [
      'a slug that meets a file name',
      { 'posts/a.md': 'A\n', 'posts/b.md': '---\nslug: a\n---\nB\n' },
      'url-collision posts/b.md:2:1-5 posts/a.md:0:0-',
    ],
    ['a cover that is not there', { 'posts/a.md': '---\ntitle: A\ncover: no.png\n---\nA\n' }, 'missing-image posts/a.md:3:1-6'],
    [
      'a category of many levels',
      { 'posts/a.md': `---\ncategories:\n  - x\n  - ${'a/b/c/d/e/f/'.repeat(10)}\n---\nA\n` },
      'category-too-deep posts/a.md:4:5-10',
    ],
  ])('%s', async (_what, sources, said) => {
    expect(await placesOf(sources)).toEqual([said]);
  });

  test('two file names that meet have no line', async () => {
    expect(await placesOf({ 'posts/a.md': 'A', 'posts/x/a.md': 'B' })).toEqual(['url-collision posts/x/a.md:0:0- posts/a.md:0:0-']);
  });
});
