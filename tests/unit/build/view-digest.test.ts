// What a page was made from is noted while it is made, and asked for in a later build without making it: both ways must see the same,
// or every page would be made again.
import { expect, test } from 'vitest';
import { openShare, type Share } from '../../../src/build/share.js';
import { readSettings } from '../../../src/config/settings.js';
import { memoryFiles } from '../../../src/files/memory.js';
import { outputOf } from '../../../src/text/url.js';
import { now, plainTheme } from '../../support/blog.js';

const posts = Object.fromEntries(
  [1, 2, 3, 4].map((nth) => [
    `posts/p${nth}.md`,
    `---\ntitle: P${nth}\ndate: 2024-01-0${nth}\ntags: [a]\nseries: S\ncover: c.png\n---\n## One\n\n## Two\n\n[x](p1.md)\n\n## Three\n\n    code\n`,
  ]),
);
const all = {
  ...posts,
  'posts/c.png': 'no image',
  'pages/about.md': '# About\n',
  'posts/odd.md': '---\ntitle: Odd\nlayout: odd\n---\nText.\n',
};
const progress = { begin: () => undefined, done: () => undefined };

test('every page is seen to be made from what it was made from', async () => {
  const share = opened({ 'odd.njk': '<title>{{ page.title }}</title>{{ post.hasCode }}{{ post.content }}' });
  const { plan } = await derived(share);
  const numbers = plan.map((_, number) => number);
  const { pages } = await share.render(numbers, progress);
  expect(pages.size).toBeGreaterThan(15);
  for (const number of numbers) {
    const record = pages.get(outputOf(plan[number]!.url));
    // Of a feed or a sitemap there is no view.
    if (record !== undefined && record.view !== '') expect(share.stillFresh(number, record).value, plan[number]!.url).toBe(record);
  }
});

test('a page of which the template had something to say is not remembered, or that would not be heard again', async () => {
  const share = opened({ 'odd.njk': 'no title' });
  const { plan } = await derived(share);
  const { pages, diagnostics } = await share.render([...plan.keys()], progress);
  expect(diagnostics.map(({ code }) => code)).toContain('template-untitled');
  expect([...pages.keys()].filter((output) => output.startsWith('posts/')).sort()).toEqual(
    [1, 2, 3, 4].map((nth) => `posts/p${nth}/index.html`),
  );
});

function opened(templates: Readonly<Record<string, string>>): Share {
  const settings = readSettings({ title: 'Ink', url: 'https://example.com', lang: 'en', related: true }, null, {}).value;
  const theme = Object.entries({ ...plainTheme, ...templates }).map(([name, text]) => [`templates/${name}`, text]);
  const themes = [{ files: memoryFiles(Object.fromEntries(theme)), folder: 'templates' }];
  return openShare({ files: memoryFiles(all), themes, settings, generator: 'Inkstone', put: () => 'mark', every: false });
}

async function derived(share: Share) {
  const sources = Object.keys(all).filter((path) => path.endsWith('.md'));
  const posts = (await share.read(sources, progress)).map(({ value }) => value!);
  return share.derive({ posts, data: {}, statics: [], drawable: [], templates: [], now }).value;
}
