// Site paths ↔ URLs ↔ output files. Inside Inkstone a path is decoded; it is encoded here, once, when it goes into HTML.

/** A decoded site path as it stands in an `href`: UTF-8 percent-encoded but for RFC 3986 `pchar` and `/`. */
export function encodePath(path: string): string {
  if (/^[A-Za-z0-9/._~-]*$/.test(path)) return path;
  const encoded = encodeURI(path.isWellFormed() ? path : path.toWellFormed());
  if (!/[?#[\]']/.test(path)) return encoded;
  return encoded.replace(/[?#[\]']/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** An address as a person wrote it, for an `href`: `%E5…` that is there already stays; all else that needs it is encoded. */
export function encodeUrl(url: string): string {
  if (isExternal(url)) return url;
  const { path, query, fragment } = splitUrl(url);
  return encodeRest(path, encodePath) + encodeRest(query, encodeURI) + (fragment === null ? '' : `#${encodeRest(fragment, encodePath)}`);
}

function encodeRest(text: string, encode: (part: string) => string): string {
  if (/^[A-Za-z0-9/._~?=&-]*$/.test(text)) return text;
  const parts = text.toWellFormed().split(/(%[0-9A-Fa-f]{2})/);
  return parts.map((part, i) => (i % 2 === 1 ? part : encode(part))).join('');
}

/** The characters behind `%XX`, or the text itself where it is not valid percent-encoded UTF-8. NFC. */
export function decodePath(text: string): string {
  if (!text.includes('%')) return text.normalize('NFC');
  try {
    return decodeURIComponent(text).normalize('NFC');
  } catch {
    return text.normalize('NFC');
  }
}

/** `https:`, `mailto:`, `//host` …: not a path of this site. (RFC 3986, section 3.1.) */
export function isExternal(url: string): boolean {
  return /^(?:[A-Za-z][A-Za-z0-9+.-]*:|\/\/|\\\\)/.test(url);
}

export interface SplitUrl {
  readonly path: string;
  /** With `?`, or empty. */
  readonly query: string;
  /** Without `#`; null if there is none. */
  readonly fragment: string | null;
}

export function splitUrl(url: string): SplitUrl {
  const hash = url.indexOf('#');
  const fragment = hash < 0 ? null : url.slice(hash + 1);
  const rest = hash < 0 ? url : url.slice(0, hash);
  const mark = rest.indexOf('?');
  return mark < 0 ? { path: rest, query: '', fragment } : { path: rest.slice(0, mark), query: rest.slice(mark), fragment };
}

/** `a/b/../c` → `a/c`; null if it leads above its root. No slash at either end. */
export function normalizePath(path: string): string | null {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}

/** The file that a static host serves for a site path: `/a/` → `a/index.html`, `/a.xml` → `a.xml`. */
export function outputOf(path: string): string {
  const rest = path.slice(1);
  // Joined it is one text; by `+` a pair of two would stay in memory beside it, for every page.
  return rest === '' || rest.endsWith('/') ? [rest, 'index.html'].join('') : rest;
}

/** `/blog/` + `/a/` → `/blog/a/`. */
export function withBase(base: string, path: string): string {
  return base === '/' ? path : base.slice(0, -1) + path;
}
