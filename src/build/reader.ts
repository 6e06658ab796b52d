// What pages may look at while they render: articles made on demand and dropped, their facts kept.
import { detach } from '../text/detach.js';
import { digestOf, type Digest } from '../text/hash.js';
import { diagnostic, inFile, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.js';
import { bodyOf } from '../content/read-post.js';
import { renderArticle, type ReferenceKind, type Resolved } from '../markdown/article.js';
import type { Markdown } from '../markdown/engine.js';
import { labelsFor } from '../markdown/labels.js';
import type { Article, Asset, Brief, PostFacts } from '../model/article.js';
import type { Files } from '../model/files.js';
import type { SourcePath } from '../model/paths.js';
import type { Post } from '../model/post.js';
import type { Site } from '../model/site.js';
import { createViews } from '../pages/views.js';
import type { Reader } from '../pages/reader.js';
import { createLinks } from '../site/links.js';
import type { Theme } from '../theme/environment.js';
import type { View } from '../theme/shapes.js';
import { faultOf } from './open-site.js';
import { pageOf, type Plan } from './plan.js';
import { factsOnce, lateArticle } from './late.js';
import { everyFact, factBits, openReads, siteDigestsOf, type Reads } from './reads.js';
import type { ArticleRecord } from './records.js';
import { outputOf } from '../text/url.js';
import { openTexts } from './texts.js';

export interface ReaderSources {
  readonly site: Site;
  readonly plan: Plan;
  readonly files: Files;
  readonly theme: Theme;
  readonly markdown: Markdown;
  /** For articles of which only the facts are wanted: the same without the colours of code, which are half of the work. */
  readonly plain?: Markdown;
  readonly assetFile: (name: SourcePath) => Uint8Array;
  readonly generator: string;
  /** Of an earlier state of the site, of posts that are as they were: `RecordingReader.alone`. */
  readonly alone?: ReadonlyMap<SourcePath, PostFacts>;
}

export interface RecordingReader extends Reader {
  /** What each article that was rendered depended on. */
  readonly records: ReadonlyMap<SourcePath, ArticleRecord>;
  /** Takes an article as it was; false if it has to be rendered again: its source or the answer to a reference is another. */
  recall(id: SourcePath, source: Digest, record: ArticleRecord, isAnswered: boolean): boolean;
  /** What pages have looked at since this was last asked for. */
  takeReads(): Reads;
  /** What a reference of a post that leads nowhere may have meant. */
  nearest(post: SourcePath, target: string): string | null;
  /** Of this post a page shows something. */
  show(id: SourcePath): void;
  /** The digest of these fields, as a page at this address in this language sees them. */
  siteDigest(fields: number, view: View<'Site'>): Digest;
  /** The digest of each field that is the same for all pages. */
  siteDigests(): Readonly<Record<string, Digest>>;
  /** What lists show of a post. */
  brief(id: SourcePath): Brief;
  /** Facts of every post rendered so far. */
  readonly known: ReadonlyMap<SourcePath, PostFacts>;
  /** Facts that depend on nothing but the post itself. */
  readonly alone: ReadonlyMap<SourcePath, PostFacts>;
  /** The body of a post has changed, and nothing else: what was known of it is worked out again when asked for. */
  forget(id: SourcePath): void;
  /** What other threads have found out. */
  learn(told: readonly (readonly [SourcePath, Brief, ...unknown[]])[]): void;
  /** Others keep the record of this article. */
  drop(id: SourcePath): void;
}

function briefOf({ excerpt, words, cover }: PostFacts): Brief {
  return { excerpt, words, cover };
}

const noAnswers = digestOf('[[],[]]');

export function createReader(sources: ReaderSources): RecordingReader {
  const { site, plan, files, theme, markdown, assetFile, generator } = sources;
  const links = createLinks(site, files, {
    has: (output) => pageOf(output, plan) !== undefined,
    keys: () => [...plan.value].map(({ url }) => outputOf(url)),
  });
  const known = new Map<SourcePath, PostFacts>(sources.alone);
  const alone = new Map<SourcePath, PostFacts>(sources.alone);
  const records = new Map<SourcePath, ArticleRecord>();
  const briefs = new Map<SourcePath, Brief>();
  let texts = openTexts();
  /** Of the article rendered last, as pieces of its texts: its page asks for them next. */
  let latest: { readonly id: SourcePath; readonly facts: PostFacts } | null = null;

  function article(id: SourcePath, engine = markdown): Outcome<Article> {
    const post = site.byId.get(id)!;
    const bytes = files.read(id);
    if (!(bytes instanceof Uint8Array)) return { value: emptyArticle(id), diagnostics: [faultOf(bytes)] };
    const { body, line } = bodyOf(id, bytes);
    const inquiry = inquire(post);
    const rendered = renderArticle(
      {
        source: id,
        format: post.format,
        body,
        bodyLine: line,
        title: post.title,
        titleFrom: post.titleFrom,
        resolve: inquiry.resolve,
        labels: labelsFor(post.lang ?? site.config.lang),
      },
      engine,
    );
    const cover = coverOf(post, inquiry.resolve);
    const diagnostics = [...rendered.diagnostics, ...cover.diagnostics];
    const facts = { ...rendered.value.facts, assets: [...inquiry.assets.values()], cover: cover.value };
    // Its text: a quarter of the memory, and of its own.
    const record = lateArticle(
      {
        source: digestOf(bytes),
        asked: inquiry.asked,
        answered: inquiry.answered(),
        facts,
        diagnostics,
        isAlone: inquiry.asked.length === 0,
        isSilent: diagnostics.length === 0,
        refers: facts.assets.length > 0 || facts.links.some(({ fragment }) => fragment !== null),
      },
      texts,
    );
    latest = { id, facts };
    // A build asks for the rest at its page and never again.
    if (sources.plain === undefined) briefs.set(id, detach(briefOf(facts)));
    else keep(id, detach(facts), record);
    if (engine === markdown) records.set(id, record);
    return { value: rendered.value, diagnostics };
  }

  function keep(id: SourcePath, facts: PostFacts, { isAlone, isSilent }: ArticleRecord): void {
    known.set(id, facts);
    if (isAlone && isSilent) alone.set(id, facts);
  }

  /** Resolves the references of a post, and notes what was asked and what the answers were. */
  function inquire(post: Post) {
    const assets = new Map<SourcePath, Asset>();
    const asked: [ReferenceKind, string][] = [];
    const answers: Resolved[] = [];
    const resolve = (kind: ReferenceKind, target: string): Resolved => {
      const answer = links.resolve(post, kind, target, assets);
      // What is no address of the site depends on nothing.
      if (answer !== null) {
        asked.push([kind, target]);
        answers.push(answer);
      }
      return answer;
    };
    const isEmpty = () => answers.length === 0 && assets.size === 0;
    return { resolve, assets, asked, answered: () => (isEmpty() ? noAnswers : digestOf(JSON.stringify([answers, [...assets]]))) };
  }

  function recall(id: SourcePath, source: Digest, record: ArticleRecord, isAnswered: boolean): boolean {
    if (record.source !== source || !(record.isAlone || isAnswered || isAnsweredAlike(id, record))) return false;
    records.set(id, record);
    return true;
  }

  function isAnsweredAlike(id: SourcePath, record: ArticleRecord): boolean {
    const inquiry = inquire(site.byId.get(id)!);
    for (const [kind, target] of record.asked) inquiry.resolve(kind, target);
    // An answer that was something and is nothing now was not noted, and shows in the digest all the same.
    return inquiry.answered() === record.answered;
  }

  function coverOf(post: Post, resolve: (kind: ReferenceKind, target: string) => Resolved): Outcome<PostFacts['cover']> {
    if (post.cover === null) return { value: null, diagnostics: [] };
    const found = resolve('image', post.cover);
    if (found === null) return { value: { url: post.cover, width: null, height: null }, diagnostics: [] };
    if ('url' in found) return { value: { url: found.url, width: found.width ?? null, height: found.height ?? null }, diagnostics: [] };
    const fault: Diagnostic = diagnostic('missing-image', { target: post.cover, nearest: null }, inFile(post.id));
    return { value: null, diagnostics: [fault] };
  }

  function emptyArticle(id: SourcePath): Article {
    const facts = { excerpt: '', toc: [], words: { cjk: 0, latin: 0 }, anchors: [], links: [], assets: [] };
    latest = { id, facts: { ...facts, cover: null } };
    known.set(id, latest.facts);
    records.delete(id);
    return { html: '', facts };
  }

  /** Rendered out of turn (a list needs it first): what there is to say is said when its own page is rendered. */
  function facts(id: SourcePath): PostFacts {
    reads.tell(id, everyFact);
    const found = latest?.id === id ? latest.facts : (known.get(id) ?? records.get(id)?.facts);
    if (found !== undefined) return found;
    article(id, sources.plain);
    return latest!.facts;
  }

  function brief(id: SourcePath): Brief {
    const found = known.get(id) ?? briefs.get(id);
    if (found !== undefined) return found;
    const record = records.get(id);
    const made = record === undefined ? facts(id) : briefOf(factsOnce(record));
    if (record !== undefined) briefs.set(id, made);
    return made;
  }

  function ownFile(name: string): string | null {
    const bytes = files.read(`${site.config.static}/${name}`);
    return bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : null;
  }

  function learn(told: readonly (readonly [SourcePath, Brief, ...unknown[]])[]): void {
    for (const [id, one] of told) briefs.set(id, one);
  }

  function drop(id: SourcePath): void {
    records.delete(id);
    // Its text is not worth packing.
    texts = openTexts();
  }

  function forget(id: SourcePath): void {
    known.delete(id);
    alone.delete(id);
    briefs.delete(id);
    records.delete(id);
    latest = null;
  }

  const reads = openReads();
  const views = createViews({
    site,
    facts,
    brief(id, field) {
      reads.tell(id, factBits[field]);
      return brief(id)[field];
    },
    texts: (lang) => theme.texts(lang),
    generator,
    customCss: theme.asset('custom.css'),
    onRead: reads.read,
    onShow: reads.show,
  });
  const { siteDigest, siteDigests } = siteDigestsOf(views, reads);
  return {
    site,
    theme,
    views,
    plan: plan.value,
    article(id) {
      reads.show(id);
      reads.tell(id, everyFact);
      return article(id);
    },
    facts,
    brief,
    assetFile,
    ownFile,
    known,
    alone,
    learn,
    forget,
    drop,
    records,
    recall,
    takeReads: reads.take,
    nearest: links.nearest,
    show: reads.show,
    siteDigest,
    siteDigests,
  };
}
