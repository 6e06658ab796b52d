// A list with places by name is a map of the list.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lookup, placesOf } from '../../../src/text/lookup.js';

const names = fc.uniqueArray(
  fc.oneof(fc.string({ unit: 'binary', maxLength: 3 }), fc.constantFrom('posts/a.md', 'posts/b.md', '__proto__', '')),
);

test('property: everything of the list is found under its key, in its order, and nothing else', () => {
  fc.assert(
    fc.property(names, names, (keys, others) => {
      const found = lookup(
        placesOf(keys.length, (place) => keys[place]!),
        (place) => place,
      );
      const map = new Map(keys.map((key, place) => [key, place]));
      expect([...found]).toEqual([...map]);
      expect([[...found.keys()], [...found.values()]]).toEqual([[...map.keys()], [...map.values()]]);
      for (const key of [...keys, ...others]) expect([found.get(key), found.has(key)]).toEqual([map.get(key), map.has(key)]);
    }),
  );
});

test('the names of a large site are spread: hardly more than one look finds each', () => {
  const probes = (size: number): number => {
    let looks = 0;
    const keys = Array.from({ length: size }, (_, n) => `posts/2024/post-${String(n).padStart(6, '0')}.md`);
    const places = placesOf(size, (place) => (looks++, keys[place]!));
    looks = 0;
    for (const key of keys) places.find(key);
    return looks / size;
  };
  expect(probes(70_000)).toBeLessThan(3);
  expect(probes(7_000)).toBeLessThan(3);
});
