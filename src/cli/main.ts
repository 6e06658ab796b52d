// Entry of the command line: the process on one side, `run` on the other.
import { crashed, run } from './run.js';
import { processTerminal } from './terminal.js';

const argv = process.argv.slice(2);
const terminal = processTerminal();
// Also what a promise throws that nobody waits for comes here. Files are brought in within one turn, so none is torn.
process.once('uncaughtException', (error) => {
  crashed(error, argv, terminal);
  process.exit(1);
});
const code = await run(argv, terminal);
// Set rather than exit: a slow pipe still gets the last lines. But who asks to stop does not wait for what is under way.
process.exitCode = code;
if (code > 128) process.exit();
