// Entry of the command line: the process on one side, `run` on the other.
import { run } from './run.js';
import { processTerminal } from './terminal.js';

const code = await run(process.argv.slice(2), processTerminal());
// Set rather than exit: a slow pipe still gets the last lines. But who asks to stop does not wait for what is under way.
process.exitCode = code;
if (code > 128) process.exit();
