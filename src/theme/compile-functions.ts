// The functions of a compiled template, and the tags that lead from one to another. nunjucks' own call back through a chain of
// others, for something might have to be waited for; here nothing is, and each gives back its text. Before each tag its place is
// noted: nunjucks' error messages have wrong lines or none.
/* oxlint-disable no-underscore-dangle -- the compiler's own methods are named so */
import {
  compiler,
  runtime,
  type BlockNode,
  type CompilerFrame,
  type ExtendsNode,
  type FromImportNode,
  type ImportNode,
  type IncludeNode,
  type Node,
  type RootNode,
  type SuperNode,
} from './nunjucks.js';
import { everyNode } from './tree.js';

export interface Place {
  readonly template: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
}

export class FunctionCompiler extends compiler.Compiler {
  /** Grows by the places of this template. */
  places: Place[] = [];
  template = '';
  /** Does the template extend another? */
  extends = false;

  note(node: Node): number {
    return this.places.push({ template: this.template, line: node.lineno + 1, column: node.colno + 1 }) - 1;
  }

  mark(node: Node): void {
    this._emitLine(`env.here = ${this.note(node)};`);
  }

  override compileRoot(node: RootNode): void {
    const nodes = everyNode(node);
    const blocks = nodes.filter((one): one is BlockNode => one.typename === 'Block');
    const names = blocks.map((block) => block.name.value);
    const twice = names.find((name, at) => names.indexOf(name) !== at);
    if (twice !== undefined) throw new Error(`Block "${twice}" defined more than once.`);
    this.extends = nodes.some(({ typename }) => typename === 'Extends');
    this._emitFuncBegin(node, 'root');
    if (this.extends) this._emitLine('var parentTemplate = null;');
    const frame = new runtime.Frame();
    for (const child of node.children) this.compile(child, frame);
    if (this.extends) this._emitLine('if(parentTemplate !== null) return parentTemplate.root(env, context, frame, runtime);');
    this._emitFuncEnd();
    this.inBlock = true;
    for (const block of blocks) {
      this._emitFuncBegin(block, `b_${block.name.value}`);
      this._emitLine('frame = frame.push(true);');
      this.compile(block.body, new runtime.Frame());
      this._emitFuncEnd();
    }
    this._emitLine(`return { ${[...names.map((name) => `b_${name}`), 'root'].join(', ')} };`);
  }

  override _emitFuncBegin(_node: Node, name: string): void {
    this.buffer = 'output';
    this._emitLine(`function ${name}(env, context, frame, runtime) {\nvar output = "";`);
  }

  override _emitFuncEnd(): void {
    this._emitLine('return output;\n}');
    this.buffer = null;
  }

  /** At the top of a template that extends another they run where that one has them. */
  override compileBlock(node: BlockNode): void {
    if (this.extends && !this.inBlock) this._emit('if(parentTemplate === null) ');
    this._emitLine(`${this.buffer} += context.getBlock(${JSON.stringify(node.name.value)})(env, context, frame, runtime);`);
  }

  override compileSuper({ blockName: { value: name }, symbol: { value: variable } }: SuperNode, frame: CompilerFrame): void {
    const block = `context.getSuper(${JSON.stringify(name)}, b_${name})`;
    this._emitLine(`var ${variable} = runtime.markSafe(${block}(env, context, frame, runtime));`);
    frame.set(variable, variable);
  }

  override compileExtends(node: ExtendsNode, frame: CompilerFrame): void {
    // Never left: what comes after is the parent.
    this.enter(node);
    this._emit('parentTemplate = env.template(');
    this._compileExpression(node.template, frame);
    this._emitLine(`, ${JSON.stringify(this.template)});\ncontext.addBlocks(parentTemplate.blocks);`);
  }

  override compileInclude(node: IncludeNode, frame: CompilerFrame): void {
    this.enter(node);
    this._emit(`${this.buffer} += env.include(`);
    this._compileExpression(node.template, frame);
    this._emitLine(`, ${JSON.stringify(this.template)}, ${node.ignoreMissing === true}, context, frame);`);
    this.leave();
  }

  override compileImport(node: ImportNode, frame: CompilerFrame): void {
    const variable = this.exported(node, frame);
    this.bind(node.target.value, variable, frame);
  }

  override compileFromImport(node: FromImportNode, frame: CompilerFrame): void {
    const exported = this.exported(node, frame);
    for (const one of node.names.children) {
      const [from, to] = one.typename === 'Pair' ? [one.key.value, one.value.value] : [one.value, one.value];
      const variable = this._tmpid();
      this._emitLine(`if(!Object.hasOwn(${exported}, "${from}")) throw new Error("cannot import '${from}'");`);
      this._emitLine(`var ${variable} = ${exported}["${from}"];`);
      this.bind(to, variable, frame);
    }
  }

  /** The variable that holds what a template exports. */
  private exported(node: ImportNode | FromImportNode, frame: CompilerFrame): string {
    const variable = this._tmpid();
    this.enter(node);
    this._emit(`var ${variable} = env.exportsOf(`);
    this._compileExpression(node.template, frame);
    this._emitLine(`, ${JSON.stringify(this.template)}${node.withContext === true ? ', context, frame' : ''});`);
    this.leave();
    return variable;
  }

  private bind(name: string, variable: string, frame: CompilerFrame): void {
    frame.set(name, variable);
    this._emitLine(`${frame.parent ? 'frame.set' : 'context.setVariable'}("${name}", ${variable});`);
  }

  private enter(node: Node): void {
    const index = this.note(node);
    this._emitLine(`env.here = ${index};\nenv.enter(${index});`);
  }

  private leave(): void {
    this._emitLine('env.trail.pop();');
  }
}
