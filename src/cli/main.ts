// Entry of the command line: the process on one side, `run` on the other.
import { run } from './run.js';
import { processTerminal } from './terminal.js';

// The exit code is set rather than the process ended: a slow pipe still gets the last lines.
process.exitCode = await run(process.argv.slice(2), processTerminal());
