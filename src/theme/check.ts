// Finds names that do not exist, on the syntax trees of all templates, before the first page is made.
// Every template that the build renders is walked with the shapes it will get, through its parents, blocks, includes and
// imports. A partial is walked once for each different place of inclusion, and a name in it is a fault only if it is
// unknown in all of them: `{% if post.toc %}` is right in a partial that posts and lists share. A partial that nothing
// includes by a written name knows the globals, and any other name may be meant. A macro is walked with what each call gives
// it, one that is never called with anything.
import { nearest } from '../text/near-miss.js';
import { diagnostic, type Diagnostic, type Span } from '../diagnostics/diagnostic.js';
import { walk, walkBody } from './check-statement.js';
import { argumentsOf, macroPrefix } from './macros.js';
import type { BlockNode, CallNode, ExtendsNode, MacroNode, Node } from './nunjucks.js';
import { childOf, hoist, scopeOf, signature, type Checker, type Known, type PlacedBlock, type Scope, type Visit } from './scope.js';
import { shapes } from './shapes.js';
import { literalName, resolveName, spanOf, type ParsedTemplate } from './tree.js';
import { contextOf, globalNames, type Type } from './types.js';

export function checkTemplates(templates: ReadonlyMap<string, ParsedTemplate>, known: Known): Diagnostic[] {
  const faults = new Map<string, Diagnostic>();
  const judged = new Map<string, { wrong: Diagnostic | null; right: boolean }>();
  const visited = new Set<string>();
  const done = new Set<string>();
  const macros = new Map<Type, { readonly node: MacroNode; readonly visit: Visit }>();
  const called = new Set<MacroNode>();
  const checker: Checker = {
    known,
    templates,
    judge,
    report,
    enter,
    runBlock,
    define,
    macro: (template, name) => `${macroPrefix}${template.name} ${name}`,
    call,
    walk: (node, visit) => walk(node, visit, checker),
  };

  const parts = new Set([...templates.values()].flatMap((template) => template.parts));
  for (const template of templates.values()) {
    // A template at the top of the folder that is no other's part may be asked for by a post's `layout:`.
    const isLayout = !template.name.includes('/') && !parts.has(template.name);
    if (Object.hasOwn(shapes, template.name) || isLayout) visitRoot(template, scopeOf(contextOf(template.name)));
  }
  for (const template of templates.values()) if (!visited.has(template.name)) visitRoot(template, scopeOf(globalNames(), true));

  // One that nobody calls by name may be given anything.
  for (const { node, visit } of macros.values()) if (!called.has(node)) walkBody(node, visit.root, new Map(), visit, checker);

  const wrong = [...judged.values()].flatMap(({ wrong, right }) => (right || wrong === null ? [] : [wrong]));
  return [...faults.values(), ...wrong];

  function judge(span: Span, visit: Visit, fault: Parameters<Checker['judge']>[2]): void {
    const key = keyOf(span);
    const entry = judged.get(key) ?? { wrong: null, right: false };
    if (fault === null) entry.right = true;
    else entry.wrong ??= diagnostic('template-unknown-name', fault, span, visit.chain);
    judged.set(key, entry);
  }

  function report(fault: Diagnostic): void {
    faults.set(`${fault.code} ${fault.span === null ? '' : keyOf(fault.span)}`, fault);
  }

  function visitRoot(template: ParsedTemplate, root: Scope): void {
    visit({ template, root, scope: root, blocks: new Map(), below: null, chain: [], bare: false }, []);
  }

  /** A template in one place, unless it was walked with the same names already: a tree may include itself. */
  function enter(template: ParsedTemplate, place: Visit): void {
    const key = `${template.name} ${place.bare} ${signature(place.scope)}`;
    if (done.has(key)) return;
    done.add(key);
    visit({ ...place, template, blocks: new Map(), below: null }, []);
  }

  function define(node: MacroNode, place: Visit): Type {
    const type = checker.macro(place.template, node.name.value);
    const before = macros.get(type);
    // Two of one name: which of them is called cannot be known.
    if (before !== undefined && before.node !== node && !called.has(before.node))
      walkBody(before.node, place.root, new Map(), place, checker);
    macros.set(type, { node, visit: place });
    return type;
  }

  function call(type: Type, node: CallNode, types: ReadonlyMap<Node, Type>, place: Visit): void {
    const found = macros.get(type);
    if (found === undefined) return;
    const { visit: home, node: macro } = found;
    const given = argumentsOf(macro, node, types);
    called.add(macro);
    const key = `${type} ${macro.lineno}:${macro.colno} ${JSON.stringify([...given])} ${signature(home.root)}`;
    if (done.has(key)) return;
    done.add(key);
    const chain = [...home.chain, spanOf(node.name, macro.name.value, place.template)];
    walkBody(macro, home.root, given, { ...home, chain }, checker);
  }

  /** The template, then its parent with the blocks that it gives. `children`: those that led here by `extends`. */
  function visit(place: Visit, children: readonly ParsedTemplate[]): void {
    const { template } = place;
    visited.add(template.name);
    reportTwins(template);
    const blocks = new Map(place.blocks);
    for (const block of template.blocks) blocks.set(block.name.value, [...(blocks.get(block.name.value) ?? []), { block, template }]);
    const here: Visit = { ...place, blocks };
    hoist(template.tree, here.scope);
    const tag = template.parent;
    // Blocks of a template with a parent run where the parent has them.
    for (const node of template.tree.children) if (node.typename !== 'Block' || tag === undefined) checker.walk(node, here);
    const parent = parentOf(template);
    if (tag === undefined || parent === null) return;
    const family = [...children, template];
    const span = spanOf(tag, 'extends', template);
    if (family.includes(parent)) {
      const names = [...family.slice(family.indexOf(parent)), parent].map(({ name }) => name);
      return report(diagnostic('template-circular', { names, how: 'extends' }, span));
    }
    checkBlockNames(template, tag, parent);
    visit({ ...here, template: parent, chain: [...place.chain, span] }, family);
  }

  /** null: there is none, or it cannot be known or read. */
  function parentOf(template: ParsedTemplate): ParsedTemplate | null {
    const name = template.parent === undefined ? null : literalName(template.parent.template);
    return name === null ? null : (templates.get(resolveName(template.name, name)) ?? null);
  }

  /** A block that no parent has is never shown. */
  function checkBlockNames(template: ParsedTemplate, tag: ExtendsNode, parent: ParsedTemplate): void {
    const family = new Set<ParsedTemplate>();
    for (let at: ParsedTemplate | null = parent; at !== null && !family.has(at); at = parentOf(at)) family.add(at);
    const top = [...family].at(-1)!;
    // Where the family ends in a template that cannot be known, so do its blocks.
    if (top.parent !== undefined) return;
    const offered = new Set([...family].flatMap(({ blocks }) => blocks.map((block) => block.name.value)));
    for (const block of template.blocks) {
      const name = block.name.value;
      if (template.inner.has(block) || offered.has(name)) continue;
      const fault = { kind: 'block', name, nearest: nearest(name, offered) } as const;
      report(diagnostic('template-unknown-name', fault, spanOf(block.name, name, template), [spanOf(tag, 'extends', template)]));
    }
  }

  function reportTwins(template: ParsedTemplate): void {
    const first = new Map<string, BlockNode>();
    for (const block of template.blocks) {
      const name = block.name.value;
      const twin = first.get(name);
      first.set(name, twin ?? block);
      if (twin === undefined) continue;
      const related = [spanOf(twin.name, name, template)];
      report(diagnostic('template-syntax', { problem: 'twice', name, nearest: null }, spanOf(block.name, name, template), related));
    }
  }

  function runBlock(definitions: readonly PlacedBlock[], place: Visit): void {
    const [first, ...below] = definitions;
    if (first === undefined) return;
    const scope = childOf(place.scope);
    hoist(first.block.body, scope);
    checker.walk(first.block.body, { ...place, template: first.template, scope, below });
  }
}

function keyOf({ file, line, column, endColumn }: Span): string {
  return `${file}:${line}:${column}:${endColumn}`;
}
