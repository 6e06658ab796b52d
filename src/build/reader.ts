// What pages may look at while they render: articles made on demand and dropped, their facts kept.
import { detach } from '../text/detach.js';
import { at, diagnostic, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.js';
import { bodyOf } from '../content/read-post.js';
import { renderArticle } from '../markdown/article.js';
import type { Markdown } from '../markdown/engine.js';
import { labelsFor } from '../markdown/labels.js';
import type { Article, Asset, PostFacts } from '../model/article.js';
import type { Files } from '../model/files.js';
import type { Page } from '../model/page.js';
import type { SourcePath } from '../model/paths.js';
import type { Post } from '../model/post.js';
import type { Site } from '../model/site.js';
import { createViews } from '../pages/views.js';
import type { Reader } from '../pages/reader.js';
import { createLinks } from '../site/links.js';
import type { Theme } from '../theme/environment.js';
import { faultOf } from './open-site.js';

export interface ReaderSources {
  readonly site: Site;
  readonly plan: readonly Page[];
  readonly files: Files;
  readonly theme: Theme;
  readonly markdown: Markdown;
  readonly assetFile: (name: SourcePath) => Uint8Array;
  readonly generator: string;
}

export interface RecordingReader extends Reader {
  /** Facts of every post rendered so far. */
  readonly known: ReadonlyMap<SourcePath, PostFacts>;
  /** The body of a post has changed, and nothing else: what was known of it is worked out again when asked for. */
  forget(id: SourcePath): void;
  /** What other threads have found out. */
  learn(facts: ReadonlyMap<SourcePath, PostFacts>): void;
}

export function createReader(sources: ReaderSources): RecordingReader {
  const { site, plan, files, theme, markdown, assetFile, generator } = sources;
  const links = createLinks(site, files, new Set(plan.map((page) => page.output)));
  const known = new Map<SourcePath, PostFacts>();

  function article(id: SourcePath): Outcome<Article> {
    const post = site.byId.get(id)!;
    const bytes = files.read(id);
    if (!(bytes instanceof Uint8Array)) return { value: emptyArticle(id), diagnostics: [faultOf(bytes)] };
    const { body, line } = bodyOf(id, bytes);
    const assets = new Map<SourcePath, Asset>();
    const rendered = renderArticle(
      {
        source: id,
        format: post.format,
        body,
        bodyLine: line,
        title: post.title,
        titleFrom: post.titleFrom,
        resolve: (kind, target) => links.resolve(post, kind, target, assets),
        labels: labelsFor(post.lang ?? site.config.lang),
      },
      markdown,
    );
    const cover = coverOf(post, assets);
    known.set(id, detach({ ...rendered.value.facts, assets: [...assets.values()], cover: cover.value }));
    return { value: rendered.value, diagnostics: [...rendered.diagnostics, ...cover.diagnostics] };
  }

  function coverOf(post: Post, assets: Map<SourcePath, Asset>): Outcome<PostFacts['cover']> {
    if (post.cover === null) return { value: null, diagnostics: [] };
    const found = links.resolve(post, 'image', post.cover, assets);
    if (found === null) return { value: { url: post.cover, width: null, height: null }, diagnostics: [] };
    if ('url' in found) return { value: { url: found.url, width: found.width ?? null, height: found.height ?? null }, diagnostics: [] };
    const fault: Diagnostic = diagnostic('missing-image', { target: post.cover, nearest: found.nearest }, at(post.id, 1));
    return { value: null, diagnostics: [fault] };
  }

  function emptyArticle(id: SourcePath): Article {
    const facts = { excerpt: '', toc: [], words: { cjk: 0, latin: 0 }, anchors: [], links: [], assets: [] };
    known.set(id, { ...facts, cover: null });
    return { html: '', facts };
  }

  /** Rendered out of turn (a list needs it first): what there is to say is said when its own page is rendered. */
  function facts(id: SourcePath): PostFacts {
    if (!known.has(id)) article(id);
    return known.get(id)!;
  }

  function ownFile(name: string): string | null {
    const bytes = files.read(`${site.config.static}/${name}`);
    return bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : null;
  }

  function learn(facts: ReadonlyMap<SourcePath, PostFacts>): void {
    for (const [id, one] of facts) known.set(id, one);
  }

  const views = createViews({ site, facts, texts: (lang) => theme.texts(lang), generator, customCss: theme.asset('custom.css') });
  return { site, theme, views, plan, article, facts, assetFile, ownFile, known, learn, forget: (id) => void known.delete(id) };
}
