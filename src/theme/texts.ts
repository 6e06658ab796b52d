// Interface text: `templates/text/*.yaml`, one file a language. A site's file of the same name adds to the built-in one
// and wins key by key; what a language lacks is taken from its nearest relation, at last from English.
import { load, YAMLException } from 'js-yaml';
import { at, diagnostic, inFile, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.js';
import type { TemplateFile, TemplateSource } from './source.js';

/** Key → text with `{n}` for values; or one text for `one` and one for `other`. */
export type Texts = Readonly<Record<string, unknown>>;

/** Texts by language tag, `en`, `zh-Hans` …, as the files are named. */
export type TextFiles = ReadonlyMap<string, Texts>;

export function readTexts(source: TemplateSource): Outcome<TextFiles> {
  const texts = new Map<string, Texts>();
  const diagnostics: Diagnostic[] = [];
  for (const name of source.names()) {
    const lang = /^text\/([A-Za-z0-9-]+)\.ya?ml$/.exec(name)?.[1];
    if (lang === undefined) continue;
    let merged: Texts = {};
    for (const file of source.readAll(name).toReversed()) {
      const read = readFile(file);
      merged = merge(merged, read.value);
      diagnostics.push(...read.diagnostics);
    }
    texts.set(lang, merged);
  }
  return { value: texts, diagnostics };
}

/** Every key that any language of the theme has, in the words of one. */
export function textsFor(lang: string, files: TextFiles): Texts {
  const found = relations(lang).map((one) => files.get(nameIn(files, one) ?? '') ?? {});
  return Object.freeze(found.reduce(merge, {}));
}

/** Groups are merged key by key; but `one` and `other` belong to one language and stay together. */
function merge(under: Texts, over: Texts): Texts {
  const both: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const before = both[key];
    both[key] = isGroup(before) && isGroup(value) ? merge(before, value) : value;
  }
  return both;
}

function isGroup(value: unknown): value is Texts {
  return typeof value === 'object' && value !== null && !('other' in value);
}

/** From the remotest to the nearest: `zh-TW` → en, zh-Hans, zh-Hant, zh-TW. */
function relations(lang: string): string[] {
  const parts = lang.split('-');
  const tag = lang.toLowerCase();
  const parents = parts.map((_, i) => parts.slice(0, i + 1).join('-'));
  const isTraditional = /^zh-(?:.*-)?(?:hant|tw|hk|mo)\b/.test(tag) && !tag.includes('hans');
  const chinese = parts[0]!.toLowerCase() === 'zh' ? ['zh-Hans', ...(isTraditional ? ['zh-Hant'] : [])] : [];
  return ['en', ...chinese, ...parents];
}

function nameIn(files: TextFiles, lang: string): string | undefined {
  return files.has(lang) ? lang : [...files.keys()].find((name) => name.toLowerCase() === lang.toLowerCase());
}

function readFile({ text, path }: TemplateFile): Outcome<Texts> {
  try {
    const value: unknown = load(text);
    if (value === undefined || value === null) return { value: {}, diagnostics: [] };
    if (typeof value === 'object' && !Array.isArray(value)) return { value: { ...value }, diagnostics: [] };
    return {
      value: {},
      diagnostics: [diagnostic('bad-interface-text', { detail: Array.isArray(value) ? 'it is a list' : 'it has no keys' }, inFile(path))],
    };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const mark = error.mark;
    const span = mark === undefined || mark === null ? inFile(path) : at(path, mark.line + 1, mark.column + 1);
    return { value: {}, diagnostics: [diagnostic('bad-interface-text', { detail: error.reason }, span)] };
  }
}
