// What a build did, in a few lines: read, withheld and why, rendered, files, time.
import type { Speech } from '../diagnostics/catalogue.js';
import type { Paint } from '../diagnostics/print.js';
import { countDiagnostics, sortDiagnostics } from '../diagnostics/sort.js';
import type { PostDate } from '../model/post.js';
import type { CommitReport } from '../model/stage.js';
import type { BuildResult, Summary } from '../project.js';
import { displayWidth, padCells } from '../text/width.js';
import type { Texts } from './texts.js';
import { textsIn } from './texts.js';

export interface SummaryOptions {
  readonly speech: Speech;
  readonly paint: Paint;
  readonly strict: boolean;
}

export function summaryText(result: BuildResult, { speech, paint, strict }: SummaryOptions): string {
  const texts = textsIn(speech);
  const { summary } = result;
  const { drafts, unpublished, unreadable, future } = summary.held;
  const posts = summary.posts + drafts + unpublished + unreadable + future;
  const rows: (readonly [string, string])[] = [
    [texts.read, posts + summary.pages === 0 ? '' : join(texts, [texts.posts(posts), summary.pages > 0 && texts.pages(summary.pages)])],
    [texts.withheld, join(texts, held(summary.held, texts))],
    [texts.rendered, summary.rendered === 0 ? '' : texts.files(summary.rendered)],
    [texts.disk, summary.report === null ? '' : join(texts, changes(summary.report, texts))],
  ].flatMap(([label = '', said = '']) => (said === '' ? [] : [[label, said] as const]));
  const width = Math.max(0, ...rows.map(([label]) => displayWidth(label)));
  const lines = rows.map(([label, said]) => `  ${paint.dim(padCells(label, width))}  ${said}`);
  if (summary.report !== null && summary.report.unknown > 0) lines.push(`  ${paint.yellow(texts.unknown(summary.report.unknown))}`);
  return `${[...lines, ending(result, texts, paint, strict)].join('\n')}\n`;
}

function ending(result: BuildResult, texts: Texts, paint: Paint, strict: boolean): string {
  const { errors, warnings } = countDiagnostics(sortDiagnostics(result.diagnostics));
  const faults = join(texts, [errors > 0 && texts.errors(errors), warnings > 0 && texts.warnings(warnings)]);
  const time = texts.seconds(duration(result.summary.milliseconds));
  if (result.published) return faults === '' ? paint.green(texts.published(time)) : paint.green(texts.publishedWith(time, faults));
  const hint = strict && errors === 0 ? ` ${texts.strictHint}` : '';
  return `${paint.red(texts.notPublished(faults))}${hint}`;
}

function held({ drafts, unpublished, unreadable, future, nextDue }: Summary['held'], texts: Texts): Maybe[] {
  return [
    drafts > 0 && texts.drafts(drafts),
    unpublished > 0 && texts.unpublished(unpublished),
    unreadable > 0 && texts.unreadable(unreadable),
    future > 0 && texts.future(future, nextDue === null ? null : dueText(nextDue)),
  ];
}

function changes({ added, changed, removed, unchanged }: CommitReport, texts: Texts): Maybe[] {
  return [
    added > 0 && texts.added(added),
    changed > 0 && texts.changed(changed),
    removed > 0 && texts.removed(removed),
    unchanged > 0 && texts.unchanged(unchanged),
  ];
}

/** The day as written, and the time if one was written. */
function dueText({ civil, time, precision }: PostDate): string {
  return precision === 'day' ? civil : `${civil} ${time.slice(0, 5)}`;
}

function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  return seconds.toFixed(seconds < 10 ? 2 : 1);
}

type Maybe = string | false;

function join(texts: Texts, parts: readonly Maybe[]): string {
  return parts.filter((part) => part !== false).join(texts.separator);
}
