// Why a page was made anew, in words.
import type { Sentence } from './catalogue.js';
import type { CodeData, Why } from './codes.js';

type Data = CodeData['page-why'];
type Changed = Extract<Why, { kind: 'changed' }>;
type Plain = Exclude<Why['kind'], 'no-page' | 'changed'>;

/** So many posts are named. */
const most = 5;

export function whyEn({ url, why }: Data): Sentence {
  if (why.kind === 'no-page') {
    const hint = why.nearest === null ? 'Give an address such as /about/, or the source of a page.' : `Did you mean ${why.nearest}?`;
    return { message: `No page has the address ${url}`, hint };
  }
  return { message: `${url} ${why.kind === 'changed' ? `was made anew: ${changedEn(why)}` : plainEn[why.kind]}` };
}

const plainEn: Readonly<Record<Plain, string>> = {
  first: 'was made anew, as all pages were: no earlier build with this config and this Inkstone is remembered',
  theme: 'was made anew, as all pages were: the templates, or what they include, changed after the last build',
  new: 'is new: the last build had no such page',
  kept: 'was kept: nothing that it is made from has changed',
  touched: 'was written again: what is published there is not what the last build left',
  always: 'is made, or compared, in every build',
};

function changedEn({ source, references, posts, members, fields }: Changed): string {
  const more = posts.length > most ? ` and ${posts.length - most} more` : '';
  const reasons = [
    ...(source === null ? [] : [`${source} was edited`]),
    ...(references ? ['its links or images lead elsewhere'] : []),
    ...(posts.length === 0 ? [] : [`posts that it shows were edited (${posts.slice(0, most).join(', ')}${more})`]),
    ...(members ? ['it shows other posts than before'] : []),
    ...(fields.length === 0
      ? []
      : [`its template reads what has changed in the site (${fields.map((field) => `site.${field}`).join(', ')})`]),
  ];
  return reasons.length === 0 ? 'what it says of itself (a title, an address, a number of pages) has changed' : reasons.join('; ');
}

export function whyZh({ url, why }: Data): Sentence {
  if (why.kind === 'no-page') {
    const hint = why.nearest === null ? '请写 /about/ 这样的地址，或者页面的源文件。' : `是不是想写 ${why.nearest}？`;
    return { message: `没有页面的地址是 ${url}`, hint };
  }
  return { message: `${url} ${why.kind === 'changed' ? `重新生成了：${changedZh(why)}` : plainZh[why.kind]}` };
}

const plainZh: Readonly<Record<Plain, string>> = {
  first: '和所有页面一样重新生成了：没有用这份配置、这个版本的 Inkstone 构建过的记录',
  theme: '和所有页面一样重新生成了：上一次构建之后，模板或它引用的文件改动过',
  new: '是新的：上一次构建没有这个页面',
  kept: '原样保留：它用到的东西都没有变',
  touched: '重新写入了：已发布的文件和上一次构建留下的不一样',
  always: '每次构建都会生成或比较',
};

function changedZh({ source, references, posts, members, fields }: Changed): string {
  const more = posts.length > most ? `等 ${posts.length} 篇` : '';
  const reasons = [
    ...(source === null ? [] : [`${source} 改动过`]),
    ...(references ? ['它的链接或图片指向了别处'] : []),
    ...(posts.length === 0 ? [] : [`它列出的文章改动过（${posts.slice(0, most).join('、')}${more}）`]),
    ...(members ? ['它列出的文章和以前不同'] : []),
    ...(fields.length === 0 ? [] : [`模板用到的站点数据变了（${fields.map((field) => `site.${field}`).join('、')}）`]),
  ];
  return reasons.length === 0 ? '它自身的内容（标题、地址、页数等）变了' : reasons.join('；');
}
