// `inkstone clean`: takes away what builds have written, and nothing else.
import { loadSettings } from '../config/load.js';
import { sourceFolders } from '../config/settings.js';
import { cleanOutput } from '../output/clean.js';
import type { Call } from './call.js';
import { linesBelow, reportDiagnostics } from './report.js';
import { flagsOf, siteFolder } from './site-folder.js';
import { textsIn } from './texts.js';

export async function clean(call: Call): Promise<number> {
  const { terminal, speech, switches } = call;
  const texts = textsIn(speech);
  const root = siteFolder(call);
  const settings = await loadSettings(root, flagsOf(call, root));
  reportDiagnostics(settings.diagnostics, linesBelow(root), call);
  // With a config that cannot be read, which folder is meant is a guess.
  if (settings.diagnostics.some(({ severity }) => severity === 'error')) return 1;

  const { out } = settings.value;
  const done = cleanOutput({ siteRoot: root, out, sources: sourceFolders(settings.value), unknown: switches.has('unknown') });
  reportDiagnostics(done.diagnostics, () => null, call);
  terminal.out(`${texts.cleaned(done.removed)}\n`);
  if (done.unknown > 0) terminal.err(`${texts.unknownKept(done.unknown)}\n`);
  return 0;
}
