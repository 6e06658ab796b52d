// The steps from folders to what a site is made of: the sources listed, each read, the data, the static files. A build divides
// the reading among threads, a preview reads again only what changed.
import { detach } from '../text/detach.js';
import { digestOf, type Digest } from '../text/hash.js';
import { diagnostic, inFile, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.js';
import { readData } from '../content/data.js';
import { readPost } from '../content/read-post.js';
import { isSectionPage, isSource } from '../content/source.js';
import type { Settings } from '../model/config.js';
import type { FileFault, Files } from '../model/files.js';
import type { SourcePath } from '../model/paths.js';
import type { JsonObject, Post } from '../model/post.js';

/** Posts and pages, by path. Text in a form that other generators read and Inkstone does not is said, not skipped in silence. */
export function listSources(files: Files): Outcome<readonly SourcePath[]> {
  const listings = [files.walk('posts'), files.walk('pages')];
  const diagnostics = listings.flatMap(({ faults }) => faults.map(faultOf));
  const sources = listings
    .flatMap((listing) => listing.files)
    .filter((path) => {
      if (isSource(path)) return true;
      if (isSectionPage(path)) diagnostics.push(diagnostic('section-page', {}, inFile(path)));
      if (/\.(?:mdx|mdown|mkd|txt|org|rst|adoc|asciidoc|textile|htm)$/i.test(path))
        diagnostics.push(diagnostic('unread-format', {}, inFile(path)));
      return false;
    });
  return { value: sources, diagnostics };
}

/** null: the file cannot be read. */
export function readSource(path: SourcePath, files: Files, settings: Settings): Outcome<Post | null> & { readonly digest: Digest } {
  const bytes = files.read(path);
  const { value, diagnostics } = postOf(path, bytes, settings);
  return { value: detach(value), diagnostics, digest: bytes instanceof Uint8Array ? digestOf(bytes) : '' };
}

/** The same for who copies it at once: it holds the text of the whole file in memory. */
export function postOf(path: SourcePath, bytes: Uint8Array | FileFault, settings: Settings): Outcome<Post | null> {
  if (!(bytes instanceof Uint8Array)) return { value: null, diagnostics: [faultOf(bytes)] };
  const { timezone, tags, slug, lang } = settings;
  return readPost(path, bytes, { timezone, tags, slug, countScript: lang === null });
}

export function openData(files: Files): Outcome<JsonObject> {
  const listing = files.walk('data');
  const diagnostics = listing.faults.map(faultOf);
  const sources = listing.files.flatMap((path) => {
    if (!/\.(?:ya?ml|json)$/i.test(path)) {
      diagnostics.push(diagnostic('unread-data', {}, inFile(path)));
      return [];
    }
    const bytes = files.read(path);
    if (bytes instanceof Uint8Array) return [{ path, bytes }];
    diagnostics.push(faultOf(bytes));
    return [];
  });
  const data = readData(sources);
  return { value: data.value, diagnostics: [...diagnostics, ...data.diagnostics] };
}

export function listStatics(files: Files, settings: Settings): Outcome<readonly SourcePath[]> {
  const listing = files.walk(settings.static, true);
  return { value: listing.files, diagnostics: listing.faults.map(faultOf) };
}

export function faultOf({ fault, path, detail }: FileFault): Diagnostic {
  if (fault === 'leads-outside') return diagnostic('link-leads-outside', {}, inFile(path));
  if (fault === 'link-loop') return diagnostic('link-loop', {}, inFile(path));
  if (fault === 'bad-name') return diagnostic('bad-file-name', { reason: detail }, inFile(path));
  if (fault === 'twin-name') return diagnostic('twin-name', { name: spelledOut(detail) }, inFile(path));
  if (fault === 'not-a-file') return diagnostic('not-a-file', { detail }, inFile(path));
  return diagnostic('unreadable-source', { detail }, inFile(path));
}

/** A name in which the characters can be told from those of its twin: `cafe\u0301.md`. */
function spelledOut(name: string): string {
  return name.replace(/\p{M}|[^\0-\x7f]/gu, (sign) =>
    /\p{M}/u.test(sign) || sign !== sign.normalize('NFC') ? `\\u${sign.codePointAt(0)!.toString(16).padStart(4, '0')}` : sign,
  );
}

/** How much of the blog is written in which script: the language of a site whose config names none. */
export function script(posts: readonly Post[]): { han: number; latin: number } {
  return posts.reduce((sum, post) => ({ han: sum.han + post.script.han, latin: sum.latin + post.script.latin }), { han: 0, latin: 0 });
}
