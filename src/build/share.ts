// One thread's share of a build: it reads its part of the sources, derives the same site as every other thread, and renders
// its part of the pages. What goes in and comes out is plain data; no HTML crosses from thread to thread, and none is kept.
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.js';
import { completeConfig } from '../config/settings.js';
import { createMarkdown } from '../markdown/engine.js';
import type { Brief } from '../model/article.js';
import type { Settings } from '../model/config.js';
import type { Files } from '../model/files.js';
import type { Body, Page } from '../model/page.js';
import type { OutputPath, SourcePath } from '../model/paths.js';
import type { JsonObject, Post } from '../model/post.js';
import type { Site } from '../model/site.js';
import type { Rank } from '../model/stage.js';
import { searchDocuments } from '../pages/search.js';
import { indexSite } from '../site/index-site.js';
import type { Digest } from '../text/hash.js';
import { kinds, renderPage } from './kinds.js';
import { faultOf, readSource, script } from './open-site.js';
import { openTheme, type KnownTemplates, type OpenTheme, type ThemeFolder } from './open-theme.js';
import { planPages } from './plan.js';
import { createReader, type RecordingReader } from './reader.js';
import { everyFact, type Reads } from './reads.js';
import { codeOf, everyPost, type ArticleRecord, type PageRecord } from './records.js';
import type { SearchTexts } from './search.js';
import { viewDigests, type Seen, type ViewDigests } from './view-digest.js';
import { outputOf } from '../text/url.js';

export interface ShareInput {
  readonly files: Files;
  /** Nearest first: the site's own `templates/`, a theme folder, the built-in theme. */
  readonly themes: readonly ThemeFolder[];
  readonly settings: Settings;
  /** Name and version of this program. */
  readonly generator: string;
  /** Where outputs go: the stage, or the stager of another thread. */
  readonly put: (path: OutputPath, body: Body, rank: Rank) => string;
  /** Every fault of an article is said, not one of each kind. */
  readonly every: boolean;
}

/** All that a site is derived from, besides its settings. */
export interface SiteSources {
  readonly posts: readonly Post[];
  readonly data: JsonObject;
  /** Files below the static folder. */
  readonly statics: readonly SourcePath[];
  /** Posts of which a card can be drawn. */
  readonly drawable: readonly SourcePath[];
  /** As they were compiled before. */
  readonly templates: readonly KnownTemplates[];
  /** Start of the build, milliseconds since 1970. */
  readonly now: number;
}

export interface Derived {
  readonly site: Site;
  readonly plan: readonly Page[];
  /** Digest of the theme. */
  readonly theme: Digest;
  readonly templates: KnownTemplates;
}

/** A source as it was read; `value` null: it cannot be read. */
export interface ReadSource extends Outcome<Post | null> {
  readonly digest: Digest;
  readonly state: string | null;
}

export interface Rendered {
  /** Of the posts whose pages were rendered. */
  readonly articles: ReadonlyMap<SourcePath, ArticleRecord>;
  /** Of pages that a template made. */
  readonly pages: ReadonlyMap<OutputPath, PageRecord>;
  readonly diagnostics: readonly Diagnostic[];
}

/** What lists show of a post, and its digest; '' if that is not known. Each thread would find out both for itself. */
export type Told = readonly [id: SourcePath, brief: Brief, summary: Digest];

/** Told of each piece of work. What `done` gives back is waited for: in such a pause signals are heard. */
export interface Progress {
  /** `index`: in the list that was asked for. */
  begin(index: number): void;
  done(): Promise<void> | undefined;
}

export interface Share {
  read(paths: readonly SourcePath[], progress: Progress): Promise<readonly ReadSource[]>;
  /** Before the site is derived; without it, that is done then. */
  openTheme(known: SiteSources['templates']): KnownTemplates;
  derive(sources: SiteSources): Outcome<Derived>;
  /** By their place in the plan. */
  render(pages: readonly number[], progress: Progress): Promise<Rendered>;
  /** What others have found out, before pages that list posts are rendered. */
  learn(told: readonly Told[]): void;
  tell(id: SourcePath): Told;
  /** Another thread keeps the records of these articles. */
  drop(ids: readonly SourcePath[]): void;
  /** Takes an article as an earlier build found it; false if it has to be rendered again. `isAnswered`: as it was then. */
  recall(id: SourcePath, source: Digest, record: ArticleRecord, isAnswered: boolean): boolean;
  /** What is known of a page that would be rendered from the same as before, and what there is to say of it; null: it would not. */
  stillFresh(number: number, record: PageRecord): Outcome<PageRecord | null>;
  /** What lists show of a post has this digest, as in an earlier build. */
  recallSummary(id: SourcePath, summary: Digest): void;
  /** The digest of each field of the site that is the same for all pages. */
  siteDigests(): Readonly<Record<string, Digest>>;
  /** What a reference of a post that leads nowhere may have meant. */
  nearest(post: SourcePath, target: string): string | null;
  /** Renders all posts and pages that may be searched for. */
  texts(): SearchTexts;
}

export function openShare({ files, themes, settings, generator, put, every }: ShareInput): Share {
  let reader: RecordingReader | null = null;
  let views: ViewDigests | null = null;
  let theme: Outcome<OpenTheme> | null = null;

  return {
    async read(paths, progress) {
      const read: ReadSource[] = [];
      for (const [index, path] of paths.entries()) {
        progress.begin(index);
        // Before it is read: what changes in between shows in the next build.
        const state = files.state(path);
        read.push({ ...readSource(path, files, settings), state });
        const pause = progress.done();
        if (pause !== undefined) await pause;
      }
      return read;
    },

    openTheme(known) {
      theme = openTheme(themes, settings, null, known);
      return theme.value.templates;
    },

    derive({ posts, data, statics, drawable, templates, now }) {
      const site = indexSite(posts, data, completeConfig(settings, script(posts)), now, drawable);
      const { config } = site.value;
      theme ??= openTheme(themes, settings, null, templates);
      const plan = planPages(site.value, { static: statics, theme: theme.value.assets });
      const markdown = createMarkdown({ highlight: config.highlight, html: config.html, every });
      const { assetFile } = theme.value;
      reader = createReader({ site: site.value, plan, files, theme: theme.value.theme, markdown, assetFile, generator });
      views = viewDigests(reader);
      const diagnostics = [site, theme, plan].flatMap((step) => step.diagnostics);
      return {
        value: { site: site.value, plan: [...plan.value], theme: theme.value.digest, templates: theme.value.templates },
        diagnostics,
      };
    },

    async render(numbers, progress) {
      const own = opened();
      const articles = new Map<SourcePath, ArticleRecord>();
      const pages = new Map<OutputPath, PageRecord>();
      const said: (readonly Diagnostic[])[] = [];
      for (const [index, number] of numbers.entries()) {
        progress.begin(index);
        const page = own.plan.at(number)!;
        own.takeReads();
        const { value, diagnostics } = readable(renderPage(page, views!.rendering), files);
        const reads = withOwn(own.takeReads(), page);
        if (diagnostics.length > 0) said.push(diagnostics);
        const article = page.kind === 'post' || page.kind === 'page' ? own.records.get(page.post) : null;
        // The entrance comes last, whatever kind of page it is.
        const mark = value === null ? '' : put(outputOf(page.url), value, page.url === '/' ? 'home' : kinds[page.kind].rank);
        const seen = mark === '' || article === undefined ? null : views!.justSeen(page, diagnostics);
        const record = seen === null ? null : recordOf(page, seen, { ...reads, mark });
        if (record !== null) pages.set(outputOf(page.url), record);
        if (article != null && 'post' in page) articles.set(page.post, article);
        const pause = progress.done();
        if (pause !== undefined) await pause;
      }
      return { articles, pages, diagnostics: said.flat() };
    },

    learn(told) {
      opened().learn(told);
      for (const [id, , summary] of told) if (summary !== '') views!.recall(id, summary);
    },

    tell: (id) => [id, opened().brief(id), views!.known(id)],
    drop: (ids) => ids.forEach(opened().drop),
    recall: (...of) => opened().recall(...of),

    stillFresh(number, record) {
      const own = opened();
      const page = own.plan.at(number)!;
      own.takeReads();
      const seen = views!.seenBy(page);
      const { shows } = withOwn(own.takeReads(), page);
      // Equal views of other posts (one has another name now): which are read is not known.
      const told = shows === record.shows ? {} : { tells: shows, facts: everyFact };
      const now = seen.value === null ? null : recordOf(page, seen, { ...record, shows, ...told });
      const isFresh = now !== null && now.view === record.view && now.site === record.site;
      const isSame = isFresh && now.shows === record.shows && now.tells === record.tells && now.isSilent === record.isSilent;
      return { value: isSame ? record : isFresh ? now : null, diagnostics: seen.diagnostics };
    },

    recallSummary: (...of) => views!.recall(...of),
    siteDigests: () => opened().siteDigests(),
    nearest: (...of) => opened().nearest(...of),

    texts() {
      const own = opened();
      return { documents: searchDocuments(own), articles: own.records };
    },
  };

  /** null: of this kind nothing is remembered. */
  function recordOf(
    page: Page,
    { value, diagnostics }: Outcome<Seen | null>,
    { fields, shows, tells, facts, mark }: Reads & Pick<PageRecord, 'mark'>,
  ): PageRecord | null {
    if (value === null && page.kind !== 'feed' && page.kind !== 'sitemap') return null;
    const { view, summary } = value ?? { view: '', summary: '' };
    const site = value === null ? '' : opened().siteDigest(fields, value.site);
    return { view, fields, site, mark, shows, tells, facts, summary, isSilent: diagnostics.length === 0 };
  }

  function opened(): RecordingReader {
    if (reader === null) throw new Error('a share renders before it has derived its site');
    return reader;
  }
}

/** The post that a page is of is looked at, whatever else is. */
function withOwn(reads: Reads, page: Page): Reads {
  if (page.kind === 'sitemap') return { ...reads, shows: everyPost };
  const own = 'post' in page ? codeOf(page.post) : page.kind === 'redirect' ? codeOf(page.from) : '';
  if (own === '') return reads;
  const { shows, tells } = reads;
  return { ...reads, shows: [shows, own].join(''), tells: [tells, own].join(''), facts: everyFact };
}

/** A file that cannot be copied is a fault like others, said with them; for the stage it would be the end of everything. */
export function readable(rendered: Outcome<Body | null>, files: Files): Outcome<Body | null> {
  const { value } = rendered;
  if (value === null || typeof value === 'string' || value instanceof Uint8Array) return rendered;
  const start = files.head(value.copyOf, 1);
  return start instanceof Uint8Array ? rendered : { value: null, diagnostics: [...rendered.diagnostics, faultOf(start)] };
}
