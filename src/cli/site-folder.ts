// Which folder is the site, and what the flags say about it. Paths on the command line are meant from where the user
// stands, paths in the config from the site's folder.
import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Flags } from '../config/settings.js';
import type { Call } from './call.js';
import { Misused } from './call.js';
import { textsIn } from './texts.js';

/** The folder of `--root`, else the current one. */
export function siteFolder({ values, terminal, speech }: Call): string {
  const named = values.get('root');
  const root = resolve(terminal.cwd, named ?? '.');
  if (!existsSync(root) || !statSync(root).isDirectory()) throw new Misused(textsIn(speech).noFolder(named ?? root));
  return root;
}

const partOfSite = /^(?:posts|pages|templates|static|data)$|^inkstone\.config\./;
const isOwn = /^(?:posts|pages)$|^inkstone\.config\./;

/** Where others keep posts. A site of theirs may have a `static/` too, and a `public/` that is not to be built over. */
const others = [
  { tool: 'Jekyll', posts: '_posts' },
  { tool: 'Hexo', posts: 'source/_posts' },
  { tool: 'Astro', posts: 'src/content/blog' },
  { tool: 'Hugo', posts: 'content/posts' },
  { tool: 'Hugo', posts: 'content/post' },
  { tool: 'Hugo', posts: 'content/blog' },
] as const;

/** A build in a folder that is no site would leave a `public/` in it: rather ask. */
export function requireSite(root: string, { values, terminal, speech }: Call): void {
  if (values.has('config') || !isListable(root)) return;
  const names = readdirSync(root);
  const name = relative(terminal.cwd, root) || root;
  const other = names.some((one) => isOwn.test(one)) ? undefined : others.find(({ posts }) => existsSync(join(root, posts)));
  if (other !== undefined) throw new Misused(textsIn(speech).otherSite(name, other.tool, other.posts));
  if (!names.some((one) => partOfSite.test(one))) throw new Misused(textsIn(speech).notASite(name));
}

/** Of a folder that may not be looked into, the command itself says what it misses. */
function isListable(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

export function flagsOf({ values, switches, terminal }: Call, root: string): Flags {
  const path = (value: string): string => relative(root, resolve(terminal.cwd, value)) || '.';
  const [out, base, url, config] = [values.get('out'), values.get('base'), values.get('url'), values.get('config')];
  return {
    ...(out === undefined ? {} : { out: path(out) }),
    ...(base === undefined ? {} : { base }),
    ...(url === undefined ? {} : { url }),
    ...(config === undefined ? {} : { config: path(config) }),
    ...(switches.has('no-highlight') ? { highlight: false } : {}),
    drafts: switches.has('drafts'),
    future: switches.has('future'),
    strict: switches.has('strict'),
  };
}
