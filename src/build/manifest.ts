// The manifest as bytes: parts, each under its length and checksum. A section of records is the texts of the records, some
// hundreds in a part, and an index of them: so a record that is as it was is copied, not written anew, and is not even parsed
// unless something asks for it. Whatever is not whole, or of another form, is not there: it costs time and nothing else.
import { digestOf, type Digest } from '../text/hash.js';
import { decodeUtf8 } from '../text/utf8.js';
import { articleForm, pageForm, sourceForm, textOf, type Form } from './late.js';
import { nothingKnown, type Keys, type Manifest, type Shape } from './records.js';
import type { Whole } from './whole.js';

const form = 'inkstone-cache 2\n';

/** In pieces, so that 100,000 posts need not be one string. */
export function* encodeManifest(whole: Whole | null, { keys, shape, sources, articles, pages }: Manifest): Generator<Uint8Array> {
  yield bytesOf(form);
  yield* json(whole);
  yield* json({ keys, shape } satisfies Head);
  yield* section(sources, sourceForm);
  yield* section(articles, articleForm);
  yield* section(pages, pageForm);
}

interface Head {
  readonly keys: Keys;
  readonly shape: Shape | null;
}

/** Key, length of its text, what every build looks at. */
type Entry = readonly [key: string, length: number, ...brief: readonly unknown[]];

const inPart = 500;

function* section<R extends object>(records: ReadonlyMap<string, R>, { brief, rest }: Form<R>): Generator<Uint8Array> {
  const index: Entry[] = [];
  let texts: Uint8Array[] = [];
  yield* json(Math.ceil(records.size / inPart));
  for (const [key, record] of records) {
    const more = textOf(record) ?? rest(record);
    const text = more instanceof Uint8Array ? more : bytesOf(more === null ? '' : JSON.stringify(more));
    index.push([key, text.length, ...brief(record)]);
    texts.push(text);
    if (texts.length === inPart || index.length === records.size) {
      yield* part(joined(texts));
      texts = [];
    }
  }
  yield* json(index);
}

function* json(value: unknown): Generator<Uint8Array> {
  yield* part(bytesOf(JSON.stringify(value)));
}

function* part(content: Uint8Array): Generator<Uint8Array> {
  yield bytesOf(`${content.length} ${digestOf(content)}\n`);
  yield content;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

const encoder = new TextEncoder();

function bytesOf(text: string): Uint8Array {
  return encoder.encode(text);
}

export interface Remembered {
  readonly whole: Whole | null;
  /** What a preview begins with: the sources alone. */
  readonly sources: (sourcesKey: Digest) => Manifest['sources'];
  /** Read when it is asked for: often the whole is all that is needed. Under another key for sources nothing of it holds. */
  readonly manifest: (sourcesKey: Digest) => Manifest;
}

export const nothingRemembered: Remembered = { whole: null, sources: () => nothingKnown.sources, manifest: () => nothingKnown };

export function decodeManifest(bytes: Uint8Array): Remembered {
  if (decodeUtf8(bytes.subarray(0, form.length)) !== form) return nothingRemembered;
  const under = <T>(key: Digest, nothing: T, rest: (head: Head, next: Parts) => T): T =>
    orElse(nothing, () => {
      const next = partsOf(bytes);
      next(false);
      const head = valueOf(next()) as Head;
      return head.keys.sources === key ? rest(head, next) : nothing;
    });
  return {
    get whole() {
      return orElse(null, () => valueOf(partsOf(bytes)()) as Whole | null);
    },
    sources: (key) => under(key, nothingKnown.sources, (_head, next) => sectionOf(next, sourceForm)),
    manifest: (key) =>
      under(key, nothingKnown, (head, next) => ({
        ...head,
        sources: sectionOf(next, sourceForm),
        articles: sectionOf(next, articleForm),
        pages: sectionOf(next, pageForm),
      })),
  };
}

function sectionOf<R>(next: Parts, { read }: Form<R>): Map<string, R> {
  const parts = Array.from({ length: valueOf(next()) as number }, () => next());
  const index = valueOf(next()) as Entry[];
  const section = new Map<string, R>();
  let texts: Uint8Array = new Uint8Array();
  let at = 0;
  for (const [nth, [key, length, ...brief]] of index.entries()) {
    if (nth % inPart === 0) {
      texts = parts[nth / inPart]!;
      at = 0;
    }
    section.set(key, read(brief as never, texts.subarray(at, (at += length))));
  }
  return section;
}

function valueOf(part: Uint8Array): unknown {
  return JSON.parse(decodeUtf8(part)!);
}

/** Gives the next part. `isChecked` false: it is only passed over. */
type Parts = (isChecked?: boolean) => Uint8Array;

function partsOf(bytes: Uint8Array): Parts {
  let at = form.length;
  return (isChecked = true) => {
    const end = bytes.indexOf(0x0a, at);
    const [length, digest] = end < 0 ? [] : (decodeUtf8(bytes.subarray(at, end)) ?? '').split(' ');
    const content = bytes.subarray(end + 1, end + 1 + Number(length));
    at = end + 1 + content.length;
    if (isChecked && digest !== digestOf(content)) throw broken;
    return content;
  };
}

function orElse<T>(nothing: T, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error === broken) return nothing;
    throw error;
  }
}

const broken = new Error('not a whole manifest');
