// What a page would be made from, without making it: its kind renders into a theme that takes the digest of what it is given.
// The site is left out (its fields are compared one by one, as a template reads few of them), an article stands for its
// HTML by all that this depends on, and for a post in a list stands its digest: it is in eight lists or so.
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.js';
import type { Page } from '../model/page.js';
import type { Article } from '../model/article.js';
import type { SourcePath } from '../model/paths.js';
import type { Post } from '../model/post.js';
import type { Reader } from '../pages/reader.js';
import { digestOf, type Digest } from '../text/hash.js';
import type { Context } from '../theme/environment.js';
import type { View } from '../theme/shapes.js';
import { renderPage } from './kinds.js';
import type { RecordingReader } from './reader.js';
import type { ArticleRecord } from './records.js';

export interface Seen {
  readonly view: Digest;
  /** Of what lists show of its post; '' if it owns none. */
  readonly summary: Digest;
  /** The site as the page sees it. */
  readonly site: View<'Site'>;
}

export interface ViewDigests {
  /** What pages are to be rendered from: it notes what templates are given. */
  readonly rendering: Reader;
  /** Of the page rendered last, and what there was to say; null: something of that would not be heard if it were not rendered. */
  justSeen(page: Page, diagnostics: readonly Diagnostic[]): Outcome<Seen | null> | null;
  /** null: no template makes this page. Asked of pages whose article, if they have one, is known. */
  seenBy(page: Page): Outcome<Seen | null>;
  /** What lists show of a post has this digest, as before. */
  recall(id: SourcePath, summary: Digest): void;
  /** That digest, or '' if nobody has asked for it yet. */
  known(id: SourcePath): Digest;
}

export function viewDigests(reader: RecordingReader): ViewDigests {
  let seen: Omit<Seen, 'summary'> | null = null;
  /** null: the template had something to say. */
  let given: { readonly name: string; readonly context: Context } | null = null;
  const digests = new Map<SourcePath, Digest>();
  const rendering: Reader = {
    ...reader,
    theme: {
      ...reader.theme,
      render(name, context) {
        const rendered = reader.theme.render(name, context);
        given = rendered.diagnostics.length === 0 ? { name, context } : null;
        return rendered;
      },
    },
  };
  const asking: Reader = {
    ...reader,
    article,
    views: {
      ...reader.views,
      summary,
      post: (post, content) => standIn(short(summary(post), content, reader.views.beyond(post, content))),
    },
    theme: {
      ...reader.theme,
      render(name, { site, t: _texts, ...rest }) {
        seen = { view: digestOf(JSON.stringify([name, rest])), site };
        return { value: '', diagnostics: [] };
      },
    },
  };

  function summary(post: Post): View<'Summary'> {
    reader.show(post.id);
    return standIn(summaryOf(post));
  }

  function summaryOf(post: Post): Digest {
    let digest = digests.get(post.id);
    if (digest === undefined) digests.set(post.id, (digest = digestOf(JSON.stringify(reader.views.summary(post)))));
    return digest;
  }

  function article(id: SourcePath): Outcome<Article> {
    reader.show(id);
    const record = reader.records.get(id)!;
    return { value: { html: htmlOf(record), facts: reader.facts(id) }, diagnostics: record.isSilent ? [] : record.diagnostics };
  }

  function justSeen(page: Page, diagnostics: readonly Diagnostic[]): Outcome<Seen | null> | null {
    if (page.kind === 'post' || page.kind === 'page')
      return given === null ? null : { value: ownView(page.post, given.name, given.context), diagnostics };
    const asked = seenBy(page);
    return asked.diagnostics.length === diagnostics.length ? asked : null;
  }

  /** The same as is seen by asking, from the view that was made already. */
  function ownView(id: SourcePath, name: string, { site, t: _texts, post: whole, ...rest }: Context): Seen {
    const summary = summaryOf(reader.site.byId.get(id)!);
    const post = short(summary, htmlOf(reader.records.get(id)!), whole!);
    return { view: digestOf(JSON.stringify([name, { ...rest, post }])), summary, site };
  }

  function seenBy(page: Page): Outcome<Seen | null> {
    if (copied.has(page.kind)) return { value: null, diagnostics: [] };
    seen = null;
    const { diagnostics } = renderPage(page, asking);
    const own = page.kind === 'post' || page.kind === 'page' ? summaryOf(reader.site.byId.get(page.post)!) : '';
    return { value: seen && { ...(seen as Seen), summary: own }, diagnostics };
  }

  return { rendering, justSeen, seenBy, recall: (id, digest) => void digests.set(id, digest), known: (id) => digests.get(id) ?? '' };
}

/** Its own page's view of a post. What lists show of it, and all that its article tells, have something that stands for them. */
function short(summary: unknown, content: string, post: Omit<View<'Post'>, keyof View<'Summary'>>) {
  const { canonical, newer, older, series, related, edit, source } = post;
  return { summary, content, canonical, newer, older, series, related, edit, source } satisfies Short;
}

/** A field that comes to be is to be thought of. */
type Short = Record<Exclude<keyof View<'Post'>, keyof View<'Summary'> | 'hasCode' | 'toc'> | 'summary', unknown>;

/** What an article's HTML depends on stands for it, and for its table of contents. */
function htmlOf({ source, answered }: ArticleRecord): string {
  return source + answered;
}

/**
 * Kinds that no template makes. They are made in every build: they are few, and cheap, or compared by the stage. Feeds and sitemaps
 * are passed over where an edit cannot have reached them (`same-shape.ts`).
 */
const copied: ReadonlySet<Page['kind']> = new Set([
  'card',
  'feed',
  'sitemap',
  'robots',
  'redirects-file',
  'text',
  'static',
  'theme-asset',
  'asset',
]);

/** Kinds hand a view on to the template and never look into it, so that something shorter can stand for it. */
function standIn<T>(short: unknown): T {
  return short as T;
}
