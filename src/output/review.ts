// What publishing has to say before it begins.
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { OutputPath } from '../model/paths.js';

/** `out`: the output folder as a person knows it. */
export function blockedDiagnostics(out: string, blocked: readonly { readonly path: OutputPath; readonly by: OutputPath }[]): Diagnostic[] {
  return blocked.map(({ path, by }) => diagnostic('output-blocked', { path: `${out}/${path}`, by: `${out}/${by}` }));
}

/** `listLost`: nothing tells which files are ours, so that all of them may be. */
export function replacedDiagnostics(out: string, paths: readonly OutputPath[], listLost: boolean): Diagnostic[] {
  if (paths.length === 0) return [];
  const shown = paths.slice(0, 3).map((path) => `${out}/${path}`);
  return [diagnostic('replaced-unknown', { paths: shown, count: paths.length, listLost })];
}
