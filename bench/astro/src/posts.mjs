// What the pages are made from: the posts, newest first, and every list of them in pages of ten.
import { getCollection } from 'astro:content';

const posts = (await getCollection('posts')).sort((a, b) => b.data.date - a.data.date);

export { posts };

export const taxonomies = ['categories', 'tags'].map((name) => ({ name, terms: termsOf(name) }));

export const lists = [
  ...listPages('Bench', '/', posts),
  ...taxonomies.flatMap(({ terms }) => terms.flatMap(({ name, url, posts }) => listPages(name, url, posts))),
];

export function termUrl(name, taxonomy) {
  return `/${taxonomy}/${name.toLowerCase()}/`;
}

export function excerptOf(post) {
  return post.rendered.html
    .split('<!--more-->', 1)[0]
    .replace(/<[^>]*>/g, '')
    .trim();
}

/** As it is read in Shanghai. */
export function iso(date) {
  return `${new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
}

function termsOf(taxonomy) {
  const terms = new Map();
  for (const post of posts) {
    for (const name of post.data[taxonomy]) {
      if (!terms.has(name)) terms.set(name, []);
      terms.get(name).push(post);
    }
  }
  return [...terms].map(([name, posts]) => ({ name, url: termUrl(name, taxonomy), posts })).sort((a, b) => b.posts.length - a.posts.length);
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
