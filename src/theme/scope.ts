// What the check carries along while it walks templates: names in reach, the place, and where to put what it finds.
import type { CodeData } from '../diagnostics/codes.js';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.js';
import type { BlockNode, CallNode, MacroNode, Node } from './nunjucks.js';
import { partsOf, type ParsedTemplate } from './tree.js';
import { either, type Type } from './types.js';

/** Names in reach, as nunjucks' frames. Grows while a template is walked: `set` and `import` add to it. */
export interface Scope {
  readonly names: Map<string, Type>;
  readonly outer: Scope | null;
  /** Names that are not known may be there all the same. */
  readonly open: boolean;
}

/** What templates may name besides their data. */
export interface Known {
  readonly filters: ReadonlySet<string>;
  readonly tests: ReadonlySet<string>;
  readonly functions: ReadonlySet<string>;
  readonly texts: ReadonlySet<string>;
  readonly assets: ReadonlySet<string>;
  /** Names of all templates, also of those that could not be parsed. */
  readonly templates: ReadonlySet<string>;
}

/** One template being walked in one place. */
export interface Visit {
  readonly template: ParsedTemplate;
  /** Names at the top of the template: what macros see. */
  readonly root: Scope;
  readonly scope: Scope;
  /** Definitions of each block, the most derived first. */
  readonly blocks: ReadonlyMap<string, readonly PlacedBlock[]>;
  /** What `super()` still has below it; null outside of blocks. */
  readonly below: readonly PlacedBlock[] | null;
  /** The tags that led here. */
  readonly chain: readonly Span[];
  /** An import without context: the data of the page is out of reach. */
  readonly bare: boolean;
}

export interface PlacedBlock {
  readonly block: BlockNode;
  readonly template: ParsedTemplate;
}

export type NameFault = CodeData['template-unknown-name'];

export interface Checker {
  readonly known: Known;
  readonly templates: ReadonlyMap<string, ParsedTemplate>;
  /** One judgement on a name in one visit; null: it is right. */
  judge(span: Span, visit: Visit, fault: NameFault | null): void;
  /** For what is wrong wherever it is used. */
  report(fault: Diagnostic): void;
  walk(node: Node, visit: Visit): void;
  enter(template: ParsedTemplate, visit: Visit): void;
  /** Notes a macro; gives its type. */
  define(node: MacroNode, visit: Visit): Type;
  /** The type of a macro that a template has. */
  macro(template: ParsedTemplate, name: string): Type;
  /** Walks the macro of this type with what it is called with; `types`: of the values that are given. */
  call(type: Type, node: CallNode, types: ReadonlyMap<Node, Type>, visit: Visit): void;
  runBlock(definitions: readonly PlacedBlock[], visit: Visit): void;
}

export function scopeOf(names: ReadonlyMap<string, Type>, open = false): Scope {
  return { names: new Map(names), outer: null, open };
}

export function childOf(outer: Scope): Scope {
  return { names: new Map(), outer, open: outer.open };
}

export function lookup(scope: Scope, name: string): Type | null {
  for (let at: Scope | null = scope; at !== null; at = at.outer) {
    const type = at.names.get(name);
    if (type !== undefined) return type === unset ? 'any' : type;
  }
  return scope.open ? 'any' : null;
}

/** `set`: into the name that is in reach, else a new one. Two kinds of value make one of which nothing is known. */
export function assign(scope: Scope, name: string, type: Type): void {
  for (let at: Scope | null = scope; at !== null; at = at.outer) {
    const before = at.names.get(name);
    if (before === undefined) continue;
    at.names.set(name, before === unset ? type : either(before, type));
    return;
  }
  scope.names.set(name, type);
}

/** Names that a body sets somewhere are there in all of it: a loop may read what its last round has set. */
export function hoist(body: Node, scope: Scope): void {
  for (const name of namesSetIn(body)) if (lookup(scope, name) === null || scope.open) scope.names.set(name, unset);
}

export function namesOf(scope: Scope): string[] {
  return [...scope.names.keys(), ...(scope.outer === null ? [] : namesOf(scope.outer))];
}

/** Two scopes with one signature give the same judgements. */
export function signature(scope: Scope): string {
  const names = new Set(namesOf(scope));
  return `${scope.open} ${[...names]
    .sort()
    .map((name) => `${name}:${lookup(scope, name)}`)
    .join(' ')}`;
}

const unset = 'unset';

function namesSetIn(node: Node): string[] {
  switch (node.typename) {
    case 'Set':
      return node.targets.map((target) => target.value);
    case 'Import':
      return [node.target.value];
    case 'FromImport':
      return node.names.children.map((name) => (name.typename === 'Pair' ? name.value.value : name.value));
    case 'Macro':
      return [node.name.value];
    case 'Block':
      return [];
    default:
      return partsOf(node).flatMap(namesSetIn);
  }
}

/** Names that a template gives to those who import it. */
export function exportsOf({ tree }: ParsedTemplate): string[] {
  return namesSetIn(tree).filter((name) => !name.startsWith('_'));
}
