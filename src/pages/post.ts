// Posts, and undated pages: the pages that own an article.
import { nearest } from '../text/near-miss.js';
import { encodePath, isExternal } from '../text/url.js';
import { diagnostic, inFile, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.js';
import type { Body, Page, Pages } from '../model/page.js';
import type { Site } from '../model/site.js';
import type { Post } from '../model/post.js';
import type { PostFacts } from '../model/article.js';
import type { Theme } from '../theme/environment.js';
import { formatRfc3339 } from '../text/dates.js';
import { renderHtml } from './html.js';
import { notFoundUrl } from './own-pages.js';
import type { Kind, PageOf, Reader } from './reader.js';

/** The index knows all that such a page says: it is made when asked for, and takes no memory in between. */
export function planPosts({ posts, pages, urls }: Site): Pages {
  const length = posts.length + pages.length;
  // The addresses are in this very order.
  const at = (place: number): Page | undefined => {
    const post = place < posts.length ? posts[place] : pages[place - posts.length];
    return post === undefined ? undefined : { kind: post.kind, post: post.id, url: urls.at(place) };
  };
  return {
    length,
    at,
    *[Symbol.iterator]() {
      for (let place = 0; place < length; place++) yield at(place)!;
    },
  };
}

export const post: Kind<'post'> = { rank: 'page', render };
export const page: Kind<'page'> = { rank: 'page', render };

function render(page: PageOf<'post' | 'page'>, reader: Reader): Outcome<Body | null> {
  const { site, theme, views } = reader;
  const source = site.byId.get(page.post)!;
  const article = reader.article(source.id);
  const facts = reader.facts(source.id);
  const description = source.description ?? facts.excerpt;
  const image = imageOf(source, facts, reader);
  const about = {
    title: source.title,
    description,
    lang: source.lang ?? site.config.lang,
    noindex: isHidden(source, site),
    image,
    jsonLd: source.kind === 'post' ? blogPosting(source, description, image, reader) : null,
  };
  const known = theme.layouts.has(source.layout);
  const layout = known ? source.layout : source.kind;
  const own = { post: views.post(source, article.value.html) };
  const rendered = renderHtml('post.njk', page, about, own, reader, `${layout}.njk`);
  return { value: rendered.value, diagnostics: [...article.diagnostics, ...rendered.diagnostics, ...(known ? [] : [unknownLayout(source, theme)])] };
}

/** Its cover, else the card that is drawn for it. */
function imageOf({ id }: Post, { cover }: PostFacts, { site, views }: Reader): string | null {
  if (cover !== null) return isExternal(cover.url) ? cover.url : views.absolute(cover.url);
  const card = site.cards.get(id);
  return card === undefined ? null : views.absolute(encodePath(card));
}

/** Search engines are not to know of it: its author asked so, it is only a preview, or it says that nothing is there. */
export function isHidden(post: Post, site: Site): boolean {
  return post.noindex || site.previewed.has(post.id) || (post.kind === 'page' && site.urls.get(post.id) === notFoundUrl);
}

function unknownLayout({ id, layout, kind }: Post, { layouts }: Theme): Diagnostic {
  return diagnostic('unknown-layout', { layout, nearest: nearest(layout, layouts), used: `${kind}.njk` }, inFile(id));
}

/** schema.org BlogPosting, for search engines. */
function blogPosting(post: Post, description: string, image: string | null, { site, views }: Reader): unknown {
  const url = views.absolute(encodePath(site.urls.get(post.id)!));
  return {
    '@context': 'https://schema.org',
    '@type': 'BlogPosting',
    headline: post.title,
    ...(description === '' ? {} : { description }),
    ...(post.date === null ? {} : { datePublished: formatRfc3339(post.date) }),
    ...(post.updated === null ? {} : { dateModified: formatRfc3339(post.updated) }),
    inLanguage: post.lang ?? site.config.lang,
    author: { '@type': 'Person', name: post.author ?? site.config.author },
    ...(image === null ? {} : { image }),
    ...(post.tags.length === 0 ? {} : { keywords: [...post.tags] }),
    ...(url === null ? {} : { url, mainEntityOfPage: url }),
  };
}
