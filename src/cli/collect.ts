// How much garbage V8 lets lie in a large build. By itself it collects when the heap is half as large again as what was live, or
// several times as large; with what tens of thousands of posts need, that is half of the memory that a build takes. So beyond a
// number of them a command has it collect earlier, in all of its threads, for a few percent of the processor's time. Small
// builds keep what is usual, and so does a program that uses the API.
import { setFlagsFromString } from 'node:v8';
import type { BuildOptions } from '../project.js';

/** The heap may grow by so much of what was live. */
export const setting = '--heap-growing-percent=20';
/** In Node 20 to 24. V8 complains aloud of a setting that it does not have. */
export const isKnown = ['11', '12', '13'].includes(process.versions.v8.split('.')[0]!);

/** Sources to read or pages to render. */
const many = 30_000;

/** Tell it how the build goes on. */
export function collectOften(): NonNullable<BuildOptions['onProgress']> {
  let isTold = !isKnown;
  return (_step, _done, total) => {
    if (isTold || total < many) return;
    isTold = true;
    setFlagsFromString(setting);
  };
}
