// The elements that the parser will hold open at a point of the text, near enough to tell which end tags mean something,
// and to keep their number small: a parser takes time and space for each of them again and again.
import { closesParagraph, formattingElements, headings, optionalEnd, scopeBoundaries, specialElements } from './elements.js';
import type { Token } from './scan.js';

export interface Start {
  readonly name: string;
  readonly token: Token;
  /** Of its start tag among the tokens. */
  readonly index: number;
  /** Of its start tag in what is written. */
  readonly slot: number;
  /** Without attributes. */
  readonly plain: boolean;
}

interface Open {
  readonly name: string;
  readonly start: Start;
  /** `content` when it was opened. */
  readonly since: number;
}

interface Listener {
  fault(kind: 'unclosed' | 'misnested' | 'too-deep', token: Token): void;
  /** `<p>` or `<li>` with nothing in it that nobody closed: written where the end tag was meant. */
  leftOver(start: Start): void;
}

const maxOpen = 200;
/** Of one name, reopened by the parser in every block that follows. */
const maxSame = 8;

export class OpenElements {
  private readonly stack: Open[] = [];
  /** How many of each formatting element are open; those count too that the parser would reopen in the next block. */
  private readonly formatting = new Map<string, number>();
  private formattingCount = 0;
  /** Start tags left out because they stood too deep: their end tags are left out too. */
  private readonly dropped = new Map<string, number>();
  /** How many formatting elements the parser may still reopen. */
  private budget = 20_000;

  /** Counts what a reader sees; elements add to it, the owner adds text. */
  content = 0;

  constructor(private readonly listener: Listener) {}

  get top(): Open | undefined {
    return this.stack.at(-1);
  }

  find(test: (open: Open) => boolean): Open | undefined {
    return this.stack.findLast(test);
  }

  isFormatting(name: string): boolean {
    return (this.formatting.get(name) ?? 0) > 0;
  }

  /** What to write before the start tag, or null if the tag is to be left out. */
  enter(start: Start): string | null {
    const { name, token } = start;
    this.endImplied(name);
    const formatting = formattingElements.has(name);
    const same = this.formatting.get(name) ?? 0;
    if (this.stack.length >= maxOpen || same >= maxSame) {
      this.dropped.set(name, (this.dropped.get(name) ?? 0) + 1);
      this.listener.fault('too-deep', token);
      return null;
    }
    const before = formatting ? '' : this.spend();
    if (formatting) this.count(name, 1);
    this.stack.push({ name, start, since: ++this.content });
    return before;
  }

  /** The end tag to write: null where it has nothing to end, '' where it ends something that was left out. */
  leave(name: string, token: Token): string | null {
    const left = this.dropped.get(name) ?? 0;
    if (left > 0) {
      this.dropped.set(name, left - 1);
      return '';
    }
    if (formattingElements.has(name)) return this.leaveFormatting(name, token);
    if (headings.has(name)) return this.leaveHeading(name, token);
    return this.popTo(name, boundariesOf(name), 1) ? `</${name}>` : null;
  }

  end(): void {
    for (const open of this.stack) this.left(open);
  }

  /** It ends, but not by an end tag of its own. */
  private left(open: Open): void {
    if (!optionalEnd.has(open.name)) this.listener.fault('unclosed', open.start.token);
    else if (open.since === this.content && open.start.plain && (open.name === 'p' || open.name === 'li'))
      this.listener.leftOver(open.start);
  }

  private leaveFormatting(name: string, token: Token): string | null {
    if (!this.isFormatting(name)) return null;
    this.count(name, -1);
    const at = this.stack.findLastIndex((open) => open.name === name);
    if (at >= 0) {
      if (at < this.stack.length - 1) this.listener.fault('misnested', token);
      this.stack.splice(at, 1);
    }
    return `</${name}>`;
  }

  /** `</h3>` ends an `<h2>` too. */
  private leaveHeading(name: string, token: Token): string | null {
    const open = this.stack.findLast((other) => headings.has(other.name) || scopeBoundaries.has(other.name));
    if (open === undefined || !headings.has(open.name)) return null;
    if (open.name !== name) this.listener.fault('misnested', token);
    this.popTo(open.name, scopeBoundaries, 1);
    return `</${open.name}>`;
  }

  private count(name: string, by: number): void {
    this.formatting.set(name, (this.formatting.get(name) ?? 0) + by);
    this.formattingCount += by;
  }

  /** Ends what stands open down to `name`, unless a boundary lies between; the first `explicit` of them by an end tag. */
  private popTo(name: string, boundaries: ReadonlySet<string>, explicit: 0 | 1 = 0): boolean {
    let at = this.stack.length - 1;
    while (at >= 0 && this.stack[at]!.name !== name) if (boundaries.has(this.stack[at--]!.name)) return false;
    if (at < 0) return false;
    if (at === this.stack.length - 1) {
      const open = this.stack.pop()!;
      if (explicit === 0) this.left(open);
      return true;
    }
    const ended = this.stack.splice(at);
    for (let i = explicit; i < ended.length; i++) this.left(ended[i]!);
    return true;
  }

  /** What a start tag ends without a word: the open paragraph, the item or cell before it. */
  private endImplied(name: string): void {
    if (closesParagraph.has(name)) this.popTo('p', paragraphBoundaries);
    const top = this.top;
    if (headings.has(name) && top !== undefined && headings.has(top.name)) this.listener.fault('unclosed', this.stack.pop()!.start.token);
    if ((name === 'option' || name === 'optgroup') && top?.name === 'option') this.stack.pop();
    if ((name === 'rt' || name === 'rp') && !this.stack.some((open) => open.name === 'ruby')) return;
    const ended = impliedEnds.get(name);
    if (ended !== undefined) for (const other of ended) this.popTo(other, tableParts.has(name) ? tableBoundaries : itemBoundaries);
  }

  /** Formatting left open costs the parser an element in every block; where that gets out of hand, it ends here. */
  private spend(): string {
    this.budget -= Math.max(0, this.formattingCount - 2);
    if (this.budget > 0) return '';
    let ends = '';
    for (const [name, count] of this.formatting) ends += `</${name}>`.repeat(count);
    for (let at = this.stack.length - 1; at >= 0; at--) {
      if (formattingElements.has(this.stack[at]!.name)) this.listener.fault('too-deep', this.stack.splice(at, 1)[0]!.start.token);
    }
    this.formatting.clear();
    this.formattingCount = 0;
    return ends;
  }
}

const impliedEnds: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    li: ['li'],
    dt: ['dt', 'dd'],
    dd: ['dt', 'dd'],
    td: ['td', 'th'],
    th: ['td', 'th'],
    tr: ['td', 'th', 'tr'],
    tbody: ['td', 'th', 'tr', 'tbody', 'thead', 'tfoot'],
    tfoot: ['td', 'th', 'tr', 'tbody', 'thead'],
    thead: ['caption', 'colgroup'],
    rt: ['rt', 'rp'],
    rp: ['rt', 'rp'],
  }),
);
const tableParts: ReadonlySet<string> = new Set(['td', 'th', 'tr', 'tbody', 'tfoot', 'thead']);
const paragraphBoundaries: ReadonlySet<string> = new Set([...scopeBoundaries, 'button']);
const listBoundaries: ReadonlySet<string> = new Set([...scopeBoundaries, 'ul', 'ol']);
const tableBoundaries: ReadonlySet<string> = new Set(['table', 'template', 'html']);
const itemBoundaries: ReadonlySet<string> = new Set([...specialElements].filter((name) => !/^(?:address|div|p|li|dt|dd)$/.test(name)));

/** How far an end tag reaches. */
function boundariesOf(name: string): ReadonlySet<string> {
  if (name === 'p') return paragraphBoundaries;
  if (name === 'li') return listBoundaries;
  if (tableParts.has(name) || name === 'caption' || name === 'table') return tableBoundaries;
  return specialElements.has(name) ? scopeBoundaries : specialElements;
}
