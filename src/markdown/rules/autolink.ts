// Bare addresses become links: `https://…`, `http://…`, `ftp://…` anywhere, `www.…` at the start of a word. They end before white
// space, CJK characters and full-width signs (`见https://example.com/a。`), and give closing punctuation back to the text.
// A link whose text is its address has `class="url"`: printed, it need not be followed by it.
import type MarkdownIt from 'markdown-it';
import type StateCore from 'markdown-it/lib/rules_core/state_core.mjs';
import type StateInline from 'markdown-it/lib/rules_inline/state_inline.mjs';
import type Token from 'markdown-it/lib/token.mjs';

const schemeBefore = /(?:^|[^A-Za-z0-9])(https?|ftp)$/i;
const address = /\/\/[A-Za-z0-9[][\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7e]*/y;
const www = /(?:^|[^A-Za-z0-9/@._:-])(www\.[A-Za-z0-9-]+\.[\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7e]+)/gi;

export function autolinks(md: MarkdownIt): void {
  md.inline.ruler.at('linkify', withScheme);
  md.core.ruler.at('linkify', withoutScheme);
  md.renderer.rules['link_open'] = (tokens, index, options, _env, self) => {
    const token = tokens[index]!;
    // `<https://…>` too.
    if (token.info === 'auto') token.attrJoin('class', 'url');
    return self.renderToken(tokens, index, options);
  };
}

function withScheme(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state;
  if (src.charCodeAt(pos) !== 0x3a || src.charCodeAt(pos + 1) !== 0x2f || src.charCodeAt(pos + 2) !== 0x2f) return false;
  if ((state as StateInline & { readonly linkLevel: number }).linkLevel > 0) return false;
  const scheme = schemeBefore.exec(src.slice(Math.max(0, pos - 6), pos))?.[1];
  // The scheme was read as plain text already; if it was not (an escape, an entity), it is not one word with the rest.
  if (scheme === undefined || !state.pending.endsWith(scheme)) return false;
  address.lastIndex = pos + 1;
  const found = address.exec(src.length === state.posMax ? src : src.slice(0, state.posMax));
  if (found === null) return false;
  const rest = trimEnd(found[0]);
  const url = `${scheme}:${rest}`;
  const href = state.md.normalizeLink(url);
  if (rest.length < 4 || !state.md.validateLink(href)) return false;
  if (!silent) {
    state.pending = state.pending.slice(0, -scheme.length);
    const open = state.push('link_open', 'a', 1);
    open.attrs = [['href', href]];
    open.markup = 'linkify';
    open.info = 'auto';
    state.push('text', '', 0).content = url;
    const close = state.push('link_close', 'a', -1);
    close.markup = 'linkify';
    close.info = 'auto';
  }
  state.pos += 1 + rest.length;
  return true;
}

function withoutScheme(state: StateCore): void {
  if (!/www\./i.test(state.src)) return;
  for (const block of state.tokens) {
    if (block.type !== 'inline' || block.children === null || !/www\./i.test(block.content)) continue;
    let links = 0;
    block.children = block.children.flatMap((token) => {
      if (token.type === 'link_open' || (token.type === 'html_inline' && /^<a[\s>]/i.test(token.content))) links++;
      else if (token.type === 'link_close' || (token.type === 'html_inline' && /^<\/a\s*>/i.test(token.content))) links--;
      return token.type === 'text' && links <= 0 && /www\./i.test(token.content) ? split(state, token) : token;
    });
  }
}

function split(state: StateCore, token: Token): Token[] {
  const text = token.content;
  const out: Token[] = [];
  let kept = 0;
  const push = (type: string, tag: string, nesting: -1 | 0 | 1, content = ''): Token => {
    const made = new state.Token(type, tag, nesting);
    made.content = content;
    made.level = token.level;
    out.push(made);
    return made;
  };
  for (const found of text.matchAll(www)) {
    const host = trimEnd(found[1]!);
    const at = found.index + found[0].length - found[1]!.length;
    const href = state.md.normalizeLink(`http://${host}`);
    if (!/^www\.[^.]+\.[^.]/i.test(host) || !state.md.validateLink(href)) continue;
    if (at > kept) push('text', '', 0, text.slice(kept, at));
    const open = push('link_open', 'a', 1);
    open.attrs = [['href', href]];
    open.info = 'auto';
    push('text', '', 0, host);
    push('link_close', 'a', -1);
    kept = at + host.length;
  }
  if (kept === 0) return [token];
  if (kept < text.length) push('text', '', 0, text.slice(kept));
  return out;
}

/** Without the punctuation that closes the sentence, and without a bracket that opens before the address. */
function trimEnd(url: string): string {
  let end = url.length;
  let brackets: Map<string, number> | null = null;
  for (; end > 0; end--) {
    const last = url[end - 1]!;
    if ('?!.,:;*_~\'"|'.includes(last)) continue;
    const opening = last === ')' ? '(' : last === ']' ? '[' : last === '}' ? '{' : null;
    if (opening === null) break;
    brackets ??= countBrackets(url);
    if (brackets.get(last)! <= brackets.get(opening)!) break;
    brackets.set(last, brackets.get(last)! - 1);
  }
  return url.slice(0, end);
}

function countBrackets(url: string): Map<string, number> {
  const counts = new Map([...'()[]{}'].map((sign) => [sign, 0]));
  for (const sign of url) if (counts.has(sign)) counts.set(sign, counts.get(sign)! + 1);
  return counts;
}
