// What the thread runs that looks for strangers in the output folder.
import { parentPort, workerData } from 'node:worker_threads';
import { placeOf } from '../output/place.js';
import { nothing, readOwnership } from '../output/record.js';
import { strangersIn } from '../output/survey.js';

const { siteRoot, out } = workerData as { siteRoot: string; out: string };
const place = placeOf(siteRoot, out);
const { files } = readOwnership(place) ?? nothing;
// oxlint-disable-next-line require-post-message-target-origin -- a thread has no origin
parentPort!.postMessage(strangersIn(place, files));
