// `check --fix`: each post whose front matter has a sure correction is replaced by the corrected one; with `--dry-run` a
// diff is shown in its place, in the form that `patch` takes.
import { loadSettings } from '../config/load.js';
import { fixSource } from '../content/fix.js';
import { diskFiles, type DiskFiles } from '../files/disk.js';
import type { Settings } from '../model/config.js';
import type { SourcePath } from '../model/paths.js';
import { replaceFile } from '../output/replace.js';
import { lineDiff } from '../text/line-diff.js';
import type { Call } from './call.js';
import { linesBelow, reportDiagnostics } from './report.js';
import { flagsOf, siteFolder } from './site-folder.js';
import { textsIn } from './texts.js';

/** An exit code if that is the end of it, else null: what remains is to be checked. */
export async function fixPosts(root: string, call: Call): Promise<number | null> {
  const { terminal, speech, switches } = call;
  const texts = textsIn(speech);
  const settings = await loadSettings(root, flagsOf(call, siteFolder(call)));
  if (settings.diagnostics.some(({ severity }) => severity === 'error')) {
    // How dates and tags are meant is in the config.
    reportDiagnostics(settings.diagnostics, linesBelow(root), call);
    return 1;
  }
  const dry = switches.has('dry-run');
  // With `--json` standard output belongs to the diagnostics.
  const say = (text: string): void => (switches.has('json') ? terminal.err : terminal.out)(text);
  let files = 0;
  for (const correction of corrections(diskFiles(root), settings.value)) {
    files++;
    if (dry) say(diffText(correction));
    else if (!replaceFile(correction.place, correction.path, correction.before, correction.after)) {
      files--;
      terminal.err(`inkstone: ${texts.changedMeanwhile(correction.path)}\n`);
    } else say(`${texts.fixed(correction.path, correction.count)}\n`);
  }
  say(`${files === 0 ? texts.nothingToFix : dry ? texts.wouldFix(files) : texts.fixedAll(files)}\n${dry ? '' : '\n'}`);
  return dry ? 0 : null;
}

interface Correction {
  readonly path: SourcePath;
  /** Where the file is on this machine. */
  readonly place: string;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  readonly count: number;
}

/** What cannot be read is left to the check that follows. */
function* corrections(files: DiskFiles, { timezone, tags, slug }: Settings): Generator<Correction> {
  for (const path of [...files.walk('posts').files, ...files.walk('pages').files]) {
    if (!/\.(?:md|markdown|html)$/i.test(path)) continue;
    const before = files.read(path);
    const place = files.locate(path);
    if (!(before instanceof Uint8Array) || typeof place !== 'string') continue;
    const fixed = fixSource(path, before, { timezone, tags, slug, countScript: false });
    if (fixed !== null) yield { path, place, before, after: fixed.bytes, count: fixed.count };
  }
}

function diffText({ path, before, after }: Correction): string {
  const [old, fresh] = [before, after].map((bytes) => new TextDecoder().decode(bytes)) as [string, string];
  return `--- ${path}\n+++ ${path}\n${lineDiff(old, fresh).join('\n')}\n`;
}
