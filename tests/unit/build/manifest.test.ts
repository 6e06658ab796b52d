// What a manifest holds comes back from its bytes, however often it is read, changed and written; what is damaged does not.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeManifest, encodeManifest } from '../../../src/build/manifest.js';
import { nothingKnown, type Manifest, type PageRecord, type SourceRecord } from '../../../src/build/records.js';

const keys = { sources: 'key', articles: '', pages: '' };
const empty: Manifest = { ...nothingKnown, keys };

function bytesOf(manifest: Manifest): Uint8Array {
  return Buffer.concat([...encodeManifest(null, manifest)]);
}

function again(manifest: Manifest): Manifest {
  return decodeManifest(bytesOf(manifest)).manifest('key');
}

function source(title: string): SourceRecord {
  return { state: null, digest: title, post: { title } as SourceRecord['post'], diagnostics: [] };
}

function page(mark: string): PageRecord {
  return { view: '', fields: 1, site: '', mark, shows: '', tells: '', facts: 0, summary: '', isSilent: true };
}

const seen = ({ sources, pages }: Manifest) => ({
  sources: [...sources].map(([path, { digest, post, diagnostics }]) => [path, digest, post, diagnostics]),
  pages: [...pages],
});

describe('a manifest', () => {
  it('is what it was', () => {
    const manifest = {
      ...empty,
      sources: new Map([['posts/a.md', source('标题 😀')]]),
      pages: new Map([['index.html', page('m')]]),
      shape: { order: 'o', fields: { count: 'c' }, files: null },
    };
    expect(seen(again(manifest))).toEqual(seen(manifest));
    expect(again(manifest).shape).toEqual(manifest.shape);
    expect(decodeManifest(bytesOf(manifest)).sources('key').size).toBe(1);
    expect(decodeManifest(bytesOf(manifest)).sources('another key').size).toBe(0);
  });

  it('property: is what it was, whatever was put, taken and moved between two readings', () => {
    const change = fc.record({
      kind: fc.constantFrom('put' as const, 'take' as const, 'first' as const, 'nothing' as const),
      at: fc.nat(1300),
      title: fc.string({ unit: 'binary', maxLength: 5 }),
    });
    fc.assert(
      fc.property(fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 4 }), (rounds) => {
        const all = Array.from({ length: 1200 }, (_, i): [string, string] => [`posts/${i}.md`, `Title ${i}`]);
        let expected = new Map(all);
        let manifest: Manifest = {
          ...empty,
          sources: new Map(all.map(([path, title]) => [path, source(title)])),
          pages: new Map(all.map(([path, title]) => [path, page(title)])),
        };
        for (const changes of [[], ...rounds]) {
          const [sources, pages] = [new Map(manifest.sources), new Map(manifest.pages)];
          for (const { kind, at, title } of changes) {
            const path = `posts/${at}.md`;
            if (kind === 'put') {
              expected.set(path, title);
              sources.set(path, source(title));
              pages.set(path, page(title));
            }
            if (kind === 'take') for (const map of [expected, sources, pages]) map.delete(path);
            if (kind === 'first' && expected.has(path)) expected = new Map([[path, expected.get(path)!], ...expected]);
          }
          manifest = again({ ...manifest, sources: inOrder(sources, expected), pages: inOrder(pages, expected) });
          expect([...manifest.sources].map(([path, { post }]) => [path, post.title])).toEqual([...expected]);
          expect([...manifest.pages].map(([path, { mark }]) => [path, mark])).toEqual([...expected]);
        }
      }),
      { numRuns: 10 },
    );
  });

  it('property: is not there if a single byte is another', () => {
    const bytes = bytesOf({ ...empty, sources: new Map([['a', source('a')]]), pages: new Map([['b', page('b')]]) });
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = Uint8Array.from(bytes);
        damaged[at]! ^= flip;
        // The whole, which comes first, is checked apart.
        const { sources, pages } = decodeManifest(damaged).manifest('key');
        expect([...sources.keys(), ...pages.keys()]).toEqual(sources.size === 0 ? [] : ['a', 'b']);
      }),
    );
    for (let length = 0; length < bytes.length; length++)
      expect(decodeManifest(bytes.subarray(0, length)).manifest('key').sources.size).toBe(0);
  });
});

function inOrder<T>(map: ReadonlyMap<string, T>, order: ReadonlyMap<string, unknown>): Map<string, T> {
  return new Map([...order.keys()].map((key) => [key, map.get(key)!]));
}
