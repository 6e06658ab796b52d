// What an expression stands for, and which of its names do not exist.
import { nearest } from '../text/near-miss.js';
import { diagnostic } from '../diagnostics/diagnostic.js';
import type { CallNode, FilterNode, IsNode, LookupNode, Node, SymbolNode } from './nunjucks.js';
import { valuesOf } from './macros.js';
import { exportsOf, lookup, namesOf, type Checker, type Visit } from './scope.js';
import { partsOf, spanOf, writtenAs } from './tree.js';
import { either, elementOf, filtered, globalNames, isCallable, memberOf, membersOf, type Type } from './types.js';

export function typeOf(node: Node, visit: Visit, checker: Checker): Type {
  switch (node.typename) {
    case 'Symbol':
      return typeOfName(node, visit, checker);
    case 'LookupVal':
      return typeOfMember(node, visit, checker);
    case 'Filter':
      return typeOfFilter(node, visit, checker);
    case 'FunCall':
      return typeOfCall(node, visit, checker);
    case 'Is':
      return typeOfTest(node, visit, checker);
    case 'Literal':
      return typeof node.value === 'string' ? 'text' : typeof node.value === 'number' ? 'number' : 'any';
    case 'Group': {
      const types = node.children.map((part) => typeOf(part, visit, checker));
      return types.length === 1 ? types[0]! : 'any';
    }
    case 'Or':
    case 'And':
      return either(typeOf(node.left, visit, checker), typeOf(node.right, visit, checker));
    case 'InlineIf': {
      typeOf(node.cond, visit, checker);
      const type = typeOf(node.body, visit, checker);
      // Without `else` the other value is empty text; whatever is asked of it gives nothing.
      return node.else_ === null ? type : either(type, typeOf(node.else_, visit, checker));
    }
    case 'Pair':
      return typeOf(node.value, visit, checker);
    case 'Capture':
      checker.walk(node.body, visit);
      return 'html';
    case 'Caller':
      checker.walk(node, visit);
      return 'any';
    default:
      for (const part of partsOf(node)) typeOf(part, visit, checker);
      return 'any';
  }
}

function typeOfName(node: SymbolNode, visit: Visit, { known, judge }: Checker): Type {
  const name = node.value;
  const type = lookup(visit.scope, name) ?? (known.functions.has(name) ? 'function' : null);
  const span = spanOf(node, name, visit.template);
  if (type !== null) {
    judge(span, visit, null);
    return type;
  }
  const outOfReach = visit.bare && globalNames().has(name);
  const near = nearest(name, [...namesOf(visit.scope), ...known.functions]);
  judge(span, visit, { kind: outOfReach ? 'context' : 'variable', name, nearest: outOfReach ? null : near });
  return 'any';
}

function typeOfMember(node: LookupNode, visit: Visit, checker: Checker): Type {
  const target = typeOf(node.target, visit, checker);
  const { val } = node;
  if (val.typename !== 'Literal' || (typeof val.value !== 'string' && typeof val.value !== 'number')) {
    typeOf(val, visit, checker);
    return elementOf(target);
  }
  const name = String(val.value);
  const { type, near } = findMember(target, name, checker);
  const span = spanOf(val, name, visit.template);
  if (type !== null) {
    checker.judge(span, visit, null);
    return type;
  }
  const before = writtenAs(node.target);
  checker.judge(span, visit, {
    kind: target === 'texts' ? 'text' : target.startsWith(imported) ? 'macro' : 'field',
    name: `${before}.${name}`,
    nearest: near === null ? null : `${before}.${near}`,
  });
  return 'any';
}

function findMember(target: Type, name: string, { known, templates, macro }: Checker): { type: Type | null; near: string | null } {
  if (target === 'texts') {
    return known.texts.has(name) ? { type: 'any', near: null } : { type: null, near: nearest(name, known.texts) };
  }
  if (target.startsWith(imported)) {
    const names = exportsOf(templates.get(target.slice(imported.length))!);
    const type = names.includes(name) ? macro(templates.get(target.slice(imported.length))!, name) : null;
    return { type, near: type === null ? nearest(name, names) : null };
  }
  const type = memberOf(target, name);
  return { type, near: type === null ? nearest(name, membersOf(target)) : null };
}

/** `{% import "x.njk" as x %}`: the type of `x`. */
export const imported = 'import:';

function typeOfFilter(node: FilterNode, visit: Visit, checker: Checker): Type {
  const types = node.args.children.map((argument) => typeOf(argument, visit, checker));
  const name = node.name.value;
  if (!checker.known.filters.has(name)) {
    const fault = { kind: 'filter', name, nearest: nearest(name, checker.known.filters) } as const;
    checker.report(diagnostic('template-unknown-name', fault, spanOf(node.name, name, visit.template), visit.chain));
  }
  return filtered(name, types[0] ?? 'any');
}

function typeOfTest(node: IsNode, visit: Visit, checker: Checker): Type {
  typeOf(node.left, visit, checker);
  const { right } = node;
  if (right.typename === 'FunCall') typeOf(right.args, visit, checker);
  const named = right.typename === 'FunCall' ? right.name : right;
  const name = 'value' in named ? String(named.value) : '';
  if (!checker.known.tests.has(name)) {
    const fault = { kind: 'test', name, nearest: nearest(name, checker.known.tests) } as const;
    checker.report(diagnostic('template-unknown-name', fault, spanOf(named, name, visit.template), visit.chain));
  }
  return 'flag';
}

function typeOfCall(node: CallNode, visit: Visit, checker: Checker): Type {
  const types = new Map(valuesOf(node).map((value) => [value, typeOf(value, visit, checker)]));
  const { name } = node;
  if (name.typename === 'Symbol' && name.value === 'super' && visit.below !== null) {
    checker.runBlock(visit.below, visit);
    return 'html';
  }
  const type = typeOf(name, visit, checker);
  if (!isCallable(type)) {
    const written = writtenAs(name);
    const span =
      name.typename === 'LookupVal'
        ? spanOf(name.val, written.slice(written.lastIndexOf('.') + 1), visit.template)
        : spanOf(name, written, visit.template);
    checker.judge({ ...span, endColumn: (span.endColumn ?? span.column) + 1 }, visit, { kind: 'call', name: written, nearest: null });
  }
  checker.call(type, node, types, visit);
  if (name.typename === 'Symbol' && name.value === 'asset') checkAsset(node, visit, checker);
  return 'any';
}

function checkAsset(node: CallNode, visit: Visit, { known, report }: Checker): void {
  const argument = node.args.children[0];
  if (argument?.typename !== 'Literal' || typeof argument.value !== 'string' || known.assets.has(argument.value)) return;
  const name = argument.value;
  const fault = { kind: 'asset', name, nearest: nearest(name, known.assets) } as const;
  report(diagnostic('template-unknown-name', fault, spanOf(argument, `"${name}"`, visit.template), visit.chain));
}
