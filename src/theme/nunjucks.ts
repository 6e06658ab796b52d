// The parts of nunjucks 3.2.4 that its published types leave out: syntax tree, parser, compiler. One place where an
// untyped library is given types; every other file of the room works with these.
import library from 'nunjucks';
import transformer from 'nunjucks/src/transformer.js';

/** Positions are those of the library: lines and columns from 0. */
interface At {
  readonly lineno: number;
  readonly colno: number;
}

type Binary = 'In' | 'Or' | 'And' | 'Add' | 'Concat' | 'Sub' | 'Mul' | 'Div' | 'FloorDiv' | 'Mod' | 'Pow';

export interface ListNode extends At {
  readonly typename: 'Root' | 'NodeList' | 'Output' | 'Group' | 'Array' | 'Dict' | 'KeywordArgs';
  readonly children: readonly Node[];
}
export interface SymbolNode extends At {
  readonly typename: 'Symbol';
  readonly value: string;
}
export interface LiteralNode extends At {
  readonly typename: 'Literal' | 'TemplateData';
  readonly value: unknown;
}
export interface LookupNode extends At {
  readonly typename: 'LookupVal';
  readonly target: Node;
  readonly val: Node;
}
export interface CallNode extends At {
  readonly typename: 'FunCall';
  readonly name: Node;
  readonly args: ListNode;
}
export interface FilterNode extends At {
  readonly typename: 'Filter';
  readonly name: SymbolNode;
  readonly args: ListNode;
}
export interface SuperNode extends At {
  readonly typename: 'Super';
  readonly blockName: SymbolNode;
  readonly symbol: SymbolNode;
}
export interface ForNode extends At {
  readonly typename: 'For';
  readonly arr: Node;
  readonly name: Node;
  readonly body: Node;
  readonly else_: Node | null;
}
export interface MacroNode extends At {
  readonly typename: 'Macro';
  readonly name: SymbolNode;
  readonly args: ListNode;
  readonly body: Node;
}
/** The body of a `call` block. */
export interface CallerNode extends At {
  readonly typename: 'Caller';
  readonly args: ListNode;
  readonly body: Node;
}
export interface BlockNode extends At {
  readonly typename: 'Block';
  readonly name: SymbolNode;
  readonly body: Node;
}
export interface SetNode extends At {
  readonly typename: 'Set';
  readonly targets: readonly SymbolNode[];
  readonly value: Node | null;
  readonly body?: Node;
}
export interface IncludeNode extends At {
  readonly typename: 'Include';
  readonly template: Node;
  readonly ignoreMissing: boolean | null;
}
export interface ExtendsNode extends At {
  readonly typename: 'Extends';
  readonly template: Node;
}
export interface ImportNode extends At {
  readonly typename: 'Import';
  readonly template: Node;
  readonly target: SymbolNode;
  readonly withContext: boolean | null;
}
export interface FromImportNode extends At {
  readonly typename: 'FromImport';
  readonly template: Node;
  readonly names: { readonly children: readonly (SymbolNode | PairNode)[] };
  readonly withContext: boolean | null;
}
export interface PairNode extends At {
  readonly typename: 'Pair';
  readonly key: SymbolNode;
  readonly value: SymbolNode;
}
export interface IsNode extends At {
  readonly typename: 'Is';
  readonly left: Node;
  readonly right: SymbolNode | LiteralNode | CallNode;
}

export type Node =
  | ListNode
  | SymbolNode
  | LiteralNode
  | LookupNode
  | CallNode
  | FilterNode
  | ForNode
  | MacroNode
  | CallerNode
  | BlockNode
  | SuperNode
  | SetNode
  | IncludeNode
  | ExtendsNode
  | ImportNode
  | FromImportNode
  | PairNode
  | IsNode
  | (At & { readonly typename: Binary; readonly left: Node; readonly right: Node })
  | (At & { readonly typename: 'Not' | 'Neg' | 'Pos'; readonly target: Node })
  | (At & { readonly typename: 'If' | 'InlineIf'; readonly cond: Node; readonly body: Node; readonly else_: Node | null })
  | (At & { readonly typename: 'Compare'; readonly expr: Node; readonly ops: readonly Node[] })
  | (At & { readonly typename: 'CompareOperand'; readonly expr: Node })
  | (At & { readonly typename: 'Switch'; readonly expr: Node; readonly cases: readonly Node[]; readonly default: Node | null })
  | (At & { readonly typename: 'Case'; readonly cond: Node; readonly body: Node })
  | (At & { readonly typename: 'Capture'; readonly body: Node })
  | (At & { readonly typename: 'IfAsync' | 'AsyncEach' | 'AsyncAll' });

export type RootNode = ListNode;

/** What the compiler knows of names while it compiles. */
export interface CompilerFrame {
  readonly parent?: CompilerFrame;
  /** The variable of the code that holds it, if there is one. */
  lookup(name: string): string | null | undefined;
  set(name: string, variable: string): void;
  push(): CompilerFrame;
}

export interface CompilerBase {
  buffer: string | null;
  /** Not at the top of a template. */
  inBlock: boolean;
  compile(node: Node, frame?: CompilerFrame): void;
  getCode(): string;
  _emit(code: string): void;
  _emitLine(code: string): void;
  _compileExpression(node: Node, frame: CompilerFrame): void;
  _compileAggregate(node: Node, frame: CompilerFrame, start?: string, end?: string): void;
  _getNodeName(node: Node): string;
  _tmpid(): string;
  _emitFuncBegin(node: Node, name: string): void;
  _emitFuncEnd(isDone?: boolean): void;
  _emitLoopBindings(node: Node, array: string, i: string, length: string): void;
  compileLiteral(node: Node): void;
  compileSymbol(node: SymbolNode, frame: CompilerFrame): void;
  compileLookupVal(node: LookupNode, frame: CompilerFrame): void;
  compileOutput(node: Node, frame: CompilerFrame): void;
  compileRoot(node: RootNode): void;
  compileFor(node: ForNode, frame: CompilerFrame): void;
  compileIf(node: Node, frame: CompilerFrame): void;
  compileSet(node: Node, frame: CompilerFrame): void;
  compileSwitch(node: Node, frame: CompilerFrame): void;
  compileCapture(node: Node, frame: CompilerFrame): void;
  compileFunCall(node: Node, frame: CompilerFrame): void;
  compileFilter(node: Node, frame: CompilerFrame): void;
  compileInclude(node: IncludeNode, frame: CompilerFrame): void;
  compileBlock(node: BlockNode, frame: CompilerFrame): void;
  compileSuper(node: SuperNode, frame: CompilerFrame): void;
  compileExtends(node: ExtendsNode, frame: CompilerFrame): void;
  compileImport(node: ImportNode, frame: CompilerFrame): void;
  compileFromImport(node: FromImportNode, frame: CompilerFrame): void;
}

/** The functions of one compiled template: `root`, and `b_NAME` for each block. */
export type Compiled = Readonly<Record<string, unknown>>;

export interface Environment {
  readonly globals: Record<string, unknown>;
  readonly filters: Record<string, unknown>;
  readonly tests: Record<string, unknown>;
  addFilter(name: string, filter: (this: FilterThis, ...args: never[]) => unknown): unknown;
  addGlobal(name: string, value: unknown): unknown;
}

/** `this` of a filter: the variables of the template that is being rendered. */
export interface FilterThis {
  lookup(name: string): unknown;
}

interface Nunjucks {
  /** Here it only holds filters, tests and functions: what runs templates is `run.ts`. */
  readonly Environment: new (loaders: readonly never[], options: { autoescape: boolean; dev: boolean }) => Environment;
  readonly parser: { parse(text: string): RootNode };
  readonly compiler: { readonly Compiler: new (name: string, throwOnUndefined: boolean) => CompilerBase };
  readonly runtime: {
    readonly SafeString: new (html: string) => { readonly length: number; toString(): string };
    /** The compiler's own. */
    readonly Frame: new () => CompilerFrame;
    suppressValue(value: unknown, autoescape: boolean): string;
  };
}

const typed = library as unknown as Nunjucks;

export const { Environment, parser, compiler, runtime } = typed;

export const transform = (transformer as unknown as { transform(tree: RootNode, asyncFilters: readonly string[]): RootNode }).transform;

// HTML that is marked as safe is text when it is data: `{{ post | json }}`.
Object.defineProperty(runtime.SafeString.prototype, 'toJSON', {
  value(this: { toString(): string }) {
    return this.toString();
  },
});

/** HTML that autoescape leaves as it is. */
export function safe(html: string): object {
  return new runtime.SafeString(html);
}

export function isSafe(value: unknown): value is { toString(): string } {
  return value instanceof runtime.SafeString;
}
