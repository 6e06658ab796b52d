// `check --fix` for one source: the corrections that its faults carry, written into the file's own bytes. Sure is only
// what changes nothing: each one is tried, and stays if the post and its body read the same and less is at fault.
import type { SourcePath } from '../model/paths.js';
import type { Post } from '../model/post.js';
import { decode } from './decode.js';
import type { Fault, Mend } from './fault.js';
import type { ReadOptions } from './read-post.js';
import { readText } from './read-post.js';

export interface Fixed {
  readonly bytes: Uint8Array;
  /** How many faults are gone. */
  readonly count: number;
}

/** A file with more faults than this is no person's; what is left is for another run. */
const mostTries = 200;

/** null: there is nothing to correct, or nothing that is sure. */
export function fixSource(path: SourcePath, bytes: Uint8Array, options: ReadOptions): Fixed | null {
  const raw = rawText(bytes);
  if (raw === null) return null;
  let now = look(path, raw, options);
  const first = now;
  for (let tries = 0; tries < mostTries;) {
    const mends = now.faults.flatMap((fault) => (fault.mends === undefined ? [] : [fault.mends]));
    // All at once, else the first one that can be made alone.
    const choices = mends.length > 1 ? [mends.flat(), ...mends] : mends;
    let better: Look | null = null;
    for (const choice of choices) {
      if (++tries > mostTries) break;
      better = attempt(path, now, choice, options);
      if (better !== null) break;
    }
    if (better === null) break;
    now = better;
  }
  const count = first.faults.length - now.faults.length;
  return count === 0 ? null : { bytes: new TextEncoder().encode(now.raw), count };
}

/** UTF-8 with its byte order mark, if it has one; null: another encoding, or damaged. */
function rawText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

interface Look {
  readonly raw: string;
  /** As it is read: line ends of one kind, nothing invisible. */
  readonly text: string;
  readonly faults: readonly Fault[];
  readonly post: Post;
  readonly body: string;
}

function look(path: SourcePath, raw: string, options: ReadOptions): Look {
  const text = decode(new TextEncoder().encode(raw), path).value;
  const { post, faults, bodyFrom } = readText(path, text, options);
  return { raw, text, faults, post, body: text.slice(bodyFrom) };
}

function attempt(path: SourcePath, before: Look, mends: readonly Mend[], options: ReadOptions): Look | null {
  const raw = written(before, mends);
  if (raw === null) return null;
  const after = look(path, raw, options);
  return after.faults.length < before.faults.length && after.body === before.body && same(after.post, before.post) ? after : null;
}

function same(a: Post, b: Post): boolean {
  return JSON.stringify({ ...a, bodyLine: 0 }) === JSON.stringify({ ...b, bodyLine: 0 });
}

/** The file with these corrections; null: they touch each other, or a line that holds something invisible. */
function written({ raw, text }: Look, mends: readonly Mend[]): string | null {
  const ending = /\r\n?|\n/.exec(raw)?.[0] ?? '\n';
  const offsetOf = rawOffsets(raw, text);
  let out = '';
  let done = 0;
  for (const { from, to, text: better } of [...mends].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const [start, end] = [offsetOf(from), offsetOf(to)];
    if (start === null || end === null || start < done) return null;
    out += raw.slice(done, start) + better.replaceAll('\n', ending);
    done = end;
  }
  return out + raw.slice(done);
}

/** Offset in the text that is read → offset in the file; null where the line differs by more than its end. */
function rawOffsets(raw: string, text: string): (offset: number) => number | null {
  const start = raw.startsWith('\ufeff') ? 1 : 0;
  const lines = raw.slice(start).split(/(\r\n?|\n)/);
  return (offset) => {
    let [at, rawAt] = [0, start];
    for (let i = 0; i < lines.length; i += 2) {
      const line = lines[i]!;
      if (offset <= at + line.length && text.startsWith(line, at)) return rawAt + (offset - at);
      const end = text.indexOf('\n', at);
      if (end < 0 || offset <= end) return null;
      at = end + 1;
      rawAt += line.length + (lines[i + 1] ?? '').length;
    }
    return null;
  };
}
