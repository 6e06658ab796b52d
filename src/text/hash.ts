// Digests of content. Not for secrets: they tell "same" from "other". Imports a Node module below the rim (as
// text/utf8.ts does): hashing is a pure function, and no script can do it as fast.
import { hash } from 'node:crypto';

/** 128 bits of SHA-256 as 22 characters of base64url. */
export type Digest = string;

export function digestOf(content: string | Uint8Array): Digest {
  // Not a piece cut out of a longer text: there are ten of them for each page.
  return hash('sha256', content, 'buffer').toString('base64url', 0, 16);
}

/** A short stable mark for names, `length` hex digits (of 32). FNV-1a over UTF-16 units, twice: no import needed for names. */
export function shortHash(text: string, length = 6): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b);
    b ^= b >>> 13;
  }
  return (hex(a) + hex(b)).slice(0, length);
}

function hex(n: number): string {
  return (n >>> 0).toString(16).padStart(8, '0');
}
