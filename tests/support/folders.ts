// Where the tests keep what they make and fetch.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

export const cache = join(root, 'node_modules', '.cache', 'inkstone-test');

/** What belongs to one run of the suite and goes with it. */
export function runFolder(runId: string): string {
  return join(cache, 'runs', runId);
}
