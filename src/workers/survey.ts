// What the thread runs that looks at the output folder.
import { parentPort, workerData } from 'node:worker_threads';
import type { OutputPath } from '../model/paths.js';
import { placeOf } from '../output/place.js';
import { nothing, readOwnership } from '../output/record.js';
import { strangersIn, touchedIn } from '../output/survey.js';

export interface Surveyed {
  readonly strangers?: readonly OutputPath[];
  readonly touched?: readonly OutputPath[];
}

const { siteRoot, out } = workerData as { siteRoot: string; out: string };
const place = placeOf(siteRoot, out);
const { files } = readOwnership(place) ?? nothing;

say({ touched: touchedIn(place, files) });
say({ strangers: strangersIn(place, files) });

function say(found: Surveyed): void {
  // oxlint-disable-next-line require-post-message-target-origin -- a thread has no origin
  parentPort!.postMessage(found);
}
