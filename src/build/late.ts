// How records are written, and those of articles, which stay text until something asks for more than their first few fields:
// of those that were read, a build after one edit looks into a few of ten thousand and copies all others into the next
// manifest as they stand; of those whose pages are made, the text takes a quarter of the memory.
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

/** A site is derived from all posts, and to freeze them takes as long as to read them: views copy what they show. */
export const sourceForm: Form<SourceRecord> = {
  brief: ({ state, digest, post, diagnostics }) => [state, digest, post, diagnostics],
  rest: () => null,
  read: (brief: SourceBrief) => ({ state: brief[0], digest: brief[1], post: brief[2], diagnostics: brief[3] }),
};

export const articleForm: Form<ArticleRecord> = {
  brief: ({ source, answered, isAlone, isSilent, refers }) => [source, answered, isAlone, isSilent, refers],
  rest: ({ asked, facts, diagnostics }) => ({ asked, facts, diagnostics }),
  read: (brief: ArticleBrief, ...place) => new LateArticle(brief, ...place),
};

export const pageForm: Form<PageRecord> = {
  brief: ({ view, fields, site, mark, shows, tells, facts, summary, isSilent }) => [
    view,
    fields,
    site,
    mark,
    shows,
    tells,
    facts,
    summary,
    isSilent,
  ],
  rest: () => null,
  read: (brief: PageBrief) => ({
    view: brief[0],
    fields: brief[1],
    site: brief[2],
    mark: brief[3],
    shows: brief[4],
    tells: brief[5],
    facts: brief[6],
    summary: brief[7],
    isSilent: brief[8],
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
  return record instanceof LateArticle ? record.text : null;
}

type SourceBrief = [SourceRecord['state'], SourceRecord['digest'], SourceRecord['post'], SourceRecord['diagnostics']];
type ArticleRest = Pick<ArticleRecord, 'asked' | 'facts' | 'diagnostics'>;
type ArticleBrief = [source: string, answered: string, isAlone: boolean, isSilent: boolean, refers: boolean];
type PageBrief = [
  view: string,
  fields: number,
  site: string,
  mark: string,
  shows: string,
  tells: string,
  facts: number,
  summary: string,
  isSilent: boolean,
];

class LateArticle implements ArticleRecord {
  readonly source: ArticleRecord['source'];
  readonly answered: ArticleRecord['answered'];
  readonly isAlone: boolean;
  readonly isSilent: boolean;
  readonly refers: boolean;
  readonly #piece: Piece;
  readonly #start: number;
  readonly #end: number;
  #rest: ArticleRest | null = null;

  constructor(brief: ArticleBrief, ...[piece, start, end]: Place) {
    this.source = brief[0];
    this.answered = brief[1];
    this.isAlone = brief[2];
    this.isSilent = brief[3];
    this.refers = brief[4];
    this.#piece = piece;
    this.#start = start;
    this.#end = end;
  }

  get text(): Uint8Array {
    return this.#piece.bytes.subarray(this.#start, this.#end);
  }

  get asked() {
    return this.#kept().asked;
  }

  get facts() {
    return this.#kept().facts;
  }

  get diagnostics() {
    return this.#kept().diagnostics;
  }

  #kept(): ArticleRest {
    return (this.#rest ??= this.once());
  }

  /** Not kept, if it is not already. Its checksum was right, so it is JSON of ours. */
  once(): ArticleRest {
    return this.#rest ?? frozen(JSON.parse(decodeUtf8(this.text)!) as ArticleRest);
  }
}
