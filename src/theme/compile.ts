// Syntax tree → JavaScript, by nunjucks' own compiler taught to write what a person would: functions that give back their text
// (`compile-functions.ts`), names looked up straight where it can be told what they mean, loops without frames where nobody else
// asks for their variables. It leaves the article's HTML out of its string building.
// What compiled code asks for while it runs is in `run.ts`; `environment.ts` reads its notes when a template throws.
/* oxlint-disable no-underscore-dangle -- the compiler's own methods are named so */
import { FunctionCompiler, type Place } from './compile-functions.js';
import {
  transform,
  type CallNode,
  type Compiled,
  type CompilerFrame,
  type FilterNode,
  type ForNode,
  type LookupNode,
  type Node,
  type RootNode,
  type SymbolNode,
} from './nunjucks.js';
import { everyNode } from './tree.js';

export type { Place } from './compile-functions.js';

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
  const read = `var v = o[${JSON.stringify(property)}]; return typeof v === 'function' ? runtime.method(o, v) : v;`;
  return `function ${name}(runtime, o) { if (o === undefined || o === null) return undefined; ${read} }\n`;
}

/** Templates are code of the site's owner; this is how nunjucks itself runs them. */
export function madeOf(code: string): Compiled {
  const make = new Function(code) as () => Compiled;
  return make();
}

class TracingCompiler extends FunctionCompiler {
  bound: ReadonlySet<string> = new Set();
  /** For each name of a property a function of its own that gets it: one for all names would look each up anew. */
  readonly getters = new Map<string, string>();
  /** Depth of `{% set %}…` and `{% filter %}…` blocks, where the article's text itself is wanted. */
  captured = 0;

  override compileSymbol(node: SymbolNode, frame: CompilerFrame): void {
    if (frame.lookup(node.value) || this.bound.has(node.value)) super.compileSymbol(node, frame);
    else this._emit(`context.ctx[${JSON.stringify(node.value)}]`);
  }

  override compileLookupVal(node: LookupNode, frame: CompilerFrame): void {
    if (node.val.typename !== 'Literal' || typeof node.val.value !== 'string') return super.compileLookupVal(node, frame);
    this._emit(`${this.getter(node.val.value)}(runtime, `);
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

  /** A loop of which nobody else sees the variables needs no frame for them. */
  override compileFor(node: ForNode, outer: CompilerFrame): void {
    this.mark(node);
    if (!isPrivate(node)) return super.compileFor(node, outer);
    const [list, length, i, item, loop] = [this._tmpid(), this._tmpid(), this._tmpid(), this._tmpid(), this._tmpid()];
    const frame = outer.push();
    const inner = frame.push();
    this._emit(`var ${list} = `);
    this._compileExpression(node.arr, frame);
    this._emitLine(`;\nif(${list}) {\n${list} = runtime.fromIterator(${list});\nvar ${length} = ${list}.length;`);
    this._emitLine(`for(var ${i} = 0; ${i} < ${list}.length; ${i}++) {\nvar ${item} = ${list}[${i}];`);
    frame.set((node.name as SymbolNode).value, item);
    inner.set('loop', loop);
    if (mentions(node.body, 'loop')) this._emitLine(`var ${loop} = ${loopCode(i, length)};`);
    this.compile(node.body, inner);
    this._emitLine('}\n}');
    if (node.else_ === null) return;
    this._emitLine(`if(!${length}) {`);
    this.compile(node.else_, frame);
    this._emitLine('}');
  }

  /** All of `loop` at once: nunjucks sets seven names one by one, which is most of the cost of a loop. */
  override _emitLoopBindings(_node: Node, _array: string, i: string, length: string): void {
    this._emitLine(`frame.set("loop", ${loopCode(i, length)});`);
  }

  override compileIf(node: Node, frame: CompilerFrame): void {
    this.mark(node);
    super.compileIf(node, frame);
  }

  // The check refuses them: nothing is waited for.
  compileIfAsync(): void {}
  compileAsyncEach(): void {}
  compileAsyncAll(): void {}

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
    this._emit(`(env.here = ${this.note(node)}, env.filters[${JSON.stringify(node.name.value)}].call(context, `);
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
}

function loopCode(i: string, length: string): string {
  const counts = `index: ${i} + 1, index0: ${i}, revindex: ${length} - ${i}, revindex0: ${length} - ${i} - 1`;
  return `{ ${counts}, first: ${i} === 0, last: ${i} === ${length} - 1, length: ${length} }`;
}

/** Nothing in it hands its variables on to other templates, blocks or macros, or gives a name a value. */
function isPrivate(loop: ForNode): boolean {
  return everyNode(loop).every((node) => {
    if (node.typename === 'For') return node.name.typename === 'Symbol' && node.name.value !== 'loop';
    return !open.has(node.typename);
  });
}

const open: ReadonlySet<Node['typename']> = new Set([
  'Include',
  'Import',
  'FromImport',
  'Extends',
  'Block',
  'Super',
  'Set',
  'Macro',
  'Caller',
]);

function mentions(body: Node, name: string): boolean {
  return everyNode(body).some((node) => node.typename === 'Symbol' && node.value === name);
}
