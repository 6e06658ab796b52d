// Files beside posts are published if a post refers to them. A build knows that when all posts are rendered; here an address
// is asked for, and the posts that may refer to it are looked for.
import { isSource } from '../content/source.js';
import type { RecordingReader } from '../build/reader.js';
import type { DiskFiles } from '../files/disk.js';
import type { Page } from '../model/page.js';
import type { SitePath, SourcePath } from '../model/paths.js';
import { assetUrls } from '../site/links.js';
import { encodePath } from '../text/url.js';
import type { Edition } from './edition.js';

export function findAsset(url: SitePath, { reader, site }: Edition, files: DiskFiles): Page | null {
  const known = assetsOf(reader).get(url);
  if (known !== undefined) return pageOf(known, url);
  const from = sourceOf(url, site.value.urls, files);
  if (from === null) return null;
  // The page that shows it was rendered in an edition before, or the address was typed in: rare, so all bodies may be read.
  const name = from.slice(from.lastIndexOf('/') + 1);
  const spellings = [name, encodePath(name), encodeURI(name)].map((one) => Buffer.from(one));
  for (const id of site.value.urls.keys()) {
    const bytes = files.read(id);
    if (!(bytes instanceof Uint8Array)) continue;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (spellings.some((one) => text.includes(one)) && reader.facts(id).assets.some((asset) => asset.url === url)) return pageOf(from, url);
  }
  return null;
}

/** What the posts rendered so far refer to. */
export function assetsOf({ known }: RecordingReader): ReadonlyMap<SitePath, SourcePath> {
  const assets = new Map<SitePath, SourcePath>();
  for (const facts of known.values()) for (const { url, from } of facts.assets) assets.set(url, from);
  return assets;
}

function sourceOf(url: SitePath, urls: Edition['site']['value']['urls'], files: DiskFiles): SourcePath | null {
  const urlOf = assetUrls(urls);
  for (const folder of ['posts', 'pages']) {
    for (const path of files.walk(folder).files) if (!isSource(path) && urlOf(path) === url) return path;
  }
  return null;
}

function pageOf(from: SourcePath, url: SitePath): Page {
  return { kind: 'asset', from, url };
}
