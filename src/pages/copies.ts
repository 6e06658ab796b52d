// Files that are published as they are: the site's `static/`, the theme's assets, what posts refer to; and small texts.
import type { Asset } from '../model/article.js';
import type { Page } from '../model/page.js';
import type { SourcePath } from '../model/paths.js';
import type { Site } from '../model/site.js';
import type { Kind } from './reader.js';

/** `names`: files below the static folder, relative to the site. */
export function planStatic(site: Site, names: readonly SourcePath[]): Page[] {
  const cut = site.config.static.length;
  return names.map((from) => ({ kind: 'static', from, url: from.slice(cut) }));
}

/** `names`: files of the theme below `assets/`. */
export function planThemeAssets(names: readonly SourcePath[]): Page[] {
  return names.map((from) => ({ kind: 'theme-asset', from, url: `/${from}` }));
}

/** What rendered posts refer to; each file once, in the order of planning. */
export function planAssets(assets: readonly Asset[]): Page[] {
  const pages = new Map<string, Page>();
  for (const { from, url } of assets) pages.set(`${from}\0${url}`, { kind: 'asset', from, url });
  return [...pages.values()];
}

/** For GitHub Pages: do not run Jekyll, and the site's own domain. */
export function planHostFiles(site: Site): Page[] {
  const pages: Page[] = [{ kind: 'text', text: '', url: '/.nojekyll' }];
  if (site.config.cname !== null) pages.push({ kind: 'text', text: `${site.config.cname}\n`, url: '/CNAME' });
  return pages;
}

export const staticFile: Kind<'static'> = { rank: 'asset', render: (page) => ({ value: { copyOf: page.from }, diagnostics: [] }) };
export const asset: Kind<'asset'> = { rank: 'asset', render: (page) => ({ value: { copyOf: page.from }, diagnostics: [] }) };
export const themeAsset: Kind<'theme-asset'> = {
  rank: 'asset',
  render: (page, { assetFile }) => ({ value: assetFile(page.from), diagnostics: [] }),
};
export const text: Kind<'text'> = { rank: 'asset', render: (page) => ({ value: page.text, diagnostics: [] }) };
