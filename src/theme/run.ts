// Compiled templates at work: variables, blocks, and the way from one template to another. All is as nunjucks does it with its
// own frames and contexts, oddities too (a test compares them), but straight: nothing is waited for, so what a function
// writes it gives back, and what few templates do (giving names a value, filling blocks of others) costs the others nothing.
import { runtime as library, type Compiled, type Environment } from './nunjucks.js';

/** `env` of compiled code: where it notes what it does, and what it asks for. */
export interface Run {
  /** Index of the place reached last. */
  here: number;
  /** Indexes of the includes, imports and extends that led there. */
  readonly trail: number[];
  /** Adds to the trail; throws where it has become too long to end. */
  enter(place: number): void;
  /** What `{{ … }}` writes. */
  print(value: unknown): unknown;
  readonly filters: Environment['filters'];
  getTest(name: string): unknown;
  /** The template that a tag of another one names. */
  template(name: unknown, from: string): Template;
  include(name: unknown, from: string, mayMiss: boolean, context: Context, frame: Frame): string;
  /** Macros and values of a template that is imported: `with context`, or without. */
  exportsOf(name: unknown, from: string, context?: Context, frame?: Frame): Readonly<Record<string, unknown>>;
}

/** A tree of categories may include itself for each level; what goes on beyond this never ends. */
export const mostNested = 200;

type Render = (env: Run, context: Context, frame: Frame, runtime: object) => string;

export interface Template {
  readonly root: Render;
  /** Under each name the definitions of a block, the most derived first: of one template there is one. */
  readonly blocks: Blocks;
}

type Blocks = ReadonlyMap<string, readonly Render[]>;

/** `find`: the template of a resolved name, if there is one. */
export function openRun(
  environment: Environment,
  print: Run['print'],
  find: (name: string, from: string) => Template | undefined,
): Run & { render(name: string, data: Variables): string } {
  const run: Run = {
    here: -1,
    trail: [],
    enter(place) {
      if (run.trail.push(place) > mostNested) throw new Error('nested too deep');
    },
    print,
    filters: environment.filters,
    getTest: (name) => environment.tests[name],
    template: (name, from) => found(name, from)!,
    include(name, from, mayMiss, context, frame) {
      const template = found(name, from, mayMiss);
      return template === null ? '' : start(template, context.ctx, frame.push(true));
    },
    exportsOf(name, from, context, frame) {
      const { root, blocks } = found(name, from)!;
      const inner = new Context(context?.ctx ?? {}, blocks, environment);
      const top = frame?.push() ?? new Frame();
      top.topLevel = true;
      root(run, inner, top, compiledRuntime);
      return inner.getExported();
    },
  };

  function found(name: unknown, from: string, mayMiss = false): Template | null {
    if (typeof name !== 'string') throw new Error(`template names must be a string: ${String(name)}`);
    const template = find(name, from);
    if (template === undefined && !mayMiss) throw new Error(`template not found: ${name}`);
    return template ?? null;
  }

  function start({ root, blocks }: Template, data: Variables, frame: Frame): string {
    frame.topLevel = true;
    return root(run, new Context(data, blocks, environment), frame, compiledRuntime);
  }

  return Object.assign(run, { render: (name: string, data: Variables) => start(found(name, '')!, data, new Frame()) });
}

/** From the functions of compiled code: `root`, and `b_NAME` for each block. */
export function templateOf(code: Compiled): Template {
  const blocks = Object.keys(code).filter((name) => name.startsWith('b_'));
  return { root: code['root'] as Render, blocks: new Map(blocks.map((name) => [name.slice(2), [code[name] as Render]])) };
}

type Variables = Readonly<Record<string, unknown>>;

/** Data of the page, and what the top of a template has given a value to; a copy from then on. */
class Context {
  private isOwn = false;
  private readonly exported: string[] = [];

  constructor(
    public ctx: Variables,
    private blocks: Blocks,
    /** nunjucks' own filters look for it. */
    readonly env: Environment,
  ) {}

  lookup(name: string): unknown {
    const value = this.ctx[name];
    return value === undefined && name in this.env.globals && !(name in this.ctx) ? this.env.globals[name] : value;
  }

  setVariable(name: string, value: unknown): void {
    if (!this.isOwn) this.ctx = { ...this.ctx };
    this.isOwn = true;
    (this.ctx as Record<string, unknown>)[name] = value;
  }

  addBlocks(blocks: Blocks): void {
    const all = new Map(this.blocks);
    for (const [name, definitions] of blocks) all.set(name, [...(all.get(name) ?? []), ...definitions]);
    this.blocks = all;
  }

  getBlock(name: string): Render {
    const block = this.blocks.get(name);
    if (block === undefined) throw new Error(`unknown block "${name}"`);
    return block[0]!;
  }

  getSuper(name: string, block: Render): Render {
    const definitions = this.blocks.get(name) ?? [];
    const at = definitions.indexOf(block);
    const next = definitions[at + 1];
    if (at < 0 || next === undefined) throw new Error(`no super block available for "${name}"`);
    return next;
  }

  addExport(name: string): void {
    this.exported.push(name);
  }

  getExported(): Variables {
    return Object.fromEntries(this.exported.map((name) => [name, this.ctx[name]]));
  }
}

interface Binding {
  readonly name: string;
  value: unknown;
  readonly next: Binding | null;
}

/** Names with a value, within those around it. Most frames have none. */
class Frame {
  topLevel = false;
  private first: Binding | null = null;

  constructor(
    private readonly parent: Frame | null = null,
    /** What is set in here is not set further out. */
    private readonly isolateWrites = false,
  ) {}

  push(isolateWrites = false): Frame {
    return new Frame(this, isolateWrites);
  }

  pop(): Frame | null {
    return this.parent;
  }

  lookup(name: string): unknown {
    return this.holder(name)?.binding(name)!.value;
  }

  /** `resolveUp`: where it has a value already. */
  set(name: string, value: unknown, resolveUp = false): void {
    // Isolated is only what is set in this frame itself, not in one within it; templates may count on it.
    const frame = !resolveUp || (this.isolateWrites && this.binding(name) === null) ? this : (this.holder(name) ?? this);
    const known = frame.any(name);
    if (known === null) frame.first = { name, value, next: frame.first };
    else known.value = value;
  }

  private holder(name: string): Frame | null {
    return this.binding(name) === null ? (this.parent?.holder(name) ?? null) : this;
  }

  /** A name without a value is not there. */
  private binding(name: string): Binding | null {
    const found = this.any(name);
    return found === null || found.value === undefined ? null : found;
  }

  private any(name: string): Binding | null {
    let one = this.first;
    while (one !== null && one.name !== name) one = one.next;
    return one;
  }
}

/** `runtime` of compiled code. */
const compiledRuntime = {
  ...library,
  Frame,
  contextOrFrameLookup(context: Context, frame: Frame, name: string): unknown {
    const value = frame.lookup(name);
    return value === undefined ? context.lookup(name) : value;
  },
  /** A method keeps the object that it is of. */
  method(object: object, method: (...args: never[]) => unknown): unknown {
    return (...args: never[]) => method.apply(object, args);
  },
};
