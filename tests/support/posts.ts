// Plain values for tests: a post and a config, with only what a test is about spelled out.
import type { Config } from '../../src/model/config.js';
import type { Post, PostDate } from '../../src/model/post.js';

export function postDate(civil: string, time = '00:00:00', offset = 0): PostDate {
  const [year, month, day] = civil.split('-').map(Number);
  const [hour, minute, second] = time.split(':').map(Number);
  const instant = Date.UTC(year!, month! - 1, day!, hour, minute, second) - offset * 60_000;
  return { civil, time, instant, offset, precision: time === '00:00:00' ? 'day' : 'second' };
}

export function makePost(id: string, own: Partial<Post> = {}): Post {
  const name = id
    .split('/')
    .at(-1)!
    .replace(/\.\w+$/, '');
  return {
    id,
    kind: id.startsWith('pages/') ? 'page' : 'post',
    format: 'markdown',
    bodyLine: 1,
    title: name,
    titleFrom: 'file-name',
    date: null,
    updated: null,
    slug: name,
    permalink: null,
    aliases: [],
    categories: [],
    tags: [],
    description: null,
    author: null,
    lang: null,
    cover: null,
    pin: 0,
    weight: null,
    toc: null,
    series: null,
    order: null,
    layout: id.startsWith('pages/') ? 'page' : 'post',
    withheld: null,
    noindex: false,
    script: { han: 0, latin: 0 },
    data: {},
    ...own,
  };
}

export function makeConfig(own: Partial<Config> = {}): Config {
  return {
    title: 'A site',
    description: '',
    url: 'https://example.com',
    base: '/',
    lang: 'en',
    timezone: 'UTC',
    author: 'An author',
    menu: null,
    permalink: '/posts/:slug/',
    perPage: 10,
    slug: 'keep',
    tags: 'commas',
    slugs: {},
    feed: { limit: 20 },
    highlight: true,
    search: false,
    cards: null,
    html: 'keep',
    static: 'static',
    out: 'public',
    theme: null,
    cname: null,
    related: false,
    editUrl: null,
    license: null,
    footer: [],
    comments: null,
    analytics: [],
    drafts: false,
    future: false,
    ...own,
  };
}
