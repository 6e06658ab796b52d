// What a command gets, and how it says that it was called wrongly.
import type { Arguments } from './arguments.js';
import type { Terminal } from './terminal.js';

export interface Call extends Arguments {
  readonly terminal: Terminal;
}

/** Wrong use that only the command itself can see; `sentence` is for the user. Caught in `run`. */
export class Misused extends Error {
  constructor(readonly sentence: string) {
    super(sentence);
  }
}
