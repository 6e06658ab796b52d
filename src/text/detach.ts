// Plain data as a frozen copy of its own. In V8 a piece cut out of a text keeps the whole text in memory: the excerpt of a
// post would keep its page, a title its file, and 10,000 of them more than everything else together. Through JSON and back
// would do as well, and takes twice as long.
import { ownText } from './utf8.js';

/** The same as through JSON and back: what JSON cannot say (no number, no Date) becomes what it makes of it. */
export function detach<T>(data: T): T {
  return copied(data) as T;
}

function copied(value: unknown): unknown {
  if (typeof value === 'string') return ownText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.every(isPlain) ? Object.freeze(value.map(copied)) : throughJson(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return throughJson(value);
  // Spread, for it takes no more memory than it needs; then filled with copies.
  const copy: Record<string, unknown> = { ...value };
  for (const key in copy) {
    const part = copy[key];
    if (!isPlain(part)) return throughJson(value);
    copy[key] = copied(part);
  }
  return Object.freeze(copy);
}

/** Neither left out by JSON nor refused. */
function isPlain(value: unknown): boolean {
  return value !== undefined && typeof value !== 'function' && typeof value !== 'symbol' && typeof value !== 'bigint';
}

function throughJson<T>(data: T): T {
  return frozen(JSON.parse(JSON.stringify(data)) as T);
}

/** Frozen through and through; for data that nobody else holds. */
export function frozen<T>(data: T): T {
  if (typeof data !== 'object' || data === null) return data;
  for (const key in data) frozen(data[key]);
  return Object.freeze(data);
}
