// What the config links to on every page: entries of the menu, of the foot, the licence. One that leads into the site and
// meets no page is said as a dead link of a post is.
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { Config } from '../model/config.js';
import type { OutputPath } from '../model/paths.js';
import type { Pages } from '../model/page.js';
import { nearest } from '../text/near-miss.js';
import { decodePath, normalizePath, splitUrl } from '../text/url.js';

/** Of more dead entries no nearest address is looked for: the search is linear in the pages. */
const mostGuesses = 20;

export function checkConfigLinks(config: Config, isPublished: (output: OutputPath) => boolean, plan: Pages): Diagnostic[] {
  const entries = [
    ...(config.menu ?? []).map(({ url }) => ['menu', url] as const),
    ...config.footer.map(({ url }) => ['footer', url] as const),
    ['license', config.license?.url ?? null] as const,
  ];
  const dead = entries.filter(([, url]) => url !== null && /^\/(?!\/)/.test(url) && !isElsewhere(url) && !outputsOf(url).some(isPublished));
  return dead.map(([key, url], i) => {
    const meant = i < mostGuesses ? nearest(decodePath(splitUrl(url!).path), addresses(plan)) : null;
    return diagnostic('dead-config-link', { key, url: url!, nearest: meant });
  });
}

/** A file beside a post, which is published if a post refers to it: that is not known yet. */
function isElsewhere(url: string): boolean {
  return /\.(?!html?$)[a-z0-9]+$/i.test(splitUrl(url).path);
}

/** The files that hosts look for. */
function outputsOf(url: string): OutputPath[] {
  const written = decodePath(splitUrl(url).path);
  const path = normalizePath(written);
  if (path === null) return [];
  if (path === '' || written.endsWith('/')) return [path === '' ? 'index.html' : `${path}/index.html`];
  return [path, `${path}/index.html`, `${path}.html`];
}

function* addresses(plan: Pages): Generator<string> {
  for (const { url } of plan) yield url;
}
