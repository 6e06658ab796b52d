// Where a field stands in a source. Posts hold no places: for the rare message of a later step the source is read again.
import type { Span } from '../diagnostics/diagnostic.js';
import type { SourcePath } from '../model/paths.js';
import { decode } from './decode.js';
import { collect } from './fields/collect.js';
import type { Field } from './fields/spellings.js';
import { readFrontMatter } from './front-matter.js';
import { spanOf } from './position.js';
import { splitSource } from './split.js';

/**
 * The key of the first of `fields` that is given; `part` of its value, if it can be found there as it is written.
 * null: none of them is in the front matter.
 */
export function placeOfField(path: SourcePath, bytes: Uint8Array, fields: readonly Field[], part?: string): Span | null {
  const text = decode(bytes, path).value;
  const split = splitSource(text);
  const { entries } = readFrontMatter(text, split);
  const yaml = split.dialect === 'yaml';
  const given = collect(entries, { text, home: split.from, timezone: 'UTC', yaml, words: false }, []).fields;
  const entry = fields.map((field) => given.get(field)).find((one) => one !== undefined && one.from >= 0);
  if (entry === undefined) return null;
  if (part !== undefined && part !== '') {
    const end = Math.min(split.to, ...entries.map(({ from }) => from).filter((from) => from > entry.from));
    const start = text.indexOf(part, entry.to);
    if (start >= 0 && start + part.length <= end) return spanOf(path, text, start, start + part.length);
  }
  return spanOf(path, text, entry.from, entry.to);
}
