// Small questions to a template's syntax tree: what is in it, where it stands, which templates it names.
import { dirname, join } from 'node:path/posix';
import { at, type Span } from '../diagnostics/diagnostic.js';
import type { BlockNode, ExtendsNode, Node, RootNode } from './nunjucks.js';

export interface ParsedTemplate {
  readonly name: string;
  /** For messages. */
  readonly path: string;
  readonly text: string;
  readonly tree: RootNode;
  readonly blocks: readonly BlockNode[];
  /** Blocks inside of other blocks of this template: they run where those run. */
  readonly inner: ReadonlySet<BlockNode>;
  /** The `extends` tag. */
  readonly parent: ExtendsNode | undefined;
  /** Templates that it names in so many words. */
  readonly parts: readonly string[];
}

/** What is asked of a tree again and again, gathered once. */
export function describe(name: string, path: string, text: string, tree: RootNode): ParsedTemplate {
  const nodes = everyNode(tree);
  const blocks = nodes.filter((node): node is BlockNode => node.typename === 'Block');
  const inner = new Set(blocks.flatMap((block) => everyNode(block.body).filter((node): node is BlockNode => node.typename === 'Block')));
  const parent = nodes.find((node): node is ExtendsNode => node.typename === 'Extends');
  const parts = nodes.flatMap((node) => {
    const written = 'template' in node ? literalName(node.template) : null;
    return written === null ? [] : [resolveName(name, written)];
  });
  return { name, path, text, tree, blocks, inner, parent, parts };
}

/** The node and everything in it, in the order of the text. */
export function everyNode(node: Node, all: Node[] = []): Node[] {
  all.push(node);
  for (const part of partsOf(node)) everyNode(part, all);
  return all;
}

/** Direct parts. nunjucks' own `findAll` misses the cases of a switch and the body of a `set` block. */
export function partsOf(node: Node): Node[] {
  const parts: Node[] = [];
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) parts.push(...value.filter(isNode));
    else if (isNode(value)) parts.push(value);
  }
  return parts;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'typename' in value;
}

/** Names that some tag of the template gives a value to: they may be found in a frame, all others only in the data of the page. */
export function namesBoundIn(tree: RootNode): string[] {
  return everyNode(tree).flatMap((node): string[] => {
    switch (node.typename) {
      case 'For':
        return ['loop', ...symbolsIn(node.name)];
      case 'Set':
        return node.targets.map(({ value }) => value);
      case 'Macro':
        return ['caller', node.name.value, ...symbolsIn(node.args)];
      case 'Caller':
        return symbolsIn(node.args);
      case 'Import':
        return [node.target.value];
      case 'FromImport':
        return node.names.children.flatMap((name) => symbolsIn(name));
      default:
        return [];
    }
  });
}

/** Too many where defaults of arguments name others, which costs nothing. */
function symbolsIn(node: Node): string[] {
  return everyNode(node).flatMap((one) => (one.typename === 'Symbol' ? [one.value] : []));
}

/** The template that a tag names in so many words; null if that is decided while rendering. */
export function literalName(node: Node): string | null {
  return node.typename === 'Literal' && typeof node.value === 'string' ? node.value : null;
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
