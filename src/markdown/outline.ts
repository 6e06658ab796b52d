// Headings get ids (GitHub's rule, Chinese kept) and links to themselves, and become the table of contents. Works on the
// finished HTML, so that `## 环境` and `<h2>环境</h2>` are the same. Also sees to it that every id of the article is unique,
// and that none begins as those of the theme do.
import { slug } from 'github-slugger';
import { escapeAttribute } from '../html/escape.js';
import { rewriteTags } from '../html/rewrite.js';
import { textOf } from '../html/text.js';
import type { Heading } from '../model/article.js';
import { encodePath } from '../text/url.js';
import type { ArticleLabels } from './labels.js';

export interface Outlined {
  readonly html: string;
  readonly toc: readonly Heading[];
  readonly anchors: readonly string[];
  /** Ids that were changed, old → new, for links to them inside the article. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** Ids that begin so belong to the theme. */
const reserved = 'ink-';

/** `isPlain`: nothing in it but what Markdown makes, so that a heading is `<h2>` and stands in no link. */
export function outline(html: string, labels: ArticleLabels, isPlain: boolean): Outlined {
  const ids = new Ids();
  const own = !isPlain && /\b(?:id|name)\s*=/i.test(html) ? ownIds(html, ids) : html;
  const headings: Heading[] = [];
  const text = addAnchors(own, isPlain ? plainHeadings(own) : headingsOf(own), { ids, labels, headings });
  return { html: text, toc: nest(headings), anchors: [...ids.taken], renamed: ids.renamed };
}

/** The ids of one article; a class because it is asked and added to in one pass. */
class Ids {
  readonly taken = new Set<string>();
  readonly renamed = new Map<string, string>();
  private readonly next = new Map<string, number>();

  /** As github-slugger numbers them: `a`, `a-1`, `a-2`. */
  unique(id: string): string {
    let free = id;
    let count = this.next.get(id) ?? 0;
    while (this.taken.has(free)) free = `${id}-${++count}`;
    this.next.set(id, count);
    this.taken.add(free);
    return free;
  }
}

function ownIds(html: string, ids: Ids): string {
  return rewriteTags(html, (tag) => {
    // `<a name="x">` is an old kind of anchor; links to it work.
    const name = tag.name === 'a' ? tag.get('name') : null;
    const id = tag.get('id');
    if (name !== null && name !== '' && name !== id) ids.taken.add(name);
    if (id === null) return;
    const written = id.trim().replace(/\s+/g, '-');
    const wanted = written.startsWith(reserved) ? `user-${written}` : written;
    const given = wanted === '' ? null : ids.unique(wanted);
    if (given === id) return;
    if (given !== null && !ids.taken.has(id)) ids.renamed.set(id, given);
    tag.set('id', given);
  });
}

const headingTags: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'a', 'button']);
/** `## 标题 {#my-id}`, as other programs write an id of one's own; classes may stand behind it. */
const ownId = /\s*\{#([^\s{}"'<>&]+)(?:\s[^{}<>]*)?\}\s*$/;

interface Outlining {
  readonly ids: Ids;
  readonly labels: ArticleLabels;
  readonly headings: Heading[];
}

function addAnchors(html: string, starts: readonly Start[], { ids, labels, headings }: Outlining): string {
  // Joined at the end, as all parts are: added one to the other they would be a tree, and each look at a character a detour.
  const out: string[] = [];
  let kept = 0;
  for (const { offset, level, id, linked } of starts) {
    const open = html.charCodeAt(offset + 3) === 0x3e ? offset + 4 : tagEnd(html, offset);
    const close = closeTag(html, level, open);
    if (open < kept || close < 0) continue;
    const written = html.slice(open, close);
    const own = id === null && written.includes('{#') ? ownId.exec(written) : null;
    const content = own === null ? written : written.slice(0, own.index);
    const text = /[<&\s]/.test(content) ? textOf(content).replace(/\s+/g, ' ').trim() : content;
    const given = id ?? ids.unique(own?.[1] !== undefined && !own[1].startsWith(reserved) ? own[1] : idOf(text));
    if (id === null) out.push(html.slice(kept, open - 1), ` id="${escapeAttribute(given)}">`, content);
    else out.push(html.slice(kept, open), content);
    if (text !== '' && !linked) out.push(anchor(given, text, labels));
    kept = close;
    if (text !== '') headings.push({ level, id: given, text, children: [] });
  }
  if (kept === 0) return html;
  out.push(html.slice(kept));
  return out.join('');
}

interface Start {
  readonly offset: number;
  readonly level: number;
  readonly id: string | null;
  /** It stands inside a link or a button, where no other link may be. */
  readonly linked: boolean;
}

function plainHeadings(html: string): Start[] {
  const starts: Start[] = [];
  for (let offset = html.indexOf('<h'); offset >= 0; offset = html.indexOf('<h', offset + 2)) {
    const level = html.charCodeAt(offset + 2) - 0x30;
    if (level >= 1 && level <= 6) starts.push({ offset, level, id: null, linked: false });
  }
  return starts;
}

function headingsOf(html: string): Start[] {
  const starts: Start[] = [];
  if (!/<h[1-6]/i.test(html)) return starts;
  /** The last link or button before a heading, until its end has been looked for. */
  let pending: RegExp | null = null;
  let linkEnd = 0;
  rewriteTags(
    html,
    (tag) => {
      if (tag.name === 'a' || tag.name === 'button') {
        if (tag.offset < linkEnd) return;
        pending = tag.name === 'a' ? linkEnds : buttonEnds;
        pending.lastIndex = tag.offset;
        return;
      }
      if (pending !== null) linkEnd = pending.exec(html)?.index ?? 0;
      pending = null;
      starts.push({ offset: tag.offset, level: Number(tag.name[1]), id: tag.get('id'), linked: tag.offset < linkEnd });
    },
    headingTags,
  );
  return starts;
}

const linkEnds = /<\/a\s*>/gi;
const buttonEnds = /<\/button\s*>/gi;

function idOf(text: string): string {
  const lower = text.toLowerCase();
  // What GitHub's rule keeps anyway, without its regular expression of a thousand ranges.
  const id = /^[\w\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff -]*$/.test(lower) ? lower.replaceAll(' ', '-') : slug(text);
  if (!/[^-]/.test(id)) return 'section';
  return id.startsWith(reserved) ? `user-${id}` : id;
}

function anchor(id: string, text: string, labels: ArticleLabels): string {
  return `<a class="anchor" href="#${escapeAttribute(encodePath(id))}" aria-label="${escapeAttribute(labels.anchor.replace('{title}', () => text))}"></a>`;
}

/** Offset after the `>` of the start tag at `offset`. */
function tagEnd(html: string, offset: number): number {
  let quote = 0;
  for (let pos = offset; pos < html.length; pos++) {
    const unit = html.charCodeAt(pos);
    if (quote !== 0) {
      if (unit === quote) quote = 0;
    } else if (unit === 0x22 || unit === 0x27) quote = unit;
    else if (unit === 0x3e) return pos + 1;
  }
  return html.length;
}

const closes = [
  '',
  /<\/h1\s*>|<!--/gi,
  /<\/h2\s*>|<!--/gi,
  /<\/h3\s*>|<!--/gi,
  /<\/h4\s*>|<!--/gi,
  /<\/h5\s*>|<!--/gi,
  /<\/h6\s*>|<!--/gi,
] as const;

function closeTag(html: string, level: number, from: number): number {
  // Mostly the next tag is the one.
  const next = html.indexOf('<', from);
  if (next >= 0 && html.startsWith('/h', next + 1) && html.charCodeAt(next + 3) - 0x30 === level && html.charCodeAt(next + 4) === 0x3e)
    return next;
  const close = closes[level as 1 | 2 | 3 | 4 | 5 | 6];
  close.lastIndex = from;
  for (let found = close.exec(html); found !== null; found = close.exec(html)) {
    if (found[0] !== '<!--') return found.index;
    const end = html.indexOf('-->', found.index + 4);
    if (end < 0) return -1;
    close.lastIndex = end;
  }
  return -1;
}

/** A flat list of headings as a tree: each under the nearest one before it of a higher rank. */
function nest(headings: readonly Heading[]): readonly Heading[] {
  const root: Heading[] = [];
  const path: { level: number; children: Heading[] }[] = [{ level: 0, children: root }];
  for (const { level, id, text } of headings) {
    while (path.at(-1)!.level >= level) path.pop();
    const children: Heading[] = [];
    path.at(-1)!.children.push({ level, id, text, children });
    path.push({ level, children });
  }
  return root;
}
