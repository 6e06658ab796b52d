// npm run bench [-- --posts 1000,10000 --runs 5]: how long the compiled CLI takes for a whole blog, cold, unchanged and with
// one post edited; then what forgiving reading costs (alone: --posts ''). Where Hugo is installed it builds the same posts in turn with us, so that both meet the same machine.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { nameOf, writeCorpus } from './corpus.js';
import { benchReading } from './reading.js';
import { median, spread, timed, wavering, type Run } from './measure.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(root, 'dist', 'cli.js');

interface Program {
  readonly name: string;
  readonly version: string;
  readonly posts: string;
  prepare(site: string): void;
  build(site: string): Promise<Run>;
  /** What a build leaves behind, to be moved aside before a cold one. */
  readonly leaves: readonly string[];
}

const inkstone: Program = {
  name: 'Inkstone',
  version: (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version,
  posts: 'posts',
  prepare: (site) =>
    writeFileSync(join(site, 'inkstone.config.yaml'), 'title: Bench\nurl: https://bench.example\ntimezone: Asia/Shanghai\nlang: zh-Hans\n'),
  build: (site) => timed(process.execPath, [cli, 'build', '--quiet'], site),
  leaves: ['public', '.inkstone'],
};

const hugo: Program = {
  name: 'Hugo',
  version: hugoVersion() ?? '',
  posts: 'content/posts',
  prepare: (site) => cpSync(join(root, 'bench', 'hugo'), site, { recursive: true }),
  build: (site) => timed('hugo', ['--quiet', '--cacheDir', join(site, 'cache')], site),
  leaves: ['public', 'resources', 'cache'],
};

const steps = ['cold', 'unchanged', 'one post edited'] as const;
type Step = (typeof steps)[number];

await main();

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { posts: { type: 'string', default: '1000,10000' }, runs: { type: 'string', default: '5' } } });
  if (!existsSync(cli)) throw new Error('There is no dist/cli.js: run `npm run compile` first.');
  const programs = hugo.version === '' ? [inkstone] : [inkstone, hugo];
  const waver = wavering();
  console.log(
    `${programs.map(({ name, version }) => `${name} ${version}`).join(' · ')} · Node ${process.versions.node} · ${cpus().length} × ${cpus()[0]?.model ?? '?'}`,
  );
  if (programs.length === 1) console.log('Hugo is not installed: no comparison.');
  console.log('Inkstone with its default theme and everything on; Hugo with the minimal templates of bench/hugo.\n');
  console.log('| posts | step | program | median | spread | posts/s | peak memory | × Hugo |\n|--:|---|---|--:|--:|--:|--:|--:|');
  const sizes = values.posts.split(',').filter((size) => size !== '');
  for (const size of sizes.map(Number)) await measureSize(size, Number(values.runs), programs);
  benchReading();
  const busy = loadavg()[0]! > cpus().length;
  if (waver > 0.25 || busy)
    console.log(
      `\nNOISY: a fixed piece of work varied by ${percent(waver)}, load ${loadavg()[0]!.toFixed(1)}. Do not trust these figures.`,
    );
  else console.log(`\nThe machine was quiet: a fixed piece of work varied by ${percent(waver)}.`);
}

async function measureSize(size: number, runs: number, programs: readonly Program[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'inkstone-bench-'));
  try {
    for (const program of programs) {
      const site = join(folder, program.name);
      mkdirSync(site);
      program.prepare(site);
      writeCorpus(join(site, program.posts), size);
    }
    for (const step of steps) {
      const results = new Map<Program, Run[]>(programs.map((program) => [program, []]));
      for (let nth = 0; nth < runs; nth++) {
        for (const program of programs) {
          const site = join(folder, program.name);
          ready(program, site, step, nth);
          results.get(program)!.push(await program.build(site));
        }
      }
      for (const program of programs) console.log(row(size, step, program, results));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function ready(program: Program, site: string, step: Step, nth: number): void {
  if (step === 'cold') {
    // Moved, not deleted: a file system that has just deleted thousands of files makes new ones up to three times slower.
    const aside = join(site, `aside-${nth}`);
    mkdirSync(aside);
    for (const name of program.leaves) if (existsSync(join(site, name))) renameSync(join(site, name), join(aside, name));
  } else if (step === 'one post edited') {
    const path = join(site, program.posts, nameOf(7));
    writeFileSync(path, `${readFileSync(path, 'utf8')}\nEdited for the ${nth + 1}. time.\n`);
  }
}

function row(size: number, step: Step, program: Program, results: ReadonlyMap<Program, readonly Run[]>): string {
  const seconds = results.get(program)!.map((run) => run.seconds);
  const memory = results.get(program)!.flatMap((run) => run.megabytes ?? []);
  const theirs = results.get(hugo)?.map((run) => run.seconds);
  const cells = [
    size,
    step,
    program.name,
    `${median(seconds).toFixed(2)} s`,
    percent(spread(seconds)),
    Math.round(size / median(seconds)),
    memory.length === 0 ? '–' : `${Math.round(Math.max(...memory))} MB`,
    theirs === undefined ? '–' : (median(seconds) / median(theirs)).toFixed(2),
  ];
  return `| ${cells.join(' | ')} |`;
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}

function hugoVersion(): string | null {
  try {
    return /v(\d+\.\d+\.\d+)/.exec(execFileSync('hugo', ['version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))?.[1] ?? '';
  } catch {
    return null;
  }
}
