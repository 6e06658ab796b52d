// Why a page was made anew, or not: what `--why` asks for. It compares what is remembered of the page with what this build
// found out; nothing is noted for it alone.
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { Why } from '../diagnostics/codes.js';
import type { Page } from '../model/page.js';
import type { SourcePath } from '../model/paths.js';
import { nearest } from '../text/near-miss.js';
import { encodePath, outputOf } from '../text/url.js';
import { bitOf } from './reads.js';
import { isOwner } from './render-all.js';
import { codeOf, everyPost, type Keys, type Manifest, type PageRecord } from './records.js';

export interface Asked {
  readonly before: Manifest;
  readonly now: Pick<Manifest, 'keys' | 'sources' | 'articles' | 'pages'> & { readonly shape: NonNullable<Manifest['shape']> };
  readonly plan: readonly Page[];
  readonly isKept: boolean;
}

/** By its address (encoded or not, with or without the base), the name of its file, or the source that it is of. */
export function pageAt(asked: string, plan: readonly Page[], base: string): Page | null {
  const plain = `/${asked}`.replace(/^\/+/, '/');
  const names = new Set([plain, `${plain}/`]);
  if (plain.startsWith(base)) names.add(plain.slice(base.length - 1)).add(`${plain.slice(base.length - 1)}/`);
  const isNamed = (page: Page) =>
    [page.url, encodePath(page.url), `/${outputOf(page.url)}`].some((name) => names.has(name)) || ('post' in page && page.post === asked);
  return plan.find(isNamed) ?? null;
}

export function noPageAt(asked: string, plan: readonly Page[]): Diagnostic {
  const near = nearest(
    asked,
    plan.map(({ url }) => url),
  );
  return diagnostic('page-why', { url: asked, why: { kind: 'no-page', nearest: near } });
}

export function whyOf(page: Page, asked: Asked): Diagnostic {
  return diagnostic('page-why', { url: page.url, why: reasonOf(page, asked) });
}

function reasonOf(page: Page, asked: Asked): Why {
  const { before, now, isKept } = asked;
  const record = now.pages.get(outputOf(page.url));
  if (isKept) return { kind: 'kept' };
  if (record === undefined) return { kind: 'always' };
  const general = inGeneral(before.keys, now.keys);
  if (general !== null) return { kind: general };
  const old = before.pages.get(outputOf(page.url));
  if (old === undefined) return { kind: 'new' };
  const changes = changesOf(page, old, record, asked);
  const isSame = record.view !== '' && old.view === record.view && old.site === record.site;
  return isSame && changes.source === null ? { kind: 'touched' } : changes;
}

/** What concerns every page. */
function inGeneral(before: Keys, now: Keys): 'first' | 'theme' | null {
  if (before.articles !== now.articles) return 'first';
  return before.pages === now.pages ? null : 'theme';
}

function changesOf(page: Page, old: PageRecord, record: PageRecord, asked: Asked): Extract<Why, { kind: 'changed' }> {
  const { before, now } = asked;
  const own = 'post' in page ? page.post : null;
  const answer = (manifest: Pick<Manifest, 'articles'>) => (own === null ? undefined : manifest.articles.get(own)?.answered);
  const fields = Object.keys(now.shape.fields).filter((field) => before.shape?.fields[field] !== now.shape.fields[field]);
  const read = fields.filter((field) => (record.fields & bitOf(field)) !== 0);
  // The menu is another for each page, and has no digest of its own.
  const isOther = old.site !== record.site && read.length === 0;
  return {
    kind: 'changed',
    source: own !== null && before.sources.get(own)?.digest !== now.sources.get(own)?.digest ? own : null,
    references: answer(before) !== answer(now),
    posts: editedPosts(page, record, asked),
    members: old.shows !== record.shows,
    fields: isOther ? ['menu'] : read,
  };
}

/** Of a feed the articles count, of all other pages what is shown of a post outside its own page. */
function editedPosts(page: Page, record: PageRecord, { plan, before, now }: Asked): SourcePath[] {
  const isOther = (owner: Page & { readonly post: SourcePath }) =>
    page.kind === 'feed'
      ? before.articles.get(owner.post)?.source !== now.articles.get(owner.post)?.source
      : before.pages.get(outputOf(owner.url))?.summary !== now.pages.get(outputOf(owner.url))?.summary;
  const isShown = (post: SourcePath) => record.shows === everyPost || record.shows.includes(codeOf(post));
  return plan.flatMap((owner) => {
    if (!isOwner(owner) || owner.url === page.url || !isShown(owner.post)) return [];
    return isOther(owner) ? [owner.post] : [];
  });
}
