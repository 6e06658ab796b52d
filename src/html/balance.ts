// Is this fragment certainly sound, so that it can be put into `<article>` as it is? Runs over every post, so it is
// written for speed: one pass over character codes, no tokens, no tree. What it does not know is doubtful, not wrong.
import { classAloneEnd, isLetter, isSpace } from './scan.js';

/**
 * True only if the fragment is certainly well-formed and valid inside `<article>`; anything doubtful is false and goes
 * through `repair`, which changes nothing that is sound. An `<h1>` is not doubtful: see `lowerHeadings`.
 */
export function isBalanced(fragment: string): boolean {
  if (fragment.includes('\0')) return false;
  const stack: Element[] = [];
  const ids = new Set<string>();
  let parent = root;
  let links = 0;
  let at = 0;
  for (;;) {
    const from = at;
    at = fragment.indexOf('<', from);
    if (parent.holds < text && !isBlank(fragment, from, at < 0 ? fragment.length : at)) return false;
    if (at < 0) return stack.length === 0;
    const next = fragment.charCodeAt(at + 1);
    if (next === 47) {
      if (!fragment.startsWith(parent.end, at + 2)) return false;
      at += 2 + parent.end.length;
      if (parent.name === 'a') links--;
      stack.pop();
      parent = stack.length === 0 ? root : stack[stack.length - 1]!;
    } else if (next === 33) {
      at = commentEnd(fragment, at);
      if (at < 0) return false;
    } else {
      const element = elementAt(fragment, at + 1);
      if (element === undefined || !isAllowed(element, parent) || stack.length >= maxDepth) return false;
      const name = at + 1 + element.name.length;
      at = classAloneEnd(fragment, name);
      if (at < 0) at = attributesEnd(fragment, name, element, ids);
      if (at < 0) return false;
      if (element.holds === raw) {
        at = rawEnd(fragment, at, element);
        if (at < 0) return false;
      } else if (element.holds !== nothing) {
        if (element.name === 'a' && links++ > 0) return false;
        if (element.name === 'details' && !beginsWithSummary(fragment, at)) return false;
        stack.push(element);
        // `<a>` holds what the element around it may hold.
        parent = element.name === 'a' && parent.holds === flow ? flowLink : element;
        if (parent === flowLink) stack[stack.length - 1] = flowLink;
      }
    }
  }
}

const maxDepth = 200;

// What an element holds. From `text` on, text is allowed between its children.
const nothing = 0;
const raw = 1;
const items = 2;
const text = 3;
const flow = 4;

interface Element {
  readonly name: string;
  /** What must follow `</`. */
  readonly end: string;
  readonly holds: number;
  readonly block: boolean;
  /** The only parents it may have, if it is not free. */
  readonly parents: readonly string[] | null;
  readonly attributes: ReadonlySet<string> | null;
}

const root: Element = { name: '', end: '\0', holds: flow, block: true, parents: null, attributes: null };

const elements = new Map<string, Element>();
define('p pre h1 h2 h3 h4 h5 h6', text, true);
define('div blockquote section article aside nav header footer figure details', flow, true);
define('ul ol', items, true);
define('table', items, true);
define('hr', nothing, true);
define('li', flow, true, ['ul', 'ol']);
define('thead tbody tfoot', items, true, ['table']);
define('tr', items, true, ['thead', 'tbody', 'tfoot']);
define('th td', flow, true, ['tr']);
define('figcaption', flow, true, ['figure']);
define('summary', text, true, ['details']);
define('a abbr b bdi bdo cite code del dfn em i ins kbd label mark q s samp small span strong sub sup time u var', text, false);
define('br img input wbr', nothing, false);
define('script style iframe', raw, false);
const flowLink: Element = { ...elements.get('a')!, holds: flow };

function define(names: string, holds: number, block: boolean, parents: readonly string[] | null = null): void {
  for (const name of names.split(' '))
    elements.set(name, { name, end: `${name}>`, holds, block, parents, attributes: ownAttributes(name) });
}

function ownAttributes(name: string): ReadonlySet<string> | null {
  const own: Readonly<Record<string, string>> = {
    a: 'href target rel download hreflang',
    img: 'src alt width height loading decoding srcset sizes fetchpriority crossorigin referrerpolicy',
    input: 'type checked disabled',
    script: 'src async defer type integrity crossorigin nomodule',
    iframe: 'src width height allow allowfullscreen loading sandbox srcdoc referrerpolicy name',
    ol: 'start reversed type',
    li: 'value',
    td: 'colspan rowspan headers',
    th: 'colspan rowspan headers scope abbr',
    blockquote: 'cite',
    q: 'cite',
    details: 'open name',
    time: 'datetime',
    label: 'for',
    style: 'media',
  };
  return own[name] === undefined ? null : new Set(own[name].split(' '));
}

function isAllowed(element: Element, parent: Element): boolean {
  if (element.parents !== null) return element.parents.includes(parent.name);
  return element.block ? parent.holds === flow : parent.holds >= text;
}

function elementAt(html: string, from: number): Element | undefined {
  let end = from;
  for (let code = html.charCodeAt(end); (code >= 97 && code <= 122) || (code >= 48 && code <= 57); code = html.charCodeAt(end)) end++;
  return elements.get(html.slice(from, end));
}

function isBlank(html: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isSpace(html.charCodeAt(at))) return false;
  return true;
}

function commentEnd(html: string, at: number): number {
  if (!html.startsWith('<!--', at) || html.startsWith('>', at + 4) || html.startsWith('->', at + 4)) return -1;
  const end = html.indexOf('--', at + 4);
  return end >= 0 && html.startsWith('>', end + 2) ? end + 3 : -1;
}

/** What is not plainly `</script>`, or holds a comment that may hide it, is doubtful. */
function rawEnd(html: string, from: number, element: Element): number {
  const end = html.indexOf('</', from);
  if (end < 0 || !html.startsWith(element.end, end + 2)) return -1;
  const comment = html.indexOf('<', from);
  return comment < end ? -1 : end + 2 + element.end.length;
}

function beginsWithSummary(html: string, from: number): boolean {
  let at = from;
  while (isSpace(html.charCodeAt(at))) at++;
  return html.startsWith('<summary>', at) || html.startsWith('<summary ', at);
}

const globalAttributes: ReadonlySet<string> = new Set(['class', 'id', 'title', 'style', 'lang', 'dir', 'role', 'tabindex', 'hidden']);

/** The index after the tag's `>`, or -1 if an attribute is doubtful. */
function attributesEnd(html: string, from: number, element: Element, ids: Set<string>): number {
  let at = from;
  let seen: string[] | null = null;
  for (;;) {
    const before = at;
    while (isSpace(html.charCodeAt(at))) at++;
    const code = html.charCodeAt(at);
    if (code === 62) break;
    if (code === 47 && element.holds === nothing && html.charCodeAt(at + 1) === 62) {
      at++;
      break;
    }
    if (before === at || !isLetter(code)) return -1;
    const name = html.slice(at, (at = attributeNameEnd(html, at)));
    if (!isKnownAttribute(name, element)) return -1;
    if (seen === null) seen = [name];
    else if (seen.length > 15 || seen.includes(name)) return -1;
    else seen.push(name);
    if (html.charCodeAt(at) !== 61) {
      if (name === 'id' || name === 'src' || name === 'width' || name === 'height') return -1;
      continue;
    }
    const start = valueStart(html, ++at);
    at = valueEnd(html, at);
    if (at < 0 || !isSoundValue(html, name, start, start > 0 && isQuote(html.charCodeAt(start - 1)) ? at - 1 : at, ids)) return -1;
  }
  if (element.name === 'img' && !(seen !== null && seen.includes('alt') && seen.includes('src'))) return -1;
  return at + 1;
}

function attributeNameEnd(html: string, from: number): number {
  let at = from;
  for (let code = html.charCodeAt(at); (code >= 97 && code <= 122) || code === 45; code = html.charCodeAt(at)) at++;
  return at;
}

function isKnownAttribute(name: string, element: Element): boolean {
  if (globalAttributes.has(name) || (element.attributes !== null && element.attributes.has(name))) return true;
  return (name.startsWith('data-') || name.startsWith('aria-') || name.startsWith('on')) && name.length > 5;
}

function isQuote(code: number): boolean {
  return code === 34 || code === 39;
}

function valueStart(html: string, at: number): number {
  return isQuote(html.charCodeAt(at)) ? at + 1 : at;
}

/** After the closing quote, or after an unquoted value of simple characters. */
function valueEnd(html: string, from: number): number {
  if (isQuote(html.charCodeAt(from))) {
    const close = html.indexOf(html.charAt(from), from + 1);
    return close < 0 ? -1 : close + 1;
  }
  let at = from;
  for (let code = html.charCodeAt(at); code > 32 && code !== 62; code = html.charCodeAt(at)) {
    if (code === 34 || code === 39 || code === 60 || code === 61 || code === 96) return -1;
    at++;
  }
  return at === from ? -1 : at;
}

function isSoundValue(html: string, name: string, start: number, end: number, ids: Set<string>): boolean {
  if (name === 'id') {
    const id = html.slice(start, end);
    if (id === '' || /[\s&]/.test(id) || ids.has(id)) return false;
    ids.add(id);
  } else if (name === 'width' || name === 'height') return /^\d+$/.test(html.slice(start, end));
  return true;
}
