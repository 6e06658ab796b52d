// A few tags in posts that come from Jekyll, Hexo or Hugo stand for plain Markdown: addresses, and blocks of code. They are read as
// what they stand for, by a fixed table, line for line and not in code. Nothing is run: whatever else stands in braces is
// text, and for tags that is said.
import type { SourcePath } from '../model/paths.js';
import type { Notice } from './context.js';

export interface Imported {
  /** With as many lines as before. */
  readonly body: string;
  readonly notices: readonly Notice[];
}

/** `source`: of the post. */
export function importTags(body: string, source: SourcePath, isMarkdown: boolean): Imported {
  const hasOthers = otherTags.some((tag) => body.includes(tag));
  if (!hasOthers && !body.includes('{%') && !body.includes('{{')) return { body, notices: [] };
  const notices: Notice[] = [];
  const lines = body.split('\n');
  const ends = endsOf(lines);
  let fence: string | null = null;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    if (fence !== null) {
      if (fenceEnd.exec(line)?.[1]!.startsWith(fence) === true) fence = null;
      continue;
    }
    const opened = isMarkdown ? fenceAt(line) : undefined;
    if (opened !== undefined) fence = opened;
    if (opened !== undefined || isIndented.test(line)) continue;
    if (hasOthers) noteLeft(otherInText, at);
    if (!line.includes('{')) continue;
    const block = isMarkdown ? blockAt(line) : null;
    const end = block === null ? undefined : ends(block.name, at);
    if (block !== null && end !== undefined) {
      const marks = '`'.repeat(longestRun(lines, at, end) + 1);
      notices.push(read(block.tag, at));
      lines[at] = block.indent + marks + block.info;
      lines[end] = block.indent + marks;
      at = end;
      continue;
    }
    const isCode = codeIn(line);
    lines[at] = line.replace(addresses, (whole, before: string, tags: string, offset: number) => {
      const found = isCode(offset) ? null : addressOf(tags, source);
      if (found === null) return whole;
      notices.push(read(tags, at));
      const isAll = /^[)"'\s>]?$/.test(line.charAt(offset + whole.length));
      return before + (found === '' && isAll ? '/' : found);
    });
    noteLeft(tagInText, at);
  }
  return { body: lines.join('\n'), notices };

  function noteLeft(tags: RegExp, at: number): void {
    const left = tags.exec(lines[at]!);
    if (left !== null && !codeIn(lines[at]!)(left.index))
      notices.push({ code: 'template-tag-text', data: { tag: left[0], count: 1 }, line: at });
  }
}

function read(tag: string, line: number): Notice {
  return { code: 'template-tag-read', data: { tag: tag.trim(), count: 1 }, line };
}

const fenceStart = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})/;
/** With as many marks as at its start, or more. */
const fenceEnd = /^[ \t>]*(`{3,}|~{3,})[ \t]*$/;

/** The marks of a fence that begins here. Behind backticks there are no more of them: else it is code within the line. */
function fenceAt(line: string): string | undefined {
  const [start = '', marks] = fenceStart.exec(line) ?? [];
  return marks?.startsWith('`') === true && line.includes('`', start.length) ? undefined : marks;
}

/** Perhaps code, and then to be left alone. */
const isIndented = /^(?: {4}|\t)/;
const tagInText = /\{%-?\s{0,3}[a-z]\w{0,30}[^%]{0,60}%\}|\{\{[<%]\s{0,3}\/?\s?[a-z][\w-]{0,30}[^}]{0,60}\}\}/;

/** Links of a wiki (Obsidian) and tags of WordPress: text, too. `[[toc]]` is a mark that is taken out. */
const otherTags = ['[[', '[caption', '[gallery', '[sourcecode', '[youtube'];
const otherInText =
  /!?\[\[(?!toc\]|TOC\])(?=[^\s[\]]*\p{L})[^[\]]{1,100}\]\](?!\()|\[(?:caption|gallery|sourcecode|youtube)(?:\s[^\]]{1,200})?\](?![(:[])/u;

/** Where tags stand for an address: link, image, definition, attribute. */
const addresses = /(\]\([ \t]*<?|^ {0,3}\[[^\]]{1,999}\]:[ \t]*<?|\b(?:href|src|poster)\s*=\s*["']?)((?:\{\{[^{}]*\}\}|\{%[^{}]*%\})+)/g;

/** Is a place of the line between backticks? To be asked from left to right. */
function codeIn(line: string): (offset: number) => boolean {
  let next = line.indexOf('`');
  let isCode = false;
  return (offset) => {
    for (; next >= 0 && next < offset; next = line.indexOf('`', next + 1)) isCode = !isCode;
    return isCode;
  };
}

interface Block {
  readonly name: string;
  readonly tag: string;
  readonly indent: string;
  /** Language and `numbers`, as they stand behind a fence. */
  readonly info: string;
}

const liquidBlock = /^([ \t]*)(\{%-?\s*(highlight|codeblock)\b([^%]*?)-?%\})\s*$/;
const hugoBlock = /^([ \t]*)(\{\{[<%]\s*highlight\s+([^>%}]*)[>%]\}\})\s*$/;
const blockEnd = /^[ \t]*(?:\{%-?\s*end(highlight|codeblock)\s*-?%\}|\{\{[<%]\s*\/\s*highlight\s*[>%]\}\})\s*$/;

function blockAt(line: string): Block | null {
  const [, indent, tag, kind, said] = liquidBlock.exec(line) ?? [];
  if (indent !== undefined && tag !== undefined) {
    const wanted = kind === 'codeblock' ? /\blang:([\w+#.-]+)/.exec(said!)?.[1] : /^\s*([\w+#.-]+)/.exec(said!)?.[1];
    const numbers = /\blinenos\b/.test(said!) ? ' numbers' : '';
    return { name: kind!, tag, indent, info: wanted === undefined ? '' : wanted + numbers };
  }
  const [, before, whole, options] = hugoBlock.exec(line) ?? [];
  if (before === undefined || whole === undefined) return null;
  return { name: 'hugo', tag: whole, indent: before, info: /^["']?([\w+#.-]+)/.exec(options!)?.[1] ?? '' };
}

/** The next line after one on which a block of a name ends. To be asked from top to bottom. */
function endsOf(lines: readonly string[]): (name: string, after: number) => number | undefined {
  const ends = new Map<string, number[]>();
  for (let at = lines.length - 1; at >= 0; at--) {
    const found = lines[at]!.includes('{') ? blockEnd.exec(lines[at]!) : null;
    if (found === null) continue;
    const name = found[1] ?? 'hugo';
    const known = ends.get(name);
    if (known === undefined) ends.set(name, [at]);
    else known.push(at);
  }
  return (name, after) => {
    const left = ends.get(name) ?? [];
    while (left.length > 0 && left.at(-1)! <= after) left.pop();
    return left.at(-1);
  };
}

/** Of backticks; two at least. */
function longestRun(lines: readonly string[], from: number, to: number): number {
  let longest = 2;
  for (let at = from; at < to; at++) for (const [run] of lines[at]!.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}

/** null: one of them stands for no address. */
function addressOf(tags: string, source: SourcePath): string | null {
  const parts = [...tags.matchAll(/\{[{%]-?\s*([^{}]*?)\s*-?[}%]\}/g)].map(([whole, inside]) => partOf(whole, inside!, source));
  return parts.includes(null) ? null : parts.join('');
}

function partOf(whole: string, inside: string, source: SourcePath): string | null {
  if (whole.startsWith('{%')) {
    const [, tag, target] = /^(link|post_url|post_path|asset_path)\s+(\S+)$/.exec(inside) ?? [];
    if (tag === undefined || target === undefined) return null;
    if (tag === 'asset_path') return target;
    return tag === 'link' ? fromFolder(source, target) : fromFolder(source, `_posts/${target}.md`);
  }
  if (/^site\.(?:baseurl|url|github\.url)$/.test(inside)) return '';
  const [, , path, filters] = /^(["'])([^"']*)\1\s*((?:\|[^|]*)*)$/.exec(inside) ?? [];
  if (path !== undefined && filters !== undefined)
    return /^(?:\|\s*(?:relative_url|absolute_url|prepend:\s*site\.(?:baseurl|url))\s*)+$/.test(filters) ? rooted(path) : null;
  const target = /^[<%]\s*(?:rel)?ref\s+["']?([^"'\s<>]+)["']?\s*[>%]?$/.exec(inside)?.[1];
  if (target === undefined) return null;
  return /\.(?:md|markdown)(?:#|$)/.test(target) && target.includes('/') ? fromFolder(source, target) : target;
}

function rooted(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}

/** Jekyll's `_posts/a.md` and Hugo's `posts/a.md` are posts, what stands elsewhere is a page. */
function fromFolder(source: SourcePath, target: string): string {
  const up = '../'.repeat(source.split('/').length - 1);
  const path = target.replace(/^\//, '');
  const post = /^(?:_?posts?|blog)\/(.*)$/.exec(path)?.[1];
  return up + (post === undefined ? `pages/${path}` : `posts/${post}`);
}
