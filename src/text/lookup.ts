// What is found by a text, over a list that is kept anyway: the places in the list, by a hash of the texts. A map of ten
// thousand entries takes 46 bytes for each, this takes three to seven; that is worth its lines where every post of a site has one.

/** As a map, in the order of the list. */
export interface Lookup<V> extends Iterable<readonly [key: string, value: V]> {
  get(key: string): V | undefined;
  has(key: string): boolean;
  /** The nth of the list. */
  at(place: number): V;
  keys(): Iterable<string>;
  values(): Iterable<V>;
}

/** Where in the list the thing with this key is; -1: nowhere. */
export interface Places {
  readonly size: number;
  keyAt(place: number): string;
  find(key: string): number;
}

/** `keyAt`: of each thing in the list; no two are the same. They are hashed when one is first looked for: a build after one edit may ask for none. */
export function placesOf(size: number, keyAt: (place: number) => string): Places {
  let all: Uint16Array | Uint32Array | null = null;
  const find = (key: string): number => {
    const slots = (all ??= slotsOf(size, keyAt));
    const last = slots.length - 1;
    for (let slot = hash(key) & last; slots[slot] !== 0; slot = (slot + 1) & last) {
      const place = slots[slot]! - 1;
      if (keyAt(place) === key) return place;
    }
    return -1;
  };
  return { size, keyAt, find };
}

function slotsOf(size: number, keyAt: (place: number) => string): Uint16Array | Uint32Array {
  const length = 2 ** Math.ceil(Math.log2(size * 1.5 + 1));
  const slots = size < 0xffff ? new Uint16Array(length) : new Uint32Array(length);
  const last = slots.length - 1;
  for (let place = 0; place < size; place++) {
    let slot = hash(keyAt(place)) & last;
    while (slots[slot] !== 0) slot = (slot + 1) & last;
    slots[slot] = place + 1;
  }
  return slots;
}

export function lookup<V>(places: Places, valueAt: (place: number) => V): Lookup<V> {
  const { size, keyAt, find } = places;
  return {
    get(key) {
      const place = find(key);
      return place < 0 ? undefined : valueAt(place);
    },
    has: (key) => find(key) >= 0,
    at: valueAt,
    *keys() {
      for (let place = 0; place < size; place++) yield keyAt(place);
    },
    *values() {
      for (let place = 0; place < size; place++) yield valueAt(place);
    },
    *[Symbol.iterator]() {
      for (let place = 0; place < size; place++) yield [keyAt(place), valueAt(place)] as const;
    },
  };
}

/** FNV-1a over UTF-16 units, and a last stir for the low bits. */
function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
  return (sum ^ (sum >>> 15)) >>> 0;
}
