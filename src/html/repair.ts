// Sloppy HTML → a sound fragment for `<article>`, and what was mended. The slow path: only for what `isBalanced` doubts.
// Tags are first read as they were meant (`tame`), then by the standard (parse5), then the tree is made valid (`mend`).
import { defaultTreeAdapter, html, parseFragment } from 'parse5';
import { isBalanced } from './balance.js';
import { mend } from './mend.js';
import { serialize } from './serialize.js';
import { tame } from './tame.js';

/** What was mended. Those in `visible` change what a reader sees. */
export type ChangeKind =
  | 'unclosed' // an element was never closed
  | 'misnested' // `<b><i></b></i>`, `<h2></h3>`
  | 'stray-close' // `</x>` without `<x>`
  | 'close-tag' // `<ul>` or `<b>` where `</ul>`, `</b>` was meant
  | 'self-closed' // `<div/>`
  | 'list-content' // text or blocks straight inside a list
  | 'nested-list' // a list straight inside a list
  | 'list-item' // `<li>`, `<dt>`, `<dd>` outside a list
  | 'table-content' // what may not stand in a table
  | 'block-in-text' // a block inside `<p>`, `<span>`, `<b>`, a heading …
  | 'empty-paragraph' // `<p>` where `</p>` was meant, or a stray `</p>`
  | 'break' // `</br>`
  | 'duplicate-id'
  | 'bad-id' // an empty id, or one with spaces
  | 'bad-attribute' // `<p a"b=1>`, twice the same one
  | 'obsolete-element' // `<font>`, `<center>` …
  | 'obsolete-attribute' // `align`, `bgcolor` …
  | 'unknown-element' // `<o>`
  | 'code-as-tag' // `List<String>`: shown as text
  | 'unclosed-raw' // `<script>`, `<style>`, `<!--` … without end: shown as text, or ended
  | 'not-in-article' // `<html>`, `<title>`, `<meta>` …
  | 'missing-alt'
  | 'no-summary' // `<details>` without `<summary>`
  | 'too-deep';

export interface Change {
  readonly kind: ChangeKind;
  /** 1-based line of the fragment. */
  readonly line: number;
  /** What it concerns, as the author wrote it, shortened: `<ul>`, `</br>`, `<String>`, `align`. To be searched for in the source. */
  readonly text: string;
}

export interface Repaired {
  readonly html: string;
  /** In the order of the fragment. Empty: it was sound. */
  readonly changes: readonly Change[];
}

/** Kinds that change what a reader sees; the others are tidying. */
export const visibleChanges: ReadonlySet<ChangeKind> = new Set([
  'unclosed',
  'close-tag',
  'list-content',
  'code-as-tag',
  'unclosed-raw',
  'unknown-element',
  'not-in-article',
  'table-content',
  'block-in-text',
  'too-deep',
]);

/** Repairing the result again changes nothing, and no parser finds a way out of the article in it. */
export function repair(fragment: string): Repaired {
  const changes: Change[] = [];
  let result = pass(fragment, (kind, line, text) => changes.push({ kind, line, text: text.length > 60 ? `${text.slice(0, 59)}…` : text }));
  for (let round = 1; round < maxRounds && !isBalanced(result); round++) {
    const again = pass(result, null);
    if (again === result) break;
    result = again;
  }
  return { html: result, changes: changes.sort((a, b) => a.line - b.line) };
}

const maxRounds = 5;

type Note = (kind: ChangeKind, line: number, text: string) => void;

/** Without `note` nobody asks for lines, and what was meant is settled. */
function pass(fragment: string, note: Note | null): string {
  const source = fragment.replaceAll('\0', '');
  const lineAt = lineCounter(source);
  const tamed = tame(source, (kind, at, text) => note?.(kind, lineAt(at), text), note === null ? null : lineAt);
  const article = defaultTreeAdapter.createElement('article', html.NS.HTML, []);
  // Scripting off: `<noscript>` holds elements, which are checked like all others.
  const tree = parseFragment(article, tamed, { scriptingEnabled: false });
  mend(tree, note ?? ignore);
  return serialize(tree);
}

function ignore(): void {}

/** The 1-based line of an offset. */
function lineCounter(source: string): (at: number) => number {
  let breaks: number[] | null = null;
  return (at) => {
    if (breaks === null) {
      breaks = [];
      for (let i = source.indexOf('\n'); i >= 0; i = source.indexOf('\n', i + 1)) breaks.push(i);
    }
    let low = 0;
    let high = breaks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (breaks[middle]! < at) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
