// Where the raw HTML elements of a Markdown source begin and end: one pass over the text, without building a document.
// It answers one question for `html-block.ts`: in which element does this line stand, and is that element ever closed?
// Linear on any input: every search that can fail is remembered, every stack entry is popped once.

export interface HtmlTree {
  /** The innermost element at this offset that has an end further on; -1 if there is none. */
  innermost(offset: number): number;
  /** True if some tag that was opened at or after `start` is still open at `offset`, closed later or not. */
  isOpen(start: number, offset: number): boolean;
  /** Lower-case name of an element. */
  name(element: number): string;
  /** Offset at which an element ends: that of its close tag, or of what closes it. */
  close(element: number): number;
}

const voids = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
const rawText = new Set('script style textarea title xmp'.split(' '));
/** Start tags that end an open `<p>` (HTML standard, "optional tags"). */
const endsParagraph = new Set(
  'address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section table ul li dd dt'.split(
    ' ',
  ),
);
/** Elements that a sibling ends, and what encloses them. */
const siblings: ReadonlyMap<string, readonly [ends: ReadonlySet<string>, within: ReadonlySet<string>]> = new Map([
  ['li', [new Set(['li']), new Set(['ul', 'ol', 'menu'])]],
  ['dt', [new Set(['dt', 'dd']), new Set(['dl'])]],
  ['dd', [new Set(['dt', 'dd']), new Set(['dl'])]],
  ['tr', [new Set(['tr', 'td', 'th']), new Set(['table', 'tbody', 'thead', 'tfoot'])]],
  ['td', [new Set(['td', 'th']), new Set(['tr', 'table'])]],
  ['th', [new Set(['td', 'th']), new Set(['tr', 'table'])]],
  ['tbody', [new Set(['tbody', 'thead', 'tfoot', 'tr', 'td', 'th']), new Set(['table'])]],
  ['tfoot', [new Set(['tbody', 'thead', 'tfoot', 'tr', 'td', 'th']), new Set(['table'])]],
  ['option', [new Set(['option']), new Set(['select', 'optgroup'])]],
]);

/** A block inside these does not end a `<p>` around them. */
const scopes = new Set('table td th caption object button'.split(' '));
const mostInline = 100;

export function htmlTree(source: string): HtmlTree {
  const builder = new Builder(source);
  builder.scan();
  return builder.tree();
}

const openTag = /<(\/?)([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])/y;
const fence = /[ \t>]*(`{3,}|~{3,})/y;

/** A class because it is one pass with a dozen cursors; it lives for that pass. */
class Builder {
  private readonly names: string[] = [];
  private readonly opens: number[] = [];
  private readonly closes: number[] = [];
  private readonly parents: number[] = [];
  private readonly stack: number[] = [];
  private readonly counts = new Map<string, number>();
  /** Depth of the open `<p>` in each scope that one cannot be closed from inside of; -1: none. */
  private readonly paragraphs: number[] = [-1];
  /** After each tag: from which offset on which element is the innermost open one. */
  private readonly marks: number[] = [0];
  private readonly inners: number[] = [-1];
  private readonly absent = new Set<string>();

  constructor(private readonly source: string) {}

  scan(): void {
    const { source } = this;
    let pos = this.skipFence(0);
    while (pos < source.length) {
      const unit = source.charCodeAt(pos);
      if (unit === 0x0a) pos = this.skipFence(pos + 1);
      else if (unit === 0x60) pos = this.skipCodeSpan(pos);
      else if (unit === 0x3c) pos = this.tagAt(pos);
      else pos++;
    }
  }

  tree(): HtmlTree {
    const { names, opens, closes, parents, marks, inners } = this;
    // The nearest element at or above each one that has an end. Parents come first, so one pass does it.
    const closed = names.map(() => -1);
    for (let i = 0; i < names.length; i++) closed[i] = closes[i]! >= 0 ? i : parents[i]! < 0 ? -1 : closed[parents[i]!]!;
    const innerAt = (offset: number): number => {
      let low = 0;
      let high = marks.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (marks[middle]! <= offset) low = middle;
        else high = middle - 1;
      }
      return inners[low]!;
    };
    return {
      innermost: (offset) => {
        const inner = innerAt(offset);
        return inner < 0 ? -1 : closed[inner]!;
      },
      isOpen: (start, offset) => {
        const inner = innerAt(offset);
        return inner >= 0 && opens[inner]! >= start;
      },
      name: (element) => names[element]!,
      close: (element) => closes[element]!,
    };
  }

  /** At the start of a line: past a fenced code block, if one begins here. */
  private skipFence(pos: number): number {
    fence.lastIndex = pos;
    const found = fence.exec(this.source);
    if (found === null) return pos;
    const mark = found[1]!;
    let line = this.source.indexOf('\n', fence.lastIndex);
    while (line >= 0) {
      fence.lastIndex = line + 1;
      const end = fence.exec(this.source);
      const next = this.source.indexOf('\n', line + 1);
      if (end !== null && end[1]!.startsWith(mark)) {
        const rest = this.source.slice(line + 1 + end[0].length, next < 0 ? this.source.length : next);
        if (rest.trim() === '') return next < 0 ? this.source.length : next;
      }
      line = next;
    }
    return this.source.length;
  }

  /** Past `` `<ul>` ``; a code span of a Markdown line hides the tags in it. */
  private skipCodeSpan(pos: number): number {
    const { source } = this;
    let end = pos;
    while (source.charCodeAt(end) === 0x60) end++;
    const newline = source.indexOf('\n', end);
    const limit = Math.min(newline < 0 ? source.length : newline, end + 1000);
    const close = source.slice(end, limit).indexOf(source.slice(pos, end));
    return close < 0 || end - pos > 20 ? end : end + close + (end - pos);
  }

  private tagAt(pos: number): number {
    const { source } = this;
    if (source.startsWith('<!--', pos)) {
      const end = this.find('-->', pos + 4);
      return end < 0 ? pos + 4 : end + 3;
    }
    openTag.lastIndex = pos;
    const found = openTag.exec(source);
    if (found === null) return pos + 1;
    const end = this.tagEnd(openTag.lastIndex);
    if (end < 0) return pos + 1;
    const name = found[2]!.toLowerCase();
    if (found[1] === '/') this.closeTag(name, pos);
    else if (!voids.has(name) && source.charCodeAt(end - 2) !== 0x2f) {
      this.startTag(name, pos);
      if (rawText.has(name)) {
        const close = this.find(`</${name}`, end);
        if (close >= 0) {
          this.mark(end);
          return close;
        }
        this.pop();
      }
    } else if (endsParagraph.has(name)) this.endParagraph();
    this.mark(end);
    return end;
  }

  /** Offset after the `>` of a tag; -1 if the text is no tag after all. */
  private tagEnd(from: number): number {
    const { source } = this;
    for (let pos = from; pos < source.length; pos++) {
      const unit = source.charCodeAt(pos);
      if (unit === 0x3e) return pos + 1;
      if (unit === 0x3c) return -1;
      if ((unit === 0x22 || unit === 0x27) && /[=\s]/.test(source[pos - 1]!)) {
        const close = this.find(source[pos]!, pos + 1);
        if (close < 0) return -1;
        pos = close;
      }
    }
    return -1;
  }

  /** `indexOf` that remembers what is not to be found any more. ASCII case of tag names is folded by trying both. */
  private find(text: string, from: number): number {
    if (this.absent.has(text)) return -1;
    const exact = this.source.indexOf(text, from);
    if (exact >= 0) return exact;
    const upper = text.toUpperCase();
    const found = upper === text ? -1 : this.source.indexOf(upper, from);
    if (found < 0) this.absent.add(text);
    return found;
  }

  private startTag(name: string, pos: number): void {
    if (endsParagraph.has(name)) this.endParagraph();
    const rule = siblings.get(name);
    if (rule !== undefined) this.endSibling(rule[0], rule[1], pos);
    this.names.push(name);
    this.opens.push(pos);
    this.closes.push(-1);
    this.parents.push(this.stack.at(-1) ?? -1);
    this.push(this.names.length - 1, name);
  }

  private closeTag(name: string, pos: number): void {
    if ((this.counts.get(name) ?? 0) === 0) return;
    for (;;) {
      const element = this.pop();
      const own = this.names[element]!;
      // A `<p>` that only its parent ends was left open by mistake: it does not hold what follows.
      if (own === name || own !== 'p') this.closes[element] = pos;
      if (own === name) return;
    }
  }

  private endParagraph(): void {
    const depth = this.paragraphs.at(-1)!;
    if (depth >= 0) while (this.stack.length > depth) this.pop();
  }

  private endSibling(ends: ReadonlySet<string>, within: ReadonlySet<string>, pos: number): void {
    let last = -1;
    // Deeper than this nobody nests inline elements in a list item; without a limit the walk could be long each time.
    for (let depth = this.stack.length - 1; depth >= Math.max(0, this.stack.length - mostInline); depth--) {
      const name = this.names[this.stack[depth]!]!;
      if (within.has(name)) break;
      if (ends.has(name)) last = depth;
    }
    if (last >= 0) while (this.stack.length > last) this.closes[this.pop()] = pos;
  }

  private push(element: number, name: string): void {
    if (name === 'p') this.paragraphs[this.paragraphs.length - 1] = this.stack.length;
    if (scopes.has(name)) this.paragraphs.push(-1);
    this.stack.push(element);
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  private pop(): number {
    const element = this.stack.pop()!;
    const name = this.names[element]!;
    if (scopes.has(name)) this.paragraphs.pop();
    if (name === 'p') this.paragraphs[this.paragraphs.length - 1] = -1;
    this.counts.set(name, this.counts.get(name)! - 1);
    return element;
  }

  private mark(offset: number): void {
    this.marks.push(offset);
    this.inners.push(this.stack.at(-1) ?? -1);
  }
}
