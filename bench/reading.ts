// What forgiving reading costs: on a clean post, which needs none of it, and on hostile ones, whose time must grow with their
// size and no faster. Times are the best of several rounds taken in turn, so that a busy machine disturbs all alike.
import MarkdownIt from 'markdown-it';
import cjkFriendly from 'markdown-it-cjk-friendly';
import { decode } from '../src/content/decode.js';
import { bodyOf, readPost } from '../src/content/read-post.js';
import { splitSource } from '../src/content/split.js';
import { isBalanced } from '../src/html/balance.js';
import { createMarkdown, renderArticle } from '../src/markdown/article.js';
import { newContext } from '../src/markdown/context.js';
import { joinLines } from '../src/markdown/join-lines.js';
import { labelsFor } from '../src/markdown/labels.js';
import { autolinks } from '../src/markdown/rules/autolink.js';
import { callouts } from '../src/markdown/rules/callout.js';
import { codeBlocks } from '../src/markdown/rules/fence.js';
import { figures } from '../src/markdown/rules/figure.js';
import { footnotes } from '../src/markdown/rules/footnotes.js';
import { tables } from '../src/markdown/rules/table.js';
import { taskLists } from '../src/markdown/rules/task-list.js';
import { strayMarks } from '../src/markdown/stray-marks.js';
import { corpus } from './corpus.js';

const labels = labelsFor('en');
const options = { timezone: 'Asia/Shanghai', countScript: false };
const markdown = createMarkdown({ html: 'keep', highlight: false });

export function benchReading(): void {
  cleanPosts();
  hostilePosts();
}

function cleanPosts(): void {
  const posts = corpus(200).map((text) => new TextEncoder().encode(text));
  const bodies = posts.map((bytes) => bodyOf('posts/a.md', bytes).body);
  const pages = bodies.map((body) => markdown.render(body, newContext(labels)));
  const texts = posts.map((bytes) => decode(bytes, 'posts/a.md').value);
  const plain = plainMarkdown();
  const utf8 = new TextDecoder();
  const work = {
    all: () => posts.forEach((bytes) => article(bytes)),
    'looking for invisible characters': () => posts.forEach((bytes) => decode(bytes, 'posts/a.md')),
    'without: decoding alone': () => posts.forEach((bytes) => utf8.decode(bytes)),
    'finding the front matter': () => texts.forEach((text) => splitSource(text)),
    'Markdown as people write it': () => bodies.forEach((body) => markdown.render(body, newContext(labels))),
    'without: Markdown by the book': () => bodies.forEach((body) => plain.render(body, newContext(labels))),
    'is the HTML balanced?': () => pages.forEach((html) => isBalanced(html)),
    'joining lines of Chinese': () => pages.forEach((html) => joinLines(html)),
    'looking for stray marks': () => pages.forEach((html) => strayMarks(html)),
  };
  const best = inTurn(work, posts.length);
  const costs = Object.keys(work).flatMap((name, i, names) => {
    if (name === 'all' || name.startsWith('without: ')) return [];
    const without = names[i + 1]?.startsWith('without: ') === true ? best.get(names[i + 1]!)! : 0;
    return [[name, Math.max(0, best.get(name)! - without)] as const];
  });
  const all = best.get('all')!;
  const sum = costs.reduce((total, [, cost]) => total + cost, 0);
  console.log('\nWhat forgiving reading adds to a clean post of 4 kB (read and rendered, without a template):\n');
  console.log('| step | µs a post | of all |\n|---|--:|--:|');
  for (const [name, cost] of [...costs, ['forgiving reading in all', sum] as const, ['everything', all] as const])
    console.log(`| ${name} | ${cost.toFixed(1)} | ${((100 * cost) / all).toFixed(1)} % |`);
}

/** Microseconds a piece: the best of many rounds. */
function inTurn(work: Readonly<Record<string, () => void>>, pieces: number): ReadonlyMap<string, number> {
  const best = new Map<string, number>();
  for (let round = 0; round < 25; round++) {
    for (const [name, run] of Object.entries(work)) {
      const time = (timeOf(run) * 1000) / pieces;
      if (round > 2) best.set(name, Math.min(best.get(name) ?? Infinity, time));
    }
  }
  return best;
}

/** The same features, without what takes sloppy Markdown for what was meant. */
function plainMarkdown(): MarkdownIt {
  const md = new MarkdownIt({ html: true, linkify: true });
  md.use(cjkFriendly);
  for (const rule of [autolinks, footnotes, taskLists, callouts, figures, tables]) rule(md);
  codeBlocks(md, null);
  return md;
}

const hostile: Readonly<Record<string, (size: number) => string>> = {
  '20,000 unclosed tags in 1 MB': (n) => `<div><b>${'x'.repeat(42)}\n`.repeat(20_000 * n),
  '100,000 nested >': (n) => `${'>'.repeat(100_000 * n)} x`,
  '100,000 nested [': (n) => `${'['.repeat(100_000 * n)} x`,
  '100,000 nested *': (n) => `${'*'.repeat(100_000 * n)} x`,
  'front matter of one line, 5 MB': (n) => `---\ntitle: ${'[a: "b '.repeat(720_000 * n)}\n---\ntext`,
};

function hostilePosts(): void {
  console.log(
    '\nHostile posts, and four times as much of the same (linear: × 4):\n\n| post | seconds | four times | × |\n|---|--:|--:|--:|',
  );
  for (const [name, make] of Object.entries(hostile)) {
    const [small, large] = [1, 4].map((size) => {
      const bytes = new TextEncoder().encode(make(size));
      return Math.min(...[0, 1, 2].map(() => timeOf(() => article(bytes)))) / 1000;
    }) as [number, number];
    console.log(`| ${name} | ${small.toFixed(2)} | ${large.toFixed(2)} | ${(large / small).toFixed(1)} |`);
  }
}

function article(bytes: Uint8Array): void {
  const path = 'posts/a.md';
  const { value: post } = readPost(path, bytes, options);
  const { body, line } = bodyOf(path, bytes);
  const { format, title, titleFrom } = post;
  renderArticle({ source: path, format, body, bodyLine: line, title, titleFrom, resolve: () => null, labels }, markdown);
}

function timeOf(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
