// Colours for code blocks: highlight.js with class output; the library and each language are loaded when first met, by a
// synchronous `require` (one of the two places below the rim that load modules). Never throws; what it gives depends on
// text and language alone, never on what was loaded before: two threads that met other posts write the same bytes.
import { createRequire } from 'node:module';
import type { HLJSApi, Language, LanguageFn } from 'highlight.js';
import { escapeHtml } from '../html/escape.js';
import { nearest } from '../text/near-miss.js';
import { ownText } from '../text/utf8.js';
import { ColourWriter } from './colour-writer.js';
import { languagesOf, type Languages } from './grammar.js';
import { languageNames, languageOf, plainNames } from './languages.js';
import { paint } from './paint.js';

export interface Highlighted {
  /** Escaped, with `<span class="hljs-…">`. */
  readonly html: string;
  /** Name of the language as highlight.js has it; null: not coloured. */
  readonly language: string | null;
  /** True if no colours were asked for (`text`), or the block is too long. */
  readonly plain: boolean;
  /** The known language nearest to an unknown one. */
  readonly nearest: string | null;
}

export interface Highlighter {
  highlight(text: string, lang: string): Highlighted;
}

/** Longer blocks are data, not code to read; colouring them would take seconds. */
const longestBlock = 100_000;
/**
 * So are blocks with very long lines, such as minified code: many grammars look ahead to the end of the line at each of its
 * characters. The squares of the lengths, added up: one line of 4,400, or a hundred of 440.
 */
const mostWork = 20_000_000;
/** Characters kept in memory: the same blocks come again for feeds, and in a live preview. */
const cacheSize = 4_000_000;

export function createHighlighter(): Highlighter {
  const cache = new Map<string, Highlighted>();
  let cached = 0;
  const colour = colourer();
  return {
    highlight(text, lang) {
      const key = `${lang}\n${text}`;
      const known = cache.get(key);
      if (known !== undefined) return known;
      const { html, ...rest } = highlight(text, lang, colour);
      // As one text: put together from a hundred pieces it would take five times the memory.
      const made = { html: ownText(html), ...rest };
      cached += key.length + made.html.length;
      cache.set(key, made);
      for (const [old, value] of cache) {
        if (cached <= cacheSize) break;
        cached -= old.length + value.html.length;
        cache.delete(old);
      }
      return made;
    },
  };
}

function highlight(text: string, lang: string, colour: (text: string, language: string) => string | null): Highlighted {
  const name = lang.toLowerCase();
  const plain = { html: escapeHtml(text), language: null, plain: true, nearest: null };
  if (plainNames.has(name) || text.length > longestBlock || workOf(text) > mostWork) return plain;
  const language = languageOf(name);
  if (language === null) return { ...plain, plain: false, nearest: nearest(name, languageNames()) };
  const html = colour(text, language === 'shell' && !hasPrompt(text) ? 'bash' : language);
  return html === null ? plain : { html, language, plain: false, nearest: null };
}

function workOf(text: string): number {
  let work = 0;
  for (let from = 0, to = 0; to < text.length; from = to + 1) {
    to = text.indexOf('\n', from);
    if (to < 0) to = text.length;
    work += (to - from) ** 2;
  }
  return work;
}

/** The library's `shell` is for sessions with prompts; writers use the name for scripts as well. */
function hasPrompt(text: string): boolean {
  return /^\s{0,3}[\w@:~/[\]-]*[$%>#] /m.test(text) && !text.startsWith('#!');
}

function colourer(): (text: string, language: string) => string | null {
  const require = createRequire(import.meta.url);
  let library: HLJSApi | null = null;
  let languages: Languages | null = null;
  const load = (hljs: HLJSApi, name: string): void => {
    if (hljs.getLanguage(name) !== undefined) return;
    const define = require(`highlight.js/lib/languages/${name}`) as LanguageFn;
    const needed = new Set<string>();
    hljs.registerLanguage(name, (api) => {
      const language = define(api);
      findParts(language, needed, new Set());
      return language;
    });
    // Languages inside this one must be there from its first use on, else the colours would depend on earlier posts.
    for (const part of needed) if (languageOf(part) !== null) load(hljs, languageOf(part)!);
  };
  return (text, language) => {
    try {
      if (library === null) {
        library = (require('highlight.js/lib/core') as HLJSApi).newInstance();
        library.configure({ __emitter: ColourWriter });
        languages = languagesOf(library);
      }
      load(library, language);
      return paint(text, languages!.grammar(language)!, languages!);
    } catch {
      return null;
    }
  };
}

/** Walks a grammar for languages inside it; a guess among everything loaded so far (`subLanguage: []`) is taken out. */
function findParts(mode: unknown, found: Set<string>, seen: Set<unknown>): void {
  if (typeof mode !== 'object' || mode === null || mode instanceof RegExp || seen.has(mode)) return;
  seen.add(mode);
  const parts = (mode as Partial<Language>).subLanguage;
  if (typeof parts === 'string') found.add(parts);
  else if (Array.isArray(parts) && parts.length === 0) delete (mode as Partial<Language>).subLanguage;
  else if (Array.isArray(parts)) for (const part of parts) found.add(part);
  for (const value of Object.values(mode)) findParts(value, found, seen);
}
