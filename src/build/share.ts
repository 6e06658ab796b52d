// One thread's share of a build: it reads its part of the sources, derives the same site as every other thread, and renders
// its part of the pages. What goes in and comes out is plain data; no HTML crosses from thread to thread, and none is kept.
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.js';
import { completeConfig } from '../config/settings.js';
import { createMarkdown } from '../markdown/engine.js';
import type { PostFacts } from '../model/article.js';
import type { Settings } from '../model/config.js';
import type { Files } from '../model/files.js';
import type { Body, Page } from '../model/page.js';
import type { OutputPath, SourcePath } from '../model/paths.js';
import type { JsonObject, Post } from '../model/post.js';
import type { Site } from '../model/site.js';
import type { Rank } from '../model/stage.js';
import { searchDocuments, type SearchDocument } from '../pages/search.js';
import { indexSite } from '../site/index-site.js';
import { kinds, renderPage } from './kinds.js';
import { faultOf, readSource, script } from './open-site.js';
import { openTheme, type ThemeFolder } from './open-theme.js';
import { planPages } from './plan.js';
import { createReader, type RecordingReader } from './reader.js';

export interface ShareInput {
  readonly files: Files;
  /** Nearest first: the site's own `templates/`, a theme folder, the built-in theme. */
  readonly themes: readonly ThemeFolder[];
  readonly settings: Settings;
  /** Name and version of this program. */
  readonly generator: string;
  /** Where outputs go: the stage, or the stager of another thread. */
  readonly put: (path: OutputPath, body: Body, rank: Rank) => void;
  /** Every fault of an article is said, not one of each kind. */
  readonly every: boolean;
}

/** All that a site is derived from, besides its settings. */
export interface SiteSources {
  readonly posts: readonly Post[];
  readonly data: JsonObject;
  /** Files below the static folder. */
  readonly statics: readonly SourcePath[];
  /** Start of the build, milliseconds since 1970. */
  readonly now: number;
}

export interface Derived {
  readonly site: Site;
  readonly plan: readonly Page[];
}

export interface Rendered {
  /** Of the posts whose pages were rendered. */
  readonly facts: ReadonlyMap<SourcePath, PostFacts>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Told of each piece of work. What `done` gives back is waited for: in such a pause signals are heard. */
export interface Progress {
  /** `index`: in the list that was asked for. */
  begin(index: number): void;
  done(): Promise<void> | undefined;
}

export interface Share {
  read(paths: readonly SourcePath[], progress: Progress): Promise<readonly Outcome<Post | null>[]>;
  derive(sources: SiteSources): Outcome<Derived>;
  /** By their place in the plan. */
  render(pages: readonly number[], progress: Progress): Promise<Rendered>;
  /** What others have found out, before pages that list posts are rendered. */
  learn(facts: ReadonlyMap<SourcePath, PostFacts>): void;
  /** The text of all posts and pages that may be searched for. */
  documents(): readonly SearchDocument[];
}

export function openShare({ files, themes, settings, generator, put, every }: ShareInput): Share {
  let reader: RecordingReader | null = null;

  return {
    async read(paths, progress) {
      const read: Outcome<Post | null>[] = [];
      for (const [index, path] of paths.entries()) {
        progress.begin(index);
        read.push(readSource(path, files, settings));
        const pause = progress.done();
        if (pause !== undefined) await pause;
      }
      return read;
    },

    derive({ posts, data, statics, now }) {
      const site = indexSite(posts, data, completeConfig(settings, script(posts)), now);
      const { config } = site.value;
      const theme = openTheme(themes, config);
      const plan = planPages(site.value, { static: statics, theme: theme.value.assets });
      const markdown = createMarkdown({ highlight: config.highlight, html: config.html, every });
      const { theme: templates, assetFile } = theme.value;
      reader = createReader({ site: site.value, plan: plan.value, files, theme: templates, markdown, assetFile, generator });
      const diagnostics = [site, theme, plan].flatMap((step) => step.diagnostics);
      return { value: { site: site.value, plan: plan.value }, diagnostics };
    },

    async render(numbers, progress) {
      const own = opened();
      const facts = new Map<SourcePath, PostFacts>();
      const said: (readonly Diagnostic[])[] = [];
      for (const [index, number] of numbers.entries()) {
        progress.begin(index);
        const page = own.plan[number]!;
        const { value, diagnostics } = readable(renderPage(page, own), files);
        if (diagnostics.length > 0) said.push(diagnostics);
        // The entrance comes last, whatever kind of page it is.
        if (value !== null) put(page.output, value, page.url === '/' ? 'home' : kinds[page.kind].rank);
        if (page.kind === 'post' || page.kind === 'page') facts.set(page.post, own.known.get(page.post)!);
        const pause = progress.done();
        if (pause !== undefined) await pause;
      }
      return { facts, diagnostics: said.flat() };
    },

    learn: (facts) => opened().learn(facts),
    documents: () => searchDocuments(opened()),
  };

  function opened(): RecordingReader {
    if (reader === null) throw new Error('a share renders before it has derived its site');
    return reader;
  }
}

/** A file that cannot be copied is a fault like others, said with them; for the stage it would be the end of everything. */
export function readable(rendered: Outcome<Body | null>, files: Files): Outcome<Body | null> {
  const { value } = rendered;
  if (value === null || typeof value === 'string' || value instanceof Uint8Array) return rendered;
  const start = files.head(value.copyOf, 1);
  return start instanceof Uint8Array ? rendered : { value: null, diagnostics: [...rendered.diagnostics, faultOf(start)] };
}
