// What a reference in a post means: `./other.md`, `photo.png`, `/about/`, `../notes/`. Resolved against the source file, so
// that it is right in the page, in lists and in feeds alike.
import { shortHash } from '../text/hash.js';
import { nearest } from '../text/near-miss.js';
import { safeSegment } from '../text/slug.js';
import { decodePath, encodePath, isExternal, normalizePath, outputOf, splitUrl } from '../text/url.js';
import { imageSize } from '../markdown/image-size.js';
import type { ReferenceKind, Resolved } from '../markdown/article.js';
import type { Asset } from '../model/article.js';
import type { Files } from '../model/files.js';
import type { OutputPath, SitePath, SourcePath } from '../model/paths.js';
import type { Post } from '../model/post.js';
import type { Site } from '../model/site.js';

export interface Links {
  /** `used` takes the files of the site that must be copied for this reference. */
  resolve(post: Post, kind: ReferenceKind, target: string, used: Map<SourcePath, Asset>): Resolved;
  /** Of a target that leads nowhere: the nearest name that exists, written as the author of the post would write it. */
  nearest(post: SourcePath, target: string): string | null;
}

/** Enough of an image for its size: JPEG keeps it behind its metadata. */
const headBytes = 256 * 1024;

/** Every file that the plan publishes. */
export interface Outputs {
  has(output: OutputPath): boolean;
  keys(): Iterable<OutputPath>;
}

export function createLinks(site: Site, files: Files, outputs: Outputs): Links {
  const sizes = new Map<SourcePath, { width: number; height: number } | null>();
  const assetUrl = assetUrls(site.urls);
  const held = new Map(site.held.map(({ post, reason }) => [post.id, reason]));
  const listings = new Map<SourcePath, readonly SourcePath[]>();

  function resolve(post: Post, kind: ReferenceKind, target: string, used: Map<SourcePath, Asset>): Resolved {
    const written = target.trim();
    // `C:\Users\me\a.png`: a place on the author's own machine, which no reader has.
    if (/^(?:file:|[A-Za-z]:(?:[\\/]|%5C))/i.test(written)) return { missing: written };
    if (written === '' || written.startsWith('#') || written.startsWith('?') || isExternal(written)) return null;
    const { path: raw, query, fragment } = splitUrl(written.replaceAll('\\', '/'));
    const tail = query + (fragment === null ? '' : `#${encodeFragment(fragment)}`);
    for (const path of new Set([raw.normalize('NFC'), decodePath(raw)])) {
      const found = path.startsWith('/') ? fromRoot(path) : fromSource(post, path, used);
      if (found === null) continue;
      const size = kind === 'image' && found.file !== null ? sizeOf(found.file) : null;
      return { url: encodePath(found.url) + tail, path: found.url, fragment: fragment === null ? null : decodePath(fragment), ...size };
    }
    const reason = held.get(besides(post.id, decodePath(raw)) ?? '');
    return reason === undefined ? { missing: written } : { missing: written, held: reason };
  }

  /** `/about/`, `/img/a.png`: an address of the site, with or without the base that it is served under. */
  function fromRoot(path: string): Found | null {
    const own = pageAt(path);
    if (own !== null) return own;
    const { base } = site.config;
    return base !== '/' && `${path}/`.startsWith(base) ? pageAt(path.slice(base.length - 1) || '/') : null;
  }

  /** An address counts with and without the slash at its end, and with `index.html`: hosts serve all three. */
  function pageAt(path: string): Found | null {
    const clean = normalizePath(path);
    if (clean === null) return null;
    const url = `/${clean}`;
    if (clean === '' || path.endsWith('/') || outputs.has(`${clean}/index.html`)) {
      const folder = clean === '' ? '/' : `${url}/`;
      return outputs.has(outputOf(folder)) ? { url: folder, file: null } : null;
    }
    if (outputs.has(clean)) return { url, file: staticSource(clean) };
    return outputs.has(`${clean}.html`) ? { url, file: null } : null;
  }

  function staticSource(output: OutputPath): SourcePath | null {
    const source = `${site.config.static}/${output}`;
    return files.has(source) ? source : null;
  }

  /** Relative to the source file; as in Hexo, to the folder of its name; then, as many write it, to the post's own address. */
  function fromSource(post: Post, path: string, used: Map<SourcePath, Asset>): Found | null {
    const source = besides(post.id, path);
    const page = source === null ? undefined : site.urls.get(source);
    if (page !== undefined) return { url: page, file: null };
    for (const file of [source, path.startsWith('.') ? null : besides(post.id.replace(/\.\w+$/, '/'), path)]) {
      if (file === null || !isCopyable(file) || !files.has(file)) continue;
      const url = assetUrl(file);
      used.set(file, { from: file, url });
      return { url, file };
    }
    const own = site.urls.get(post.id)!;
    const url = normalizePath(`${own.slice(0, own.lastIndexOf('/'))}/${path}`);
    return url === null ? null : pageAt(`/${url}${path.endsWith('/') ? '/' : ''}`);
  }

  function sizeOf(source: SourcePath): { width: number; height: number } | null {
    let size = sizes.get(source);
    if (size === undefined) {
      const head = files.head(source, headBytes);
      size = head instanceof Uint8Array ? imageSize(head) : null;
      sizes.set(source, size);
    }
    return size;
  }

  function nearestTo(post: SourcePath, target: string): string | null {
    const { path } = splitUrl(target.replaceAll('\\', '/'));
    if (path.startsWith('/')) {
      return nearest(
        path,
        [...outputs.keys()].map((output) => `/${output.replace(/(^|\/)index\.html$/, '$1')}`),
      );
    }
    const folder = folderOf(post);
    const wanted = besides(post, path);
    if (wanted === null) return null;
    const meant = nearest(wanted, [...copyableIn(wanted.slice(0, wanted.lastIndexOf('/'))), ...site.urls.keys()]);
    if (meant !== null) return meant.startsWith(folder) ? meant.slice(folder.length) : meant;
    const name = wanted.slice(wanted.lastIndexOf('/') + 1);
    const elsewhere = [...outputs.keys()].find((output) => output.endsWith(`/${name}`));
    return elsewhere === undefined ? null : `/${elsewhere}`;
  }

  function copyableIn(folder: SourcePath): readonly SourcePath[] {
    let listing = listings.get(folder);
    if (listing === undefined) listings.set(folder, (listing = files.walk(folder).files.filter(isCopyable)));
    return listing;
  }

  return { resolve, nearest: nearestTo };
}

interface Found {
  readonly url: SitePath;
  /** The file behind it, if it may be an image. */
  readonly file: SourcePath | null;
}

/** Where a file beside posts is published: in a bundle (`posts/foo/index.md`) beside its page, elsewhere where the source stands. */
export function assetUrls(urls: Site['urls']): (source: SourcePath) => SitePath {
  const bundles = bundlesOf(urls);
  return (source) => {
    for (let slash = source.lastIndexOf('/'); slash > 0; slash = source.lastIndexOf('/', slash - 1)) {
      const page = bundles.get(source.slice(0, slash + 1));
      if (page !== undefined) return page + safeFile(source.slice(slash + 1));
    }
    return `/${safeFile(source)}`;
  };
}

/** Folders that are one post with what belongs to it → the address of its page. */
function bundlesOf(urls: Site['urls']): ReadonlyMap<string, SitePath> {
  const bundles = new Map<string, SitePath>();
  for (const [id, url] of urls) {
    if (!id.includes('/index.')) continue;
    const folder = folderOf(id);
    if (/\/index\.[^/.]+$/.test(id) && url.endsWith('/') && folder !== 'posts/') bundles.set(folder, url);
  }
  return bundles;
}

/** With `/` at its end. */
function folderOf(id: SourcePath): string {
  return id.slice(0, id.lastIndexOf('/') + 1);
}

/** The file that a relative path names; null if it leads out of the folders of the site. */
function besides(post: SourcePath, path: string): SourcePath | null {
  const source = normalizePath(folderOf(post) + path);
  return source !== null && source.includes('/') ? source : null;
}

/**
 * Only what stands beside posts and pages is copied: `../../inkstone.config.ts` is not for the public. Nor is a post's own
 * file: one that is held back would be out.
 */
function isCopyable(source: SourcePath): boolean {
  return (source.startsWith('posts/') || source.startsWith('pages/')) && !/\.(?:md|markdown|html)$/i.test(source) && !source.includes('/.');
}

/** Names that a host or Windows would refuse are changed, and marked so that two of them cannot meet. */
function safeFile(path: string): string {
  if (/^[A-Za-z0-9/._~-]+$/.test(path)) return path;
  const parts = path.split('/').map((part) => {
    const ending = /(?<=.)\.[A-Za-z0-9]+$/.exec(part)?.[0] ?? '';
    const stem = part.slice(0, part.length - ending.length);
    const safe = safeSegment(stem);
    return (safe === stem ? stem : `${safe}-${shortHash(stem)}`) + ending;
  });
  return parts.join('/');
}

function encodeFragment(fragment: string): string {
  return encodePath(decodePath(fragment));
}
