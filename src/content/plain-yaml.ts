// The YAML that nearly every front matter consists of, read straight: `key: value`, where a value is one line of plain or
// quoted text, or a list of such. Anything else, valid or not, is null here and read by the parser (`yaml.ts`); what is
// taken here, it would read in the same way (`tests/unit/content/plain-yaml.test.ts`). A fifth of reading a post is saved.
import type { Entry, List, Mapping, Scalar } from './node.js';
import { coreValue } from './core-value.js';

/** What no parser of YAML has an opinion on: printable, and neither a line break nor a mark. */
const letters = String.raw`A-Za-z0-9\u00a1-\u167f\u1681-\u1fff\u3001-\ud7ff\uf900-\ufdcf\uff01-\uffdc`;
const inside = String.raw`${letters}._/;!?()+*=@&%$~^|<>'"\-`;

const patterns = {
  key: /([A-Za-z_][\w-]*):(?= |\n|$)/y,
  spaces: / */y,
  end: / *(?:\n|$)/y,
  blank: /(?: *\n)*/y,
  // A colon within is text unless a space follows it, and so is a comma, but not between brackets.
  plain: new RegExp(`[${letters}_/.][${inside},]*(?:(?: +|:+(?=[${letters}/]))[${inside},]+)*`, 'y'),
  plainItem: new RegExp(`[${letters}_/][${inside}]*(?: +[${inside}]+)*`, 'y'),
  double: new RegExp(String.raw`"([${inside.replace('"', '')},:#[\]{} ]*)"`, 'y'),
  single: new RegExp(String.raw`'([${inside.replace("'", '')},:#[\]{} ]*)'`, 'y'),
  dash: /( *)- +/y,
  open: /\[ */y,
  next: / *, */y,
  close: / *\]/y,
};

/** Longer ones are for the parser, which counts. */
const mostCharacters = 10_000;

export function readPlainYaml(source: string): Mapping | null {
  if (source.length > mostCharacters) return null;
  let at = 0;
  const entries: Entry[] = [];
  skip(patterns.blank);
  const from = at;
  while (at < source.length) {
    const start = at;
    const key = take(patterns.key);
    if (key === null) return null;
    const to = start + key[1]!.length;
    skip(patterns.spaces);
    const value = source[at] === '[' ? flowList() : (quoted() ?? plain(patterns.plain) ?? blockList());
    if (value === null || (value.kind === 'scalar' && take(patterns.end) === null)) return null;
    entries.push({ key: key[1]!, from: start, to, value });
    skip(patterns.blank);
  }
  return entries.length === 0 ? null : { kind: 'map', entries, from };

  function take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found !== null) at = pattern.lastIndex;
    return found;
  }

  function skip(pattern: RegExp): void {
    take(pattern);
  }

  function quoted(): Scalar | null {
    const start = at;
    const found = take(patterns.double) ?? take(patterns.single);
    if (found === null) return null;
    const text = found[1]!;
    return { kind: 'scalar', text, json: text, quoted: true, marked: false, from: start + 1, to: at - 1 };
  }

  function plain(pattern: RegExp): Scalar | null {
    const start = at;
    const found = take(pattern);
    if (found === null) return null;
    const text = found[0];
    return { kind: 'scalar', text, json: coreValue(text), quoted: false, marked: false, from: start, to: at };
  }

  function flowList(): List | null {
    const start = at;
    const items: Scalar[] = [];
    skip(patterns.open);
    do {
      const item = quoted() ?? plain(patterns.plainItem);
      if (item === null) return null;
      items.push(item);
    } while (take(patterns.next) !== null);
    return take(patterns.close) === null || take(patterns.end) === null ? null : { kind: 'list', items, from: start };
  }

  /** Of one item or more, all indented alike. */
  function blockList(): List | null {
    if (take(patterns.end) === null) return null;
    skip(patterns.blank);
    const items: Scalar[] = [];
    let indent: number | null = null;
    let first = -1;
    for (;;) {
      const start = at;
      const dash = take(patterns.dash);
      if (dash === null) break;
      if (indent === null) first = start + dash[1]!.length;
      else if (indent !== dash[1]!.length) return null;
      indent = dash[1]!.length;
      const item = quoted() ?? plain(patterns.plain);
      if (item === null || take(patterns.end) === null) return null;
      items.push(item);
      skip(patterns.blank);
    }
    return items.length === 0 ? null : { kind: 'list', items, from: first };
  }
}
