// Syntax tree → JavaScript, by nunjucks' own compiler taught three things: to note where it is before each statement and
// call (its error messages have wrong lines or none), to leave the article's HTML out of its string building, and to look
// names up straight where it can.
// What the compiled code writes into is `Trace`; `environment.ts` reads it when a template throws.
/* oxlint-disable no-underscore-dangle -- the compiler's own methods are named so */
import {
  compiler,
  transform,
  type CallNode,
  type Compiled,
  type CompilerFrame,
  type FilterNode,
  type IncludeNode,
  type LookupNode,
  type Node,
  type RootNode,
  type SymbolNode,
} from './nunjucks.js';

export interface Place {
  readonly template: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
}

/** Lives on the environment while templates run: compiled code says `env.here = 12`. */
export interface Trace {
  /** Index of the place reached last. */
  here: number;
  /** Indexes of the includes, imports and extends that led there. */
  readonly trail: number[];
  /** Adds to the trail; throws where it has become too long to end. */
  enter(place: number): void;
  /** What `{{ … }}` writes. */
  print(value: unknown): unknown;
}

/** A tree of categories may include itself for each level; what goes on beyond this never ends. */
export const mostNested = 200;

/**
 * Throws what the compiler throws. `places` grows by the places of this template. `bound`: names that may mean something
 * else than the data of the page, in whatever template: functions of the environment, and what tags give a value to.
 */
export function compileTemplate(name: string, tree: RootNode, places: Place[], bound: ReadonlySet<string>): string {
  const writer = new TracingCompiler(name, false);
  writer.places = places;
  writer.template = name;
  writer.bound = bound;
  writer.compile(transform(tree, []));
  return [...writer.getters].map(getterCode).join('') + writer.getCode();
}

/** As `runtime.memberLookup`: nothing of nothing, and a method keeps the object that it is of. */
function getterCode([property, name]: readonly [string, string]): string {
  const value = `o[${JSON.stringify(property)}]`;
  const method = `function () { return ${value}.apply(o, arguments); }`;
  const found = `typeof ${value} === 'function' ? ${method} : ${value}`;
  return `function ${name}(o) { return o === undefined || o === null ? undefined : ${found}; }\n`;
}

/** Templates are code of the site's owner; this is how nunjucks itself runs them. */
export function madeOf(code: string): Compiled {
  const make = new Function(code) as () => Compiled;
  return make();
}

class TracingCompiler extends compiler.Compiler {
  places: Place[] = [];
  template = '';
  bound: ReadonlySet<string> = new Set();
  /** For each name of a property a function of its own that gets it: one for all names would look each up anew. */
  readonly getters = new Map<string, string>();
  /** Depth of `{% set %}…` and `{% filter %}…` blocks, where the article's text itself is wanted. */
  captured = 0;

  note(node: Node): number {
    return this.places.push({ template: this.template, line: node.lineno + 1, column: node.colno + 1 }) - 1;
  }

  mark(node: Node): void {
    this._emitLine(`env.here = ${this.note(node)};`);
  }

  override compileSymbol(node: SymbolNode, frame: CompilerFrame): void {
    if (frame.lookup(node.value) || this.bound.has(node.value)) super.compileSymbol(node, frame);
    else this._emit(`context.ctx[${JSON.stringify(node.value)}]`);
  }

  override compileLookupVal(node: LookupNode, frame: CompilerFrame): void {
    if (node.val.typename !== 'Literal' || typeof node.val.value !== 'string') return super.compileLookupVal(node, frame);
    this._emit(`${this.getter(node.val.value)}(`);
    this._compileExpression(node.target, frame);
    this._emit(')');
  }

  getter(property: string): string {
    let name = this.getters.get(property);
    if (name === undefined) this.getters.set(property, (name = `get_${this.getters.size}`));
    return name;
  }

  override compileOutput(node: Extract<Node, { children: readonly Node[] }>, frame: CompilerFrame): void {
    for (const child of node.children) {
      if (child.typename === 'TemplateData') {
        if (child.value === '') continue;
        this._emit(`${this.buffer} += `);
        this.compileLiteral(child);
        this._emitLine(';');
      } else {
        this.mark(child);
        this._emit(`${this.buffer} += ${this.captured > 0 ? 'runtime.suppressValue' : 'env.print'}(`);
        this.compile(child, frame);
        this._emitLine(', true);');
      }
    }
  }

  override compileFor(node: Node, frame: CompilerFrame): void {
    this.mark(node);
    super.compileFor(node, frame);
  }

  /** All of `loop` at once: nunjucks sets seven names one by one, which is most of the cost of a loop. */
  override _emitLoopBindings(_node: Node, _array: string, i: string, length: string): void {
    const counts = `index: ${i} + 1, index0: ${i}, revindex: ${length} - ${i}, revindex0: ${length} - ${i} - 1`;
    this._emitLine(`frame.set("loop", { ${counts}, first: ${i} === 0, last: ${i} === ${length} - 1, length: ${length} });`);
  }

  override compileIf(node: Node, frame: CompilerFrame): void {
    this.mark(node);
    super.compileIf(node, frame);
  }

  override compileSet(node: Node, frame: CompilerFrame): void {
    this.mark(node);
    super.compileSet(node, frame);
  }

  override compileSwitch(node: Node, frame: CompilerFrame): void {
    this.mark(node);
    super.compileSwitch(node, frame);
  }

  override compileFunCall(node: CallNode, frame: CompilerFrame): void {
    this._emit(`(env.here = ${this.note(node.name)}, runtime.callWrap(`);
    this._compileExpression(node.name, frame);
    this._emit(`, ${JSON.stringify(this._getNodeName(node.name))}, context, `);
    this._compileAggregate(node.args, frame, '[', ']');
    this._emit('))');
  }

  override compileFilter(node: FilterNode, frame: CompilerFrame): void {
    this._emit(`(env.here = ${this.note(node)}, env.getFilter(${JSON.stringify(node.name.value)}).call(context, `);
    this._compileAggregate(node.args, frame);
    this._emit('))');
  }

  /** What a `{% set %}…` or `{% filter %}…` block holds was escaped when it was written into it: not twice. */
  override compileCapture(node: Node, frame: CompilerFrame): void {
    this.captured++;
    this._emit('runtime.markSafe(');
    super.compileCapture(node, frame);
    this._emit(')');
    this.captured--;
  }

  /** Straight, where nunjucks makes a chain of six functions of it: nothing is waited for. */
  override compileInclude(node: IncludeNode, frame: CompilerFrame): void {
    this.enter(node);
    this._emit(`${this.buffer} += env.getTemplate(`);
    this._compileExpression(node.template, frame);
    this._emitLine(`, false, ${JSON.stringify(this.template)}, ${node.ignoreMissing === true}).render(context.getVariables(), frame);`);
    this.leave();
  }

  override compileImport(node: Node, frame: CompilerFrame): void {
    this.enter(node);
    super.compileImport(node, frame);
    this.leave();
  }

  override compileFromImport(node: Node, frame: CompilerFrame): void {
    this.enter(node);
    super.compileFromImport(node, frame);
    this.leave();
  }

  override compileExtends(node: Node, frame: CompilerFrame): void {
    // Never left: what comes after is the parent.
    this.enter(node);
    super.compileExtends(node, frame);
  }

  enter(node: Node): void {
    const index = this.note(node);
    this._emitLine(`env.here = ${index};`);
    this._emitLine(`env.enter(${index});`);
  }

  /** Of an import: runs in the callback that it ended in. */
  leave(): void {
    this._emitLine('env.trail.pop();');
  }
}
