// All diagnostics, file by file with counts: the report of `inkstone check`, where `print.ts` shortens. Where one
// file has a fault many times, the first is told in full and the others on one line each: what to do is the same.
import type { Speech } from './catalogue.js';
import { sentence } from './catalogue.js';
import type { Diagnostic } from './diagnostic.js';
import type { PrintOptions } from './print.js';
import { printDiagnostic, printHeadline } from './print.js';
import { countDiagnostics, sortDiagnostics, type Counts } from './sort.js';

/** Empty, or ending with an empty line. */
export function printByFile(diagnostics: readonly Diagnostic[], options: PrintOptions): string {
  const files = new Map<string, Diagnostic[]>();
  for (const diagnostic of sortDiagnostics(diagnostics)) {
    if (options.quiet && diagnostic.severity === 'note') continue;
    const file = diagnostic.span?.file ?? '';
    const group = files.get(file);
    if (group === undefined) files.set(file, [diagnostic]);
    else group.push(diagnostic);
  }
  return [...files].map(([file, group]) => `${printFile(file, group, options)}\n\n`).join('');
}

function printFile(file: string, group: readonly Diagnostic[], options: PrintOptions): string {
  const { paint, speech } = options;
  const title = `${paint.bold(file === '' ? words[speech].site : file)}  ${paint.dim(countsText(countDiagnostics(group), speech))}`;
  const told = new Set<string>();
  const blocks = group.map((diagnostic) => {
    const { hint } = sentence(diagnostic, speech);
    if (hint === undefined || !told.has(hint) || diagnostic.related.length > 0) {
      if (hint !== undefined) told.add(hint);
      return printDiagnostic(diagnostic, options);
    }
    return printHeadline(diagnostic, options);
  });
  return [title, ...blocks.map((block) => block.replace(/^/gm, '  '))].join('\n');
}

/** `2 warnings, 1 note`. */
export function countsText({ errors, warnings, notes }: Counts, speech: Speech): string {
  const { error, warning, note, separator } = words[speech];
  return [errors > 0 && error(errors), warnings > 0 && warning(warnings), notes > 0 && note(notes)]
    .filter((part) => part !== false)
    .join(separator);
}

const count = (noun: string) => (n: number) => `${n} ${noun}${n === 1 ? '' : 's'}`;

const words = {
  en: { site: 'the site', error: count('error'), warning: count('warning'), note: count('note'), separator: ', ' },
  zh: {
    site: '站点',
    error: (n: number) => `${n} 个错误`,
    warning: (n: number) => `${n} 个警告`,
    note: (n: number) => `${n} 个提示`,
    separator: '，',
  },
};
