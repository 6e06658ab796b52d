// A built site as a browser sees it: parsed pages, where their links lead, and what they ask other hosts for.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import { filesIn } from './site.js';

type Node = DefaultTreeAdapterTypes.Node;
export type Element = DefaultTreeAdapterTypes.Element;

export interface WebPage {
  /** Path of the file in the output folder. */
  readonly file: string;
  readonly elements: readonly Element[];
}

export function pagesOf(folder: string): WebPage[] {
  return filesIn(folder)
    .filter((file) => file.endsWith('.html'))
    .map((file) => ({ file, elements: elementsOf(parse(readFileSync(join(folder, file), 'utf8'))) }));
}

export function fragmentElements(html: string): Element[] {
  return elementsOf(parseFragment(html));
}

function elementsOf(from: Node): Element[] {
  const found: Element[] = [];
  const open: Node[] = [from];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if ('tagName' in node) found.push(node);
    if ('childNodes' in node) open.push(...node.childNodes);
    if ('content' in node) open.push(node.content);
  }
  return found;
}

export function attribute(element: Element, name: string): string | null {
  return element.attrs.find((one) => one.name === name)?.value ?? null;
}

export interface Reference {
  readonly element: Element;
  readonly url: string;
}

/** What links, images, scripts and style sheets point to. */
export function referencesOf(elements: readonly Element[]): Reference[] {
  return elements.flatMap((element) => {
    const single = ['href', 'src', 'poster', 'data', 'action'].flatMap((name) => attribute(element, name) ?? []);
    const several =
      attribute(element, 'srcset')
        ?.split(',')
        .map((part) => part.trim().split(/\s+/)[0]!) ?? [];
    return [...single, ...several].map((url) => ({ element, url }));
  });
}

/** Where links of the site lead nowhere: `page → url`. `origin` is the site's own, `base` its base path. */
export function deadLinks(folder: string, pages: readonly WebPage[], origin: string, base = '/'): string[] {
  const ids = new Map(pages.map((page) => [page.file, new Set(page.elements.flatMap((element) => attribute(element, 'id') ?? []))]));
  return pages.flatMap((page) =>
    referencesOf(page.elements).flatMap(({ url }) => {
      const target = new URL(url, origin + base + page.file.replace(/index\.html$/, ''));
      if (target.origin !== origin) return [];
      const file = fileFor(folder, target.pathname, base);
      if (file === null) return [`${page.file} → ${url}`];
      const anchor = decodeURIComponent(target.hash.slice(1));
      return anchor === '' || ids.get(file)?.has(anchor) === true ? [] : [`${page.file} → ${url} (no such place)`];
    }),
  );
}

/** The file that a static host sends for a path; null if there is none. */
export function fileFor(folder: string, pathname: string, base = '/'): string | null {
  const path = decodeURIComponent(pathname);
  if (!path.startsWith(base)) return null;
  const inner = path.slice(base.length);
  const candidates = inner === '' || inner.endsWith('/') ? [`${inner}index.html`] : [inner];
  return candidates.find((file) => existsSync(join(folder, file)) && statSync(join(folder, file)).isFile()) ?? null;
}
