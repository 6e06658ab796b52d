import { defineConfig } from 'inkstone';

export default defineConfig({
  title: '砚台 Inkstone',
  description: '一个静态博客生成器，和用它写成的这个博客。A static blog generator, and the blog that documents it.',
  url: 'https://inkstone.example',
  lang: 'zh-Hans',
  timezone: 'Asia/Shanghai',
  author: '砚台',
  menu: [
    { title: '归档', url: '/archive/' },
    { title: '分类', url: '/categories/' },
    { title: '标签', url: '/tags/' },
    { title: '搜索', url: '/search/' },
    { title: '手册', url: '/guide/' },
    { title: '关于', url: '/about/' },
  ],
  permalink: '/posts/:slug/',
  perPage: 8,
  feed: { limit: 20 },
  search: true,
  related: true,
});
