// Whether a program built what it was asked for: one that makes fewer pages, or emptier ones, is fast for nothing. What there
// should be is counted in the posts themselves, so that no program is the measure of the others.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nameOf } from './corpus.js';

const parts = ['posts', 'home', 'categories', 'tags'] as const;
export type Pages = Readonly<Record<(typeof parts)[number], number>>;
const perPage = 10;
const inFeed = 20;

/** Throws, and says what is missing. `texts` are the posts; `colours`: whether their code was to be coloured. */
export function checkPages(name: string, folder: string, texts: readonly string[], colours: boolean): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const found = pagesAmong(files);
  const wanted = pagesFor(texts);
  const wrong = [
    ...parts.flatMap((part) => (found[part] === wanted[part] ? [] : `${found[part]} pages of ${part} instead of ${wanted[part]}`)),
    ...files.filter((file) => file === 'index.html').flatMap((file) => checkHome(join(folder, file), texts)),
    ...checkXml(folder, files, texts),
    ...texts.slice(0, 4).flatMap((text, i) => checkPost(folder, i, text, colours)),
  ];
  if (wrong.length > 0) throw new Error(`${name} did not build what was asked for, so its times mean nothing: ${wrong.join('; ')}.`);
}

/** By the address: `page/1/` is a mere redirect that Hugo writes, and what is in no part (archive, 404) is not asked for. */
export function pagesAmong(files: readonly string[]): Pages {
  const pages = { posts: 0, home: 0, categories: 0, tags: 0 };
  for (const file of files) {
    const steps = file.split(/[\\/]/);
    if (steps.pop() !== 'index.html' || steps.join('/').endsWith('page/1')) continue;
    const [first = 'page'] = steps;
    if (first === 'page') pages.home++;
    else if (first === 'posts' || first === 'categories' || first === 'tags') pages[first]++;
  }
  return pages;
}

/** A page for each post; a list of all, and of each term, in pages of ten; an overview of each taxonomy. */
export function pagesFor(texts: readonly string[]): Pages {
  const termPages = (key: string): number => {
    const used = new Map<string, number>();
    for (const text of texts) {
      const terms = new RegExp(`^${key}: \\[(.*)\\]$`, 'm').exec(text)![1]!;
      for (const term of terms.split(', ')) used.set(term, (used.get(term) ?? 0) + 1);
    }
    return [...used.values()].reduce((sum, posts) => sum + Math.ceil(posts / perPage), 1);
  };
  const home = Math.ceil(texts.length / perPage);
  return { posts: texts.length, home, categories: termPages('categories'), tags: termPages('tags') };
}

function checkHome(path: string, texts: readonly string[]): string[] {
  return fewer('posts on the home page', count(readFileSync(path, 'utf8'), /<time/g), Math.min(perPage, texts.length));
}

function checkXml(folder: string, files: readonly string[], texts: readonly string[]): string[] {
  const xml = files.filter((file) => file.endsWith('.xml')).map((file) => readFileSync(join(folder, file), 'utf8'));
  // Some list all pages of a list in the sitemap, some only the first.
  const listed = new Set(xml.flatMap((text) => text.match(/<loc>[^<]*\/posts\/[^<]*<\/loc>/g) ?? []));
  return [
    ...fewer('posts in the RSS feed', Math.max(0, ...xml.map((text) => count(text, /<item>/g))), Math.min(inFeed, texts.length)),
    ...fewer('posts in the sitemap', listed.size, texts.length),
  ];
}

function checkPost(folder: string, i: number, text: string, colours: boolean): string[] {
  const file = join('posts', nameOf(i).replace('.md', ''), 'index.html');
  if (!existsSync(join(folder, file))) return [`no ${file}`];
  const html = readFileSync(join(folder, file), 'utf8');
  const headings = count(text, /^## /gm);
  const fences = count(text, /^```/gm);
  const blocks = html.match(/<pre.*?<\/pre>/gs) ?? [];
  const coloured = blocks.filter((block) => block.includes('<span')).length;
  return [
    ...fewer(`headings in ${file}`, count(html, /<h2/g), headings),
    ...fewer(`lines of lists and of the table of contents in ${file}`, count(html, /<li[ >]/g), count(text, /^- /gm) + headings),
    ...fewer(`blocks of code in ${file}`, blocks.length, fences / 2),
    ...(coloured === (colours ? fences / 2 : 0)
      ? []
      : [`${coloured} coloured blocks of code in ${file}, colours are ${colours ? 'on' : 'off'}`]),
  ];
}

/** A theme may put more into a page, never less. */
function fewer(what: string, found: number, wanted: number): string[] {
  return found < wanted ? [`${found} ${what} instead of ${wanted}`] : [];
}

function count(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0;
}
