// After rendering: does every `#anchor` that a post points to exist? (Addresses were checked when they were resolved.)
import { nearest } from '../text/near-miss.js';
import { at, diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { PostFacts } from '../model/article.js';
import type { SitePath, SourcePath } from '../model/paths.js';
import type { Site } from '../model/site.js';

/** Beyond this many missing places no nearest name is looked for: each search is linear in the headings of a page. */
const mostGuesses = 50;

/** `known`: at least of those that refer to something; `factsOf`: of any. */
export function checkLinks(
  known: Iterable<readonly [SourcePath, PostFacts]>,
  factsOf: (id: SourcePath) => PostFacts | undefined,
  site: Site,
): Diagnostic[] {
  const byUrl = new Map<SitePath, SourcePath>();
  for (const [id, url] of site.urls) byUrl.set(url, id);
  const anchors = new Map<SourcePath, ReadonlySet<string>>();
  const diagnostics: Diagnostic[] = [];
  for (const [id, facts] of known) {
    for (const { path, fragment, target, line } of facts.links) {
      if (fragment === null || fragment === '' || fragment === 'top') continue;
      const owner = byUrl.get(path);
      const there = owner === undefined ? undefined : factsOf(owner);
      // Lists and other generated pages have no anchors of their author's.
      if (owner === undefined || there === undefined) continue;
      let names = anchors.get(owner);
      if (names === undefined) anchors.set(owner, (names = new Set(there.anchors)));
      if (names.has(fragment)) continue;
      const meant = diagnostics.length < mostGuesses ? nearest(fragment, names) : null;
      diagnostics.push(diagnostic('missing-anchor', { target, nearest: meant }, at(id, line)));
    }
  }
  return diagnostics;
}
