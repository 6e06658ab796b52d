// Old addresses: an HTML page each, which works on every host, and a `_redirects` file for those that read one
// (Netlify, Cloudflare Pages).
import { encodePath, outputOf, withBase } from '../text/url.js';
import type { Page } from '../model/page.js';
import type { Site } from '../model/site.js';
import { sitePath } from '../site/permalink.js';
import { renderHtml } from './html.js';
import type { Kind, PageOf } from './reader.js';

export function planRedirects(site: Site): Page[] {
  const pages: PageOf<'redirect'>[] = [];
  for (const post of [...site.posts, ...site.pages]) {
    const to = site.urls.get(post.id)!;
    for (const alias of new Set(post.aliases.map((written) => sitePath(written)))) {
      // An alias that is the post's own address asks for nothing.
      if (alias === null || alias === to) continue;
      pages.push({ kind: 'redirect', to, from: post.id, url: alias, output: outputOf(alias) });
    }
  }
  return pages.length === 0 ? [] : [...pages, { kind: 'redirects-file', url: '/_redirects', output: '_redirects' }];
}

export const redirect: Kind<'redirect'> = {
  rank: 'page',
  render(page, reader) {
    const { site, views } = reader;
    const target = site.byId.get(page.from)!;
    const about = { title: target.title, description: '', lang: target.lang ?? site.config.lang, noindex: true };
    const to = encodePath(page.to);
    return renderHtml('redirect.njk', page, about, { to, toAbsolute: views.absolute(to) }, reader);
  },
};

export const redirectsFile: Kind<'redirects-file'> = {
  rank: 'list',
  render(_page, { site, plan, ownFile }) {
    const lines = plan.filter((page) => page.kind === 'redirect').map((page) => `${on(page.url)} ${on(page.to)} 301`);
    const own = ownFile('_redirects');
    return { value: `${own === null ? '' : `${own.trimEnd()}\n`}${lines.join('\n')}\n`, diagnostics: [] };

    function on(path: string): string {
      return encodePath(withBase(site.config.base, path));
    }
  },
};
