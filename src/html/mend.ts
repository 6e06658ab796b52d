// Second half of `repair`: the parser's tree → a tree that is valid inside `<article>`. Every rule works on one element
// whose children are mended already, and gives the nodes that stand in its place.
import { blockElements, inlineElements, lineMark, lists, neutral, tailMark, textBlocks } from './elements.js';
import { distribute, liftBlocks } from './inline.js';
import { mendDescriptions, mendList, wrapOrphans } from './lists.js';
import { mendAttributes } from './mend-attributes.js';
import { attribute, removed, rename, renameObsolete, unwrapped } from './obsolete.js';
import type { NoteElement } from './obsolete.js';
import type { ChangeKind } from './repair.js';
import { isElement, isHtml } from './serialize.js';
import type { Element, Node, Parent } from './serialize.js';
import { isBlank, isBlock, newElement, setChildren, textContent } from './tree.js';

export interface Mending {
  readonly note: NoteElement;
  /** Remembers on which line an element stands: its own, or that of the last tag before it that knew. */
  readonly enter: (element: Element) => void;
  /** The ids that are taken, each with the number that the next element of this id tries first. */
  readonly ids: Map<string, number>;
  /** How many elements may still be made by putting inline elements into blocks. */
  budget: number;
}

/** Deeper elements are flattened to their text: no reader sees them, and no stack holds them. */
const maxDepth = 500;

export function mend(root: Parent, note: (kind: ChangeKind, line: number, text: string) => void): void {
  const lines = new Map<Element, number>();
  let line = 1;
  const mending: Mending = {
    note: (kind, element, text) => note(kind, lines.get(element) ?? line, text),
    enter: (element) => {
      const mark = element.attrs[0]?.name === lineMark ? element.attrs.shift() : undefined;
      if (mark !== undefined) line = Number(mark.value);
      lines.set(element, line);
    },
    ids: new Map(),
    budget: 20_000,
  };
  setChildren(root, wrapOrphans(mendNodes(root.childNodes, mending, 0, true), '', mending));
}

/** `flow`: blocks may stand among them. */
function mendNodes(nodes: readonly Node[], mending: Mending, depth: number, flow: boolean): Node[] {
  const mended: Node[] = [];
  for (const node of nodes) {
    if (!isElement(node)) mended.push(node);
    else if (node.tagName === tailMark) wrapTail(mended, flow);
    else for (const other of mendElement(node, mending, depth)) mended.push(other);
  }
  mended.forEach((node, i) => {
    if (isElement(node) && node.tagName === neutral) rename(node, flow && standsAlone(mended, i) ? 'div' : 'span');
  });
  return mended;
}

/** The text after the last block becomes a paragraph. */
function wrapTail(nodes: Node[], flow: boolean): void {
  const start = nodes.findLastIndex(isBlock) + 1;
  if (!flow || nodes.slice(start).every(isBlank)) return;
  nodes.push(newElement('p', nodes.splice(start)));
}

/** Between blocks, not in a line of text. */
function standsAlone(nodes: readonly Node[], at: number): boolean {
  let before = at - 1;
  while (before >= 0 && isBlank(nodes[before]!)) before--;
  let after = at + 1;
  while (after < nodes.length && isBlank(nodes[after]!)) after++;
  return (before < 0 || isBlock(nodes[before]!)) && (after >= nodes.length || isBlock(nodes[after]!));
}

function mendElement(element: Element, mending: Mending, depth: number): readonly Node[] {
  mending.enter(element);
  if (!isHtml(element)) return [mendForeign(element)];
  if (element.tagName === 'template') return [mendTemplate(element)];
  if (depth > maxDepth) return [textContent(element)];
  const { note } = mending;
  const written = element.tagName;
  if (isRemoved(element)) {
    note('not-in-article', element, `<${element.tagName}>`);
    return [];
  }
  renameObsolete(element, note);
  if ((element.tagName === 'rt' || element.tagName === 'rp') && !isPartOfRuby(element)) rename(element, 'span');
  mendAttributes(element, mending);
  if (element.tagName === 'noscript') return [mendNoscript(element)];
  setChildren(element, mendNodes(element.childNodes, mending, depth + 1, isFlow(element.tagName)));
  if (unwrapped.has(element.tagName)) {
    note('obsolete-element', element, `<${element.tagName}>`);
    return element.childNodes;
  }
  return placeChildren(element, written, mending);
}

/** What the children of an element may be decides what becomes of it. */
function placeChildren(element: Element, written: string, mending: Mending): readonly Node[] {
  const { tagName } = element;
  if (lists.has(tagName)) return mendList(element, mending);
  if (tagName === 'dl') return mendDescriptions(element, mending);
  if (tagName === neutral) return settle(element, mending);
  if (inlineElements.has(tagName)) return element.childNodes.some(isBlock) ? distribute(element, written, mending) : [element];
  if (tagName === 'a' && element.childNodes.some(isItem)) return distribute(element, written, mending);
  if (textBlocks.has(tagName)) return element.childNodes.some(isBlock) ? liftBlocks(element, mending) : [element];
  if (tagName === 'tr' && !element.childNodes.some(isElement)) return [];
  if (tagName === 'details') summaryFirst(element);
  // `<div>` may group the parts of a `<dl>`
  if (tagName === 'div' && element.parentNode !== null && 'tagName' in element.parentNode && element.parentNode.tagName === 'dl')
    return [element];
  if (isFlow(tagName)) setChildren(element, wrapOrphans(element.childNodes, tagName, mending));
  return [element];
}

function isFlow(name: string): boolean {
  return blockElements.has(name) && !textBlocks.has(name) && !lists.has(name) && !tableParts.has(name);
}

const tableParts: ReadonlySet<string> = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr', 'colgroup']);

function isItem(node: Node): boolean {
  return isElement(node) && /^(?:li|dt|dd)$/.test(node.tagName);
}

function isRemoved(element: Element): boolean {
  if (element.tagName === 'link')
    return !/(?:^|\s)(?:stylesheet|preload|modulepreload|prefetch|preconnect|dns-prefetch)(?:\s|$)/i.test(attribute(element, 'rel') ?? '');
  if (element.tagName === 'meta') return attribute(element, 'itemprop') === null || attribute(element, 'http-equiv') !== null;
  return removed.has(element.tagName);
}

/** Deeper inside, a reader would close everything in between. */
function isPartOfRuby({ parentNode: parent }: Element): boolean {
  return parent !== null && 'tagName' in parent && (parent.tagName === 'ruby' || parent.tagName === 'rtc');
}

/** An unknown element that holds blocks is a block; else its neighbours decide. */
function settle(element: Element, mending: Mending): readonly Node[] {
  if (element.childNodes.some(isBlock)) rename(element, 'div');
  element.attrs = element.attrs.filter(({ name }) => /^(?:id|class|style|title|lang|dir|data-[a-z0-9-]+)$/.test(name));
  if (element.tagName === 'div') setChildren(element, wrapOrphans(element.childNodes, 'div', mending));
  return [element];
}

/** Drawings and formulas stay as they are; but HTML may stand in them, and what of it is the page's own may not. */
function mendForeign(root: Element): Element {
  const open: Element[] = [root];
  for (let parent = open.pop(); parent !== undefined; parent = open.pop()) {
    parent.attrs = parent.attrs.filter(({ name }) => !/["'<=]/.test(name));
    parent.childNodes = parent.childNodes.filter(
      (node) => !isElement(node) || !(node.tagName === tailMark || (isHtml(node) && isRemoved(node))),
    );
    for (const node of parent.childNodes) {
      if (!isElement(node)) continue;
      if (isHtml(node) && node.tagName === 'main') rename(node, 'div');
      // In the title of a drawing no one looks for tags, so `lowerHeadings` would not find it.
      else if (isHtml(node) && node.tagName === 'h1') rename(node, 'h2');
      // Nothing ends it, not even the drawing.
      else if (isHtml(node) && node.tagName === 'plaintext') rename(node, 'pre');
      if (isHtml(node) && node.tagName === 'noscript') mendNoscript(node);
      else if (isHtml(node) && node.tagName === 'template') mendTemplate(node);
      else open.push(node);
    }
  }
  return root;
}

/** With scripts on, a reader takes it as raw text, without them as elements: it must be the same for both. */
function mendNoscript(element: Element): Element {
  const open: Element[] = [element];
  for (let parent = open.pop(); parent !== undefined; parent = open.pop()) {
    parent.childNodes = parent.childNodes.filter((node) => !('data' in node) && !(isElement(node) && notForNoscript.test(node.tagName)));
    for (const node of parent.childNodes) if (isElement(node)) open.push(node);
  }
  return element;
}

const notForNoscript = /^(?:script|style|template|iframe|noembed|noframes|noscript|svg|math|xmp)$/;

/** What a script may copy from it later is its own matter, but every reader must find its end. */
function mendTemplate(template: Element): Element {
  const open: Parent[] = [template];
  for (let parent = open.pop(); parent !== undefined; parent = open.pop()) {
    const { childNodes } = 'content' in parent ? parent.content : parent;
    for (const node of childNodes) {
      if (!isElement(node)) continue;
      if (node.tagName === 'plaintext') rename(node, 'pre');
      if (node.tagName === 'noscript') mendNoscript(node);
      else open.push(node);
    }
  }
  return template;
}

function summaryFirst(details: Element): void {
  const at = details.childNodes.findIndex((node) => isElement(node) && node.tagName === 'summary');
  if (at > 0) details.childNodes.unshift(...details.childNodes.splice(at, 1));
}
