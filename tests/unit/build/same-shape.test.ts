// An edit that leaves every post where it stands: the build after it passes over pages without looking at what they are made
// of, and still writes and says what a first build would. Each field that may change so is changed in each kind of post.
import { describe, expect, it } from 'vitest';
import { memoryOutput } from '../../../src/output/memory.js';
import { digestOf } from '../../../src/text/hash.js';
import { buildBlog, memoryCache, type Blog } from '../../support/blog.js';

const shell = '{% extends "base.njk" %}{% block main %}';
/** Everything that a template is given is shown. */
const templates = {
  'post.njk': `${shell}{{ post | json }}{{ page | json }}{% endblock %}`,
  'home.njk': `${shell}{{ posts | json }}{{ site.tags | json }}{% endblock %}`,
  'tag.njk': `${shell}{% for post in posts %}{{ post.title }}{{ post.words.total }}{% endfor %}{% endblock %}`,
  'archive.njk': `${shell}{% for year in years %}{% for month in year.months %}{% for post in month.posts %}{{ post.title }}{{ post.excerpt }}{% endfor %}{% endfor %}{% endfor %}{% endblock %}`,
  // A character that nobody sees, which is said; and a fault that shows when a page is made.
  'series.njk': `${shell}\u200b{{ name }}{% endblock %}`,
  'odd.njk': `${shell}\n{{ asset(post.title) }}{% endblock %}`,
  'not-found.njk': `${shell}{{ site | json }}{% endblock %}`,
};
const config = { title: 'Ink', url: 'https://example.com', lang: 'en', perPage: 2, related: true, feed: { limit: 2 } };
const front = (nth: number) => `title: Post ${nth}\ndate: 2024-01-0${nth}\ntags: [t${nth % 2}]\n${nth < 4 ? 'series: S\n' : ''}`;
const blog: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7, 8, 9].map((nth) => [
      `posts/p${nth}.md`,
      written(front(nth), `Body ${nth}, [next](p1.md).\n\n<!--more-->\n\nAt length.`),
    ]),
  ),
  'posts/draft.md': written('title: Draft\ndate: 2024-02-01\ndraft: true\n', 'Not yet.'),
  'posts/old.md': written('title: Old\ndate: 2020-01-01\naliases: [/before/]\n', 'Moved.'),
  'posts/cover/index.md': written('title: Covered\ndate: 2024-03-01\ncover: map.svg\n', 'A cover.'),
  'posts/cover/map.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>\n',
  'data/links.yaml': 'two: 2\n',
  'pages/about.md': written('title: About\n', 'Who we are, and [one](/posts/p1/).'),
};

function written(front: string, body: string): string {
  return `---\n${front}---\n\n${body}\n`;
}

const edits: Readonly<Record<string, (content: string) => string>> = {
  'a word more': (content) => `${content}\nMore.\n`,
  'another excerpt': (content) => content.replace('---\n\n', '---\n\nFirst of all. '),
  'a line before the body': (content) => content.replace('---\n\n', '---\n\n\n\n'),
  'another title': (content) => content.replace(/^title: .*/m, 'title: Renamed'),
  'the title as a heading': (content) => content.replace(/^title: (.*)\n([^]*?---\n)/m, '$2\n# $1\n'),
  'a description': with_('description: In short'),
  'an author': with_('author: Somebody else'),
  'a day of change': with_('updated: 2025-05-05'),
  'a cover': with_('cover: https://example.org/c.png'),
  'a missing cover': with_('cover: nowhere.png'),
  'no contents': with_('toc: false'),
  'a field of its own': with_('mood: calm'),
  'other letters': (content) => `${content}\n许多汉字许多汉字。\n`,
  'a link to nothing': (content) => `${content}\n[x](nowhere.md)\n`,
};

function with_(line: string): (content: string) => string {
  return (content) => content.replace('---\n', `---\n${line}\n`);
}

describe('an edit that leaves every post where it stands', () => {
  // One blog through all of them: what a build passed over must hold for the next one, too.
  const again = opened();
  for (const [what, edit] of Object.entries(edits)) {
    it(what, async () => {
      for (const path of ['posts/p2.md', 'posts/p9.md', 'posts/old.md', 'posts/cover/index.md', 'pages/about.md']) {
        const { after, clean } = await again(path, edit);
        expect(sight(after), path).toEqual(sight(clean));
        expect(after.kept, path).toBeGreaterThan(15);
      }
    });
  }

  it('a draft, a file beside a post, data', async () => {
    for (const path of ['posts/draft.md', 'posts/cover/map.svg', 'data/links.yaml']) {
      const { after, clean } = await again(path, (content) => content.replace('2', '20'));
      expect(sight(after), path).toEqual(sight(clean));
    }
  });

  it('templates that were compiled by an earlier build fail where they stand', async () => {
    const { after, clean } = await opened()('posts/p2.md', with_('layout: odd'));
    expect(clean.said.join('\n')).toMatch(/error plain\/templates\/odd\.njk:2 .*Post 2/);
    expect(after.said).toEqual(clean.said);
  });

  it('makes only the pages anew that show what was edited', async () => {
    const { changed } = await opened()('posts/p2.md', edits['a word more']!);
    expect(changed).toEqual(['posts/p2/index.html', 'page/5/index.html', 'tags/t0/page/2/index.html']);
    const { after } = await opened()('posts/p2.md', edits['a word more']!);
    // These, the page of the older post (its table of contents stands in no other), and what is made in every build: not the
    // archive, which shows excerpts and no counts of words.
    expect(after.rendered - after.kept).toBeLessThan(11);
  });
});

/** A blog that was built once, and will be edited. */
function opened() {
  let files = blog;
  const cache = memoryCache();
  const output = memoryOutput((from) => new TextEncoder().encode(files[from]));
  const state = (of: string) => digestOf(files[of] ?? 'theme');
  const first = buildBlog(files, { config, templates, cache, output, state });
  return async (path: string, edit: (content: string) => string) => {
    await first;
    const before = new Map(output.files);
    const content = edit(files[path]!);
    expect(files[path]).not.toBe(content);
    files = { ...files, [path]: content };
    const after = await buildBlog(files, { config, templates, cache, output, state });
    const clean = await buildBlog(files, { config, templates, state });
    return { after, clean, changed: [...after.files].flatMap(([name, text]) => (before.get(name) === text ? [] : [name])) };
  };
}

function sight({ files, said }: Blog) {
  return { files: Object.fromEntries([...files].sort()), said: [...said].sort() };
}
