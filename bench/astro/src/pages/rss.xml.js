import rss from '@astrojs/rss';
import { posts } from '../posts.mjs';

export const GET = ({ site }) =>
  rss({
    title: 'Bench',
    description: 'Bench',
    site,
    items: posts.slice(0, 20).map(({ id, data, rendered }) => ({
      title: data.title,
      pubDate: data.date,
      link: `/posts/${id}/`,
      categories: [...data.categories, ...data.tags],
      content: rendered.html,
    })),
  });
