// Site and facts → the plain objects that templates see (`theme/shapes.ts`): closed shapes, addresses encoded, absent
// values null.
import { encodePath } from '../text/url.js';
import type { Brief, PostFacts } from '../model/article.js';
import type { Page } from '../model/page.js';
import type { SourcePath } from '../model/paths.js';
import type { View } from '../theme/shapes.js';
import { notFoundUrl } from './own-pages.js';
import { linkViews, type LinkViews } from './view-links.js';
import { postViews, type PostViews } from './view-posts.js';
import { siteViews, type SiteSources } from './view-site.js';

export interface ViewSources extends SiteSources {
  readonly facts: (id: SourcePath) => PostFacts;
  readonly brief: <F extends keyof Brief>(id: SourcePath, field: F) => Brief[F];
  /** Hears of which post a page shows something. */
  readonly onShow: (id: SourcePath) => void;
}

export interface Views extends LinkViews, PostViews {
  /** What every template gets. */
  globals(page: Page, about: PageAbout): View<'Globals'>;
}

/** What a kind of page says of itself in its head; the rest of `View<'Page'>` is the same for all. */
export interface PageAbout {
  readonly title: string;
  readonly description: string;
  readonly lang?: string;
  readonly noindex?: boolean;
  readonly image?: string | null;
  readonly jsonLd?: unknown;
}

export function createViews(sources: ViewSources): Views {
  const { site, facts, brief, texts, onShow } = sources;
  const links = linkViews(site, onShow);
  const posts = postViews(site, { facts, brief }, links, onShow);
  const siteView = siteViews(sources, { ...links, ...posts });

  function globals(page: Page, about: PageAbout): View<'Globals'> {
    const url = encodePath(page.url);
    const lang = about.lang ?? site.config.lang;
    const view = {
      kind: page.kind,
      title: about.title,
      description: about.description,
      url,
      canonical: page.url === notFoundUrl ? null : links.absolute(url),
      lang,
      noindex: about.noindex ?? page.kind === 'not-found',
      image: about.image ?? null,
      nth: 'nth' in page ? page.nth : 1,
      jsonLd: about.jsonLd ?? null,
    };
    return { site: siteView(url, lang), page: view, t: texts(lang) };
  }

  return { ...links, ...posts, globals };
}
