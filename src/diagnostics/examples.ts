// A line of config that is right, for each setting: what the hint of a wrong one shows. Tables by language, for a person
// reads titles and menus in their own.

/** Value by the path of the setting. */
export type Examples = Readonly<Record<string, string>>;

export const examplesEn: Examples = {
  ...common(),
  title: 'My notes',
  description: 'What I learn, written down',
  author: 'Robin Lee',
  lang: 'en',
  menu: '[{ title: About, url: /about/ }]',
  slugs: '{ C++: cpp }',
  footer: '[{ title: Imprint, url: /imprint/ }]',
};

export const examplesZh: Examples = {
  ...common(),
  title: '我的笔记',
  description: '学到什么，就写下来',
  author: '林小雨',
  lang: 'zh-Hans',
  menu: '[{ title: 关于, url: /about/ }]',
  slugs: '{ 容器: containers }',
  footer: '[{ title: 京ICP备…号, url: https://beian.miit.gov.cn/ }]',
};

/** `feed.limit` → `feed: { limit: 20 }`; `menu[2]` → the example of the whole menu. */
export function exampleOf(key: string, examples: Examples): string {
  const path = key.replace(/\[\d+\]$/, '').split('.');
  const name = path[0]!;
  // The name of a term may have dots in it.
  if (name === 'slugs' && path.length > 1) return `slugs: { ${path.slice(1).join('.')}: my-topic }`;
  const known = examples[path.slice(0, 2).join('.')];
  if (path.length === 2 && known !== undefined) return `${name}: { ${path[1]}: ${known} }`;
  if (path.length === 3) return `${name}: { ${path[1]}: { ${path[2]}: … } }`;
  return `${name}: ${examples[name] ?? '…'}`;
}

function common(): Examples {
  return {
    url: 'https://example.com',
    base: '/blog/',
    timezone: 'Asia/Shanghai',
    permalink: '/:year/:month/:slug/',
    perPage: '10',
    slug: 'keep',
    tags: 'commas',
    feed: '{ limit: 20 }',
    highlight: 'false',
    related: 'true',
    editUrl: 'https://github.com/me/blog/edit/main/',
    search: 'true',
    cards: 'true',
    html: 'keep',
    static: 'static',
    out: 'public',
    theme: 'themes/plain',
    cname: 'blog.example.com',
    license: 'CC BY 4.0',
    comments: '{ utterances: { repo: me/blog } }',
    'comments.giscus': '{ repo: me/blog, repoId: R_…, category: General, categoryId: DIC_… }',
    'comments.utterances': '{ repo: me/blog }',
    'comments.waline': '{ server: https://comments.example.com }',
    'comments.twikoo': '{ env: https://twikoo.example.com }',
    analytics: '{ plausible: example.com }',
  };
}
