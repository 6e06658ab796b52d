// Is what is published what a clean build publishes? Two output folders of one site, compared byte for byte.
import { rmSync } from 'node:fs';
import { compareText } from '../text/compare.js';
import type { OutputPath } from '../model/paths.js';
import { diskPath, placeOf } from './place.js';
import { nothing, readOwnership } from './record.js';
import { attempt, look, sameBytes } from './system.js';

/** Files of builds that one folder has and the other has not, or has with other bytes. */
export function differences(siteRoot: string, out: string, clean: string): readonly OutputPath[] {
  const places = [placeOf(siteRoot, out), placeOf(siteRoot, clean)] as const;
  const paths = new Set(places.flatMap((place) => [...(readOwnership(place) ?? nothing).files.keys()]));
  const differ = [...paths].filter((path) =>
    attempt(path, () => {
      const [mine, theirs] = places.map((place) => diskPath(place, path)) as [string, string];
      const [left, right] = [look(mine), look(theirs)];
      if (left?.isFile() !== true || right?.isFile() !== true) return true;
      return left.size !== right.size || !sameBytes(mine, theirs);
    }),
  );
  return differ.sort(compareText);
}

/** An output folder that was only looked at, with all that was noted of it. */
export function discardOutput(siteRoot: string, out: string): void {
  const place = placeOf(siteRoot, out);
  for (const folder of [place.state, place.out]) rmSync(folder, { recursive: true, force: true });
}
