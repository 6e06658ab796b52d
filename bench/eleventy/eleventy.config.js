// The same pages as Inkstone makes, with the least of templates: posts, paginated home, categories, tags, RSS, sitemap.
import { feedPlugin } from '@11ty/eleventy-plugin-rss';
import highlight from '@11ty/eleventy-plugin-syntaxhighlight';
import markdown from 'markdown-it';
import anchor from 'markdown-it-anchor';

export default function (eleventy) {
  eleventy.setLibrary('md', markdown({ html: true }).use(anchor, { slugify: (text) => text.toLowerCase().replace(/ /g, '-') }));
  if (process.env.BENCH_COLOURS === 'true') eleventy.addPlugin(highlight);
  eleventy.addPlugin(feedPlugin, {
    type: 'rss',
    outputPath: '/rss.xml',
    collection: { name: 'posts', limit: 20 },
    metadata: { language: 'zh-Hans', title: 'Bench', base: 'https://bench.example/', author: { name: 'Bench' } },
  });
  eleventy.addCollection('posts', postsOf);
  eleventy.addCollection('neighbours', (api) => {
    const posts = postsOf(api);
    return Object.fromEntries(posts.map((post, at) => [post.url, { older: posts[at - 1], newer: posts[at + 1] }]));
  });
  eleventy.addCollection('lists', (api) => {
    const posts = postsOf(api).reverse();
    return [
      ...listPages('Bench', '/', posts),
      ...termsOf(posts, 'categories').flatMap(({ name, url, posts }) => listPages(name, url, posts)),
      ...termsOf(posts, 'tags').flatMap(({ name, url, posts }) => listPages(name, url, posts)),
    ];
  });
  eleventy.addCollection('taxonomies', (api) =>
    ['categories', 'tags'].map((name) => ({ name, url: `/${name}/`, terms: termsOf(postsOf(api), name) })),
  );
  eleventy.addFilter('civil', (date) => inShanghai(date).slice(0, 10));
  eleventy.addFilter('iso', (date) => `${inShanghai(date)}+08:00`);
  eleventy.addFilter('excerpt', (html) =>
    html
      .split('<!--more-->', 1)[0]
      .replace(/<[^>]*>/g, '')
      .trim(),
  );
  eleventy.addFilter('headings', (html) =>
    [...html.matchAll(/<h[2-6] id="([^"]*)"[^>]*>(.*?)<\/h/g)].map(([, id, text]) => ({ id, text })),
  );
  eleventy.addFilter('termUrl', termUrl);
  return { markdownTemplateEngine: false, dir: { output: 'public' } };
}

/** Oldest first. */
function postsOf(api) {
  return api.getFilteredByGlob('posts/*.md');
}

function termsOf(posts, taxonomy) {
  const terms = new Map();
  for (const post of posts) {
    for (const name of post.data[taxonomy]) {
      if (!terms.has(name)) terms.set(name, []);
      terms.get(name).push(post);
    }
  }
  return [...terms].map(([name, posts]) => ({ name, url: termUrl(name, taxonomy), posts })).sort((a, b) => b.posts.length - a.posts.length);
}

function termUrl(name, taxonomy) {
  return `/${taxonomy}/${name.toLowerCase()}/`;
}

function listPages(title, url, posts) {
  const last = Math.ceil(posts.length / 10);
  const urlOf = (nth) => (nth < 1 || nth > last ? null : nth === 1 ? url : `${url}page/${nth}/`);
  return Array.from({ length: last }, (_, i) => ({
    title,
    url: urlOf(i + 1),
    posts: posts.slice(i * 10, i * 10 + 10),
    newer: urlOf(i),
    older: urlOf(i + 2),
  }));
}

function inShanghai(date) {
  return new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 19);
}
