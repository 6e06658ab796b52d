// Every command and flag: the table that arguments are read by and that help is printed from.

export interface Words {
  readonly en: string;
  readonly zh: string;
}

export interface FlagSpec {
  /** What stands for the value in help; null: a switch. */
  readonly value: string | null;
  readonly short?: string;
  readonly help: Words;
}

export const flags = {
  root: { value: 'DIR', help: { en: 'folder of the site (default: the current one)', zh: '站点所在的文件夹（默认为当前文件夹）' } },
  out: { value: 'DIR', help: { en: 'folder to write to (default: public)', zh: '输出文件夹（默认为 public）' } },
  base: { value: '/blog/', help: { en: 'path under which the site is served', zh: '站点所在的路径' } },
  url: { value: 'https://…', help: { en: 'address of the site', zh: '站点的网址' } },
  config: { value: 'FILE', help: { en: 'config file to use instead of inkstone.config.*', zh: '使用这份配置，而不是 inkstone.config.*' } },
  drafts: { value: null, help: { en: 'publish drafts too', zh: '草稿也发布' } },
  future: { value: null, help: { en: 'publish posts of the future too', zh: '日期未到的文章也发布' } },
  strict: { value: null, help: { en: 'treat warnings as errors: nothing is published', zh: '有警告就算失败，不发布' } },
  'no-highlight': { value: null, help: { en: 'leave code blocks uncoloured', zh: '代码块不上色' } },
  verify: { value: null, help: { en: 'build once more from nothing and compare every byte', zh: '再从零构建一次，逐字节比较' } },
  why: { value: '/url/', help: { en: 'say why this page is made anew, or not', zh: '说明这个页面为什么重新生成或保留' } },
  threads: {
    value: '1..64',
    help: { en: 'threads to build with (default: what suits machine and site)', zh: '构建用的线程数（默认看机器和站点大小）' },
  },
  quiet: { value: null, help: { en: 'print errors and warnings only', zh: '只显示错误和警告' } },
  json: {
    value: null,
    help: { en: 'print diagnostics as JSON, one a line, on standard output', zh: '以 JSON 输出诊断信息，每行一条，写到标准输出' },
  },
  fix: {
    value: null,
    help: { en: 'write corrections of front matter into the posts, where they are sure', zh: '把有把握的修正写回文章的 front matter' },
  },
  'dry-run': { value: null, help: { en: 'with --fix: show the corrections, write nothing', zh: '和 --fix 一起用：只显示修正，不写文件' } },
  port: { value: '4000', help: { en: 'port to serve on (the next free one if taken)', zh: '端口（被占用时用下一个空闲的）' } },
  host: {
    value: null,
    help: { en: 'let others on the network look, with a QR code for the telephone', zh: '局域网里的其他设备也可以看，并显示二维码' },
  },
  open: { value: null, help: { en: 'open the browser', zh: '打开浏览器' } },
  follow: { value: null, help: { en: 'bring the browser to the post that was saved', zh: '保存一篇文章时，浏览器跳到那一页' } },
  poll: { value: null, help: { en: 'look for changes again and again instead of being told', zh: '定时检查文件变化，不靠系统通知' } },
  'no-drafts': { value: null, help: { en: 'show only what a build would publish now', zh: '只显示现在构建会发布的内容' } },
  draft: { value: null, help: { en: 'mark the new post as a draft', zh: '新文章标为草稿' } },
  unknown: {
    value: null,
    help: { en: 'remove also files in the output folder that no build wrote', zh: '输出文件夹里不是由 Inkstone 写入的文件也删除' },
  },
  lang: { value: 'en|zh', help: { en: 'language of messages (default: by LANG)', zh: '提示信息的语言（默认看 LANG）' } },
  debug: { value: null, help: { en: 'print the stack of internal errors', zh: '内部出错时显示调用栈' } },
  help: { value: null, short: 'h', help: { en: 'print this help', zh: '显示这份帮助' } },
  version: { value: null, short: 'v', help: { en: 'print the version', zh: '显示版本' } },
} as const satisfies Record<string, FlagSpec>;

export type FlagName = keyof typeof flags;

/** Flags that every command has. */
export const commonFlags: readonly FlagName[] = ['lang', 'debug', 'help', 'version'];

export interface CommandSpec {
  readonly usage: string;
  readonly summary: Words;
  readonly more?: Words;
  readonly flags: readonly FlagName[];
  /** How many arguments that are no flags. */
  readonly rest: readonly [least: number, most: number];
}

export const commands = {
  build: {
    usage: 'inkstone build [--root DIR] [flags]',
    summary: { en: 'publish the site into public/', zh: '把站点发布到 public/' },
    more: {
      en: 'Everything is rendered and checked before the first file is written; with an error, what was published stays as it is.',
      zh: '全部内容生成并检查完毕之后才开始写文件；有错误时，已发布的内容保持原样。',
    },
    flags: [
      'root',
      'out',
      'base',
      'url',
      'config',
      'drafts',
      'future',
      'strict',
      'no-highlight',
      'threads',
      'verify',
      'why',
      'quiet',
      'json',
    ],
    rest: [0, 0],
  },
  dev: {
    usage: 'inkstone dev [--root DIR] [--port 4000] [--host] [--open] [flags]',
    summary: { en: 'preview the site while you write', zh: '一边写一边预览' },
    more: {
      en: 'Drafts and future posts are shown. Nothing is written to public/. Ctrl-C ends it.',
      zh: '草稿和日期未到的文章也会显示；不会写 public/。按 Ctrl-C 结束。',
    },
    flags: ['root', 'port', 'host', 'open', 'follow', 'poll', 'no-drafts', 'base', 'config', 'no-highlight'],
    rest: [0, 0],
  },
  check: {
    usage: 'inkstone check [--fix [--dry-run]] [--root DIR] [flags]',
    summary: { en: 'read everything, write nothing, and say all that is wrong', zh: '通读全站，不写任何文件，列出所有问题' },
    more: {
      en: 'Lists every fault file by file. --fix writes into the posts what is sure to change nothing on the site; the rest is left to you.',
      zh: '逐个文件列出每一处问题。--fix 只写回肯定不会改变网站内容的修正，其余的留给你决定。',
    },
    flags: ['fix', 'dry-run', 'root', 'base', 'url', 'config', 'drafts', 'future', 'strict', 'quiet', 'json'],
    rest: [0, 0],
  },
  preview: {
    usage: 'inkstone preview [--root DIR] [--port 4000] [--host] [--open] [flags]',
    summary: { en: 'serve the built site as a host would', zh: '像正式的主机一样展示已生成的站点' },
    more: {
      en: 'Nothing is built: what stands in public/ is served, with clean addresses, 404.html, _redirects and _headers. Ctrl-C ends it.',
      zh: '不会重新生成：展示 public/ 里现有的内容，支持不带后缀的网址、404.html、_redirects 和 _headers。按 Ctrl-C 结束。',
    },
    flags: ['root', 'port', 'host', 'open', 'out', 'base', 'config'],
    rest: [0, 0],
  },
  init: {
    usage: 'inkstone init DIR',
    summary: { en: 'make a small site that builds at once', zh: '新建一个马上就能用的小站点' },
    more: {
      en: 'A config, one post and one page, in the language of the messages. Existing files are never overwritten. Use “.” for the current folder.',
      zh: '含一份配置、一篇文章和一个页面，语言随提示信息。不会覆盖已有的文件。在当前文件夹新建请写“.”。',
    },
    flags: [],
    rest: [1, 1],
  },
  new: {
    usage: 'inkstone new "TITLE" [--draft] [--root DIR]',
    summary: { en: 'start a post', zh: '新建一篇文章' },
    more: {
      en: 'Writes posts/DATE-SLUG.md with its front matter filled in and prints its path. An existing file is never overwritten.',
      zh: '写出 posts/日期-名称.md，填好文章信息，并显示它的路径。不会覆盖已有的文件。',
    },
    flags: ['draft', 'root', 'config'],
    rest: [1, 100],
  },
  eject: {
    usage: 'inkstone eject [FILE] [--root DIR]',
    summary: { en: 'copy a file of the theme, to change it', zh: '取出主题的一个文件来改' },
    more: {
      en: 'For example: inkstone eject templates/post.njk. It goes into your own templates/, with a note of the version it came from. Without a name, all that there are.',
      zh: '例如：inkstone eject templates/post.njk。文件会放进站点自己的 templates/，开头注明来自哪个版本。不写名字则列出全部。',
    },
    flags: ['root', 'config'],
    rest: [0, 1],
  },
  clean: {
    usage: 'inkstone clean [--unknown] [--root DIR]',
    summary: { en: 'remove what builds have written', zh: '删除生成的文件' },
    more: {
      en: 'Removes the files that builds wrote, and .inkstone/. A file that was changed by hand since stays and is named.',
      zh: '删除由 Inkstone 写入的文件，以及 .inkstone/。之后被人改过的文件会留下，并列出来。',
    },
    flags: ['unknown', 'out', 'root', 'config'],
    rest: [0, 0],
  },
  help: {
    usage: 'inkstone help [COMMAND]',
    summary: { en: 'explain a command', zh: '说明一个命令' },
    flags: [],
    rest: [0, 1],
  },
} as const satisfies Record<string, CommandSpec>;

export type CommandName = keyof typeof commands;

export const commandNames = Object.keys(commands) as readonly CommandName[];

/** What commands are called by Jekyll, Hexo, Hugo and others → what is meant here. */
export const otherNames: ReadonlyMap<string, CommandName | '--version'> = new Map([
  ...(['generate', 'publish', 'deploy', 'g', 'd'] as const).map((name) => [name, 'build'] as const),
  ...(['serve', 'server', 'start', 'watch', 's'] as const).map((name) => [name, 'dev'] as const),
  ...(['doctor', 'lint', 'validate'] as const).map((name) => [name, 'check'] as const),
  ...(['create', 'post', 'draft'] as const).map((name) => [name, 'new'] as const),
  ['version', '--version'],
]);
