// The grammars of highlight.js, as `paint.ts` walks through them: what the library compiled, copied into objects of one
// shape when it is first needed. The library itself asks objects that inherit from one another for their properties by
// name, which was half the time that colouring took.
import type { CompiledMode as Raw, HLJSApi, Language } from 'highlight.js';
import type { ColourWriter } from './colour-writer.js';

export interface Grammar {
  readonly root: Mode;
  readonly isCaseless: boolean;
  /** The name that a scope is written under. */
  readonly aliases: Readonly<Record<string, string>>;
}

/** A state of the grammar: a comment, a string, the code around them. */
export interface Mode {
  /** '' for none. */
  readonly scope: string;
  readonly beginScope: MatchScope;
  readonly endScope: MatchScope;
  /** Kind of each keyword. */
  readonly keywords: Readonly<Record<string, readonly [kind: string, relevance: number]>> | null;
  readonly keywordPattern: RegExp;
  /** Matches only where it begins to look. */
  readonly end: RegExp | null;
  readonly endsWithParent: boolean;
  readonly endsParent: boolean;
  readonly skip: boolean;
  readonly excludeBegin: boolean;
  readonly returnBegin: boolean;
  readonly excludeEnd: boolean;
  readonly returnEnd: boolean;
  readonly subLanguage: string | readonly string[] | null;
  readonly onBegin: readonly Callback[];
  readonly onEnd: Callback | null;
  /** What follows where it ends. */
  readonly starts: Mode | null;
  /** How many of its rules begin another mode; they come first. */
  readonly begins: number;
  /** Finds the next match of any rule from the given one on; null: there are none. */
  readonly matcher: (fromRule: number) => Matcher | null;
  /** What its callbacks share; theirs to fill. */
  readonly data: object;
}

/** One scope for the whole match, or one for each group of it by its number; null: none. */
export type MatchScope =
  | string
  | { readonly scopes: Readonly<Record<number, string>>; readonly emits: Readonly<Record<number, boolean>> }
  | null;

export interface Matcher {
  /** All rules as alternatives, each in a group. */
  readonly pattern: RegExp;
  /** The number of each rule's group. */
  readonly groups: readonly number[];
  readonly rules: readonly Rule[];
}

export interface Rule {
  readonly type: 'begin' | 'end' | 'illegal';
  /** That begins. */
  readonly mode: Mode | null;
  readonly position: number;
}

export interface Answer {
  readonly data: object;
  isMatchIgnored: boolean;
  ignoreMatch(): void;
}

export type Callback = (match: RegExpExecArray, answer: Answer) => void;

export interface Languages {
  /** null: it is not loaded. */
  grammar(name: string): Grammar | null;
  /** The text in the colours of the likeliest of these languages. */
  guess(text: string, names: readonly string[]): { readonly writer: ColourWriter; readonly language: string | undefined };
}

/** Of a library that writes with `ColourWriter`: all that is loaded into it, now or later. */
export function languagesOf(library: HLJSApi): Languages {
  const grammars = new Map<string, Grammar>();
  return {
    grammar(name) {
      const known = grammars.get(name);
      if (known !== undefined) return known;
      if (!library.listLanguages().includes(name)) return null;
      // It compiles a grammar when it first colours something.
      library.highlight('', { language: name });
      const grammar = grammarOf(library.getLanguage(name)!);
      grammars.set(name, grammar);
      return grammar;
    },
    guess(text, names) {
      const { _emitter: writer, language } = library.highlightAuto(text, [...names]);
      return { writer: writer as unknown as ColourWriter, language };
    },
  };
}

function grammarOf(language: Language): Grammar {
  const modes = new Map<object, Mode>();
  const raw = language as unknown as RawMode & { readonly case_insensitive?: boolean; readonly classNameAliases?: Grammar['aliases'] };
  return { root: modeOf(raw, modes), isCaseless: raw.case_insensitive === true, aliases: raw.classNameAliases ?? {} };
}

/** What the library's types leave out. */
interface RawMode extends Omit<Raw, 'data' | 'matcher' | 'endRe' | '__beforeBegin'> {
  data?: object;
  readonly endRe?: RegExp;
  readonly __beforeBegin?: Callback | null;
  readonly matcher: {
    readonly rules: readonly (readonly [unknown, { readonly type: Rule['type']; readonly rule?: RawMode }])[];
    readonly count: number;
    getMatcher(from: number): { readonly matcherRe: RegExp; readonly matchIndexes: Readonly<Record<string, unknown>> };
  };
}

function modeOf(raw: RawMode, modes: Map<object, Mode>): Mode {
  const known = modes.get(raw);
  if (known !== undefined) return known;
  const { rules, count } = raw.matcher;
  const matchers: (Matcher | null)[] = [];
  const mode: Mode = {
    scope: typeof raw.scope === 'string' ? raw.scope : '',
    beginScope: matchScope(raw.beginScope),
    endScope: matchScope(raw.endScope),
    keywords: (raw.keywords as Mode['keywords'] | undefined) || null,
    keywordPattern: raw.keywordPatternRe,
    end: raw.endRe === undefined ? null : new RegExp(raw.endRe.source, `${raw.endRe.flags}y`),
    endsWithParent: raw.endsWithParent === true,
    endsParent: raw.endsParent === true,
    skip: raw.skip === true,
    excludeBegin: raw.excludeBegin === true,
    returnBegin: raw.returnBegin === true,
    excludeEnd: raw.excludeEnd === true,
    returnEnd: raw.returnEnd === true,
    subLanguage: raw.subLanguage ?? null,
    onBegin: [raw.__beforeBegin, raw['on:begin'] as Callback | undefined].filter((one) => typeof one === 'function'),
    onEnd: (raw['on:end'] as Callback | undefined) ?? null,
    get starts() {
      return raw.starts === undefined || raw.starts === null ? null : modeOf(raw.starts as unknown as RawMode, modes);
    },
    begins: count,
    matcher(from) {
      if (matchers[from] !== undefined) return matchers[from];
      return (matchers[from] = from >= rules.length ? null : matcherOf(raw, from, modes));
    },
    data: (raw.data ??= {}),
  };
  modes.set(raw, mode);
  return mode;
}

function matchScope(raw: unknown): MatchScope {
  if (typeof raw !== 'object' || raw === null) return null;
  const { _wrap: whole, _emit: emits, ...scopes } = raw as { _wrap?: string; _emit?: Record<number, boolean> } & Record<number, string>;
  return whole ?? (emits === undefined ? null : { scopes, emits });
}

function matcherOf(raw: RawMode, from: number, modes: Map<object, Mode>): Matcher {
  const { matcherRe, matchIndexes } = raw.matcher.getMatcher(from);
  const rules = raw.matcher.rules.slice(from).map(([, { type, rule }], index): Rule => {
    return { type, mode: rule === undefined ? null : modeOf(rule, modes), position: from + index };
  });
  return { pattern: matcherRe, groups: Object.keys(matchIndexes).map(Number), rules };
}
