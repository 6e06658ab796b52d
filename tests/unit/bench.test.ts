// The benchmark trusts no program: what was built is counted against what the posts ask for.
import { expect, test } from 'vitest';
import { checkPages, pagesAmong, pagesFor } from '../../bench/pages.js';
import { withFolder, writeTree } from '../support/site.js';

const text = `---
title: "One"
categories: ["Notes"]
tags: ["a", "标签"]
---

Text.

## Heading

- line

\`\`\`js
x
\`\`\`
`;
const article = '<h2>Heading</h2><li>Heading</li><li class="a">line</li><pre><code><span>x</span></code></pre>';
const whole: Readonly<Record<string, string>> = {
  'index.html': '<time>',
  'page/1/index.html': 'a redirect',
  '404.html': '',
  'archive/index.html': '',
  'posts/post-000000/index.html': article,
  'categories/index.html': '',
  'categories/notes/index.html': '',
  'tags/index.html': '',
  'tags/a/index.html': '',
  'tags/标签/index.html': '',
  'rss.xml': '<rss><item></item></rss>',
  'sitemap.xml': '<loc>https://bench.example/posts/post-000000/</loc>',
};

test('pages are counted by their part of the site, lists in pages of ten', () => {
  expect(pagesFor([text])).toEqual({ posts: 1, home: 1, categories: 2, tags: 3 });
  expect(pagesFor(Array.from({ length: 11 }, () => text))).toEqual({ posts: 11, home: 2, categories: 3, tags: 5 });
  expect(pagesAmong([...Object.keys(whole), 'page/2/index.html', 'page/11/index.html', 'tags/a/page/1/index.html'])).toEqual({
    posts: 1,
    home: 3,
    categories: 2,
    tags: 3,
  });
});

test('a program that builds less than it was asked for is told what is missing', async () => {
  const said = (files: Readonly<Record<string, string>>, colours = true): Promise<string> =>
    withFolder((folder) => {
      writeTree(folder, files);
      try {
        checkPages('Some', folder, [text], colours);
        return '';
      } catch (error) {
        return (error as Error).message.replace('Some did not build what was asked for, so its times mean nothing: ', '');
      }
    });
  const without = (path: string) => Object.fromEntries(Object.entries(whole).filter(([name]) => name !== path));
  expect(await said(whole)).toBe('');
  expect(await said(without('tags/a/index.html'))).toBe('2 pages of tags instead of 3.');
  expect(await said({ ...whole, 'index.html': 'Hello' })).toBe('0 posts on the home page instead of 1.');
  expect(await said(without('rss.xml'))).toBe('0 posts in the RSS feed instead of 1.');
  expect(await said({ ...whole, 'sitemap.xml': '' })).toBe('0 posts in the sitemap instead of 1.');
  expect(await said({ ...whole, 'posts/post-000000/index.html': '<h2>Heading</h2>' })).toMatch(
    /^0 lines of lists .*; 0 blocks of code .*; 0 coloured/,
  );
  expect(await said(whole, false)).toMatch(/^1 coloured blocks of code in .*, colours are off\.$/);
});
