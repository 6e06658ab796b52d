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
  /** Read when it is asked for: often the whole is all that is needed. Under another key for sources nothing of it holds. */
  readonly manifest: (sourcesKey: Digest) => Manifest;
}

export const nothingRemembered: Remembered = { whole: null, manifest: () => nothingKnown };

export function decodeManifest(bytes: Uint8Array): Remembered {
  const lines = linesOf(bytes);
  const read = (): unknown => {
    const line = lines();
    const space = line.indexOf(0x20);
    const json = line.subarray(space + 1);
    if (space < 0 || text.decode(line.subarray(0, space)) !== digestOf(json)) throw broken;
    return frozen(JSON.parse(text.decode(json)) as unknown);
  };
  const section = (): Map<never, never> => {
    const entries: [never, never][] = [];
    for (let left = read() as number; left > 0; left--) for (const entry of read() as [never, never][]) entries.push(entry);
    return new Map(entries);
  };
  const manifest = (sourcesKey: Digest): Manifest => {
    const keys = read() as Keys;
    if (keys.sources !== sourcesKey) return nothingKnown;
    return { keys, sources: section(), articles: section(), pages: section() };
  };
  return orElse(nothingRemembered, () => {
    if (text.decode(lines()) !== form) return nothingRemembered;
    return { whole: read() as Whole | null, manifest: (key) => orElse(nothingKnown, () => manifest(key)) };
  });
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

function linesOf(bytes: Uint8Array): () => Uint8Array {
  let at = 0;
  return () => {
    const end = bytes.indexOf(0x0a, at);
    if (end < 0) throw broken;
    const line = bytes.subarray(at, end);
    at = end + 1;
    return line;
  };
}

const broken = new Error('not a whole manifest');
