// Macros for the check: what a call gives to which parameter, so that names in a macro are checked with what it is called
// with, as a partial is with what its place has.
import type { CallerNode, CallNode, MacroNode, Node } from './nunjucks.js';
import type { Type } from './types.js';

/** A macro as a type: `macro:` and where it stands. */
export const macroPrefix = 'macro:';

interface Parameter {
  readonly name: string;
  readonly default: Node | null;
}

export function parametersOf({ args }: MacroNode | CallerNode): Parameter[] {
  return args.children.flatMap((argument): Parameter[] => {
    if (argument.typename === 'Symbol') return [{ name: argument.value, default: null }];
    return pairsOf(argument).map(([name, value]) => ({ name, default: value }));
  });
}

/** What a call gives, without the names before it. */
export function valuesOf({ args }: CallNode): Node[] {
  return args.children.flatMap((argument) =>
    argument.typename === 'KeywordArgs' ? pairsOf(argument).map(([, value]) => value) : [argument],
  );
}

/** By name, else in their order; `types`: of the values of the call. Of what is left to its default nothing is known. */
export function argumentsOf(macro: MacroNode, call: CallNode, types: ReadonlyMap<Node, Type>): Map<string, Type> {
  const inOrder = call.args.children.filter(({ typename }) => typename !== 'KeywordArgs');
  const byName = new Map(call.args.children.flatMap(pairsOf));
  return new Map(
    parametersOf(macro).map(({ name }, i) => {
      const given = byName.get(name) ?? inOrder[i];
      return [name, (given === undefined ? undefined : types.get(given)) ?? 'any'];
    }),
  );
}

function pairsOf(node: Node): [name: string, value: Node][] {
  if (node.typename !== 'KeywordArgs') return [];
  return node.children.flatMap((pair): [string, Node][] => (pair.typename === 'Pair' ? [[pair.key.value, pair.value]] : []));
}
