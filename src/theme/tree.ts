// Small questions to a template's syntax tree: what is in it, where it stands, which templates it names.
import { dirname, join } from 'node:path/posix';
import { at, type Span } from '../diagnostics/diagnostic.js';
import type { ExtendsNode, Node, RootNode } from './nunjucks.js';

export interface ParsedTemplate {
  readonly name: string;
  /** For messages. */
  readonly path: string;
  readonly text: string;
  readonly tree: RootNode;
}

/** The node and everything in it, in the order of the text. */
export function* everyNode(node: Node): Generator<Node> {
  yield node;
  for (const part of partsOf(node)) yield* everyNode(part);
}

export function nodesIn<T extends Node['typename']>(node: Node, type: T): Extract<Node, { typename: T }>[] {
  const found: Extract<Node, { typename: T }>[] = [];
  for (const one of everyNode(node)) if (isType(one, type)) found.push(one);
  return found;
}

function isType<T extends Node['typename']>(node: Node, type: T): node is Extract<Node, { typename: T }> {
  return node.typename === type;
}

/** Direct parts. nunjucks' own `findAll` misses the cases of a switch and the body of a `set` block. */
export function partsOf(node: Node): Node[] {
  return Object.values(node).flat().filter(isNode);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'typename' in value;
}

export function extendsIn({ tree }: ParsedTemplate): ExtendsNode | undefined {
  return nodesIn(tree, 'Extends')[0];
}

/** The template that a tag names in so many words; null if that is decided while rendering. */
export function literalName(node: Node): string | null {
  return node.typename === 'Literal' && typeof node.value === 'string' ? node.value : null;
}

/** Names of templates in includes, parents and imports, as written there. */
export function references(tree: RootNode): string[] {
  const names: string[] = [];
  for (const node of everyNode(tree)) {
    if ('template' in node) names.push(literalName(node.template) ?? '');
  }
  return names.filter((name) => name !== '');
}

/** `./x.njk` and `../x.njk` are relative to the template that says so; all other names begin at the top of the folder. */
export function resolveName(from: string, written: string): string {
  return isRelative(written) ? join(dirname(from), written) : written;
}

export function isRelative(name: string): boolean {
  return name.startsWith('./') || name.startsWith('../');
}

/** `name` as it stands in the text from the node's position on. */
export function spanOf(node: Node, name: string, { path }: ParsedTemplate): Span {
  return at(path, node.lineno + 1, node.colno + 1, node.colno + 1 + name.length);
}

/** How a name is written: `post.date.year`, `terms[0].name`. */
export function writtenAs(node: Node): string {
  switch (node.typename) {
    case 'Symbol':
      return node.value;
    case 'Literal':
      return typeof node.value === 'string' ? `"${node.value}"` : String(node.value);
    case 'LookupVal': {
      const { target, val } = node;
      const name = val.typename === 'Literal' && typeof val.value === 'string' ? `.${val.value}` : `[${writtenAs(val)}]`;
      return writtenAs(target) + name;
    }
    case 'FunCall':
      return `${writtenAs(node.name)}(…)`;
    default:
      return '(…)';
  }
}
