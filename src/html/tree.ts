// Small questions and changes to the parser's tree.
import { defaultTreeAdapter, html as standard } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { blockElements } from './elements.js';
import { isElement, isHtml } from './serialize.js';
import type { Element, Node, Parent } from './serialize.js';

export function setChildren(parent: Parent, nodes: readonly Node[]): void {
  parent.childNodes = [...nodes];
  for (const node of nodes) node.parentNode = parent;
}

export function newElement(name: string, children: readonly Node[], style: string | null = null): Element {
  const element = defaultTreeAdapter.createElement(name, standard.NS.HTML, style === null ? [] : [{ name: 'style', value: style }]);
  setChildren(element, children);
  return element;
}

/** The same element without its children; an id can be had only once. */
export function cloneOf(element: Element, children: readonly Node[]): Element {
  const clone = newElement(element.tagName, children);
  clone.attrs = element.attrs.filter(({ name }) => name !== 'id').map((one) => ({ ...one }));
  return clone;
}

export function newText(value: string): Node {
  return { nodeName: '#text', value, parentNode: null } satisfies DefaultTreeAdapterTypes.TextNode;
}

/** White space or a comment. */
export function isBlank(node: Node): boolean {
  return 'value' in node ? !/[^\t\n\f\r ]/.test(node.value) : !isElement(node);
}

/** Cannot stand in a line of text. `<a>`, `<ins>` and the like are what they hold. */
export function isBlock(node: Node): boolean {
  if (!isElement(node) || !isHtml(node)) return false;
  return blockElements.has(node.tagName) || (transparent.has(node.tagName) && node.childNodes.some(isBlock));
}

const transparent: ReadonlySet<string> = new Set(['a', 'ins', 'del', 'map', 'object', 'video', 'audio', 'canvas', 'noscript', 'slot']);

/** Blocks one by one, what stands between them in runs. Runs of white space only are left with what follows. */
export function runsOf(nodes: readonly Node[]): (readonly Node[])[] {
  const runs: Node[][] = [];
  let run: Node[] | null = null;
  for (const node of nodes) {
    if (isBlock(node)) {
      runs.push([node]);
      run = null;
    } else if (run === null) runs.push((run = [node]));
    else run.push(node);
  }
  return runs;
}

/** All text below, without recursion. */
export function textContent(element: Element): Node {
  let text = '';
  const open: Node[] = [element];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if ('value' in node) text += node.value;
    else if (isElement(node)) for (let i = node.childNodes.length - 1; i >= 0; i--) open.push(node.childNodes[i]!);
  }
  return newText(text);
}
