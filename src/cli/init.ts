// `inkstone init DIR`: a small site that builds at once, in the language of the user. Nothing is ever overwritten.
import { lstatSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { configNames } from '../config/load.js';
import { civilFromInstant, isZone } from '../text/dates.js';
import type { Call } from './call.js';
import { Misused } from './call.js';
import { dateText } from './front-matter.js';
import { starterFiles } from './starter.js';
import { textsIn } from './texts.js';
import { writeNew } from './write-new.js';

export async function init({ rest, terminal, speech }: Call): Promise<number> {
  const texts = textsIn(speech);
  const [named = '.'] = rest;
  // `inkstone init "$BLOG"` where nothing is set: the current folder is not meant.
  if (named === '') throw new Misused(texts.missingFolder);
  const folder = resolve(terminal.cwd, named);
  const shown = relative(terminal.cwd, folder) || '.';

  const timezone = machineZone();
  const now = civilFromInstant(terminal.now(), timezone);
  const files = starterFiles(speech, { timezone, day: now.civil, date: dateText(now) });
  // A second config beside another one would be an error of the first build.
  const needed = [...new Set([...files.flatMap(({ path, optional }) => (optional ? [] : [path])), ...configNames])];
  const taken = needed.filter((path) => isTaken(join(folder, path)));
  if (taken.length > 0) {
    terminal.err(`inkstone: ${texts.inTheWay(taken)}\n`);
    return 1;
  }
  for (const { path, text } of files) writeNew(join(folder, path), join(shown, path), text);

  const { paint } = terminal;
  const steps = [...(shown === '.' ? [] : [`cd ${/\s/.test(shown) ? `"${shown}"` : shown}`]), 'npx inkstone dev', 'npx inkstone build'];
  terminal.out([paint.out.green(texts.made(shown)), `${texts.next}:`, ...steps.map((step) => `  ${step}`), ''].join('\n'));
  return 0;
}

/** A link that leads nowhere is in the way, too. What else is wrong with a path is said when it is written. */
function isTaken(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

/** The zone that this computer is set to; here alone may the machine say something about the site, once and in writing. */
function machineZone(): string {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone !== undefined && isZone(zone) ? zone : 'UTC';
}
