// Lists that hold more than items, and items without a list.
import { lists } from './elements.js';
import type { Mending } from './mend.js';
import { rename } from './obsolete.js';
import { isElement } from './serialize.js';
import type { Element, Node } from './serialize.js';
import { isBlank, isBlock, newElement, newText, runsOf, setChildren } from './tree.js';

const noMarker = 'list-style: none';

/**
 * `<ul>` and `<ol>`. Text before the first item goes before the list, text after the last one after it; everything else
 * belongs to the item before it, where a browser shows it too. A list without items stays as one item without a mark.
 */
export function mendList(list: Element, mending: Mending): readonly Node[] {
  if (list.childNodes.every(isListChild)) return [list];
  const runs = runsOf(list.childNodes);
  const nested = runs.some((run) => isList(run[0]!));
  mending.note(nested ? 'nested-list' : 'list-content', list, `<${list.tagName}>`);
  const last = runs.findLastIndex((run) => isItem(run[0]!));
  if (last < 0 && !nested) {
    setChildren(list, [newElement('li', list.childNodes, noMarker)]);
    return [list];
  }
  const parts = placeRuns(runs, last);
  setChildren(list, parts.items);
  return [...parts.before, list, ...parts.after];
}

interface Parts {
  readonly before: Node[];
  readonly items: Node[];
  readonly after: Node[];
}

function placeRuns(runs: readonly (readonly Node[])[], last: number): Parts {
  const parts: Parts = { before: [], items: [], after: [] };
  let item: Element | null = null;
  let loose = false;
  runs.forEach((run, index) => {
    const node = run[0]!;
    const block = isBlock(node);
    if (run.every(isListChild)) {
      for (const one of run) parts.items.push(one);
      if (isItem(node)) item = node;
    } else if (parts.after.length > 0) parts.after.push(block ? node : newElement('p', trimmed(run)));
    else if (item !== null && (block || index < last || loose)) {
      if (!block) loose = true;
      setChildren(item, [...item.childNodes, block ? node : newElement('div', trimmed(run))]);
    } else if (item !== null) parts.after.push(newElement('p', trimmed(run)));
    else if (isList(node)) parts.items.push((item = newElement('li', [node], noMarker)));
    else parts.before.push(block ? node : newElement('p', trimmed(run)));
  });
  return parts;
}

/** `<dl>`: groups of names and descriptions; everything else is a description. */
export function mendDescriptions(list: Element, mending: Mending): readonly Node[] {
  const parts: Node[] = [];
  for (const run of runsOf(list.childNodes)) {
    const node = run[0]!;
    if (run.every((one) => isBlank(one) || isScript(one)) || isGroup(node)) {
      for (const one of run) parts.push(one);
    } else {
      mending.note('list-content', list, '<dl>');
      if (isItem(node)) rename(node, 'dd');
      parts.push(isItem(node) ? node : newElement('dd', isBlock(node) ? run : trimmed(run)));
    }
  }
  setChildren(list, completed(parts));
  return [list];
}

/** A description needs a name before it, and a name a description. */
function completed(parts: readonly Node[]): readonly Node[] {
  const elements = parts.filter((node): node is Element => isElement(node) && /^(?:dt|dd|div)$/.test(node.tagName));
  const before = elements[0]?.tagName === 'dd' ? [newElement('dt', [])] : [];
  const after = elements.at(-1)?.tagName === 'dt' ? [newElement('dd', [])] : [];
  return before.length + after.length === 0 ? parts : [...before, ...parts, ...after];
}

/** Items straight in a block get a list; a caption or summary in the wrong place becomes a block of text. */
export function wrapOrphans(nodes: readonly Node[], parent: string, mending: Mending): readonly Node[] {
  if (!nodes.some((node) => isElement(node) && orphans.has(node.tagName))) return nodes;
  const placed: Node[] = [];
  let items: Node[] = [];
  let name = '';
  const flush = (): void => {
    if (name === '') return;
    const end = items.findLastIndex((node) => !isBlank(node)) + 1;
    const list = newElement(name, items.slice(0, end));
    if (name === 'dl') mendDescriptions(list, mending);
    placed.push(list);
    for (const blank of items.slice(end)) placed.push(blank);
    [name, items] = ['', []];
  };
  for (const node of nodes) {
    const wanted = !isElement(node) ? '' : node.tagName === 'li' ? 'ul' : node.tagName === 'dt' || node.tagName === 'dd' ? 'dl' : '';
    if (wanted !== '' && isElement(node)) {
      if (name !== wanted) flush();
      if (name === '') mending.note('list-item', node, `<${node.tagName}>`);
      name = wanted;
      items.push(node);
    } else if (name !== '' && isBlank(node)) items.push(node);
    else {
      flush();
      if (isElement(node) && parentOf[node.tagName] !== undefined && parentOf[node.tagName] !== parent) rename(node, 'div');
      placed.push(node);
    }
  }
  flush();
  return placed;
}

const parentOf: Readonly<Record<string, string>> = { summary: 'details', figcaption: 'figure', legend: 'fieldset' };
const orphans: ReadonlySet<string> = new Set(['li', 'dt', 'dd', ...Object.keys(parentOf)]);

function isItem(node: Node): node is Element {
  return isElement(node) && node.tagName === 'li';
}

function isList(node: Node): boolean {
  return isElement(node) && lists.has(node.tagName);
}

function isScript(node: Node): boolean {
  return isElement(node) && (node.tagName === 'script' || node.tagName === 'template');
}

function isListChild(node: Node): boolean {
  return isItem(node) || isBlank(node) || isScript(node);
}

function isGroup(node: Node): boolean {
  return isElement(node) && /^(?:dt|dd|div)$/.test(node.tagName);
}

/** Without white space at either end. */
function trimmed(run: readonly Node[]): readonly Node[] {
  const nodes = [...run];
  const first = nodes[0]!;
  if ('value' in first) nodes[0] = newText(first.value.trimStart());
  const last = nodes.at(-1)!;
  if ('value' in last) nodes[nodes.length - 1] = newText(last.value.trimEnd());
  return nodes;
}
