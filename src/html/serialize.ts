// A tree of the parser → HTML that the parser reads as the same tree. Not recursive: a tree may be deep.
import type { DefaultTreeAdapterTypes } from 'parse5';
import { lineMark, voidElements } from './elements.js';

export type Node = DefaultTreeAdapterTypes.ChildNode;
export type Parent = DefaultTreeAdapterTypes.ParentNode;
export type Element = DefaultTreeAdapterTypes.Element;

export function isElement(node: Node): node is Element {
  return 'tagName' in node;
}

/** Of HTML itself, not of SVG or MathML. */
export function isHtml(element: Element): boolean {
  return element.namespaceURI === 'http://www.w3.org/1999/xhtml';
}

export function serialize(root: Parent): string {
  const above: { nodes: readonly Node[]; index: number; end: string }[] = [];
  let nodes: readonly Node[] = root.childNodes;
  let index = 0;
  let html = '';
  for (;;) {
    const node = nodes[index++];
    if (node === undefined) {
      const parent = above.pop();
      if (parent === undefined) return html;
      html += parent.end;
      ({ nodes, index } = parent);
    } else if (isElement(node)) {
      html += `<${node.tagName}${attributes(node)}>`;
      if (isHtml(node) && voidElements.has(node.tagName)) continue;
      above.push({ nodes, index, end: `</${node.tagName}>` });
      nodes = 'content' in node ? (node as DefaultTreeAdapterTypes.Template).content.childNodes : node.childNodes;
      index = 0;
      // The parser drops a line break that follows these tags.
      const first = nodes[0];
      if ((node.tagName === 'pre' || node.tagName === 'textarea') && first !== undefined && 'value' in first && /^[\n\r]/.test(first.value))
        html += '\n';
    } else if ('value' in node) html += isRaw(node.parentNode) ? node.value : escapeText(node.value);
    else if ('data' in node) html += `<!--${node.data}-->`;
  }
}

function isRaw(parent: Parent | null): boolean {
  return parent !== null && 'tagName' in parent && isHtml(parent) && /^(?:script|style|xmp|iframe|noembed|noframes)$/.test(parent.tagName);
}

/** `&#1;` is read as a control character, and HTML can hold none. */
const forbidden = /[\0-\x08\v\x0e-\x1f\x7f-\x9f]/g;

function escapeText(text: string): string {
  if (!/[&<>\u00a0\0-\x08\v\r\x0e-\x1f\x7f-\x9f]/.test(text)) return text;
  return text
    .replace(forbidden, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\u00a0', '&nbsp;')
    .replaceAll('\r', '\n');
}

function attributes(element: Element): string {
  let html = '';
  for (const { prefix, name, value } of element.attrs) {
    if (name === lineMark) continue;
    const full = prefix === undefined || prefix === '' || prefix === name ? name : `${prefix}:${name}`;
    html += value === '' ? ` ${full}=""` : ` ${full}="${escapeText(value).replaceAll('"', '&quot;')}"`;
  }
  return html;
}
