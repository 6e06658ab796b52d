// What an address of the site shows in one edition: a page rendered now, a file, the way to another address, or what is
// wrong. Each has a mark that changes if and only if what the browser shows of it would: the HTML, and the files it refers to.
import { isUtf8 } from 'node:buffer';
import { checkLinks } from '../build/check-links.js';
import { renderPage } from '../build/kinds.js';
import { withGuesses } from '../build/guesses.js';
import { withPlaces } from '../build/places.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { rewriteUrls } from '../html/rewrite.js';
import type { Page } from '../model/page.js';
import type { SitePath, SourcePath } from '../model/paths.js';
import { digestOf } from '../text/hash.js';
import { decodePath, isExternal, outputOf, splitUrl, withBase, encodePath } from '../text/url.js';
import type { Edition, Shelf } from './edition.js';
import { saidOf } from './edition.js';
import { assetsOf, findAsset } from './find-asset.js';
import { typeOf } from './paths.js';
import { stampOf } from './stamp.js';

export interface ShownPage {
  readonly kind: 'page';
  readonly status: 200 | 404;
  readonly html: string;
  readonly mark: string;
  readonly page: Page | null;
  readonly said: readonly Diagnostic[];
}

export type Shown =
  | ShownPage
  /** It could not be made: `errors` say why. */
  | { readonly kind: 'broken'; readonly mark: string; readonly page: Page | null; readonly errors: readonly Diagnostic[] }
  /** `place`: where it is on the disk. */
  | { readonly kind: 'file'; readonly type: string; readonly content: Uint8Array | { readonly place: string } }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'missing' };

/** `path`: decoded, with the base. */
export function show(path: string, edition: Edition, shelf: Shelf): Shown {
  const { base } = edition.site.value.config;
  if (!path.startsWith(base)) {
    if (`${path}/` === base || path === '/') return { kind: 'redirect', to: encodePath(base) };
    return notFound(edition, shelf);
  }
  const inside = path.slice(base.length);
  const page = pageAt(inside, edition);
  if (page !== null) return make(page, edition, shelf);
  // A folder without its slash: links inside the page would point elsewhere.
  if (inside !== '' && !inside.endsWith('/') && edition.plan.byOutput.has(`${inside}/index.html`))
    return { kind: 'redirect', to: `${encodePath(path)}/` };
  const asset = findAsset(`/${inside}`, edition, shelf.files);
  return asset === null ? notFound(edition, shelf) : make(asset, edition, shelf);
}

/** The post or page of the author's that is shown at a path; null: none. */
export function postAt(path: string, edition: Edition): SourcePath | null {
  const { base } = edition.site.value.config;
  const page = path.startsWith(base) ? pageAt(path.slice(base.length), edition) : null;
  return page?.kind === 'post' || page?.kind === 'page' ? page.post : null;
}

/** The page or file of an address, as static hosts find it. */
export function pageAt(inside: string, { plan: { byOutput } }: Edition): Page | null {
  if (inside === '' || inside.endsWith('/')) return byOutput.get(`${inside}index.html`) ?? null;
  return byOutput.get(inside) ?? byOutput.get(`${inside}.html`) ?? null;
}

function notFound(edition: Edition, shelf: Shelf): Shown {
  const page = edition.plan.byOutput.get('404.html');
  const shown = page === undefined ? null : make(page, edition, shelf);
  return shown?.kind === 'page' ? { ...shown, status: 404 } : (shown ?? { kind: 'missing' });
}

function make(page: Page, edition: Edition, shelf: Shelf): Shown {
  const isHtml = page.output.endsWith('.html');
  const before = saidOf(edition).filter(isError);
  if (before.length > 0 && isHtml) return broken(withPlaces(before, shelf.files), page);
  const { value, diagnostics } = renderPage(page, edition.reader);
  const errors = diagnostics.filter(isError);
  if (value === null || errors.length > 0) return broken(withPlaces([...before, ...errors], shelf.files), page);
  if (typeof value !== 'string' && !(value instanceof Uint8Array)) return copy(value.copyOf, page, shelf);
  if (!isHtml || typeof value !== 'string') {
    return { kind: 'file', type: typeOf(page.output), content: typeof value === 'string' ? Buffer.from(value) : value };
  }
  const all = [...remarksOf(page, edition), ...diagnostics, ...lostAnchors(page, edition)];
  const said = withPlaces(withGuesses(all, [], edition.reader.nearest), shelf.files);
  return { kind: 'page', status: 200, html: value, mark: markOf(value, page, edition, shelf), page, said };
}

function broken(errors: readonly Diagnostic[], page: Page): Shown {
  return { kind: 'broken', errors, page, mark: digestOf(JSON.stringify(errors)) };
}

function copy(from: SourcePath, page: Page, { files }: Shelf): Shown {
  const place = files.locate(from);
  if (typeof place !== 'string') return { kind: 'missing' };
  const type = typeOf(page.output);
  if (!page.output.endsWith('.html')) return { kind: 'file', type, content: { place } };
  const bytes = files.read(from);
  if (!(bytes instanceof Uint8Array)) return { kind: 'missing' };
  // Another encoding is the file's own affair, and it goes out as it is.
  if (!isUtf8(bytes)) return { kind: 'file', type: 'text/html', content: bytes };
  return { kind: 'page', status: 200, html: Buffer.from(bytes).toString('utf8'), mark: digestOf(bytes), page, said: [] };
}

function remarksOf(page: Page, { remarks }: Edition): readonly Diagnostic[] {
  return page.kind === 'post' || page.kind === 'page' ? (remarks.get(page.post) ?? []) : [];
}

/** The check of a build, for this page and those that it links to. */
function lostAnchors(page: Page, { reader, site }: Edition): readonly Diagnostic[] {
  if (page.kind !== 'post' && page.kind !== 'page') return [];
  const own = reader.facts(page.post);
  const wanted = new Set(own.links.flatMap(({ path, fragment }) => (fragment === null || fragment === '' ? [] : [path])));
  if (wanted.size === 0) return [];
  const known = new Map([[page.post, own]]);
  for (const [id, url] of site.value.urls) if (wanted.has(url)) known.set(id, reader.facts(id));
  return checkLinks(known, (id) => known.get(id), site.value).filter(({ span }) => span?.file === page.post);
}

/**
 * Style sheets do not count, neither their addresses' digests nor their files: they are exchanged without a reload. Other
 * files of the site that the page refers to count by size and time: a picture drawn anew is a change of the page.
 */
function markOf(html: string, page: Page, edition: Edition, { files }: Shelf): string {
  const used = new Set<SourcePath>();
  const assets = assetsOf(edition.reader);
  const { base } = edition.site.value.config;
  const plain = rewriteUrls(html, (url) => {
    if (isExternal(url)) return url;
    const { path } = splitUrl(url);
    if (path.endsWith('.css')) return path;
    const own = ownFile(decodePath(path), page.url);
    if (own !== null) used.add(own);
    return url;
  });
  const stamps = [...used].map((from) => {
    const place = files.locate(from);
    return `${from} ${typeof place === 'string' ? stampOf(place) : ''}`;
  });
  return digestOf(plain + stamps.join('\n'));

  /** The source of a file that is published as it is. */
  function ownFile(path: string, pageUrl: SitePath): SourcePath | null {
    const absolute = path.startsWith('/') ? path : withBase(base, pageUrl.slice(0, pageUrl.lastIndexOf('/') + 1)) + path;
    if (!absolute.startsWith(base) || absolute.endsWith('/')) return null;
    const url = `/${absolute.slice(base.length)}`;
    const planned = edition.plan.byOutput.get(outputOf(url));
    return planned === undefined ? (assets.get(url) ?? null) : planned.kind === 'static' ? planned.from : null;
  }
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}
