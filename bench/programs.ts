// The programs that are compared, and how each is made to build the same posts into the same pages.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { timed, type Run } from './measure.js';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const cli = join(root, 'dist', 'cli.js');

export interface Program {
  readonly name: string;
  /** '' where it is not installed; `install` says how it would be. */
  readonly version: string;
  readonly install: string;
  /** The most posts that it is asked to build; beyond them its place in the table is known, and waiting teaches nothing. */
  readonly upTo: number;
  /** Where the posts are in its site. */
  readonly posts: string;
  /** One that every page is made from. */
  readonly template: string;
  prepare(site: string): void;
  build(site: string, colours: boolean): Promise<Run>;
  /** What a build leaves behind, to be moved aside before a cold one. */
  readonly leaves: readonly string[];
}

const config = 'title: Bench\nurl: https://bench.example\ntimezone: Asia/Shanghai\nlang: zh-Hans\n';
const version = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;

function inkstone(name: string, prepare: (site: string) => void, template: string): Program {
  return {
    name,
    version,
    install: 'npm run compile',
    upTo: Infinity,
    posts: 'posts',
    template,
    prepare(site) {
      writeFileSync(join(site, 'inkstone.config.yaml'), config);
      prepare(site);
    },
    build: (site, colours) => timed(process.execPath, [cli, 'build', '--quiet', ...(colours ? [] : ['--no-highlight'])], site),
    leaves: ['public', '.inkstone'],
  };
}

/** As much in its pages as in those of the others. */
export const equal = inkstone(
  'Inkstone, equal templates',
  (site) => cpSync(join(root, 'bench', 'inkstone'), site, { recursive: true }),
  'templates/base.njk',
);

export const whole = inkstone(
  'Inkstone, default theme',
  (site) => cpSync(join(root, 'templates/partials/footer.njk'), join(site, 'templates/partials/footer.njk')),
  'templates/partials/footer.njk',
);

export const hugo: Program = {
  name: 'Hugo',
  version: hugoVersion(),
  install: 'apt-get install hugo',
  upTo: Infinity,
  posts: 'content/posts',
  template: 'layouts/_default/baseof.html',
  prepare: (site) => cpSync(join(root, 'bench', 'hugo'), site, { recursive: true }),
  build: (site, colours) =>
    timed('hugo', ['--quiet', '--cacheDir', join(site, 'cache')], site, { HUGO_MARKUP_HIGHLIGHT_CODEFENCES: String(colours) }),
  leaves: ['public', 'resources', 'cache'],
};

export const eleventy = fromNpm('Eleventy', '@11ty/eleventy', {
  template: '_includes/base.njk',
  command: ['node_modules/@11ty/eleventy/cmd.cjs', '--quiet'],
  leaves: ['public'],
});

export const astro = fromNpm('Astro', 'astro', {
  template: 'src/layouts/Base.astro',
  command: ['node_modules/astro/astro.js', 'build'],
  leaves: ['public', '.cache', '.astro', '.vite'],
});

/** A peer with a folder and a package.json of its own, so that none of its packages is a dependency here. */
function fromNpm(name: string, npm: string, how: Pick<Program, 'template' | 'leaves'> & { command: readonly string[] }): Program {
  const home = join('bench', name.toLowerCase());
  const modules = join(root, home, 'node_modules');
  const manifest = join(modules, npm, 'package.json');
  return {
    name,
    version: existsSync(manifest) ? (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version : '',
    install: `npm install --prefix ${home}`,
    upTo: 10_000,
    posts: 'posts',
    template: how.template,
    prepare(site) {
      cpSync(join(root, home), site, { recursive: true, filter: (path) => path !== modules });
      symlinkSync(modules, join(site, 'node_modules'));
    },
    build: (site, colours) => timed(process.execPath, how.command, site, { BENCH_COLOURS: String(colours), ASTRO_TELEMETRY_DISABLED: '1' }),
    leaves: how.leaves,
  };
}

function hugoVersion(): string {
  try {
    const said = execFileSync('hugo', ['version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return /v(\d+\.\d+\.\d+)/.exec(said)?.[1] ?? '';
  } catch {
    return '';
  }
}
