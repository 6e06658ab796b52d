// argv → command → exit code: 0 all is well, 1 the site has errors, 2 wrong use. Commands are loaded when they are
// called, so that `--version` and a mistyped flag answer at once. The one place of the command line that catches.
import { diagnostic, Fault, inFile } from '../diagnostics/diagnostic.js';
import { isCommand, readArguments } from './arguments.js';
import type { Call } from './call.js';
import { Misused } from './call.js';
import { helpText } from './help.js';
import { reportDiagnostics } from './report.js';
import type { Terminal } from './terminal.js';
import { speechOf } from './terminal.js';
import { textsIn } from './texts.js';
import { version } from './version.js';

export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const read = readArguments(argv, speechOf(terminal.env));
  if ('misuse' in read) return misused(read.misuse, read.command, read, terminal);
  const call: Call = { ...read, terminal };
  try {
    return await dispatch(call);
  } catch (error) {
    if (error instanceof Misused) return misused(error.sentence, call.command, call, terminal);
    return failed(error, call);
  }
}

async function dispatch(call: Call): Promise<number> {
  const { command, switches, rest, speech, terminal } = call;
  if (switches.has('version')) {
    terminal.out(`${version}\n`);
    return 0;
  }
  if (switches.has('help') || command === 'help') {
    const [about] = rest;
    const topic = command !== 'help' ? command : about !== undefined && isCommand(about) ? about : null;
    terminal.out(helpText(topic, speech));
    return 0;
  }
  switch (command) {
    case 'build':
      return (await import('./build.js')).build(call);
    case 'dev':
      return (await import('./dev.js')).dev(call);
    case 'check':
      return (await import('./check.js')).check(call);
    case 'preview':
      return (await import('./preview.js')).preview(call);
    case 'init':
      return (await import('./init.js')).init(call);
    case 'new':
      return (await import('./new.js')).newPost(call);
    case 'eject':
      return (await import('./eject.js')).eject(call);
    case 'clean':
      return (await import('./clean.js')).clean(call);
  }
}

function misused(sentence: string, command: string | null, { speech }: Pick<Call, 'speech'>, terminal: Terminal): number {
  terminal.err(`inkstone: ${sentence}\n${textsIn(speech).seeHelp(command)}\n`);
  return 2;
}

/** For what is thrown where nobody waits for it: a timer or a forgotten promise, of the config or of ours. */
export function crashed(error: unknown, argv: readonly string[], terminal: Terminal): void {
  const read = readArguments(argv, speechOf(terminal.env));
  if ('misuse' in read) return;
  failed(error, { ...read, terminal });
}

/** A Fault has something to say to the user; anything else is a fault of the config's code, or our bug. The stack is shown on demand only. */
function failed(error: unknown, call: Call): number {
  const message = error instanceof Error ? error.message : String(error);
  const config = error instanceof Error ? /[/\\](inkstone\.config\.\w+):\d+/.exec(error.stack ?? '')?.[1] : undefined;
  const unexpected =
    config === undefined
      ? diagnostic('internal-error', { message, where: call.command })
      : diagnostic('config-throws', { detail: message }, inFile(config));
  const fault = error instanceof Fault ? error.diagnostic : unexpected;
  reportDiagnostics([fault], () => null, call);
  if (call.switches.has('debug') && error instanceof Error) call.terminal.err(`${error.stack}\n`);
  return 1;
}
