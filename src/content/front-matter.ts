// A front matter block → its entries. gray-matter parses exactly the span that the splitter found, strictly; what no
// parser takes is read line by line (`repair.ts`). Nothing in a post is ever run: the engines that would are replaced.
import matter from 'gray-matter';
import { parse as parseToml } from 'smol-toml';
import type { Fault } from './fault.js';
import { fault } from './fault.js';
import { readKeyLine } from './key-line.js';
import type { Entry, Node } from './node.js';
import { fromPlain } from './node.js';
import { readPlainYaml } from './plain-yaml.js';
import type { Refusal } from './refusal.js';
import { refusalOf } from './refusal.js';
import { repairBlock } from './repair.js';
import type { Dialect, Split } from './split.js';
import { lineEnd } from './scan.js';
import { parseYaml, readYaml } from './yaml.js';

export interface FrontMatter {
  /** Offsets are those of the text. */
  readonly entries: readonly Entry[];
  readonly faults: readonly Fault[];
}

const nothing: FrontMatter = { entries: [], faults: [] };

export function readFrontMatter(text: string, split: Split): FrontMatter {
  const { dialect, from } = split;
  if (dialect === 'none') return nothing;
  const block = text.slice(from, split.to);
  if (isEmpty(block)) return nothing;
  if (dialect === 'code') {
    // An object literal is nearly always one that YAML's braces can read; its lines are the last resort.
    const entries = (/^\s*\{/.test(block) ? looseJson(block) : null) ?? repairBlock(block, from, 'code').entries;
    return {
      entries,
      faults: [fault('front-matter-code', { language: split.language }, Math.max(0, text.lastIndexOf('\n', from - 2) + 1), from - 1)],
    };
  }
  const parsed = parseStrictly(block, dialect);
  if ('entries' in parsed && dialect === 'yaml' && parsed.entries.some(hidesKey)) return repairBlock(block, from, dialect);
  if ('entries' in parsed)
    return { entries: dialect === 'yaml' ? moved(parsed.entries, from) : located(parsed.entries, block, from), faults: [] };
  const broken = readBroken(block, from, dialect, parsed);
  // An object without its closing brace cannot be valid: that is said already.
  const said = dialect === 'json' && split.faults.some(({ code }) => code === 'front-matter-unclosed');
  return said ? { entries: broken.entries, faults: broken.faults.filter(({ code }) => code !== 'front-matter-syntax') } : broken;
}

/** `title:a: b` and `title：a: b` are YAML with the key `title:a`, which nobody means. */
function hidesKey({ key }: Entry): boolean {
  if (!/[:：=]/.test(key)) return false;
  const found = readKeyLine(key);
  return found !== null && found.known && found.mark !== 'colon';
}

/** Blank lines and comments only. */
function isEmpty(block: string): boolean {
  return !/^[ \t]*[^\s#]/m.test(block);
}

type Parsed = { readonly entries: readonly Entry[] } | Refusal;

function parseStrictly(block: string, dialect: Exclude<Dialect, 'none' | 'code'>): Parsed {
  try {
    const root = parsers[dialect](block);
    return root !== null && root.kind === 'map' ? { entries: root.entries } : { detail: 'no keys', at: 0 };
  } catch (error) {
    return refusalOf(error, block, 1);
  }
}

// A post cannot hold a zero byte (decoding drops them), so no line of the block can look like this closing fence.
const closing = '---\0';
const refuse = { parse: (): object => ({}) };
const engines = {
  yaml: { parse: (block: string): object => parseYaml(block) ?? {} },
  toml: { parse: (block: string): object => fromPlain(parseToml(block)) },
  json: { parse: (block: string): object => fromPlain(JSON.parse(braced(block))) },
  javascript: refuse,
  js: refuse,
  coffee: refuse,
};

const readParsed = parserOf('yaml');
const parsers = {
  // What needs no parser is not prepared for one: gray-matter takes as long for that as the reading itself.
  yaml: (block: string) => readPlainYaml(`\n${block}`) ?? readParsed(block),
  toml: parserOf('toml'),
  json: parserOf('json'),
};

/** Always with options: without them gray-matter keeps what it has parsed, and forgets that it had failed. */
function parserOf(language: 'yaml' | 'toml' | 'json'): (block: string) => Node | null {
  const options = { language, engines, delimiters: ['---', closing] as [string, string] };
  return (block) => {
    const { data } = matter(`---\n${block}\n${closing}`, options);
    return isNode(data) ? data : null;
  };
}

function isNode(data: object): data is Node {
  return 'kind' in data && 'from' in data;
}

/** Hexo's `;;;` block is the inside of an object. */
function braced(block: string): string {
  return block.trimStart().startsWith('{') ? block : `{${block.replace(/,\s*$/, '')}}`;
}

function readBroken(block: string, from: number, dialect: Exclude<Dialect, 'none' | 'code'>, refusal: Refusal): FrontMatter {
  const name = dialect.toUpperCase() as 'YAML' | 'TOML' | 'JSON';
  const syntax = fault('front-matter-syntax', { dialect: name, detail: refusal.detail }, from + refusal.at);
  if (dialect === 'json') {
    // A comma too many, single quotes or a comment: YAML's braces allow what JSON does not.
    const entries = looseJson(block);
    if (entries !== null) return { entries: moved(entries, from), faults: [syntax] };
  }
  const repaired = repairBlock(block, from, dialect);
  return {
    entries: repaired.entries,
    faults: dialect === 'yaml' && repaired.faults.length > 0 ? repaired.faults : [syntax, ...repaired.faults],
  };
}

function looseJson(block: string): readonly Entry[] | null {
  try {
    const root = readYaml(block.trimStart().startsWith('{') ? block : `{${block}}`);
    return root?.kind === 'map' ? root.entries.map((entry) => ({ ...entry, from: -1, to: -1 })) : null;
  } catch {
    return null;
  }
}

/** From offsets in what the engine got (one line end before the block) to offsets in the text. Only the top is looked up. */
function moved(entries: readonly Entry[], from: number): Entry[] {
  const shift = from - 1;
  return entries.map((entry) => {
    if (entry.from < 0) return entry;
    const { value } = entry;
    const placed = value.kind === 'scalar' && value.from >= 0 ? { ...value, from: value.from + shift, to: value.to + shift } : value;
    return { key: entry.key, from: entry.from + shift, to: entry.to + shift, value: placed };
  });
}

/** TOML and JSON come without places: each key's is the first line that begins with it, before any `[section]`. */
function located(entries: readonly Entry[], block: string, from: number): Entry[] {
  const places = new Map<string, number>();
  for (let at = 0; at < block.length; at = lineEnd(block, at) + 1) {
    const line = block.slice(at, lineEnd(block, at));
    if (/^\s*\[/.test(line)) break;
    const found = /^\s*\{?\s*["']?([^\s"'=:]{1,60})["']?\s{0,4}[=:]/.exec(line);
    if (found !== null && !places.has(found[1]!)) places.set(found[1]!, from + at + found[0].indexOf(found[1]!));
  }
  return entries.map((entry) => {
    const place = places.get(entry.key);
    return place === undefined ? entry : { key: entry.key, from: place, to: place + entry.key.length, value: entry.value };
  });
}
