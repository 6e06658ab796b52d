// A site of hard cases: what no theme likes to be given. Made here, not kept as files, because most of it is repetition.
import { deflateSync } from 'node:zlib';
import type { Tree } from '../support/site.js';

const times = (count: number, line: (n: number) => string) => Array.from({ length: count }, (_, i) => line(i + 1)).join('\n');
const front = (keys: Record<string, unknown>) => {
  const lines = Object.entries(keys).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
  return `---\n${lines.join('')}---\n\n`;
};
const sentence = '砚台是磨墨用的石头，墨在水里慢慢化开，字就有了着落；急不得，也省不得。';
const longTitle = '一个很长很长的标题'.repeat(13).slice(0, 120);
const longUrl = `https://example.org/${'a'.repeat(380)}`;

const hostile = `${front({ title: longTitle, subtitle: '副题', outdated: true, date: '2024-05-01', tags: Array.from({ length: 60 }, (_, i) => `标签${i + 1}`), categories: ['技术', '容器'] })}
${sentence.repeat(4)}

A word of eighty letters: ${'x'.repeat(80)}, and an address: ${longUrl}

每一种颜色都有名字，写在样式表的开头。想换就在自己的站点里放一个 \`templates/assets/partials/custom.css\`，只写要改的那几行。

普通的一行，里面有\`code\`，有*强调的字*，有 *Latin only*，有上标<sup>2</sup>，中文abc中文。“引号”。

## 二级标题
### 三级标题
#### 四级标题
##### 五级标题
###### 六级标题

| ${times(12, (n) => `列 ${n}`).replaceAll('\n', ' | ')} |
|${'---|'.repeat(12)}
| ${times(12, (n) => `第 ${n} 格`).replaceAll('\n', ' | ')} |

表：四十个数和它们的平方，写在表前的一段里

| 行 | 平方 |
|---|---|
${times(40, (row) => `| ${row} | ${row * row} |`)}

\`\`\`js {2} title="server.js" numbers
const short = 1;
const long = '${'0123456789'.repeat(20)}';
\`\`\`

\`\`\`diff
- before
+ after
\`\`\`

![墨线](wide.png "一张两千像素宽的图")
{: .wide }

![透明的底](line.png)

> [!WARNING]
> 墨未干。

> 一句话的[引文](https://example.org/quoted)。

> [!TIP]- 折起来的提示
> 打开才看得见。

按字数算，一行里排得下三十六个字，可是碰到 internationalization 或者 Content-Security-Policy 这样的词，一行就差了一截，再碰到 a few words of English in a row 也一样。

- [ ] 没做
- [x] 做了

第一次提到[^a]，第二次提到[^a]，另一条[^b]。

${sentence.repeat(20)}

[^a]: 用了两次的脚注。
[^b]: 里面有长地址 ${longUrl}

<details><summary>折起来的</summary>

${sentence}

</details>

<table style="width: 600px"><tr><td>一页旧网页，写着六百像素宽</td></tr></table>

<embed type="application/x-shockwave-flash" width="480" height="400">

<iframe srcdoc="<p>曲</p>" title="一个小的音乐播放器" width="330" height="86"></iframe>
`;

export const hardSite: Tree = {
  'inkstone.config.yaml':
    'title: 硬砚\nurl: https://hard.example\nlang: zh-Hans\nperPage: 5\ncomments: { utterances: { repo: me/blog } }\n',
  'posts/hostile/index.md': hostile,
  'posts/hostile/wide.png': png(2000, 400),
  'posts/hostile/line.png': png(200, 60),
  'posts/code.md': `${front({ title: '三千行', date: '2024-05-02' })}\`\`\`js\n${times(3000, (n) => `const line${n} = ${n};`)}\n\`\`\`\n`,
  'posts/toc.md': `${front({ title: '六十个标题', date: '2024-05-03' })}${times(60, (n) => `## 第 ${n} 节\n\n${sentence}\n`)}`,
  'posts/empty.md': front({ title: '没有字', date: '2024-05-04', comments: false }),
  'posts/undated.md': `${front({ title: '没有日期' })}${sentence}\n`,
  'posts/english.md': `${front({ title: 'A post in English', date: '2024-05-05', lang: 'en', comments: false })}${'Ink settles slowly in water. '.repeat(30)}“Quoted.”\n`,
  'posts/japanese.md': `${front({ title: '硯と墨', date: '2024-05-06', lang: 'ja', tags: ['硯', 'すみ', 'stone'] })}骨 直 誤。墨をする。\n`,
  'posts/traditional.md': `${front({ title: '硯臺', date: '2024-05-07', lang: 'zh-TW' })}骨 直 誤。磨墨。\n`,
  'posts/series-1.md': `${front({ title: '选石', date: '2024-06-01', series: '做一方砚', order: 1 })}${sentence}\n`,
  'posts/series-2.md': `${front({ title: '开池', series: '做一方砚', order: 2, comments: false })}${sentence}\n`,
  'posts/series-3.md': `${front({ title: '打磨', date: '2024-06-03', series: '做一方砚', order: 3 })}${sentence}\n`,
  'pages/about.md': `${front({ title: '关于' })}${sentence}\n`,
};

/** A black frame on nothing: what is left of it in the dark is for the theme to see to. */
function png(width: number, height: number): Uint8Array {
  const rows = Buffer.alloc((width * 2 + 1) * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (x < 4 || y < 4) rows[y * (width * 2 + 1) + x * 2 + 2] = 255;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 4, 0, 0, 0], 8);
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), ...chunks]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function crc(bytes: Buffer): number {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
