// The build: Source → Post → Site → Page → Output. Everything is rendered and checked before the first file is published;
// any error leaves what was published as it is.
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.js';
import type { Asset } from '../model/article.js';
import type { Settings } from '../model/config.js';
import type { Files } from '../model/files.js';
import type { Body, Page } from '../model/page.js';
import type { Site } from '../model/site.js';
import type { CommitReport, Stage } from '../model/stage.js';
import { createMarkdown } from '../markdown/engine.js';
import { planAssets } from '../pages/copies.js';
import { checkLinks } from './check-links.js';
import { kinds, renderPage } from './kinds.js';
import { faultOf, openSite } from './open-site.js';
import { openTheme, type ThemeFolder } from './open-theme.js';
import { planPages, withoutCollisions } from './plan.js';
import { createReader, type RecordingReader } from './reader.js';
import { makeSearch, type SearchIndexer, type SearchOutput } from './search.js';

export type Step = 'read' | 'render' | 'publish';
/**
 * Told of each source read and each page rendered. What it gives back is waited for: in such a pause a signal is heard, and
 * a rejection ends the build with nothing published.
 */
export type OnProgress = (step: Step, done: number, total: number) => Promise<void> | undefined;

export interface BuildInput {
  readonly files: Files;
  /** Nearest first: the site's own `templates/`, a theme folder, the built-in theme. */
  readonly themes: readonly ThemeFolder[];
  readonly settings: Settings;
  readonly stage: Publisher;
  /** Start of the build, milliseconds since 1970. */
  readonly now: number;
  /** Warnings fail too. */
  readonly strict: boolean;
  /** Something said before the build, of the config, fails it already: all is tried and said, nothing published. */
  readonly failed: boolean;
  /** Every fault of an article is said, not one of each kind. */
  readonly every?: boolean;
  /** Makes the search index, if the config asks for one. */
  readonly indexer?: SearchIndexer;
  /** Name and version of this program. */
  readonly generator: string;
  readonly onProgress: OnProgress;
}

export interface Publisher extends Stage {
  /** After the last `put`: what stands in the way in the output folder, and whose files will be replaced there. */
  review(): readonly Diagnostic[];
}

export interface Built {
  readonly site: Site;
  readonly rendered: number;
  /** null: nothing was published, the diagnostics say why. */
  readonly report: CommitReport | null;
  readonly diagnostics: readonly Diagnostic[];
}

export async function build(input: BuildInput): Promise<Built> {
  const { files, settings, stage, onProgress } = input;
  const opened = await openSite(files, settings, input.now, (done, total) => onProgress('read', done, total));
  const { site, statics } = opened.value;
  const theme = openTheme(input.themes, site.config);
  const plan = planPages(site, { static: statics, theme: theme.value.assets });

  const markdown = createMarkdown({ highlight: site.config.highlight, html: site.config.html, every: input.every === true });
  const { theme: templates, assetFile } = theme.value;
  const reader = createReader({ site, plan: plan.value, files, theme: templates, markdown, assetFile, generator: input.generator });
  const rendered = await renderAll(reader, input);
  const found = input.indexer === undefined ? nothingFound : await makeSearch(reader, input.indexer);
  for (const { output, content } of found.value) stage.put(output, content, 'asset');
  const checked = checkLinks(reader.known, site);

  const settled = settle([opened, theme, plan, rendered, found].flatMap((step) => step.diagnostics).concat(checked, stage.review()));
  const failed = input.failed || settled.some(({ severity }) => severity === 'error' || (input.strict && severity === 'warning'));
  await onProgress('publish', rendered.value, rendered.value);
  if (!failed) return { site, rendered: rendered.value, report: stage.commit(), diagnostics: settled };
  stage.abandon();
  return { site, rendered: rendered.value, report: null, diagnostics: settled };
}

const nothingFound: Outcome<readonly SearchOutput[]> = { value: [], diagnostics: [] };

/** First the pages that own an article, then the files these refer to, then the rest, which shows the facts of articles. */
async function renderAll(reader: RecordingReader, input: BuildInput): Promise<Outcome<number>> {
  const { plan, known } = reader;
  const owners = plan.filter((page) => page.kind === 'post' || page.kind === 'page');
  const others = plan.filter((page) => page.kind !== 'post' && page.kind !== 'page');
  const said: (readonly Diagnostic[])[] = [];
  let done = 0;
  let total = plan.length;
  await renderEach(owners);
  const assets = planAssets(owners.flatMap(({ post }): readonly Asset[] => known.get(post)?.assets ?? []));
  // The plan itself was checked before: what is new here concerns an asset.
  const all = withoutCollisions([...plan, ...assets]);
  said.push(all.diagnostics);
  total = all.value.length;
  await renderEach(all.value.slice(plan.length));
  await renderEach(others);
  return { value: done, diagnostics: said.flat() };

  async function renderEach(pages: readonly Page[]): Promise<void> {
    for (const page of pages) {
      const { value, diagnostics } = readable(renderPage(page, reader), input.files);
      if (diagnostics.length > 0) said.push(diagnostics);
      // The entrance comes last, whatever kind of page it is.
      if (value !== null) input.stage.put(page.output, value, page.url === '/' ? 'home' : kinds[page.kind].rank);
      const pause = input.onProgress('render', ++done, total);
      if (pause !== undefined) await pause;
    }
  }
}

/** A file that cannot be copied is a fault like others, said with them; for the stage it would be the end of everything. */
function readable(rendered: Outcome<Body | null>, files: Files): Outcome<Body | null> {
  const { value } = rendered;
  if (value === null || typeof value === 'string' || value instanceof Uint8Array) return rendered;
  const start = files.head(value.copyOf, 1);
  return start instanceof Uint8Array ? rendered : { value: null, diagnostics: [...rendered.diagnostics, faultOf(start)] };
}

/** The same fault found twice (a post stands in its page and in three feeds) is one. */
function settle(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter((one) => {
    const key = JSON.stringify([one.code, one.span, one.data]);
    return !seen.has(key) && seen.add(key);
  });
}
