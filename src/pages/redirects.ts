// Old addresses: an HTML page each, which works on every host, and a `_redirects` file for those that read one
// (Netlify, Cloudflare Pages).
import { diagnostic, inFile, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.js';
import { foldName } from '../text/compare.js';
import { encodePath, withBase } from '../text/url.js';
import type { Page } from '../model/page.js';
import type { Site } from '../model/site.js';
import { sitePath } from '../site/permalink.js';
import { renderHtml } from './html.js';
import type { Kind, PageOf } from './reader.js';

export function planRedirects(site: Site): Outcome<Page[]> {
  const pages: PageOf<'redirect'>[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const post of site.aliased) {
    const to = site.urls.get(post.id)!;
    const taken = new Map([[foldName(to), to]]);
    for (const alias of post.aliases.map((written) => sitePath(written))) {
      if (alias === null) continue;
      const kept = taken.get(foldName(alias));
      if (kept === undefined) {
        taken.set(foldName(alias), alias);
        pages.push({ kind: 'redirect', to, from: post.id, url: alias });
      } else if (kept !== alias) {
        // An alias that is the post's own address asks for nothing; of two spellings, many disks can hold but one.
        diagnostics.push(diagnostic('alias-differs-by-case', { alias, kept }, inFile(post.id)));
      }
    }
  }
  const file: Page[] = pages.length === 0 ? [] : [{ kind: 'redirects-file', url: '/_redirects' }];
  return { value: [...pages, ...file], diagnostics };
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
    const lines = [...plan].filter((page) => page.kind === 'redirect').map((page) => `${on(page.url)} ${on(page.to)} 301`);
    const own = ownFile('_redirects');
    return { value: `${own === null ? '' : `${own.trimEnd()}\n`}${lines.join('\n')}\n`, diagnostics: [] };

    function on(path: string): string {
      return encodePath(withBase(site.config.base, path));
    }
  },
};
