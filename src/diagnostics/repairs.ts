// Sentences for repaired HTML, one for each kind of change, in both languages: part of the catalogue.
import type { ChangeKind } from '../html/repair.js';
import type { Sentence } from './catalogue.js';

type Words = { readonly [K in ChangeKind]: readonly [message: string, hint: string] };

/** `#` stands for what the author wrote. */
const en: Words = {
  unclosed: ['# is never closed; it is closed where a browser would', 'Add the close tag where it belongs.'],
  misnested: ['# is closed in the wrong order; the tags are put in order', 'Close first what was opened last.'],
  'stray-close': ['# closes nothing and is left out', 'Remove it, or add the tag that it should close.'],
  'close-tag': ['# opens an element where a close tag was meant; it is taken as the close tag', 'Write it with a slash, as in </ul>.'],
  'self-closed': ['# cannot close itself in HTML; it is read as an empty element', 'Write the open tag and the close tag.'],
  'list-content': [
    'Text stands straight inside a list (#); it is made a list item or put before the list',
    'Put it into an <li>, or before the list.',
  ],
  'nested-list': ['# stands straight inside another list; it is moved into the item before it', 'Put the inner list into an <li>.'],
  'list-item': ['# stands outside of any list; a list is put around it', 'Put <ul> and </ul> around the items.'],
  'table-content': ['# may not stand at this place of a table; it is put before the table', 'Put it into a <td>.'],
  'block-in-text': [
    '# holds a block (a list, a heading, another paragraph …) where only text may stand; it is split around that',
    'Close it before the block, and open it again behind if need be.',
  ],
  'empty-paragraph': ['# leaves an empty paragraph, which is removed', 'Was </p> meant? Then write it with a slash.'],
  break: ['# is read as <br>', 'Write <br>.'],
  'duplicate-id': ['# stands on two elements; the later one gets another id', 'Give each element an id of its own.'],
  'bad-id': ['# is no usable id; it is changed', 'An id has at least one character and no spaces.'],
  'bad-attribute': ['The attribute # cannot be read; it is mended or left out', 'Write attributes as name="value", each once.'],
  'obsolete-element': [
    '# is no longer part of HTML; a modern element takes its place and looks the same',
    'Nothing needs to be done; Markdown or a class would be clearer.',
  ],
  'obsolete-attribute': ['The attribute # is no longer part of HTML; a style, or an id, does the same', 'Nothing needs to be done.'],
  'unknown-element': [
    'There is no element # in HTML; its text is kept in a neutral one',
    'Use <p> or <span>; if it is code, put it between backticks.',
  ],
  'code-as-tag': ['# looks like code and is shown as text', 'Put code between backticks, or write &lt; for <.'],
  'unclosed-raw': ['# has no end and would have swallowed the rest; it is shown as text or ended', 'Add its close tag.'],
  'not-in-article': ['# may not stand inside an article; it is left out, its text is kept', 'Remove it from the post.'],
  'no-summary': ['# has no <summary>, the line that is always seen; it gets one', 'Write <summary>…</summary> at its beginning.'],
  'missing-alt': ['# has no description; it gets an empty one', 'Say in alt="…" what the image shows.'],
  'too-deep': ['Elements are nested too deep from # on; the innermost are taken apart', 'Were close tags forgotten further up?'],
};

const zh: Words = {
  unclosed: ['# 一直没有关闭，已经像浏览器那样补上', '在该结束的地方写上关闭标签。'],
  misnested: ['# 关闭的先后次序不对，已经理顺', '后打开的先关闭。'],
  'stray-close': ['# 没有对应的开始标签，已经去掉', '删掉它，或者补上开始标签。'],
  'close-tag': ['# 看上去本想写关闭标签，按关闭标签处理', '写成带斜杠的样子，例如 </ul>。'],
  'self-closed': ['# 在 HTML 里不能自己关闭，按空元素处理', '把开始标签和关闭标签都写出来。'],
  'list-content': ['有文字直接写在列表里（#），已经改成列表项或者移到列表前面', '放进 <li>，或者写在列表前面。'],
  'nested-list': ['# 直接写在另一个列表里，已经移进前一个列表项', '把里面的列表放进 <li>。'],
  'list-item': ['# 写在列表外面，已经在外面补上列表', '在这些列表项外面写上 <ul> 和 </ul>。'],
  'table-content': ['# 不能写在表格的这个位置，已经移到表格前面', '放进 <td> 里。'],
  'block-in-text': ['# 里面只能放文字，却放了列表、标题、段落这样的块，已经在那里拆开', '在块前面先结束它，需要的话在后面再打开。'],
  'empty-paragraph': ['# 留下一个空段落，已经去掉', '是不是想写 </p>？要带斜杠。'],
  break: ['# 按 <br> 处理', '写成 <br>。'],
  'duplicate-id': ['# 用在了两个元素上，后一个已经换了 id', '给每个元素写不同的 id。'],
  'bad-id': ['# 不能当 id 用，已经改过', 'id 至少一个字符，中间没有空格。'],
  'bad-attribute': ['属性 # 读不懂，已经修好或去掉', '属性写成 name="value"，同一个只写一次。'],
  'obsolete-element': ['# 已经不是 HTML 的元素，换成了样子相同的新写法', '可以不管；用 Markdown 或 class 更清楚。'],
  'obsolete-attribute': ['属性 # 已经不是 HTML 的属性，换成了同样效果的样式或 id', '可以不管。'],
  'unknown-element': ['HTML 里没有 # 这个元素，里面的文字放进了普通元素', '改用 <p> 或 <span>；如果是代码，请用反引号括起来。'],
  'code-as-tag': ['# 看上去是代码，按文字显示', '代码用反引号括起来，或者把 < 写成 &lt;。'],
  'unclosed-raw': ['# 没有结束，会把后面的内容都吞掉；已经按文字显示或者补上结尾', '补上关闭标签。'],
  'not-in-article': ['# 不能出现在文章里，已经去掉，里面的文字保留', '从文章里删掉它。'],
  'no-summary': ['# 没有 <summary>，也就是一直显示的那一行，已经补上', '在它开头写 <summary>…</summary>。'],
  'missing-alt': ['# 没有说明文字，已经补上空的', '在 alt="…" 里写上图片的内容。'],
  'too-deep': ['从 # 开始嵌套太深，最里面的几层已经拆开', '前面是不是忘了关闭标签？'],
};

export function repairEn(kind: ChangeKind, text: string, count: number): Sentence {
  const [message, hint] = en[kind];
  return { message: message.replace('#', () => text) + (count > 1 ? ` (${count} places)` : ''), hint };
}

export function repairZh(kind: ChangeKind, text: string, count: number): Sentence {
  const [message, hint] = zh[kind];
  return { message: message.replace('#', () => text) + (count > 1 ? `（共 ${count} 处）` : ''), hint };
}

/** Pictures are called so; a missing film or sound is a file. */
export function isImageName(name: string): boolean {
  return /\.(?:png|jpe?g|gif|webp|avif|svg|bmp|ico|tiff?)(?:[?#].*)?$/i.test(name);
}
