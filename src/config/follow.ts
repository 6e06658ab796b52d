// A setting that is wrong has its default in its place while the rest of the site is looked at, so that one run tells all
// faults. What follows from that default alone is no fault of the author's, and is not told.
import type { Code } from '../diagnostics/codes.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';

/** Is the rest worth a look? Not where all settings are unknown, nor where the command line is wrong. */
export function isOfSettings(faults: readonly Diagnostic[]): boolean {
  return faults.every((fault) => settingOf(fault) !== null);
}

export function withoutFollowing(diagnostics: readonly Diagnostic[], faults: readonly Diagnostic[]): readonly Diagnostic[] {
  const following = new Set(faults.flatMap((fault) => follow[settingOf(fault) ?? ''] ?? []));
  return diagnostics.filter(({ code }) => !following.has(code));
}

/** The setting meant, without what is in it: `feed` of `feed.limit`. */
function settingOf(fault: Diagnostic): string | null {
  switch (fault.code) {
    case 'wrong-setting':
      return topOf(fault.data.key);
    case 'mistyped-setting':
      return topOf(fault.data.meant);
    case 'unknown-zone':
      return 'timezone';
    case 'unknown-token':
      return 'permalink';
    case 'url-and-base-differ':
      return 'base';
    case 'out-refused':
      return 'out';
    default:
      return null;
  }
}

function topOf(key: string): string {
  return /^\w+/.exec(key)?.[0] ?? '';
}

const links: readonly Code[] = ['missing-link', 'missing-anchor', 'dead-config-link'];

const follow: Readonly<Record<string, readonly Code[]>> = {
  url: ['no-site-url', ...links],
  base: links,
  permalink: ['url-collision', ...links],
  slug: ['url-collision', ...links],
  slugs: ['url-collision', ...links],
  perPage: links,
  static: ['missing-image', ...links],
  theme: ['template-missing', 'template-unknown-name', 'template-failed', 'unknown-layout'],
  search: links,
};
