// What pages look at while they render, noted as they ask for it: fields of the site, posts, articles. And the digests of
// those fields, which tell whether what a page looked at is the same in a later build.
import type { SourcePath } from '../model/paths.js';
import type { Views } from '../pages/views.js';
import { digestOf, type Digest } from '../text/hash.js';
import { shapes, type View } from '../theme/shapes.js';
import { codeOf } from './records.js';

export interface Reads {
  /** Fields of the site, a bit each. */
  readonly fields: number;
  /** Codes of the posts of which something was asked for, and of those of whose articles. */
  readonly shows: string;
  readonly tells: string;
  /** What of those articles, a bit each. */
  readonly facts: number;
}

/** What of an article pages are told apart by: all but what lists show is `rest`. */
export const factBits = { excerpt: 1, cover: 2, words: 4, rest: 8 } as const;
export const everyFact = 15;

export interface Noted {
  read(field: string): void;
  show(id: SourcePath): void;
  tell(id: SourcePath, facts: number): void;
  /** What was noted since this was last asked for. */
  take(): Reads;
}

/** Codes that are kept. */
const mostCodes = 20_000;

export function openReads(): Noted {
  let fields = 0;
  let facts = 0;
  const shown = new Set<SourcePath>();
  const told = new Set<SourcePath>();
  const codes = new Map<SourcePath, string>();

  /** Joined, and not added one to the other, which V8 would keep as that many pieces. */
  function codesOf(ids: Iterable<SourcePath>): string {
    const all: string[] = [];
    for (const id of ids) {
      let code = codes.get(id);
      if (code === undefined) {
        if (codes.size >= mostCodes) codes.clear();
        codes.set(id, (code = codeOf(id)));
      }
      all.push(code);
    }
    return all.join('');
  }

  return {
    read: (field) => void (fields |= bitOf(field)),
    show: (id) => void shown.add(id),
    tell(id, some) {
      told.add(id);
      facts |= some;
    },
    take() {
      const taken = { fields, shows: codesOf(shown), tells: codesOf(told), facts };
      fields = facts = 0;
      shown.clear();
      told.clear();
      return taken;
    },
  };
}

export interface SiteDigests {
  /** The digest of some fields of the site, as a page with this view of it sees them. */
  siteDigest(fields: number, view: View<'Site'>): Digest;
  /** The digest of each field that is the same for all pages. */
  siteDigests(): Readonly<Record<string, Digest>>;
}

export function siteDigestsOf(views: Views, { take }: Noted): SiteDigests {
  const digests = new Map<View<'Site'>, Map<string, Digest>>();

  function siteDigest(wanted: number, view: View<'Site'>): Digest {
    let known = digests.get(view);
    if (known === undefined) digests.set(view, (known = new Map()));
    const remembered = known.get(String(wanted));
    if (remembered !== undefined) return remembered;
    const parts = siteFields.map((field) => {
      if ((wanted & bitOf(field)) === 0) return '';
      const one = known.get(field) ?? digestOf(JSON.stringify(view[field]) ?? '');
      known.set(field, one);
      return one;
    });
    take();
    const digest = digestOf(parts.join());
    known.set(String(wanted), digest);
    return digest;
  }

  function siteDigests(): Readonly<Record<string, Digest>> {
    const { site } = views.globals({ kind: 'not-found', url: '/' }, { title: '', description: '' });
    const shared = siteFields.filter((field) => field !== 'menu');
    const all = shared.map((field): [string, Digest] => [field, digestOf(JSON.stringify(site[field]) ?? '')]);
    take();
    return Object.fromEntries(all);
  }

  return { siteDigest, siteDigests };
}

const siteFields = Object.keys(shapes.Site) as (keyof typeof shapes.Site)[];
const bits = new Map<string, number>(siteFields.map((field, bit) => [field, 1 << bit]));

export function bitOf(field: string): number {
  // One that is not in the table (there is none) would be all of them.
  return bits.get(field) ?? -1;
}
