// The compiled CLI with one thread and with several: the same files, the same words.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeCorpus } from '../../bench/corpus.js';
import { startSurvey } from '../../src/workers/surveyor.js';
import { readTree } from '../support/temporary.js';
import { inkstone, writeTree } from '../support/site.js';
import { chineseFont, cli, skip } from '../support/tools.js';

const folder = mkdtempSync(join(tmpdir(), 'inkstone-threads-'));
let program: string;

beforeAll(async () => {
  program = await cli();
  writeCorpus(join(folder, 'posts'), 60);
  writeTree(folder, {
    'inkstone.config.yaml': 'title: Threads\nurl: https://example.com\nlang: en\nperPage: 3\n',
    'posts/trip/index.md':
      '---\ntitle: Trip\ndate: 2024-05-01\ncover: map.svg\n---\n\n![a map](map.svg) and [the last](../post-000059.md#nowhere)\n',
    'posts/trip/map.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>\n',
    'posts/odd.md': '---\ntitle: Odd\ndate: 2024-13-45\ntags: [a, A]\n---\n\n<p>never closed <b>bold\n\n![gone](gone.png)\n',
    'posts/lost.md': Array.from({ length: 40 }, (_, nth) => `[x](post-0000${nth + 10}x.md)`).join('\n'),
    'posts/lost-too.md': Array.from({ length: 40 }, (_, nth) => `[x](post-0000${nth + 20}y.md)`).join('\n'),
    'pages/about.md': '# About\n\nSee [the trip](/posts/trip/).\n',
    'static/robots.txt': 'User-agent: *\n',
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('1, 2, 3 and 5 threads write the same bytes and say the same', async () => {
  const build = async (threads: number) => {
    const out = join(folder, `out-${threads}`);
    const flags = ['--threads', String(threads), '--out', out, '--json'];
    const { out: said, exit } = await inkstone(program, ['build', ...flags], { cwd: folder });
    return { files: readTree(out), said: said.replaceAll(`out-${threads}`, 'out'), exit };
  };
  const alone = await build(1);
  expect(Object.keys(alone.files).length).toBeGreaterThan(150);
  // Many names are looked for, but not all.
  expect(alone.said.match(/"nearest":"post-/g)).toHaveLength(50);
  expect(alone.said).toContain('gone.png');
  for (const threads of [2, 3, 5]) expect(await build(threads)).toEqual(alone);
});

test('a thread of its own looks for strangers, or is not to be had', async () => {
  const site = join(folder, 'surveyed');
  writeTree(site, { 'posts/a.md': '# A\n', 'posts/b.md': '# B\n' });
  expect((await inkstone(program, ['build'], { cwd: site })).exit).toBe(0);
  writeTree(site, { 'public/posts/a/index.html': 'touched', 'public/mine.txt': 'mine' });
  for (const [entry, found] of [
    [join(dirname(program), 'survey.js'), ['mine.txt']],
    [join(folder, 'none.js'), null],
  ] as const) {
    const survey = startSurvey(pathToFileURL(entry), site, 'public');
    await survey.done();
    expect(survey.strangers()).toEqual(found);
  }
});

test('cards are drawn once, and named by the pages of every thread', async (context) => {
  await chineseFont(context);
  const site = join(folder, 'cards');
  const posts = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`posts/p${n}.md`, `---\ntitle: 第${n}篇\n---\n\nText.\n`]));
  writeTree(site, { 'inkstone.config.yaml': 'title: 砚\nurl: https://example.com\nlang: zh-Hans\ncards: true\n', ...posts });
  const build = async (threads: number) => {
    rmSync(join(site, '.inkstone'), { recursive: true, force: true });
    const out = join(site, `out-${threads}`);
    const { err, exit } = await inkstone(program, ['build', '--threads', String(threads), '--out', out], { cwd: site });
    return { files: readTree(out), said: err.replaceAll(`out-${threads}`, 'out'), exit };
  };
  const alone = await build(1);
  expect(alone.exit).toBe(0);
  if (alone.said.includes('cards-not-drawn')) skip(context, alone.said);
  expect(Object.keys(alone.files).filter((path) => path.startsWith('cards/'))).toHaveLength(5);
  expect(Object.values(alone.files).join()).toContain('https://example.com/cards/posts/p3.png');
  expect(await build(3)).toEqual(alone);
});

test('a thread that runs out of memory names its file, and nothing is written', async () => {
  const site = join(folder, 'heavy');
  const items = '* a **b** [c](d) `e` <i>f</i>\n'.repeat(60_000);
  // The main thread is mostly still at the first twenty pages when the second thread takes the next. On a busy machine it may be
  // the one that takes them: then V8 itself aborts the process, which no program can catch or give a code to, and it is tried again.
  const light = Object.fromEntries(
    Array.from({ length: 99 }, (_, nth) => [`posts/${nth + 100}.md`, `# ${nth}\n\n${'Text. '.repeat(200)}\n`]),
  );
  writeTree(site, { ...light, 'posts/168.md': `# Two\n\n${items}` });
  const build = () => inkstone(program, ['build', '--threads', '2'], { cwd: site, env: { NODE_OPTIONS: '--max-old-space-size=64' } });
  let { err, exit } = await build();
  for (let again = 0; exit === null && again < 5; again++) ({ err, exit } = await build());
  expect([exit, err]).toEqual([1, expect.stringContaining('posts/168.md  error  A thread of the build ended here (out of memory)')]);
  expect(existsSync(join(site, 'public'))).toBe(false);
});

test('--threads takes a number from 1 to 64', async () => {
  for (const threads of ['0', '65', 'two', '']) {
    const { err, exit } = await inkstone(program, ['build', `--threads=${threads}`], { cwd: folder });
    expect([exit, err]).toEqual([2, expect.stringContaining('--threads')]);
  }
});
