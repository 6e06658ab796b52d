// Source → Post: decode, split, read the block, read its fields, and fill from the path what is missing. Whatever the
// bytes are, a post comes out; what was assumed on the way stands in the diagnostics.
import type { SourcePath } from '../model/paths.js';
import type { Post } from '../model/post.js';
import type { Config } from '../model/config.js';
import type { Outcome } from '../diagnostics/diagnostic.js';
import { styled, type SlugStyle } from '../text/slug.js';
import { ownText } from '../text/utf8.js';
import { decode } from './decode.js';
import type { Fault } from './fault.js';
import { fault, toDiagnostics } from './fault.js';
import { readAliases, readLayout, readPermalink, readSlug } from './fields/addresses.js';
import type { Reading } from './fields/collect.js';
import { collect } from './fields/collect.js';
import { readDate, readUpdated } from './fields/dates.js';
import { readNoindex, readWithheld } from './fields/publication.js';
import { readCategories, readTags } from './fields/terms.js';
import { readAuthor, readCover, readLang, readSeries, readToc } from './fields/various.js';
import { numberField, textField } from './fields/values.js';
import { readFrontMatter } from './front-matter.js';
import { leadingHeading } from './heading.js';
import type { Names } from './names.js';
import { namesOf } from './names.js';
import { countScript } from './script.js';
import { splitSource } from './split.js';

export interface ReadOptions {
  /** For dates without a zone. */
  readonly timezone: string;
  /** Needed only while the language of the site is not known. */
  readonly countScript: boolean;
  /** How names are divided in `tags: a b` and `categories: a b`: at commas, or at spaces too, as in Jekyll. */
  readonly tags?: Config['tags'];
  /** Of slugs that are taken from the file's name. */
  readonly slug?: SlugStyle;
}

const uncounted = Object.freeze({ han: 0, latin: 0 });

export function readPost(path: SourcePath, bytes: Uint8Array, options: ReadOptions): Outcome<Post> {
  const { value: text, diagnostics } = decode(bytes, path);
  const { post, faults } = readText(path, text, options);
  return { value: post, diagnostics: faults.length === 0 ? diagnostics : [...diagnostics, ...toDiagnostics(faults, path, text)] };
}

/** The same from decoded text, with what was noticed still by offset and with its corrections: for `fix.ts`. */
export function readText(
  path: SourcePath,
  text: string,
  options: ReadOptions,
): { readonly post: Post; readonly faults: readonly Fault[]; readonly bodyFrom: number } {
  const split = splitSource(text);
  const block = readFrontMatter(text, split);
  const faults: Fault[] = [...split.faults, ...block.faults];
  const reading = collect(
    block.entries,
    { text, home: split.from, timezone: options.timezone, yaml: split.dialect === 'yaml', words: options.tags === 'words' },
    faults,
  );
  const bodyLine = lineNumber(text, split.bodyFrom);
  const post: Post = Object.freeze({
    id: path,
    bodyLine,
    script: options.countScript ? countScript(text) : uncounted,
    ...readFields(reading, styledNames(path, options), text, split.bodyFrom),
  });
  if (isBlank(text, split.bodyFrom)) faults.push(fault('empty-post', {}, -1));
  return { post, faults, bodyFrom: split.bodyFrom };
}

/** The body as `readPost` saw it, and the line of the file on which it begins. */
export function bodyOf(path: SourcePath, bytes: Uint8Array): { readonly body: string; readonly line: number } {
  const text = decode(bytes, path).value;
  const { bodyFrom } = splitSource(text);
  // As a piece of the whole text each look at a character would take a detour, and Markdown takes many.
  return { body: ownText(text.slice(bodyFrom)), line: lineNumber(text, bodyFrom) };
}

function readFields(reading: Reading, names: Names, text: string, bodyFrom: number): Omit<Post, 'id' | 'bodyLine' | 'script'> {
  const weight = numberField(reading, 'weight');
  return {
    kind: names.kind,
    format: names.format,
    ...readTitle(reading, names, text, bodyFrom),
    date: readDate(reading, names.date),
    updated: readUpdated(reading),
    slug: slugOf(reading, names),
    permalink: readPermalink(reading),
    aliases: readAliases(reading),
    categories: readCategories(reading),
    tags: readTags(reading),
    description: textField(reading, 'description'),
    author: readAuthor(reading),
    lang: readLang(reading),
    cover: readCover(reading),
    pin: readPin(reading, names.kind, weight),
    weight,
    toc: readToc(reading),
    series: readSeries(reading),
    order: numberField(reading, 'order'),
    layout: readLayout(reading) ?? names.kind,
    withheld: readWithheld(reading, names.draft),
    noindex: readNoindex(reading),
    data: reading.data,
  };
}

function styledNames(path: SourcePath, { slug = 'keep' }: ReadOptions): Names {
  const names = namesOf(path);
  return slug === 'keep'
    ? names
    : {
        ...names,
        slug: names.slug
          .split('/')
          .map((part) => styled(part, slug))
          .join('/'),
      };
}

function readTitle(reading: Reading, names: Names, text: string, bodyFrom: number): Pick<Post, 'title' | 'titleFrom'> {
  const written = textField(reading, 'title');
  if (written !== null) return { title: written, titleFrom: 'front-matter' };
  const heading = leadingHeading(text.slice(bodyFrom), names.format);
  return heading === null ? { title: names.title, titleFrom: 'file-name' } : { title: heading, titleFrom: 'heading' };
}

/** The slug of a page is its path below `pages/`; one from the front matter takes the place of the last part. */
function slugOf(reading: Reading, names: Names): string {
  const written = readSlug(reading);
  if (written === null || names.kind === 'post') return written ?? names.slug;
  return names.slug.slice(0, names.slug.lastIndexOf('/') + 1) + written;
}

/** Hugo's `weight` puts a post before those without, the lightest first; a page has it for menus only. */
function readPin(reading: Reading, kind: Post['kind'], weight: number | null): number {
  const pin = numberField(reading, 'pin');
  if (pin !== null || kind === 'page') return pin ?? 0;
  return weight !== null && weight > 0 ? 1 / weight : 0;
}

function isBlank(text: string, from: number): boolean {
  for (let i = from; i < text.length; i++) if (text.charCodeAt(i) > 0x20) return false;
  return true;
}

function lineNumber(text: string, offset: number): number {
  let line = 1;
  for (let i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) line++;
  return line;
}
