// The manifest as bytes: parts, each under its length and checksum. The records of a section stand in groups of some hundreds,
// first an index of them, then their texts: a record is not parsed unless something asks for it, and a group in which all
// is as it was is copied. Whatever is not whole, or of another form, is not there: it costs time and nothing else.
import { digestOf, type Digest } from '../text/hash.js';
import { decodeUtf8 } from '../text/utf8.js';
import { articleForm, pageForm, sourceForm, textOf, type Form } from './late.js';
import type { KnownTemplates } from './open-theme.js';
import { nothingKnown, type Keys, type Manifest, type Shape } from './records.js';
import type { Whole } from './whole.js';

const form = 'inkstone-cache 3\n';

/** In pieces, so that 100,000 posts need not be one string. */
export function* encodeManifest(
  whole: Whole | null,
  { keys, shape, templates, sources, articles, pages }: Manifest,
): Generator<Uint8Array> {
  yield bytesOf(form);
  yield* json(whole);
  yield* json({ keys, shape } satisfies Head);
  yield* json(templates());
  yield* section(sources, sourceForm);
  yield* section(articles, articleForm);
  yield* section(pages, pageForm);
}

interface Head {
  readonly keys: Keys;
  readonly shape: Shape | null;
}

/** Key, length of its text, what every build looks at. */
type Entry = readonly [key: string, length: number, brief: readonly unknown[]];

/** Some records as they were read: their index and their texts. */
interface Group {
  readonly bytes: Uint8Array;
  readonly keys: readonly string[];
  readonly records: readonly object[];
}

/** By its first record. */
const groups = new WeakMap<object, Group>();
const most = 500;
/** Smaller groups, which additions leave behind, are joined with what stands beside them. */
const least = 100;

/** Groups of which every record is still the same are copied. */
function* section<R extends object>(records: ReadonlyMap<string, R>, form: Form<R>): Generator<Uint8Array> {
  const keys = [...records.keys()];
  const all = [...records.values()];
  let loose: (readonly [string, R])[] = [];
  for (let at = 0; at < all.length;) {
    const group = intact(keys, all, at);
    if (group === null) loose.push([keys[at]!, all[at++]!]);
    if (loose.length === most || (loose.length > 0 && group !== null)) {
      yield* written(loose, form);
      loose = [];
    }
    if (group === null) continue;
    yield group.bytes;
    at += group.keys.length;
  }
  if (loose.length > 0) yield* written(loose, form);
  yield* json(null);
}

function intact(keys: readonly string[], all: readonly object[], at: number): Group | null {
  const group = groups.get(all[at]!);
  if (group === undefined || group.keys.length < least) return null;
  return group.records.every((record, i) => all[at + i] === record && keys[at + i] === group.keys[i]) ? group : null;
}

function* written<R extends object>(records: readonly (readonly [string, R])[], { brief, rest }: Form<R>): Generator<Uint8Array> {
  const texts = records.map(([, record]) => {
    const more = textOf(record) ?? rest(record);
    return more instanceof Uint8Array ? more : bytesOf(more === null ? '' : JSON.stringify(more));
  });
  yield* json(records.map(([key, record], i): Entry => [key, texts[i]!.length, brief(record)]));
  yield* part(joined(texts));
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
  const under = <T>(key: Digest, nothing: T, rest: (head: Head & Pick<Manifest, 'templates'>, next: Parts) => T): T =>
    orElse(nothing, () => {
      const next = partsOf(bytes);
      next(false);
      const head = valueOf(next().content) as Head;
      const templates = next();
      return head.keys.sources === key
        ? rest({ ...head, templates: () => valueOf(templates.content) as KnownTemplates | null }, next)
        : nothing;
    });
  return {
    get whole() {
      return orElse(null, () => valueOf(partsOf(bytes)().content) as Whole | null);
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

function sectionOf<R extends object>(next: Parts, { read }: Form<R>): Map<string, R> {
  const section = new Map<string, R>();
  for (;;) {
    const index = next();
    const entries = valueOf(index.content) as readonly Entry[] | null;
    if (entries === null) return section;
    const texts = next();
    const piece = { bytes: texts.content };
    let at = 0;
    const records: R[] = [];
    const keys: string[] = [];
    // By index: this runs a few times for each post, too seldom for V8 to make taking apart cheap.
    for (const entry of entries) {
      const record = read(entry[2] as never, piece, at, (at += entry[1]));
      keys.push(entry[0]);
      records.push(record);
      section.set(entry[0], record);
    }
    groups.set(records[0]!, { bytes: next.between(index, texts), keys, records });
  }
}

function valueOf(part: Uint8Array): unknown {
  return JSON.parse(decodeUtf8(part)!);
}

interface Part {
  readonly start: number;
  readonly content: Uint8Array;
  readonly end: number;
}

interface Parts {
  /** `isChecked` false: it is only passed over. */
  (isChecked?: boolean): Part;
  /** All bytes from one part to another. */
  between(first: Part, last: Part): Uint8Array;
}

function partsOf(bytes: Uint8Array): Parts {
  let at = form.length;
  const next = (isChecked = true): Part => {
    const start = at;
    const line = bytes.indexOf(0x0a, start);
    const [length, digest] = line < 0 ? [] : (decodeUtf8(bytes.subarray(start, line)) ?? '').split(' ');
    const content = bytes.subarray(line + 1, line + 1 + Number(length));
    at = line + 1 + content.length;
    if (isChecked && digest !== digestOf(content)) throw broken;
    return { start, content, end: at };
  };
  return Object.assign(next, { between: (first: Part, last: Part) => bytes.subarray(first.start, last.end) });
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
