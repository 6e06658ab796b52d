// The programs that are compared, and how each is made to build the same posts into the same pages.
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { timed, type Run } from './measure.js';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const cli = join(root, 'dist', 'cli.js');

export interface Program {
  readonly name: string;
  readonly version: string;
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
  posts: 'content/posts',
  template: 'layouts/_default/baseof.html',
  prepare: (site) => cpSync(join(root, 'bench', 'hugo'), site, { recursive: true }),
  build: (site, colours) =>
    timed('hugo', ['--quiet', '--cacheDir', join(site, 'cache')], site, { HUGO_MARKUP_HIGHLIGHT_CODEFENCES: String(colours) }),
  leaves: ['public', 'resources', 'cache'],
};

/** '' where it is not installed. */
function hugoVersion(): string {
  try {
    const said = execFileSync('hugo', ['version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return /v(\d+\.\d+\.\d+)/.exec(said)?.[1] ?? '';
  } catch {
    return '';
  }
}
