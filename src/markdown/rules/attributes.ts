// kramdown's attribute lists, which Jekyll's posts are full of: `[a](b){:target="_blank"}`, `![](c.png){: .wide width="300"}`,
// and `{: .note}` or `{:.no_toc}` on a line of its own above, within or below a block. To CommonMark they are text.
import type MarkdownIt from 'markdown-it';
import type StateInline from 'markdown-it/lib/rules_inline/state_inline.mjs';
import type Token from 'markdown-it/lib/token.mjs';

type Attributes = readonly (readonly [name: string, value: string])[];
/** `{:name: …}` gives attributes a name, `{: name}` uses them. */
type Named = ReadonlyMap<string, Attributes>;

const anywhere = /\{:/;
const list = /\{:[ \t]*([^{}\n]{1,300})\}/y;
const firstLine = /^\{:[ \t]*([^{}\n]{1,300})\}[ \t]*\n/;
const lastLine = /\n[ \t]*\{:[ \t]*([^{}\n]{1,300})\}[ \t]*$/;
const alone = /^\{:[ \t]*([^{}\n]{1,300})\}$/;
const naming = /^\{:([\w-]+):[ \t]+([^{}\n]{1,300})\}[ \t]*(?:\n|$)/;
/** Says something to kramdown alone. */
const options = /^\{::options [^{}\n]*\}$/;
const part =
  /[ \t]*(?:\.(-?[A-Za-z_][\w-]*)|#([^\s.#="']+)|([A-Za-z][\w-]*)=(?:"([^"]*)"|'([^']*)'|([^\s"']+))|([A-Za-z][\w-]*))(?=[ \t.#]|$)/y;

export function attributeLists(md: MarkdownIt): void {
  // A `{:toc}` has been taken out before.
  md.core.ruler.after('toc_mark', 'attribute_lists', (state) => {
    if (anywhere.test(state.src)) state.tokens = applyToBlocks(state.tokens);
  });
  md.inline.ruler.push('attribute_list', applyToInline);
}

/** Straight behind a link, an image or code. */
function applyToInline(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 0x7b || state.src.charCodeAt(state.pos + 1) !== 0x3a || silent || state.pending !== '')
    return false;
  list.lastIndex = state.pos;
  const found = list.exec(state.src);
  const attributes = found === null ? null : readAttributes(found[1]!, new Map());
  const target = attributes === null ? undefined : openingOf(state.tokens);
  if (target === undefined || attributes === null) return false;
  apply(target, attributes);
  state.pos += found![0].length;
  return true;
}

function openingOf(tokens: readonly Token[]): Token | undefined {
  const last = tokens.at(-1);
  if (last?.type === 'image' || last?.type === 'code_inline') return last;
  return last?.type === 'link_close' ? tokens.findLast((token) => token.type === 'link_open' && token.level === last.level) : undefined;
}

function applyToBlocks(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  const named = namesIn(tokens);
  let waiting: Attributes | null = null;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const inline = token.type === 'paragraph_open' ? tokens[i + 1]! : null;
    const whole = inline === null ? null : alone.exec(inline.content);
    if (inline !== null && (options.test(inline.content) || (whole !== null && naming.test(inline.content)))) {
      i += 2;
      continue;
    }
    const attributes = whole === null ? null : readAttributes(whole[1]!, named);
    if (attributes !== null) {
      const above = blockAbove(out, token);
      if (above === null) waiting = attributes;
      else apply(above, attributes);
      i += 2;
      continue;
    }
    if (inline !== null) applyToLines(token, inline, named);
    if (waiting !== null && token.nesting >= 0 && token.type !== 'inline') {
      apply(token, waiting);
      waiting = null;
    }
    if (token.type === 'table_close') applyLastRow(out, named);
    out.push(token);
  }
  return out;
}

/** The first and last lines of a paragraph. */
function applyToLines(paragraph: Token, inline: Token, named: Named): void {
  for (let found; (found = naming.exec(inline.content)) !== null && found[0].endsWith('\n');)
    inline.content = inline.content.slice(found[0].length);
  for (const place of [firstLine, lastLine]) {
    const found = place.exec(inline.content);
    const attributes = found === null ? null : readAttributes(found[1]!, named);
    if (attributes === null) continue;
    inline.content = inline.content.replace(place, '');
    apply(paragraph, attributes);
  }
}

/** `{: .wide}` below a table looks like one more row of it. */
function applyLastRow(out: Token[], named: Named): void {
  const start = out.findLastIndex(({ type }) => type === 'tr_open');
  const cells = out.slice(start).filter(({ type }) => type === 'inline');
  const found = alone.exec(cells[0]?.content ?? '');
  const attributes = found === null || cells.slice(1).some(({ content }) => content !== '') ? null : readAttributes(found[1]!, named);
  if (attributes === null) return;
  out.splice(start, out.findLastIndex(({ type }) => type === 'tr_close') - start + 1);
  const table = out.findLast(({ type }) => type === 'table_open');
  if (table !== undefined) apply(table, attributes);
}

/** The block that ends on the line above, if it does. */
function blockAbove(out: readonly Token[], token: Token): Token | null {
  const last = out.at(-1);
  if (last === undefined) return null;
  const opening = last.nesting < 0 ? out.findLast((other) => other.nesting > 0 && other.level === last.level) : last;
  return opening?.map?.[1] === token.map?.[0] ? (opening ?? null) : null;
}

function namesIn(tokens: readonly Token[]): Named {
  const named = new Map<string, Attributes>();
  for (const { type, content } of tokens) {
    if (type !== 'inline' || !content.startsWith('{:')) continue;
    for (const line of content.split('\n')) {
      const found = naming.exec(line);
      const attributes = found === null ? null : readAttributes(found[2]!, new Map());
      if (attributes !== null) named.set(found![1]!, attributes);
    }
  }
  return named;
}

/** null: it is no list of attributes, but text. */
function readAttributes(text: string, named: Named): Attributes | null {
  const attributes: (readonly [string, string])[] = [];
  const trimmed = text.trim();
  part.lastIndex = 0;
  while (part.lastIndex < trimmed.length) {
    const found = part.exec(trimmed);
    if (found === null) return null;
    if (found[1] !== undefined) attributes.push(['class', found[1]]);
    else if (found[2] !== undefined) attributes.push(['id', found[2]]);
    else if (found[3] !== undefined) attributes.push([found[3].toLowerCase(), found[4] ?? found[5] ?? found[6] ?? '']);
    else {
      const known = named.get(found[7]!);
      if (known === undefined) return null;
      attributes.push(...known);
    }
  }
  return attributes;
}

function apply(token: Token, attributes: Attributes): void {
  for (const [name, value] of attributes) {
    if (name === 'class') token.attrJoin('class', value);
    else token.attrSet(name, value);
  }
}
