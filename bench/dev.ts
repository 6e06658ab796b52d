// npm run bench:dev [-- --posts 1000,10000 --runs 10]: the live preview as a writer feels it. The compiled CLI serves a site,
// a real Chromium shows a page, a file is written, and the clock stops when the new text is on the screen. Then the same
// without a browser beside other programs that are installed. With `--soak` what it has to bear instead (`bench/soak.ts`).
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { nameOf, writeCorpus } from './corpus.js';
import { median, wavering } from './measure.js';
import { comparePeers } from './peers.js';
import { cli, root } from './programs.js';
import { resident, startInkstone, type Server } from './server.js';
import { soak } from './soak.js';
import { stateOf } from './state.js';

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Median in milliseconds that the preview is meant to keep to. */
const goals = { cold: 1000, ready: 1000, start: 1000, again: 1000, body: 60, template: 120, style: 40, post: 100 } as const;
type Step = keyof typeof goals;
const names: Readonly<Record<Step, string>> = {
  cold: 'start to first page, never built',
  ready: 'start to the line with the address, built before',
  start: 'start to first page, built before',
  again: 'start to first page, previewed before',
  body: 'body of a post',
  template: 'template',
  style: 'style sheet',
  post: 'new post, seen on the home page',
};

await main();

async function main(): Promise<void> {
  const options = {
    posts: { type: 'string', default: '1000,10000' },
    runs: { type: 'string', default: '10' },
    edits: { type: 'string', default: '1000' },
    soak: { type: 'boolean', default: false },
  } as const;
  const { values } = parseArgs({ options });
  const program = browsers.find((path) => existsSync(path));
  if (!existsSync(cli)) throw new Error('There is no dist/cli.js: run `npm run compile` first.');
  if (values.soak) return soak();
  if (program === undefined) throw new Error('Chromium is not installed.');
  console.log(`The machine varied by ${Math.round(wavering() * 100)} % in a fixed piece of work.\n`);
  console.log('| posts | what changes | median | of which in the preview | goal |\n|--:|---|--:|--:|--:|');
  const browser = await chromium.launch({
    executablePath: program,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    for (const size of values.posts.split(',').map(Number))
      await measure(size, Number(values.runs), Number(values.edits), () => browser.newPage());
  } finally {
    await browser.close();
  }
  for (const size of values.posts.split(',').map(Number)) await comparePeers(size, Number(values.runs));
}

async function measure(size: number, runs: number, edits: number, newPage: () => Promise<Page>): Promise<void> {
  const site = mkdtempSync(join(tmpdir(), 'inkstone-bench-dev-'));
  writeCorpus(join(site, 'posts'), size);
  writeFileSync(join(site, 'inkstone.config.yaml'), 'title: Bench\nurl: https://bench.example\ntimezone: Asia/Shanghai\nlang: en\n');
  mkdirSync(join(site, 'templates/assets'), { recursive: true });
  const template = readFileSync(join(root, 'templates/partials/footer.njk'), 'utf8');
  mkdirSync(join(site, 'templates/partials'));
  writeFileSync(join(site, 'templates/partials/footer.njk'), template);
  const style = readFileSync(join(root, 'templates/assets/ink.css'), 'utf8');
  writeFileSync(join(site, 'templates/assets/ink.css'), style);
  const results = new Map<Step, number[]>();
  const served = new Map<Step, number[]>();
  const note = (to: Map<Step, number[]>, step: Step, value: number) => to.set(step, [...(to.get(step) ?? []), value]);
  for (const step of ['cold', 'start', 'again'] as const) {
    // A build remembers only what has lain still for a moment.
    if (step === 'start') {
      await new Promise((resolve) => setTimeout(resolve, 3000));
      execFileSync(process.execPath, [cli, 'build', '--quiet'], { cwd: site, stdio: 'ignore' });
    }
    // And a preview what it has read, when it has been open for a moment.
    if (step === 'again') {
      const server = await startInkstone(site);
      await new Promise((resolve) => setTimeout(resolve, 6000));
      await server.stop();
    }
    for (let run = 0; run < Math.max(1, runs / 3); run++) {
      const server = await startInkstone(site);
      note(results, step, server.milliseconds);
      if (step === 'start') note(results, 'ready', server.ready!);
      await server.stop();
    }
  }
  const server = await startInkstone(site);
  await new Promise((resolve) => setTimeout(resolve, 4000));
  const page = await newPage();
  const post = join(site, 'posts', nameOf(7));
  const text = readFileSync(post, 'utf8');
  const url = `${server.url}posts/post-000007/`;
  const edit = async (step: Step, at: string, write: (n: number) => void, shows: (n: number) => string): Promise<void> => {
    await page.goto(at);
    for (let n = -2; n < runs; n++) {
      await new Promise((resolve) => setTimeout(resolve, 150));
      const clock = performance.now();
      write(n + 10);
      const told = server.nextLine();
      await page.waitForFunction(shows(n + 10), undefined, { polling: 'raf' });
      if (n >= 0) note(results, step, performance.now() - clock);
      const line = await told;
      if (n >= 0) note(served, step, Number(/ (\d+) ms$/.exec(line)?.[1] ?? 0));
    }
  };
  const has = (words: string) => `document.body !== null && document.body.innerText.includes(${JSON.stringify(words)})`;
  await edit(
    'body',
    url,
    (n) => writeFileSync(post, `${text}\nEdited ${n} times.\n`),
    (n) => has(`Edited ${n} times.`),
  );
  await edit(
    'template',
    url,
    (n) => writeFileSync(join(site, 'templates/partials/footer.njk'), `${template}<p>Footer ${n}</p>`),
    (n) => has(`Footer ${n}`),
  );
  await edit(
    'style',
    url,
    (n) => writeFileSync(join(site, 'templates/assets/ink.css'), `${style}\nbody { outline-offset: ${n}px }`),
    (n) => `getComputedStyle(document.body).outlineOffset === '${n}px'`,
  );
  await edit(
    'post',
    server.url,
    (n) => writeFileSync(join(site, `posts/new-${n}.md`), `---\ntitle: Fresh ${n}\ndate: 2030-01-${n}\n---\nText.`),
    (n) => has(`Fresh ${n}`),
  );
  for (const step of Object.keys(goals) as Step[]) {
    const inside = served.has(step) ? `${median(served.get(step)!).toFixed(0)} ms` : '–';
    console.log(`| ${size} | ${names[step]} | ${median(results.get(step)!).toFixed(0)} ms | ${inside} | ${goals[step]} ms |`);
  }
  const { metadata, index, plan } = stateOf(size);
  const bytes = `${metadata.toFixed(0)} bytes of metadata, beyond it ${index.toFixed(0)} in the index and ${plan.toFixed(0)} in the plan`;
  console.log(`| ${size} | memory a post, in the heap | ${bytes} | – | 200 bytes beyond |`);
  if (edits > 0) await memory(server, post, text, edits, size);
  await page.close();
  await server.stop();
  rmSync(site, { recursive: true, force: true });
}

/** Resident memory before and after many edits of one post. */
async function memory(server: Server, post: string, text: string, edits: number, size: number): Promise<void> {
  const marks: number[] = [];
  for (let n = 0; n <= edits; n++) {
    if (n % (edits / 4) === 0) marks.push(resident(server));
    writeFileSync(post, `${text}\nEdit ${n}.\n`);
    await server.nextLine();
  }
  console.log(
    `| ${size} | memory at 0, ¼, ½, ¾ and all of ${edits} edits | ${marks.map((mark) => `${Math.round(mark)} MB`).join(', ')} | – | flat |`,
  );
}
