// What a tag does to the names in reach, and which templates, blocks and macros that it names do not exist.
import { nearest } from '../text/near-miss.js';
import { diagnostic } from '../diagnostics/diagnostic.js';
import { imported, typeOf } from './check-expression.js';
import type { CallerNode, ExtendsNode, ForNode, FromImportNode, ImportNode, IncludeNode, MacroNode, Node } from './nunjucks.js';
import { assign, childOf, exportsOf, hoist, scopeOf, type Checker, type Scope, type Visit } from './scope.js';
import { literalName, resolveName, spanOf, type ParsedTemplate } from './tree.js';
import { parametersOf } from './macros.js';
import { elementOf, type Type } from './types.js';

export function walk(node: Node, visit: Visit, checker: Checker): void {
  switch (node.typename) {
    case 'Root':
    case 'NodeList':
      for (const part of node.children) walk(part, visit, checker);
      return;
    case 'If':
      typeOf(node.cond, visit, checker);
      walk(node.body, visit, checker);
      if (node.else_ !== null) walk(node.else_, visit, checker);
      return;
    case 'For':
      return walkFor(node, visit, checker);
    case 'Set': {
      const value = node.value ?? node.body;
      const type = value === undefined ? 'any' : typeOf(value, visit, checker);
      for (const target of node.targets) assign(visit.scope, target.value, type);
      return;
    }
    case 'Switch':
      typeOf(node.expr, visit, checker);
      for (const part of [...node.cases, ...(node.default === null ? [] : [node.default])]) walk(part, visit, checker);
      return;
    case 'Case':
      typeOf(node.cond, visit, checker);
      return walk(node.body, visit, checker);
    case 'Macro':
    case 'Caller':
      return walkMacro(node, visit, checker);
    case 'Block':
      return checker.runBlock(visit.blocks.get(node.name.value) ?? [{ block: node, template: visit.template }], visit);
    case 'Include':
      return walkInclude(node, visit, checker);
    case 'Extends':
      findTemplate(node, visit, checker);
      return;
    case 'Import':
    case 'FromImport':
      return walkImport(node, visit, checker);
    case 'IfAsync':
    case 'AsyncEach':
    case 'AsyncAll': {
      const name = asyncTags[node.typename];
      return checker.report(diagnostic('template-syntax', { problem: 'async', name, nearest: null }, spanOf(node, name, visit.template)));
    }
    default:
      typeOf(node, visit, checker);
  }
}

const asyncTags = { IfAsync: 'ifAsync', AsyncEach: 'asyncEach', AsyncAll: 'asyncAll' } as const;

function walkFor(node: ForNode, visit: Visit, checker: Checker): void {
  const type = typeOf(node.arr, visit, checker);
  const scope = childOf(visit.scope);
  // Two names: key and value of a mapping, or the parts of each element.
  const names = node.name.typename === 'Symbol' ? [node.name] : 'children' in node.name ? node.name.children : [];
  for (const name of names) if (name.typename === 'Symbol') scope.names.set(name.value, names.length === 1 ? elementOf(type) : 'any');
  scope.names.set('loop', 'Loop');
  walk(node.body, { ...visit, scope }, checker);
  if (node.else_ !== null) walk(node.else_, visit, checker);
}

/** The body of a `call` block sees where it stands, and is given anything; that of a macro is walked where it is called. */
function walkMacro(node: MacroNode | CallerNode, visit: Visit, checker: Checker): void {
  for (const { name, default: initial } of parametersOf(node)) if (name !== '' && initial !== null) typeOf(initial, visit, checker);
  if (node.typename === 'Macro') {
    assign(visit.scope, node.name.value, checker.define(node, visit));
    return;
  }
  walkBody(node, visit.scope, new Map(), visit, checker);
}

/** A macro sees the top of its template, and what it is called with; of other parameters nothing is known. */
export function walkBody(
  node: MacroNode | CallerNode,
  outer: Scope,
  given: ReadonlyMap<string, Type>,
  visit: Visit,
  checker: Checker,
): void {
  const scope = childOf(outer);
  if (node.typename === 'Macro') scope.names.set('caller', 'any');
  for (const { name } of parametersOf(node)) scope.names.set(name, given.get(name) ?? 'any');
  hoist(node.body, scope);
  walk(node.body, { ...visit, scope, below: node.typename === 'Macro' ? null : visit.below }, checker);
}

function walkInclude(node: IncludeNode, visit: Visit, checker: Checker): void {
  const found = findTemplate(node, visit, checker);
  if (found === null) return;
  const scope = childOf(visit.scope);
  checker.enter(found, { ...visit, root: scope, scope, chain: [...visit.chain, spanOf(node, 'include', visit.template)] });
}

function walkImport(node: ImportNode | FromImportNode, visit: Visit, checker: Checker): void {
  const found = findTemplate(node, visit, checker);
  if (found !== null) {
    const scope = node.withContext === true ? childOf(visit.scope) : scopeOf(new Map());
    const chain = [...visit.chain, spanOf(node, node.typename === 'Import' ? 'import' : 'from', visit.template)];
    checker.enter(found, { ...visit, root: scope, scope, chain, bare: node.withContext !== true });
  }
  if (node.typename === 'Import') return assign(visit.scope, node.target.value, found === null ? 'any' : imported + found.name);
  const offered = found === null ? null : exportsOf(found);
  for (const one of node.names.children) {
    const [from, to] = one.typename === 'Pair' ? [one.key, one.value] : [one, one];
    assign(visit.scope, to.value, found === null ? 'any' : checker.macro(found, from.value));
    if (offered === null || offered.includes(from.value)) continue;
    const fault = { kind: 'macro', name: from.value, nearest: nearest(from.value, offered) } as const;
    checker.report(diagnostic('template-unknown-name', fault, spanOf(from, from.value, visit.template), visit.chain));
  }
}

/** The template that a tag names; null if it cannot be known, or is missing or broken. */
function findTemplate(
  node: IncludeNode | ExtendsNode | ImportNode | FromImportNode,
  visit: Visit,
  checker: Checker,
): ParsedTemplate | null {
  const written = literalName(node.template);
  if (written === null) {
    typeOf(node.template, visit, checker);
    return null;
  }
  const name = resolveName(visit.template.name, written);
  const mayMiss = node.typename === 'Include' && node.ignoreMissing === true;
  if (!checker.known.templates.has(name) && !mayMiss) {
    const data = { name, nearest: nearest(name, checker.known.templates) };
    checker.report(diagnostic('template-missing', data, spanOf(node.template, `"${written}"`, visit.template), visit.chain));
  }
  return checker.templates.get(name) ?? null;
}
