// The newest posts in full, with absolute addresses, in three formats: Atom (RFC 4287), RSS 2.0, JSON Feed 1.1.
import { escapeHtml } from '../html/escape.js';
import { rewriteUrls } from '../html/rewrite.js';
import { formatDate, formatRfc3339, formatRfc822 } from '../text/dates.js';
import { encodePath, isExternal, withBase } from '../text/url.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Page } from '../model/page.js';
import type { Post, PostDate } from '../model/post.js';
import type { Site } from '../model/site.js';
import { feedFormats, feedUrls, type FeedFormat } from './feed-list.js';
import type { Kind, Reader } from './reader.js';

export function planFeeds(site: Site): Page[] {
  return feedFormats(site).map((format) => {
    const { url } = feedUrls[format];
    return { kind: 'feed', format, url };
  });
}

export const feed: Kind<'feed'> = {
  rank: 'list',
  render(page, reader) {
    const diagnostics: Diagnostic[] = [];
    const entries = newest(reader.site).map((post) => entry(post, reader, diagnostics));
    return { value: writers[page.format](entries, reader), diagnostics };
  },
};

interface Entry {
  readonly post: Post;
  readonly url: string;
  readonly date: PostDate;
  readonly updated: PostDate;
  readonly summary: string;
  readonly author: string;
  /** Absolute addresses throughout. */
  readonly html: string;
  readonly terms: readonly string[];
}

/** Undated posts and those asked not to be found are left out. */
function newest({ byDate, config }: Site): readonly Post[] {
  const limit = config.feed?.limit ?? 0;
  const posts: Post[] = [];
  for (const post of byDate) {
    if (posts.length >= limit) break;
    if (post.date !== null && !post.noindex) posts.push(post);
  }
  return posts;
}

function entry(post: Post, reader: Reader, diagnostics: Diagnostic[]): Entry {
  const { site, views } = reader;
  const article = reader.article(post.id);
  diagnostics.push(...article.diagnostics);
  const url = views.absolute(encodePath(site.urls.get(post.id)!))!;
  const terms = views.termsOf(post);
  return {
    post,
    url,
    date: post.date!,
    updated: post.updated ?? post.date!,
    summary: post.description ?? article.value.facts.excerpt,
    author: post.author ?? site.config.author,
    html: absoluteUrls(article.value.html, url, reader),
    terms: [...terms.categories.map((term) => term.path.join('/')), ...terms.tags.map((term) => term.name)],
  };
}

function absoluteUrls(html: string, pageUrl: string, { views }: Reader): string {
  return rewriteUrls(html, (url) => {
    if (isExternal(url) || url === '') return url;
    if (url.startsWith('/')) return views.absolute(url)!;
    return url.startsWith('#') ? pageUrl + url : resolveUrl(url, pageUrl);
  });
}

/** A relative address that leads to no file of the site was left as it is in the page: the feed reads it from there. */
function resolveUrl(url: string, pageUrl: string): string {
  return URL.canParse(url, pageUrl) ? new URL(url, pageUrl).href : url;
}

/** XML 1.0 has no way to write most control characters: they go. */
function xml(text: string): string {
  return escapeHtml(text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, ''));
}

const writers: { readonly [F in FeedFormat]: (entries: readonly Entry[], reader: Reader) => string } = { atom, rss, json };

/** A feed without posts still needs a date, and the clock is not for output. */
const never: PostDate = { civil: '1970-01-01', time: '00:00:00', instant: 0, offset: 0, precision: 'second' };

function lastChange(entries: readonly Entry[]): PostDate {
  return entries.reduce((last, { updated }) => (updated.instant > last.instant ? updated : last), never);
}

/**
 * Opened in a browser, the feed is a page: a style sheet hides what only readers of feeds need, and XHTML beside Atom's own
 * elements, which those readers pass over (RFC 4287, section 6), carries what a person needs: words and real links.
 */
function atom(entries: readonly Entry[], reader: Reader): string {
  const { site, views } = reader;
  const { config } = site;
  const readable = forBrowsers(reader);
  const home = xml(views.absolute('/')!);
  const items = entries.map(
    (one) => `<entry${one.post.lang === null ? '' : ` xml:lang="${xml(one.post.lang)}"`}>
<title>${xml(one.post.title)}</title>
<link rel="alternate" type="text/html" href="${xml(one.url)}"/>
<id>${xml(one.url)}</id>
<published>${formatRfc3339(one.date)}</published>
<updated>${formatRfc3339(one.updated)}</updated>
<author><name>${xml(one.author)}</name></author>
${one.terms.map((term) => `<category term="${xml(term)}"/>\n`).join('')}${one.summary === '' ? '' : `<summary>${xml(one.summary)}</summary>\n`}${readable.entry(one)}<content type="html">${xml(one.html)}</content>
</entry>
`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
${readable.style}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xml(config.lang)}">
<title>${xml(config.title)}</title>
${config.description === '' ? '' : `<subtitle>${xml(config.description)}</subtitle>\n`}<link rel="alternate" type="text/html" href="${home}"/>
<link rel="self" type="application/atom+xml" href="${xml(views.absolute(feedUrls.atom.url)!)}"/>
<id>${home}</id>
<updated>${formatRfc3339(lastChange(entries))}</updated>
<author><name>${xml(config.author)}</name></author>
<generator>Inkstone</generator>
${readable.head}${items.join('')}</feed>
`;
}

/** Nothing where the theme has no style sheet for it. */
function forBrowsers({ site: { config }, views, theme }: Reader) {
  const sheet = theme.asset('feed.css');
  if (sheet === null) return { style: '', head: '', entry: () => '' };
  const t = theme.texts(config.lang);
  const link = (url: string, label: unknown) => `<a href="${xml(url)}">${xml(String(label))}</a>`;
  const xhtml = 'xmlns="http://www.w3.org/1999/xhtml"';
  return {
    style: `<?xml-stylesheet type="text/css" href="${xml(withBase(encodePath(config.base), sheet))}"?>\n`,
    head: `<p ${xhtml} class="note">${xml(String(t['feedNote']))} ${link(views.absolute('/')!, config.title)}</p>\n`,
    entry: ({ url, date }: Entry) =>
      `<p ${xhtml} xml:lang="${xml(config.lang)}" class="meta">${xml(formatDate(date, null, config.lang))} · ${link(url, t['readOn'])}</p>\n`,
  };
}

function rss(entries: readonly Entry[], { site, views }: Reader): string {
  const { config } = site;
  const items = entries.map(
    (one) => `<item>
<title>${xml(one.post.title)}</title>
<link>${xml(one.url)}</link>
<guid isPermaLink="true">${xml(one.url)}</guid>
<pubDate>${formatRfc822(one.date)}</pubDate>
<dc:creator>${xml(one.author)}</dc:creator>
${one.terms.map((term) => `<category>${xml(term)}</category>\n`).join('')}${one.summary === '' ? '' : `<description>${xml(one.summary)}</description>\n`}<content:encoded>${xml(one.html)}</content:encoded>
</item>
`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${xml(config.title)}</title>
<link>${xml(views.absolute('/')!)}</link>
<description>${xml(config.description === '' ? config.title : config.description)}</description>
<language>${xml(config.lang)}</language>
<lastBuildDate>${formatRfc822(lastChange(entries))}</lastBuildDate>
<generator>Inkstone</generator>
<atom:link rel="self" type="application/rss+xml" href="${xml(views.absolute(feedUrls.rss.url)!)}"/>
${items.join('')}</channel>
</rss>
`;
}

function json(entries: readonly Entry[], { site, views }: Reader): string {
  const { config } = site;
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: config.title,
    home_page_url: views.absolute('/'),
    feed_url: views.absolute(feedUrls.json.url),
    ...(config.description === '' ? {} : { description: config.description }),
    language: config.lang,
    authors: [{ name: config.author }],
    items: entries.map((one) => ({
      id: one.url,
      url: one.url,
      title: one.post.title,
      content_html: one.html,
      ...(one.summary === '' ? {} : { summary: one.summary }),
      date_published: formatRfc3339(one.date),
      date_modified: formatRfc3339(one.updated),
      authors: [{ name: one.author }],
      ...(one.terms.length === 0 ? {} : { tags: one.terms }),
      ...(one.post.lang === null ? {} : { language: one.post.lang }),
    })),
  };
  return `${JSON.stringify(feed, null, 1)}\n`;
}
