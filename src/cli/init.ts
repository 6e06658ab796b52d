// `inkstone init DIR`: a small site that builds at once, in the language of the user. Nothing is ever overwritten.
import { lstatSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { isZone, civilFromInstant } from '../text/dates.js';
import type { Call } from './call.js';
import { dateText } from './front-matter.js';
import { starterFiles } from './starter.js';
import { textsIn } from './texts.js';
import { writeNew } from './write-new.js';

export async function init({ rest, terminal, speech }: Call): Promise<number> {
  const texts = textsIn(speech);
  const [named = '.'] = rest;
  const folder = resolve(terminal.cwd, named);
  const shown = relative(terminal.cwd, folder) || '.';

  const timezone = machineZone();
  const now = civilFromInstant(terminal.now(), timezone);
  const files = starterFiles(speech, { timezone, day: now.civil, date: dateText(now) });
  const taken = files.filter(({ path, optional }) => !optional && isTaken(join(folder, path))).map(({ path }) => path);
  if (taken.length > 0) {
    terminal.err(`inkstone: ${texts.inTheWay(taken)}\n`);
    return 1;
  }
  for (const { path, text } of files) writeNew(join(folder, path), path, text);

  const { paint } = terminal;
  const steps = [...(shown === '.' ? [] : [`cd ${/\s/.test(shown) ? `"${shown}"` : shown}`]), 'inkstone dev', 'inkstone build'];
  terminal.out([paint.out.green(texts.made(shown)), `${texts.next}:`, ...steps.map((step) => `  ${step}`), ''].join('\n'));
  return 0;
}

/** A link that leads nowhere is in the way, too. */
function isTaken(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** The zone that this computer is set to; here alone may the machine say something about the site, once and in writing. */
function machineZone(): string {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone !== undefined && isZone(zone) ? zone : 'UTC';
}
