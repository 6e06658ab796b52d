// Footnotes. Definitions are read by markdown-it-footnote; marks, the list at the end and its HTML are ours: in linear time,
// with names for screen readers, the note's first words as a preview at its mark, without the inline kind `^[…]` (which takes
// `^[a-z]` for a note), and saying which are unused.
import type MarkdownIt from 'markdown-it';
import footnotePlugin from 'markdown-it-footnote';
import type StateCore from 'markdown-it/lib/rules_core/state_core.mjs';
import type StateInline from 'markdown-it/lib/rules_inline/state_inline.mjs';
import type Token from 'markdown-it/lib/token.mjs';
import { escapeAttribute } from '../../html/escape.js';
import type { Context } from '../context.js';
import { inlineText } from '../inline-text.js';

const longestLabel = 100;
/** So much of a note is shown at its mark. */
const longestPreview = 140;

export function footnotes(md: MarkdownIt): void {
  md.use(footnotePlugin);
  md.inline.ruler.disable('footnote_inline');
  md.inline.ruler.at('footnote_ref', mark);
  md.core.ruler.at('footnote_tail', collect);
  const { rules } = md.renderer;
  rules['footnote_ref'] = (tokens, index, _options, env) => {
    const { id, use } = tokens[index]!.meta as Use;
    const { preview = '' } = (env as Context).footnotes!.list![id - 1]!;
    const title = preview === '' ? '' : ` title="${escapeAttribute(preview)}"`;
    return `<sup class="footnote-ref"><a href="#fn${id}" id="${refId(id, use)}" role="doc-noteref"${title}>[${id}]</a></sup>`;
  };
  rules['footnote_block_open'] = (_tokens, _index, _options, env) =>
    `<section class="footnotes" role="doc-endnotes" aria-label="${escapeAttribute((env as Context).labels.footnotes)}">\n<ol>\n`;
  rules['footnote_block_close'] = () => '</ol>\n</section>\n';
  rules['footnote_open'] = (tokens, index) => `<li id="fn${(tokens[index]!.meta as Use).id}">\n`;
  rules['footnote_close'] = () => '</li>\n';
  rules['footnote_anchor'] = (tokens, index, _options, env) => {
    const { id, use } = tokens[index]!.meta as Use;
    const label = escapeAttribute((env as Context).labels.back);
    return ` <a href="#${refId(id, use)}" class="footnote-backref" role="doc-backlink" aria-label="${label} [${id}]${use > 0 ? ` ${use + 1}` : ''}">↩\uFE0E</a>`;
  };
}

/** Number of a note from 1, and which of its marks this is, from 0. */
interface Use {
  readonly id: number;
  readonly use: number;
}

function refId(id: number, use: number): string {
  return use === 0 ? `fnref${id}` : `fnref${id}-${use + 1}`;
}

function mark(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state;
  if (src.charCodeAt(pos) !== 0x5b || src.charCodeAt(pos + 1) !== 0x5e) return false;
  const context = state.env as Context;
  const notes = context.footnotes;
  const close = src.slice(pos + 2, Math.min(pos + 3 + longestLabel, state.posMax)).search(/[\]\s]/);
  if (close <= 0 || src[pos + 2 + close] !== ']') return false;
  const label = src.slice(pos + 2, pos + 2 + close);
  const known = notes?.refs?.[`:${label}`];
  if (notes?.refs === undefined || known === undefined) {
    // `[^a-z]` is no mark; a number is meant as one.
    if (!silent && /^\d{1,3}$/.test(label))
      context.notices.push({ code: 'footnote-missing', data: { tag: `[^${label}]`, count: 1 }, line: -1 });
    return false;
  }
  if (!silent) {
    const list = (notes.list ??= []);
    if (known < 0) {
      notes.refs[`:${label}`] = list.length;
      list.push({ label, count: 0 });
    }
    const note = list[notes.refs[`:${label}`]!]!;
    state.push('footnote_ref', '', 0).meta = { id: notes.refs[`:${label}`]! + 1, use: note.count } satisfies Use;
    note.count++;
  }
  state.pos = pos + 3 + close;
  return true;
}

/** Moves the definitions to the end, in the order of their marks. */
function collect(state: StateCore): void {
  const context = state.env as Context;
  if (context.footnotes === undefined) return;
  const { body, notes } = apart(state.tokens, (label, line) =>
    context.notices.push({ code: 'footnote-twice', data: { label, count: 1 }, line }),
  );
  const used = context.footnotes.list ?? [];
  const labels = new Set(used.map((note) => note.label));
  for (const [label, note] of notes) {
    if (!labels.has(label)) context.notices.push({ code: 'footnote-unused', data: { label, count: 1 }, line: note.line });
  }
  const { Token } = state;
  const push = (type: string, nesting: -1 | 0 | 1, meta: Use | null = null): number =>
    body.push(Object.assign(new Token(type, '', nesting), { meta, block: nesting !== 0 }));
  if (used.length > 0) {
    push('footnote_block_open', 1);
    used.forEach((note, index) => {
      const id = index + 1;
      push('footnote_open', 1, { id, use: 0 });
      const content = notes.get(note.label)?.tokens ?? [];
      note.preview = inlineText(content.find(({ type }) => type === 'inline')?.children ?? [], longestPreview);
      const last = content.at(-1)?.type === 'paragraph_close' ? content.pop()! : null;
      for (const token of content) body.push(token);
      for (let use = 0; use < note.count; use++) push('footnote_anchor', 0, { id, use });
      if (last !== null) body.push(last);
      push('footnote_close', -1);
    });
    push('footnote_block_close', -1);
  }
  state.tokens = body;
}

interface Note {
  readonly line: number;
  readonly tokens: Token[];
}

/** Of two notes with one label the first counts, as everywhere. */
function apart(tokens: readonly Token[], onTwice: (label: string, line: number) => void): { body: Token[]; notes: Map<string, Note> } {
  const body: Token[] = [];
  const notes = new Map<string, Note>();
  /** Definitions may stand inside definitions. */
  const open: Note[] = [];
  for (const [i, token] of tokens.entries()) {
    if (token.type === 'footnote_reference_open') {
      const note = { line: tokens[i + 1]?.map?.[0] ?? 0, tokens: [] };
      const { label } = token.meta as { label: string };
      if (notes.has(label)) onTwice(label, note.line);
      else notes.set(label, note);
      open.push(note);
    } else if (token.type === 'footnote_reference_close') {
      open.pop();
    } else {
      (open.at(-1)?.tokens ?? body).push(token);
    }
  }
  return { body, notes };
}
