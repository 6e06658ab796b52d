// Texts that are kept and hardly ever looked at, in a quarter of the memory. Imports a Node module below the rim (as
// text/hash.ts does): packing is a pure function. 1 MB takes 11 ms, and 3 to unpack.
import { deflateRawSync, inflateRawSync } from 'node:zlib';

export function packed(bytes: Uint8Array): Uint8Array {
  return deflateRawSync(bytes, { level: 1 });
}

/** `size`: of what was packed. */
export function unpacked(bytes: Uint8Array, size: number): Uint8Array {
  return inflateRawSync(bytes, { chunkSize: Math.max(size, 64) });
}
