// Records that stay text until something asks for more than their first few fields: those that were read, of which a build
// after one edit looks into a few of ten thousand and copies all others into the next manifest as they stand; and those of
// articles whose pages are made, as their text takes a quarter of the memory.
import type { PostFacts } from '../model/article.js';
import { frozen } from '../text/detach.js';
import { decodeUtf8 } from '../text/utf8.js';
import type { ArticleRecord, PageRecord, SourceRecord } from './records.js';
import type { Piece, Place, Texts } from './texts.js';

/** How a kind of record is written: what every build looks at stands in the index of its section, the rest beside it. */
export interface Form<R> {
  readonly brief: (record: R) => readonly unknown[];
  /** null: there is no more. */
  readonly rest: (record: R) => object | null;
  /** `place`: where its rest is. */
  readonly read: (brief: never, ...place: Place) => R;
}

export const sourceForm: Form<SourceRecord> = {
  brief: ({ state, digest }) => [state, digest],
  rest: ({ post, diagnostics }) => ({ post, diagnostics }),
  read: (brief: SourceBrief, ...place) => new LateSource(brief, ...place),
};

export const articleForm: Form<ArticleRecord> = {
  brief: ({ source, answered, isAlone, isSilent, refers }) => [source, answered, isAlone, isSilent, refers],
  rest: ({ asked, facts, diagnostics }) => ({ asked, facts, diagnostics }),
  read: (brief: ArticleBrief, ...place) => new LateArticle(brief, ...place),
};

export const pageForm: Form<PageRecord> = {
  brief: ({ view, fields, site, mark, shows, tells, summary, isSilent }) => [view, fields, site, mark, shows, tells, summary, isSilent],
  rest: () => null,
  read: ([view, fields, site, mark, shows, tells, summary, isSilent]: PageBrief) => ({
    view,
    fields,
    site,
    mark,
    shows,
    tells,
    summary,
    isSilent,
  }),
};

/** The same as its text. */
export function lateArticle(record: ArticleRecord, keep: Texts): ArticleRecord {
  return crossed(JSON.stringify(articleForm.rest(record)), articleForm.brief(record), keep);
}

/** A late record as it crosses from thread to thread: its text, and what stands in the index. */
export function crossing(record: ArticleRecord): readonly [text: string, index: readonly unknown[]] {
  return [decodeUtf8(textOf(record)!)!, articleForm.brief(record)];
}

export function crossed(text: string, index: readonly unknown[], keep: Texts): ArticleRecord {
  return articleForm.read(index as never, ...keep(text));
}

/** Looked at once: they are not kept. */
export function factsOnce(record: ArticleRecord): PostFacts {
  return record instanceof LateArticle ? record.once().facts : record.facts;
}

/** The text of what is not in the index, if the record came with it. */
export function textOf(record: object): Uint8Array | null {
  return record instanceof Late ? record.text : null;
}

type SourceBrief = [SourceRecord['state'], SourceRecord['digest']];
type ArticleBrief = [source: string, answered: string, isAlone: boolean, isSilent: boolean, refers: boolean];
type PageBrief = [
  view: string,
  fields: number,
  site: string,
  mark: string,
  shows: string,
  tells: string,
  summary: string,
  isSilent: boolean,
];

class Late<R> {
  readonly #piece: Piece;
  readonly #start: number;
  readonly #end: number;
  #rest: R | null = null;

  constructor(...[piece, start, end]: Place) {
    this.#piece = piece;
    this.#start = start;
    this.#end = end;
  }

  get text(): Uint8Array {
    return this.#piece.bytes.subarray(this.#start, this.#end);
  }

  /** Its checksum was right, so it is JSON of ours. */
  protected get rest(): R {
    return (this.#rest ??= this.once());
  }

  /** Not kept, if it is not already. */
  once(): R {
    return this.#rest ?? this.parsed(JSON.parse(decodeUtf8(this.text)!) as R);
  }

  protected parsed(rest: R): R {
    return frozen(rest);
  }
}

class LateSource extends Late<Pick<SourceRecord, 'post' | 'diagnostics'>> implements SourceRecord {
  readonly state: SourceRecord['state'];
  readonly digest: SourceRecord['digest'];

  constructor([state, digest]: SourceBrief, ...place: Place) {
    super(...place);
    this.state = state;
    this.digest = digest;
  }

  get post() {
    return this.rest.post;
  }

  get diagnostics() {
    return this.rest.diagnostics;
  }

  /** All posts are asked for, and to freeze them takes as long as to read them: views copy what they show. */
  protected override parsed(rest: Pick<SourceRecord, 'post' | 'diagnostics'>) {
    return rest;
  }
}

class LateArticle extends Late<Pick<ArticleRecord, 'asked' | 'facts' | 'diagnostics'>> implements ArticleRecord {
  readonly source: ArticleRecord['source'];
  readonly answered: ArticleRecord['answered'];
  readonly isAlone: boolean;
  readonly isSilent: boolean;
  readonly refers: boolean;

  constructor([source, answered, isAlone, isSilent, refers]: ArticleBrief, ...place: Place) {
    super(...place);
    this.source = source;
    this.answered = answered;
    this.isAlone = isAlone;
    this.isSilent = isSilent;
    this.refers = refers;
  }

  get asked() {
    return this.rest.asked;
  }

  get facts() {
    return this.rest.facts;
  }

  get diagnostics() {
    return this.rest.diagnostics;
  }
}
