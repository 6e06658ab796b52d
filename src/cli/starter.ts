// The files of a new site, in two languages. Small on purpose: what a blogger changes first, and nothing to delete.
import type { Speech } from '../diagnostics/catalogue.js';
import { version } from './version.js';

export interface StarterFile {
  readonly path: string;
  readonly text: string;
  /** One that is there already is kept and is no reason to stop: `npm install` was run first, or `git init`. */
  readonly optional: boolean;
}

export interface StarterFacts {
  readonly timezone: string;
  /** `2026-11-24` */
  readonly day: string;
  readonly date: string;
}

export function starterFiles(speech: Speech, facts: StarterFacts): StarterFile[] {
  const { config, hello, about } = speech === 'zh' ? zh : en;
  return [
    { path: 'inkstone.config.yaml', text: config(facts), optional: false },
    { path: `posts/${facts.day}-hello.md`, text: hello(facts), optional: false },
    { path: 'pages/about.md', text: about, optional: false },
    { path: 'static/.gitkeep', text: '', optional: true },
    { path: '.gitignore', text: 'node_modules/\npublic/\n.inkstone/\n', optional: true },
    // So that a host which runs `npm run build` finds the same version.
    { path: 'package.json', text: packageJson(), optional: true },
  ];
}

function packageJson(): string {
  const content = {
    private: true,
    type: 'module',
    scripts: { dev: 'inkstone dev', build: 'inkstone build' },
    devDependencies: { inkstone: `^${version}` },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

const zh = {
  config: ({ timezone }: StarterFacts) => `# 站点设置。全部设置项见 node_modules/inkstone/docs/config.md。
title: 我的博客
description: 记下学到的和想到的
lang: zh-Hans
# 没有写时区的日期，按这个时区算。
timezone: ${timezone}

# 站点的网址。写上以后，才会生成订阅源和站点地图。
# url: https://example.com
`,
  hello: ({ date }: StarterFacts) => `---
title: 你好，砚台
date: ${date}
categories: 随笔
tags: [开始]
---

这是第一篇文章。打开这个文件改几个字，预览里马上就能看到。

<!--more-->

文章放在 \`posts/\` 里，用 Markdown 来写：

- 标题、日期、分类和标签写在文件开头两行 \`---\` 之间；
- 图片放在文章旁边，用相对路径引用；
- 代码块写上语言，就会着色。

\`\`\`js
console.log('磨墨，铺纸，开始写。');
\`\`\`

新建一篇：\`inkstone new "题目"\`。写好以后：\`inkstone build\`，整个站点就在 \`public/\` 里了。
`,
  about: `---
title: 关于
---

在这里介绍一下自己和这个博客。

\`pages/\` 里的文件没有日期，也不进文章列表；这一页的网址是 \`/about/\`。
`,
};

const en = {
  config: ({ timezone }: StarterFacts) => `# Settings of the site. All of them are in node_modules/inkstone/docs/config.md.
title: My blog
description: Notes on what I learn
lang: en
# For dates that name no time zone.
timezone: ${timezone}

# Address of the site: with it, feeds and a sitemap are made.
# url: https://example.com
`,
  hello: ({ date }: StarterFacts) => `---
title: Hello, Inkstone
date: ${date}
categories: Notes
tags: [start]
---

This is the first post. Open its file, change a word, and the preview shows it.

<!--more-->

Posts live in \`posts/\` and are written in Markdown:

- title, date, categories and tags stand at the top, between two lines of \`---\`;
- pictures may lie beside the post, with a relative path;
- a code block that names its language is coloured.

\`\`\`js
console.log('Grind the ink, lay out the paper, begin.');
\`\`\`

Begin another one with \`inkstone new "Title"\`. When you are done, \`inkstone build\` puts the whole site into \`public/\`.
`,
  about: `---
title: About
---

Say here who you are and what this blog is about.

Files in \`pages/\` have no date and stand in no list; this one is at \`/about/\`.
`,
};
