// `inkstone preview`: the built site as a host would serve it.
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { loadSettings } from '../config/load.js';
import { servePublic } from '../dev/public.js';
import type { Call } from './call.js';
import { openBrowser } from './open-browser.js';
import { linesBelow, reportDiagnostics } from './report.js';
import { flagsOf, siteFolder } from './site-folder.js';
import { textsIn } from './texts.js';

export async function preview(call: Call): Promise<number> {
  const { terminal, speech, values, switches } = call;
  const texts = textsIn(speech);
  const root = siteFolder(call);
  const settings = await loadSettings(root, flagsOf(call, root));
  const errors = settings.diagnostics.filter(({ severity }) => severity === 'error');
  reportDiagnostics(errors, linesBelow(root), call);
  if (errors.length > 0) return 1;
  const folder = resolve(root, settings.value.out);
  if (!existsSync(join(folder, 'index.html'))) {
    terminal.err(`inkstone: ${texts.notBuilt(relative(terminal.cwd, folder) || folder)}\n`);
    return 1;
  }
  const wanted = Number(values.get('port') ?? 4000);
  const stopped = new Promise<void>((resolve) => terminal.onStop(() => resolve()));
  const { base } = settings.value;
  const server = await servePublic({ folder, base, port: wanted, isOpen: switches.has('host') });
  if (server === null) {
    terminal.err(`inkstone: ${texts.noPort(wanted)}\n`);
    return 1;
  }
  const urlOn = (host: string): string => `http://${host}:${server.port}${encodeURI(base)}`;
  for (const line of server.unread) terminal.err(`${texts.unreadRule(line)}\n`);
  if (server.port !== wanted) terminal.out(`${texts.portTaken(wanted, server.port)}\n`);
  const { bold, dim } = terminal.paint.out;
  terminal.out(`${texts.servedAt(relative(terminal.cwd, folder) || '.', bold(urlOn('localhost')))}  ${dim(texts.ctrlC)}\n`);
  for (const address of server.addresses) terminal.out(`${texts.onNetwork(bold(urlOn(address)))}\n`);
  if (switches.has('open')) openBrowser(urlOn('localhost'), terminal.env, () => terminal.err(`${texts.noBrowser(urlOn('localhost'))}\n`));
  await stopped;
  await server.close();
  return 0;
}
