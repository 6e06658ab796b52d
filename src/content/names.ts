// What a file's path says about its post: kind, format, date, slug, and a title for want of a better one.
import type { SourcePath } from '../model/paths.js';
import type { Post } from '../model/post.js';

export interface Names {
  readonly kind: Post['kind'];
  readonly format: Post['format'];
  /** The digits of a date at the beginning of the name, as written. */
  readonly date: string | null;
  readonly slug: string;
  /** The name made readable. */
  readonly title: string;
  /** It lies in `posts/_drafts/` or `posts/drafts/`. */
  readonly draft: boolean;
}

/** `2024-01-02-slug`, `2024_1_2 slug`, `2024-01-02` alone. */
const dated = /^(\d{4}[-_.]\d{1,2}[-_.]\d{1,2})(?:[-_.\s]+(.+))?$/su;

export function namesOf(path: SourcePath): Names {
  const kind = path.startsWith('pages/') ? 'page' : 'post';
  const dot = path.lastIndexOf('.');
  const slash = path.lastIndexOf('/');
  const stem = dot > slash + 1 ? path.slice(0, dot) : path;
  const format = /\.html?$/i.test(path) ? 'html' : 'markdown';
  return kind === 'page' ? pageNames(stem, format) : postNames(stem, format);
}

function pageNames(stem: string, format: Post['format']): Names {
  // `_index` is Hugo's.
  const inner = stem
    .slice('pages/'.length)
    .normalize('NFC')
    .replace(/(^|\/)_index$/, '$1index');
  const slug = inner === 'index' ? '' : inner.endsWith('/index') ? inner.slice(0, -'/index'.length) : inner;
  return {
    kind: 'page',
    format,
    date: null,
    slug,
    title: readable(slug === '' ? 'index' : slug.slice(slug.lastIndexOf('/') + 1)),
    draft: false,
  };
}

function postNames(stem: string, format: Post['format']): Names {
  const parts = stem.split('/');
  const bundle = parts.length > 2 && parts.at(-1) === 'index';
  const name = (bundle ? parts.at(-2)! : parts.at(-1)!).normalize('NFC');
  const found = dated.exec(name);
  const rest = found?.[2]?.trim() ?? '';
  const draft = parts.length > 2 && (parts[1] === '_drafts' || parts[1] === 'drafts');
  return {
    kind: 'post',
    format,
    date: found?.[1]?.replace(/[_.]/g, '-') ?? null,
    slug: rest === '' ? name.trim() : rest,
    title: readable(rest === '' ? name : rest),
    draft,
  };
}

/** `my-first_post` → `my first post`; a date keeps its dashes. */
function readable(name: string): string {
  if (dated.test(name)) return name;
  return name.replace(/[-_\s]+/g, ' ').trim() || name;
}
