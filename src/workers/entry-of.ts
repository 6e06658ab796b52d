// Where a file is that a thread runs. Apart from `world.ts`, for the preview asks before anything else is loaded.
import { existsSync } from 'node:fs';

/** null: threads have files to run in the compiled program only. */
export function entryOf(name: string): URL | null {
  if (typeof __VERSION__ !== 'string') return null;
  return [`./${name}`, `../${name}`].map((place) => new URL(place, import.meta.url)).find((place) => existsSync(place)) ?? null;
}
