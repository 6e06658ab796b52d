// Where a key stands in the text of a config file: on the rare fault only, so that a message can show the line.
import type { Span } from '../diagnostics/diagnostic.js';
import { at, inFile } from '../diagnostics/diagnostic.js';

/** The place of a key given by its path, `['feed', 'limit']`; as much of the path as can be found, else the whole file. */
export function locateKey(file: { readonly path: string; readonly text: string }, path: readonly string[]): Span {
  let found: number | null = null;
  let length = 0;
  for (const key of path) {
    const next: number | null = keyOffset(file.text, key, found === null ? 0 : found + length);
    if (next === null) break;
    found = next;
    length = key.length;
  }
  if (found === null) return inFile(file.path);
  const lineStart = file.text.lastIndexOf('\n', found - 1) + 1;
  const line = file.text.slice(0, lineStart).split('\n').length;
  const column = found - lineStart + 1;
  return at(file.path, line, column, column + length);
}

/**
 * YAML and TypeScript alike write a key at the beginning of a line, or after `{` or `,`, and a colon behind it. Of several
 * places the least indented one is meant: `url:` of the site, not of an entry of the menu.
 */
function keyOffset(text: string, key: string, from: number): number | null {
  const pattern = new RegExp(`(^|[{,])([ \\t]*(?:- +)?)(["']?)${key.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')}\\3[ \\t]*:`, 'gm');
  pattern.lastIndex = from;
  let best: number | null = null;
  let least = Infinity;
  for (const match of text.matchAll(pattern)) {
    const [, before = '', indent = '', quote = ''] = match;
    const depth = before === '' ? indent.length : 1000;
    if (depth >= least) continue;
    least = depth;
    best = match.index + before.length + indent.length + quote.length;
  }
  return best;
}
