// The manifest as text: lines of JSON, each section under its checksum. Whatever is not whole, or of another form, is not
// there: it costs time and nothing else.
import { digestOf, type Digest } from '../text/hash.js';
import { frozen } from '../text/detach.js';
import { nothingKnown, type Keys, type Manifest } from './records.js';
import type { Whole } from './whole.js';

const form = 'inkstone-cache 1';

/** In pieces, so that 100,000 posts need not be one string. */
export function* encodeManifest(whole: Whole | null, { keys, sources, articles, pages }: Manifest): Generator<string> {
  yield `${form}\n`;
  yield line(whole);
  yield line(keys);
  for (const section of [sources, articles, pages]) {
    const entries = [...section];
    yield line(Math.ceil(entries.length / inLine));
    for (let at = 0; at < entries.length; at += inLine) yield line(entries.slice(at, at + inLine));
  }
}

const inLine = 500;

function line(value: unknown): string {
  const text = JSON.stringify(value);
  return `${digestOf(text)} ${text}\n`;
}

export interface Remembered {
  readonly whole: Whole | null;
  /** What a preview begins with: the sources alone, a third of it all, and not frozen. */
  readonly sources: (sourcesKey: Digest) => Manifest['sources'];
  /** Read when it is asked for: often the whole is all that is needed. Under another key for sources nothing of it holds. */
  readonly manifest: (sourcesKey: Digest) => Manifest;
}

export const nothingRemembered: Remembered = { whole: null, sources: () => nothingKnown.sources, manifest: () => nothingKnown };

export function decodeManifest(bytes: Uint8Array): Remembered {
  const manifest = <T>(key: Digest, nothing: T, rest: (keys: Keys, section: (read?: Read) => Map<never, never>) => T): T =>
    orElse(nothing, () => {
      const lines = linesOf(bytes, 2);
      const keys = parsed(lines()) as Keys;
      return keys.sources === key ? rest(keys, (read = parsed) => sectionOf(lines, read)) : nothing;
    });
  if (orElse('', () => text.decode(linesOf(bytes, 0)())) !== form) return nothingRemembered;
  return {
    get whole() {
      return orElse(null, () => parsed(linesOf(bytes, 1)()) as Whole | null);
    },
    sources: (key) => manifest(key, nothingKnown.sources, (_keys, section) => section(plain)),
    manifest: (key) =>
      manifest(key, nothingKnown, (keys, section) => ({ keys, sources: section(), articles: section(), pages: section() })),
  };
}

type Read = (line: Uint8Array) => unknown;

function sectionOf(lines: () => Uint8Array, read: Read): Map<never, never> {
  const section = new Map<never, never>();
  for (let left = parsed(lines()) as number; left > 0; left--)
    for (const [key, value] of read(lines()) as [never, never][]) section.set(key, value);
  return section;
}

function parsed(line: Uint8Array): unknown {
  return frozen(plain(line));
}

/** Not frozen, which takes as long as to read it. */
function plain(line: Uint8Array): unknown {
  const space = line.indexOf(0x20);
  const json = line.subarray(space + 1);
  if (space < 0 || text.decode(line.subarray(0, space)) !== digestOf(json)) throw broken;
  return JSON.parse(text.decode(json)) as unknown;
}

function orElse<T>(nothing: T, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error === broken) return nothing;
    throw error;
  }
}

const text = new TextDecoder();

/** One line after another, from the nth on. */
function linesOf(bytes: Uint8Array, nth: number): () => Uint8Array {
  let at = 0;
  const next = (): Uint8Array => {
    const end = bytes.indexOf(0x0a, at);
    if (end < 0) throw broken;
    const line = bytes.subarray(at, end);
    at = end + 1;
    return line;
  };
  for (let left = nth; left > 0; left--) next();
  return next;
}

const broken = new Error('not a whole manifest');
