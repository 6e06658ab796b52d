// Blocks inside inline elements: `<b>text <div>…</div></b>`, `<h2><p>…</p></h2>`. The blocks stay, the inline element goes
// into them, so that it looks as before.
import { headings } from './elements.js';
import type { Mending } from './mend.js';
import { addStyle, rename } from './obsolete.js';
import { isElement } from './serialize.js';
import type { Element, Node } from './serialize.js';
import { cloneOf, isBlank, isBlock, newText, runsOf, setChildren } from './tree.js';

const formatting: ReadonlySet<string> = new Set(
  'a abbr b bdi bdo cite code data dfn em i kbd mark q s samp small strong sub sup time u var'.split(' '),
);

/** They cannot be taken apart. */
const controls: ReadonlySet<string> = new Set(['button', 'label', 'meter', 'output', 'progress']);

/** An inline element that holds blocks → the same around each run of text; `<span>` and what only groups becomes `<div>`. */
export function distribute(element: Element, written: string, mending: Mending): readonly Node[] {
  if (controls.has(element.tagName)) return [element];
  // a renamed one is reported already
  if (written === element.tagName) mending.note('block-in-text', element, `<${written}>`);
  const size = countElements(element);
  const items = element.childNodes.some((node) => isElement(node) && /^(?:li|dt|dd)$/.test(node.tagName));
  if (mending.budget < size || !(formatting.has(element.tagName) || items)) {
    rename(element, 'div');
    return [element];
  }
  if (element.tagName === 'span' && element.attrs.length === 0) return element.childNodes;
  mending.budget -= size;
  return distributeOver(element, element.childNodes, { used: false });
}

function countElements(element: Element): number {
  let count = 0;
  const open: Element[] = [element];
  for (let parent = open.pop(); parent !== undefined; parent = open.pop()) {
    for (const node of parent.childNodes) {
      count++;
      if (isElement(node)) open.push(node);
    }
  }
  return count;
}

function distributeOver(element: Element, nodes: readonly Node[], first: { used: boolean }): Node[] {
  const placed: Node[] = [];
  for (const run of runsOf(nodes)) {
    const node = run[0]!;
    if (isBlock(node) && isElement(node)) {
      if (node.tagName !== 'hr' && node.tagName !== 'colgroup') setChildren(node, distributeOver(element, node.childNodes, first));
      placed.push(node);
    } else if (run.every(isBlank)) {
      for (const one of run) placed.push(one);
    } else {
      const clone = cloneOf(element, run);
      if (!first.used) clone.attrs = element.attrs;
      first.used = true;
      placed.push(clone);
    }
  }
  return placed;
}

/** A heading, `<p>`, `<pre>` or `<summary>` that holds blocks: simple ones become its text, others stand after it. */
export function liftBlocks(element: Element, mending: Mending): readonly Node[] {
  mending.note('block-in-text', element, `<${element.tagName}>`);
  const isPre = element.tagName === 'pre';
  const last = element.childNodes.length - 1;
  setChildren(
    element,
    element.childNodes.flatMap((node, i) =>
      isSimple(node) ? [...node.childNodes, ...(i < last ? [newText(isPre ? '\n' : ' ')] : [])] : [node],
    ),
  );
  if (!element.childNodes.some(isBlock)) return [element];
  if (isPre || !(headings.has(element.tagName) || element.tagName === 'p')) {
    rename(element, 'div');
    if (isPre) addStyle(element, 'white-space: pre-wrap; font-family: monospace');
    return [element];
  }
  const first = { used: false };
  return runsOf(element.childNodes).flatMap((run) => {
    if (isBlock(run[0]!) || run.every(isBlank)) return run;
    const piece = cloneOf(element, run);
    if (!first.used) piece.attrs = element.attrs;
    first.used = true;
    return [piece];
  });
}

/** A block of text without blocks in it. */
function isSimple(node: Node): node is Element {
  return isElement(node) && /^(?:p|div|h[1-6]|section)$/.test(node.tagName) && !node.childNodes.some(isBlock);
}
