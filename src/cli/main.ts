// Entry of the command line: the process on one side, `run` on the other.
import { crashed, run } from './run.js';
import { processTerminal, written } from './terminal.js';

// A config may print what it likes. Standard output is for what was asked for: lines of JSON, or a path.
console.log = console.info = console.debug = console.error;
const argv = process.argv.slice(2);
const terminal = processTerminal();
// Also what a promise throws that nobody waits for comes here. Files are brought in within one turn, so none is torn.
process.once('uncaughtException', (error) => {
  ended = true;
  crashed(error, argv, terminal);
  process.exit(1);
});
// A config that calls `process.exit(0)` ends the command before its work is done, and that is no success.
let ended = false;
process.once('exit', (asked) => {
  if (ended) return;
  crashed(new Error(`the process was ended with code ${asked}`), argv, terminal);
  process.exitCode = 1;
});
void run(argv, terminal).then(async (code) => {
  ended = true;
  // A timer that the config left behind is not waited for, a slow pipe is; who asked to stop waits for nothing.
  if (code <= 128) await written();
  process.exit(code);
});
