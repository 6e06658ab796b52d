// npm run bench [-- --posts 1000,10000 --runs 5 --steps 'cold;unchanged' --programs 'Hugo' --write docs]: how long the
// compiled CLI takes for a whole blog: cold, with nothing changed, with one body, one title, one template edited. Peers build the same posts in turn with us, so that all meet
// the same machine, and what they built is checked. A peer takes part where it is installed: Hugo as a program, the others by
// `npm install --prefix bench/eleventy` and `npm install --prefix bench/astro`. Then what forgiving reading costs (alone:
// --posts ''), and the floor. `--programs`: besides ours with equal templates. `--write`: the table and a chart go into this folder.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chart, type Bar } from './chart.js';
import { corpus, nameOf, writeCorpus } from './corpus.js';
import { floorOf } from './floor.js';
import { median, spread, wavering, type Run } from './measure.js';
import { checkPages } from './pages.js';
import { astro, cli, eleventy, equal, hugo, whole, type Program } from './programs.js';
import { benchReading } from './reading.js';

/** All others are compared with the first. */
const steps = ['cold, no colours', 'cold', 'unchanged', 'one body edited', 'one title edited', 'one template edited'] as const;
type Step = (typeof steps)[number];

await main();

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      posts: { type: 'string', default: '1000,10000' },
      runs: { type: 'string', default: '5' },
      steps: { type: 'string', default: steps.join(';') },
      programs: { type: 'string' },
      write: { type: 'string' },
    },
  });
  if (!existsSync(cli)) throw new Error('There is no dist/cli.js: run `npm run compile` first.');
  const all = [equal, whole, hugo, eleventy, astro];
  const named = values.programs?.split(';');
  const programs = all.filter((one) => one.version !== '' && (one === equal || named === undefined || named.includes(one.name)));
  const wanted = steps.filter((step) => values.steps.split(';').includes(step));
  const waver = wavering();
  const lines: string[] = [];
  const bars: Bar[] = [];
  const say = (line: string): void => {
    console.log(line);
    lines.push(line);
  };
  const machine = `Node ${process.versions.node} · ${cpus().length} × ${cpus()[0]?.model ?? '?'}`;
  const versions = programs.filter((program) => program !== whole).map(({ name, version }) => `${name.split(',')[0]} ${version}`);
  say(`${[new Date().toISOString().slice(0, 10), ...versions, machine].join(' · ')}\n`);
  for (const { name, version, install } of all) if (version === '') say(`${name} is not installed and takes no part: \`${install}\`.\n`);
  say('| posts | step | program | median | spread | peak memory | × Hugo | × Hugo cold, no colours |');
  say('|--:|---|---|--:|--:|--:|--:|--:|');
  const sizes = values.posts.split(',').filter((size) => size !== '');
  for (const size of sizes.map(Number)) {
    const asked = programs.filter(({ upTo }) => size <= upTo);
    bars.push(...(await measureSize(size, Number(values.runs), wanted, asked, say)));
    const { start, read, markdown, colours, write } = floorOf(size);
    const parts = `Node's start ${start.toFixed(2)} s, reading ${read.toFixed(2)} s, markdown-it ${markdown.toFixed(2)} s (with highlight.js ${colours.toFixed(2)} s), writing ${write.toFixed(2)} s`;
    say(`\nFloor for ${size.toLocaleString('en')} posts on one thread: ${parts}.\n`);
  }
  benchReading();
  const load = loadavg()[0]!;
  if (waver > 0.25 || load > cpus().length)
    say(
      `\n**Noisy**: a fixed piece of work varied by ${percent(waver)}, load ${load.toFixed(1)}. Trust the ratios roughly, the times not at all.`,
    );
  else say(`\nThe machine was quiet: a fixed piece of work varied by ${percent(waver)}, load ${load.toFixed(1)}.`);
  if (values.write === undefined) return;
  writeFileSync(join(values.write, 'benchmark.md'), `# Benchmark\n\n${lines.join('\n')}\n`);
  if (bars.length > 0) writeFileSync(join(values.write, 'images', 'benchmark.svg'), chart('Build time, as a part of Hugo’s', bars));
}

async function measureSize(
  size: number,
  runs: number,
  wanted: readonly Step[],
  programs: readonly Program[],
  say: (line: string) => void,
): Promise<Bar[]> {
  const folder = mkdtempSync(join(tmpdir(), 'inkstone-bench-'));
  const bars: Bar[] = [];
  try {
    for (const program of programs) {
      const site = join(folder, program.name);
      mkdirSync(site);
      program.prepare(site);
      writeCorpus(join(site, program.posts), size);
    }
    let base: number | null = null;
    for (const step of wanted) {
      const results = new Map<Program, Run[]>(programs.map((program) => [program, []]));
      for (let nth = 0; nth < runs; nth++) {
        for (const program of programs) {
          const site = join(folder, program.name);
          await ready(program, site, step, nth);
          settle();
          const colours = step !== 'cold, no colours';
          results.get(program)!.push(await program.build(site, colours));
          if (nth === 0 && step.startsWith('cold')) checkPages(program.name, join(site, 'public'), corpus(size), colours);
        }
      }
      const theirs = results.get(hugo);
      const their = theirs === undefined ? null : median(theirs.map(({ seconds }) => seconds));
      if (step === 'cold, no colours') base = their;
      for (const program of programs) say(row(size, step, program, results.get(program)!, their, base));
      if (their !== null) {
        const value = median(results.get(equal)!.map(({ seconds }) => seconds)) / their;
        bars.push({ label: `${size.toLocaleString('en')} posts, ${step}`, value });
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return bars;
}

async function ready(program: Program, site: string, step: Step, nth: number): Promise<void> {
  const post = (number: number) => join(site, program.posts, nameOf(number));
  if (step.startsWith('cold')) {
    // Moved, not deleted: a file system that has just deleted thousands of files makes new ones up to three times slower.
    const aside = join(site, `aside-${step.length}-${nth}`);
    mkdirSync(aside);
    for (const name of program.leaves) if (existsSync(join(site, name))) renameSync(join(site, name), join(aside, name));
  } else if (step === 'unchanged') {
    // A file that was written a moment ago is trusted by nobody.
    if (nth === 0) await program.build(site, true);
  } else if (step === 'one body edited') change(post(7), (text) => `${text}\nEdited for the ${nth + 1}. time.\n`);
  else if (step === 'one title edited')
    change(post(9), (text) => text.replace(/^title: ".*"$/m, `title: "Another title, the ${nth + 1}."`));
  else change(join(site, program.template), (text) => text.replace(/(<\/footer>)/, `<!-- ${nth + 1} -->$1`));
}

/** What the program before has written goes to the disk now, or the next one to ask for safety (`fsync`) would wait for it. */
function settle(): void {
  if (process.platform !== 'win32') execFileSync('sync');
}

function change(path: string, by: (text: string) => string): void {
  writeFileSync(path, by(readFileSync(path, 'utf8')));
}

function row(size: number, step: Step, program: Program, runs: readonly Run[], their: number | null, base: number | null): string {
  const seconds = runs.map((run) => run.seconds);
  const memory = runs.flatMap((run) => run.megabytes ?? []);
  const ratio = (other: number | null) => (other === null ? '–' : (median(seconds) / other).toFixed(2));
  const cells = [
    size,
    step,
    program.name,
    `${median(seconds).toFixed(2)} s`,
    seconds.length === 1 ? '–' : percent(spread(seconds)),
    memory.length === 0 ? '–' : `${Math.round(Math.max(...memory))} MB`,
    ratio(their),
    ratio(base),
  ];
  return `| ${cells.join(' | ')} |`;
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}
