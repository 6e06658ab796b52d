// What the commands say, in English and Chinese. Diagnostics have their own catalogue; help stands in `commands.ts`.
import type { Speech } from '../diagnostics/catalogue.js';

const en = {
  // wrong use
  unknownCommand: (name: string, meant: string | null) =>
    `There is no command “${name}”${meant === null ? '' : `; did you mean “${meant}”?`}`,
  unknownFlag: (flag: string, meant: string | null) => `There is no flag ${flag}${meant === null ? '' : `; did you mean ${meant}?`}`,
  foreignFlag: (flag: string, command: string, owners: readonly string[]) =>
    `${flag} is not a flag of “${command}” but of “${owners.join('”, “')}”`,
  noValue: (flag: string) => `${flag} takes no value`,
  missingValue: (flag: string, value: string) => `${flag} needs a value: ${flag} ${value}`,
  unknownLanguage: (lang: string) => `Messages can be in “en” or “zh”, not in “${lang}”`,
  wrongPort: (port: string) => `--port must be a number from 1 to 65535, not “${port}”`,
  wrongThreads: (threads: string) => `--threads must be a number from 1 to 64, not “${threads}”`,
  missingTitle: 'The post needs a title: inkstone new "My title"',
  missingFolder: 'Say into which folder: inkstone init my-blog',
  extraArgument: (argument: string, hasRoot: boolean) =>
    `“${argument}” is one argument too many${hasRoot ? `; for another folder write --root ${argument}` : ''}`,
  seeHelp: (command: string | null) => `Run “inkstone help${command === null ? '' : ` ${command}`}” for all that there is.`,
  noFolder: (folder: string) => `There is no folder ${folder}`,
  notASite: (folder: string) =>
    `${folder} does not look like a site: it has no posts/, no pages/ and no config.\nGo to the folder of your site, or start one with: inkstone init my-blog`,
  // help
  usage: 'Usage',
  commands: 'Commands',
  flags: 'Flags',
  tagline: 'Inkstone makes a blog of a folder of posts.',
  exitCodes: 'Exit codes: 0 all is well, 1 the site has errors, 2 wrong use.',
  moreHelp: 'inkstone help COMMAND says more about one of them.',
  // build
  step: { read: 'Reading', render: 'Rendering', publish: 'Publishing' },
  stopped: 'Stopped.',
  // summary
  read: 'Read',
  withheld: 'Withheld',
  rendered: 'Rendered',
  disk: 'On disk',
  files: (n: number) => count(n, 'file'),
  posts: (n: number) => count(n, 'post'),
  pages: (n: number) => count(n, 'page'),
  drafts: (n: number) => count(n, 'draft'),
  unpublished: (n: number) => `${n} not to be published`,
  unreadable: (n: number) => `${n} with an unclear “draft” or “published”`,
  future: (n: number, due: string | null) => `${n} for later${due === null ? '' : ` (next due ${due})`}`,
  added: (n: number) => `${n} new`,
  changed: (n: number) => `${n} changed`,
  removed: (n: number) => `${n} removed`,
  unchanged: (n: number) => `${n} unchanged`,
  unknown: (n: number) =>
    `${count(n, 'file')} in the output folder not written by Inkstone; inkstone clean --unknown removes ${n === 1 ? 'it' : 'them'}`,
  errors: (n: number) => count(n, 'error'),
  warnings: (n: number) => count(n, 'warning'),
  published: (time: string) => `Published in ${time}`,
  publishedWith: (time: string, what: string) => `Published in ${time}, with ${what}`,
  notPublished: (what: string) => `Nothing was published: ${what}. What was there before is as it was.`,
  strictHint: 'Without --strict it would have been published.',
  seconds: (n: string) => `${n} s`,
  separator: ', ',
  // init, new, clean
  inTheWay: (paths: readonly string[]) => `Nothing was written: ${paths.join(', ')} ${paths.length === 1 ? 'is' : 'are'} there already`,
  made: (folder: string) => `A new site is in ${folder}`,
  next: 'Next',
  exists: (path: string) => `${path} exists already; it stays as it is. Choose another title, or go on writing there.`,
  cleaned: (n: number) => `${count(n, 'file')} removed`,
  unknownKept: (n: number) =>
    `${count(n, 'file')} not written by Inkstone ${n === 1 ? 'stays' : 'stay'}; --unknown removes ${n === 1 ? 'it' : 'them'}`,
  // dev
  ready: (url: string, time: string) => `Preview at ${url} (${time})`,
  portTaken: (wanted: number, got: number) => `Port ${wanted} is taken; ${got} it is`,
  noPort: (wanted: number) => `No free port found from ${wanted} on; try another with --port`,
  updated: (what: string, time: string) => `${what} → ${time}`,
  moreFiles: (first: string, n: number) => `${first} and ${n} more`,
  stillLast: 'The preview shows these errors until they are mended.',
  watchFailed: (detail: string) => `Changes can no longer be watched (${detail}); start the preview again`,
  ctrlC: 'Ctrl-C ends it.',
};

/** The same sentences in another language. */
export type Texts = typeof en;

const zh: Texts = {
  unknownCommand: (name, meant) => `没有“${name}”这个命令${meant === null ? '' : `，是不是想写“${meant}”？`}`,
  unknownFlag: (flag, meant) => `没有 ${flag} 这个参数${meant === null ? '' : `，是不是想写 ${meant}？`}`,
  foreignFlag: (flag, command, owners) => `${flag} 不是“${command}”的参数，而是“${owners.join('”、“')}”的`,
  noValue: (flag) => `${flag} 后面不带值`,
  missingValue: (flag, value) => `${flag} 后面要有值：${flag} ${value}`,
  unknownLanguage: (lang) => `提示信息只有“en”和“zh”两种语言，没有“${lang}”`,
  wrongPort: (port) => `--port 应当是 1 到 65535 之间的数，不能是“${port}”`,
  wrongThreads: (threads) => `--threads 应当是 1 到 64 之间的数，不能是“${threads}”`,
  missingTitle: '文章要有标题：inkstone new "我的标题"',
  missingFolder: '请写明文件夹：inkstone init my-blog',
  extraArgument: (argument, hasRoot) => `多了一个“${argument}”${hasRoot ? `；要指定别的文件夹，请写 --root ${argument}` : ''}`,
  seeHelp: (command) => `运行“inkstone help${command === null ? '' : ` ${command}`}”可以看到全部用法。`,
  noFolder: (folder) => `没有这个文件夹：${folder}`,
  notASite: (folder) =>
    `${folder} 不像是一个站点：里面没有 posts/、pages/，也没有配置。\n请进入站点文件夹，或者新建一个：inkstone init my-blog`,
  usage: '用法',
  commands: '命令',
  flags: '参数',
  tagline: '砚台（Inkstone）把一个文件夹的文章变成博客。',
  exitCodes: '退出码：0 正常，1 站点有错误，2 用法不对。',
  moreHelp: 'inkstone help 命令名 可以看到每个命令的说明。',
  step: { read: '读取', render: '生成', publish: '发布' },
  stopped: '已停止。',
  read: '读取',
  withheld: '未发布',
  rendered: '生成',
  disk: '写入',
  files: (n) => `${n} 个文件`,
  posts: (n) => `${n} 篇文章`,
  pages: (n) => `${n} 个页面`,
  drafts: (n) => `草稿 ${n} 篇`,
  unpublished: (n) => `设为不发布 ${n} 篇`,
  unreadable: (n) => `“draft”或“published”写法看不懂 ${n} 篇`,
  future: (n, due) => `日期未到 ${n} 篇${due === null ? '' : `（最近一篇 ${due}）`}`,
  added: (n) => `新增 ${n}`,
  changed: (n) => `更新 ${n}`,
  removed: (n) => `删除 ${n}`,
  unchanged: (n) => `未变 ${n}`,
  unknown: (n) => `输出文件夹里有 ${n} 个不是由 Inkstone 写入的文件，可用 inkstone clean --unknown 删除`,
  errors: (n) => `${n} 个错误`,
  warnings: (n) => `${n} 个警告`,
  published: (time) => `发布完成，用时 ${time}`,
  publishedWith: (time, what) => `发布完成，用时 ${time}，有 ${what}`,
  notPublished: (what) => `没有发布：${what}。原来发布的内容保持原样。`,
  strictHint: '不加 --strict 就会发布。',
  seconds: (n) => `${n} 秒`,
  separator: '，',
  inTheWay: (paths) => `什么都没有写：${paths.join('、')} 已经存在`,
  made: (folder) => `新站点在 ${folder}`,
  next: '接下来',
  exists: (path) => `${path} 已经存在，没有改动。换一个标题，或者接着写那一篇。`,
  cleaned: (n) => `删除了 ${n} 个文件`,
  unknownKept: (n) => `还有 ${n} 个不是由 Inkstone 写入的文件，--unknown 可以删除`,
  ready: (url, time) => `预览：${url}（${time}）`,
  portTaken: (wanted, got) => `端口 ${wanted} 被占用，改用 ${got}`,
  noPort: (wanted) => `从 ${wanted} 起没有空闲的端口，请用 --port 换一个`,
  updated: (what, time) => `${what} → ${time}`,
  moreFiles: (first, n) => `${first} 等 ${n + 1} 个文件`,
  stillLast: '改好之前，预览里显示的就是这些错误。',
  watchFailed: (detail) => `无法继续监视文件变化（${detail}），请重新启动预览`,
  ctrlC: '按 Ctrl-C 结束。',
};

export function textsIn(speech: Speech): Texts {
  return speech === 'zh' ? zh : en;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
