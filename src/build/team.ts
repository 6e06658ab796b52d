// Who does the work of a build: this thread alone, or several (`workers/`). The steps of the build are the same.
import type { Outcome } from '../diagnostics/diagnostic.js';
import type { SourcePath } from '../model/paths.js';
import type { ArticleRecord } from './records.js';
import type { SearchTexts } from './search.js';
import type { Derived, ReadSource, Rendered, Share, SiteSources } from './share.js';

/** Told how much more has been done; what it gives back is waited for. */
export type OnDone = (more: number) => Promise<void> | undefined;

export interface Team {
  /** The share of this thread. */
  readonly own: Share;
  /** In the order of `paths`. `first`: what this thread does while others start. */
  read(paths: readonly SourcePath[], onDone: OnDone, first: () => void): Promise<readonly ReadSource[]>;
  derive(sources: SiteSources): Promise<Outcome<Derived>>;
  render(pages: readonly number[], onDone: OnDone): Promise<Rendered>;
  /** Of all articles, from this build or an earlier one. */
  learn(articles: ReadonlyMap<SourcePath, ArticleRecord>): Promise<void>;
  /** This thread's work alone. */
  texts(): SearchTexts;
  /** All pages are rendered. */
  dismiss(): Promise<void>;
}

export function soloTeam(share: Share): Team {
  return {
    own: share,
    read(paths, onDone, first) {
      first();
      return share.read(paths, { begin: () => undefined, done: () => onDone(1) });
    },
    derive: async (sources) => share.derive(sources),
    render: (pages, onDone) => share.render(pages, { begin: () => undefined, done: () => onDone(1) }),
    // It was there when they were found out.
    learn: async () => undefined,
    texts: share.texts,
    dismiss: async () => undefined,
  };
}
