// How eagerly V8 compiles while a build is short. Optimised code pays off over thousands of pages; in a site of a thousand
// posts a quarter of the processor's time went into making it. So a command begins sparing, and goes over to what is usual
// when it sees that there is much to do. A preview does so when it is open: two threads that read ten thousand posts optimise
// the same code twice, and while both work no processor is left to do it on. Only in Node 20, whose V8 has these settings, and
// only for the command line: a program that uses the API keeps its own.
import { setFlagsFromString } from 'node:v8';
import type { BuildOptions } from '../project.js';

const isKnown = process.versions.v8.startsWith('11.3.');
/** Pages or posts; measured: below about 7,000 posts the time for compiling was not won back. */
const many = 5000;

/** Bytes of bytecode that a function runs through before it is optimised, and that others may add to it by inlining. */
const sparing = ['--interrupt-budget=528000', '--max-inlined-bytecode-size-cumulative=300'];
/** The values that V8 11.3 has by itself. */
const usual = ['--interrupt-budget=67584', '--max-inlined-bytecode-size-cumulative=920'];

/** All that V8 may be set to while the program runs; the last as it begins. */
export const settings: readonly (readonly string[])[] = isKnown ? [sparing, usual] : [[]];

/** Tell it how the build goes on. */
export function compileSparingly(): NonNullable<BuildOptions['onProgress']> {
  if (!isKnown) return () => undefined;
  sparing.forEach(setFlagsFromString);
  let spares = true;
  return (_step, _done, total) => {
    if (spares && total >= many) {
      spares = false;
      usual.forEach(setFlagsFromString);
    }
  };
}
