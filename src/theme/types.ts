// What a name in a template stands for, as far as `shapes.ts` says: the words of the shapes themselves (`text`, `Post`,
// `Summary[]`, `any` …) and a few that only the check knows.
import { macroPrefix } from './macros.js';
import { shapes } from './shapes.js';

/** A word of `shapes.ts` without `?`, or: `Loop`, `texts`, `macro:…`, `function`. */
export type Type = string;

/** Names at the top of a template that the build renders itself; a layout of the owner's gets what post.njk gets. */
export function contextOf(template: string): ReadonlyMap<string, Type> {
  const own = fields.has(template) ? template : 'post.njk';
  return new Map([...fields.get('Globals')!, ...fields.get(own)!]);
}

/** Names at the top of every template. */
export function globalNames(): ReadonlyMap<string, Type> {
  return fields.get('Globals')!;
}

/** Type of `target.name`; null if there is no such member. */
export function memberOf(type: Type, name: string): Type | null {
  if (type === 'Loop') return loop.has(name) ? 'any' : null;
  const shape = fields.get(type);
  if (shape !== undefined) return shape.get(name) ?? null;
  if (type.endsWith('[]')) return isIndex(name) ? elementOf(type) : name in Array.prototype ? 'any' : null;
  if (type === 'text') return name in String.prototype || isIndex(name) ? 'any' : null;
  if (type === 'html') return name in String.prototype ? 'any' : null;
  if (type === 'number') return name in Number.prototype ? 'any' : null;
  if (type === 'flag') return null;
  return 'any';
}

/** For "did you mean". */
export function membersOf(type: Type): readonly string[] {
  if (type === 'Loop') return [...loop];
  const shape = fields.get(type);
  if (shape !== undefined) return [...shape.keys()];
  return type.endsWith('[]') || type === 'text' || type === 'html' ? ['length'] : [];
}

/** What a loop over it gives. */
export function elementOf(type: Type): Type {
  return type.endsWith('[]') ? type.slice(0, -2) : 'any';
}

/** Type of a value that may be either. */
export function either(a: Type, b: Type): Type {
  return a === b ? a : 'any';
}

export function isCallable(type: Type): boolean {
  return type === 'any' || type === 'function' || type.startsWith(macroPrefix);
}

/** Filters that give back what they got, or one of it; all others give something the check does not follow. */
export function filtered(filter: string, type: Type): Type {
  if (!type.endsWith('[]')) return filter === 'default' || filter === 'd' ? 'any' : textFilters.has(filter) ? 'text' : 'any';
  if (filter === 'first' || filter === 'last') return elementOf(type);
  return sameList.has(filter) ? type : 'any';
}

const fields: ReadonlyMap<string, ReadonlyMap<string, Type>> = new Map(
  Object.entries(shapes).map(([shape, members]: [string, Record<string, readonly [type: string, meaning: string]>]) => [
    shape,
    new Map(Object.entries(members).map(([name, [type]]) => [name, type.replace(/\?$/, '')])),
  ]),
);
const sameList = new Set(['reverse', 'sort', 'select', 'reject', 'selectattr', 'rejectattr', 'list']);
const textFilters = new Set(['trim', 'lower', 'upper', 'capitalize', 'title']);
const loop = new Set(['index', 'index0', 'revindex', 'revindex0', 'first', 'last', 'length']);

function isIndex(name: string): boolean {
  return /^\d+$/.test(name);
}
