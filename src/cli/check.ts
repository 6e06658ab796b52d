// `inkstone check`: everything is read, made and checked, nothing is written, all faults are listed file by file. With
// `--fix` corrections are written into the posts first (`fix.ts`), and what is listed is what remains.
import { at } from '../diagnostics/diagnostic.js';
import { countsText, printByFile } from '../diagnostics/print-files.js';
import { countDiagnostics, sortDiagnostics } from '../diagnostics/sort.js';
import type { BuildResult } from '../project.js';
import type { Call } from './call.js';
import { Misused } from './call.js';
import { progressLine } from './progress.js';
import { reportDiagnostics } from './report.js';
import { flagsOf, requireSite, siteFolder } from './site-folder.js';
import { textsIn } from './texts.js';

export async function check(call: Call): Promise<number> {
  const { terminal, switches, speech } = call;
  const root = siteFolder(call);
  requireSite(root, call);
  if (switches.has('dry-run') && !switches.has('fix')) throw new Misused(textsIn(speech).dryRunAlone);
  if (switches.has('fix')) {
    const { fixPosts } = await import('./fix.js');
    const ended = await fixPosts(root, call);
    if (ended !== null) return ended;
  }
  const { checkSite } = await import('../project.js');
  const progress = progressLine(terminal, textsIn(speech), !switches.has('quiet') && !switches.has('json'));
  try {
    const result = await checkSite({ root, flags: flagsOf(call, root), now: terminal.now(), onProgress: progress.show });
    progress.clear();
    return report(result, call);
  } finally {
    progress.clear();
  }
}

/** The list is what was asked for, so it goes to standard output. */
function report(result: BuildResult, call: Call): number {
  const { terminal, switches, speech } = call;
  const lineOf = (file: string, line: number): string | null => result.frames(at(file, line));
  if (switches.has('json')) reportDiagnostics(result.diagnostics, lineOf, call);
  else {
    const { columns } = terminal;
    const quiet = switches.has('quiet');
    terminal.out(printByFile(result.diagnostics, { speech, paint: terminal.paint.out, lineOf, columns, quiet }));
    if (!quiet) terminal.out(`${ending(result, call)}\n`);
  }
  if (result.diagnostics.some(({ code }) => code === 'wrong-flag')) return 2;
  return result.published ? 0 : 1;
}

function ending({ diagnostics, summary, published }: BuildResult, { speech, switches, terminal }: Call): string {
  const texts = textsIn(speech);
  const { drafts, unpublished, unreadable, future } = summary.held;
  const posts = texts.posts(summary.posts + drafts + unpublished + unreadable + future);
  const what = texts.readFiles(posts, summary.pages === 0 ? null : texts.pages(summary.pages));
  const time = texts.seconds((summary.milliseconds / 1000).toFixed(2));
  const counts = countDiagnostics(sortDiagnostics(diagnostics));
  const paint = terminal.paint.out;
  if (diagnostics.length === 0) return paint.green(texts.sound(what, time));
  const files = new Set(diagnostics.flatMap(({ span }) => (span === null ? [] : [span.file]))).size;
  const said = texts.unsound(countsText(counts, speech), files, what, time);
  return published ? said : `${paint.red(said)}${switches.has('strict') && counts.errors === 0 ? ` ${texts.strictFails}` : ''}`;
}
