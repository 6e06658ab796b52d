// A blog of any size, the same for the same seed: posts of about 4 kB, half of them Chinese, half of them with a block of
// code, with categories and tags. The front matter is such that other generators read it too.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes `count` posts into `folder`. */
export function writeCorpus(folder: string, count: number, seed = 1): void {
  mkdirSync(folder, { recursive: true });
  for (const [i, text] of corpus(count, seed).entries()) writeFileSync(join(folder, nameOf(i)), text);
}

export function corpus(count: number, seed = 1): string[] {
  const random = generator(seed);
  return Array.from({ length: count }, (_, i) => post(i, random));
}

export function nameOf(i: number): string {
  return `post-${String(i).padStart(6, '0')}.md`;
}

type Random = (below: number) => number;

/** mulberry32: small, quick, and the same everywhere. */
function generator(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

function post(i: number, random: Random): string {
  const chinese = i % 2 === 0;
  const code = i % 4 < 2;
  const tags = new Set(Array.from({ length: 1 + random(4) }, () => pick(allTags, random)));
  const title = chinese ? `${sentence(zh, 10, random)}（${i}）` : `${capital(sentence(en, 5, random))} ${i}`;
  const head = `---\ntitle: "${title}"\ndate: ${date(random)}\ncategories: ["${pick(allCategories, random)}"]\ntags: [${[...tags].map((tag) => `"${tag}"`).join(', ')}]\n---\n\n`;
  return head + body(chinese, code, random);
}

function body(chinese: boolean, code: boolean, random: Random): string {
  const parts = [paragraph(chinese, random), '<!--more-->'];
  let size = 400;
  for (let section = 1; size < 3_700 - (code ? 500 : 0); section++) {
    const part =
      section % 3 === 1 ? `## ${heading(chinese, random)}` : section % 7 === 3 ? list(chinese, random) : paragraph(chinese, random);
    parts.push(part);
    size += Buffer.byteLength(part);
  }
  if (code) parts.splice(3, 0, block(random));
  return `${parts.join('\n\n')}\n`;
}

function paragraph(chinese: boolean, random: Random): string {
  const sentences = Array.from({ length: 2 + random(3) }, () => {
    const text = chinese ? `${sentence(zh, 14 + random(16), random)}。` : `${capital(sentence(en, 8 + random(10), random))}.`;
    const choice = random(8);
    if (choice === 0) return `**${text}**`;
    if (choice === 1) return `${text.slice(0, -1)}[link](https://example.com/${random(1000)})${text.slice(-1)}`;
    return choice === 2 ? `${text}\`value${random(100)}\`` : text;
  });
  return sentences.join(chinese ? '' : ' ');
}

function list(chinese: boolean, random: Random): string {
  return Array.from({ length: 4 }, () => `- ${chinese ? sentence(zh, 12, random) : sentence(en, 7, random)}`).join('\n');
}

function heading(chinese: boolean, random: Random): string {
  return chinese ? sentence(zh, 6, random) : capital(sentence(en, 3, random));
}

function block(random: Random): string {
  const { language, line } = pick(languages, random);
  return `\`\`\`${language}\n${Array.from({ length: 15 }, (_, n) => line(pick(en, random), random(1000), n)).join('\n')}\n\`\`\``;
}

function sentence(words: readonly string[], length: number, random: Random): string {
  return Array.from({ length }, () => pick(words, random)).join(words === zh ? '' : ' ');
}

function capital(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}

function date(random: Random): string {
  return `${2011 + random(15)}-${two(1 + random(12))}-${two(1 + random(28))}T${two(random(24))}:${two(random(60))}:00+08:00`;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

function pick<T>(from: readonly T[], random: Random): T {
  return from[random(from.length)]!;
}

const languages: readonly { language: string; line: (word: string, n: number, at: number) => string }[] = [
  {
    language: 'js',
    line: (word, n, at) => (at % 3 === 0 ? `// ${word} ${n}` : `const ${word}${at} = await load('${word}', { limit: ${n} });`),
  },
  {
    language: 'python',
    line: (word, n, at) => (at % 3 === 0 ? `def ${word}_${at}(value: int = ${n}):` : `    return "${word}" if value > ${n} else None`),
  },
  { language: 'bash', line: (word, n, at) => (at % 3 === 0 ? `# ${word}` : `for f in *.${word}; do echo "$f ${n}" | sort -u; done`) },
  {
    language: 'go',
    line: (word, n, at) => (at % 3 === 0 ? `func ${word}${at}(n int) error {` : `\tif n == ${n} { return fmt.Errorf("${word}: %d", n) }`),
  },
];

const allCategories = [
  '技术',
  '生活',
  '读书',
  '旅行',
  '随笔',
  'Engineering',
  'Notes',
  'Reviews',
  'Photography',
  'Music',
  'History',
  'Gardening',
];
const allTags = Array.from({ length: 60 }, (_, n) => (n % 2 === 0 ? `标签${n}` : `tag-${n}`));
const zh = [
  ...'天地人山水风云花鸟石墨纸笔书画茶酒灯影夜雨晨光城门路桥船舟江湖海岸林木草叶春夏秋冬东西南北上下左右前后里外来去行走坐看听说读写思想问答学习工作时间空气声音颜色记忆文字语言程序数据网络机器',
];
const en =
  'ink stone paper brush river mountain letter page window garden morning evening street bridge harbour lantern market winter summer signal kernel thread buffer cache index query table record stream packet socket module branch merge commit release'.split(
    ' ',
  );
