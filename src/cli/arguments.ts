// argv → a command with its flags, or what is wrong with it and what was probably meant.
import { parseArgs } from 'node:util';
import type { Speech } from '../diagnostics/catalogue.js';
import { nearest } from '../text/near-miss.js';
import type { CommandName, CommandSpec, FlagName, FlagSpec } from './commands.js';
import { commandNames, commands, commonFlags, flags, otherNames } from './commands.js';
import type { Texts } from './texts.js';
import { textsIn } from './texts.js';

export interface Arguments {
  readonly command: CommandName;
  readonly values: ReadonlyMap<FlagName, string>;
  readonly switches: ReadonlySet<FlagName>;
  /** Arguments that are no flags, after the command. */
  readonly rest: readonly string[];
  readonly speech: Speech;
}

/** Wrong use: a sentence for the user, and the command whose help says more. */
export interface Misuse {
  readonly misuse: string;
  readonly command: CommandName | null;
  readonly speech: Speech;
}

/** `fallback`: language of messages unless `--lang` says another. */
export function readArguments(argv: readonly string[], fallback: Speech): Arguments | Misuse {
  const { tokens } = parseArgs({ args: [...argv], options: parseOptions, strict: false, allowPositionals: true, tokens: true });
  const options = tokens.filter((token) => token.kind === 'option');
  const positionals = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));

  const lang = options.findLast(({ name }) => name === 'lang')?.value;
  // Also as locales have it: zh-CN, zh_TW.UTF-8.
  const asked = /^(en|zh)(?![a-z])/i.exec(lang ?? '')?.[1]?.toLowerCase() as Speech | undefined;
  const speech = asked ?? fallback;
  const texts = textsIn(speech);
  const misuse = (sentence: string, command: CommandName | null): Misuse => ({ misuse: sentence, command, speech });

  const [named, ...rest] = positionals;
  const command = named === undefined ? 'help' : named;
  if (!isCommand(command)) return misuse(texts.unknownCommand(command, guessCommand(command)), null);
  const place = named === undefined || command === 'help' ? null : command;

  const values = new Map<FlagName, string>();
  const switches = new Set<FlagName>();
  for (const { name, rawName, value } of options) {
    const fault = flagFault(command, name, rawName, value, texts);
    if (fault !== null) return misuse(fault, place);
    if (!isFlag(name)) continue;
    if (value === undefined) switches.add(name);
    else values.set(name, value);
  }
  if (lang !== undefined && asked === undefined) return misuse(texts.unknownLanguage(lang), place);
  const port = values.get('port');
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535))
    return misuse(texts.wrongPort(port), place);

  const threads = values.get('threads');
  if (threads !== undefined && !(/^\d{1,2}$/.test(threads) && Number(threads) >= 1 && Number(threads) <= 64))
    return misuse(texts.wrongThreads(threads), place);

  const asksHelp = switches.has('help') || switches.has('version');
  const fault = asksHelp ? null : restFault(command, rest, texts);
  return fault === null ? { command, values, switches, rest, speech } : misuse(fault, place);
}

/** All flags of all commands: which of them belong to this one is checked afterwards, with a better sentence. */
const parseOptions = Object.fromEntries(
  Object.entries(flags).map(([name, spec]: [string, FlagSpec]) => [
    name,
    { type: spec.value === null ? ('boolean' as const) : ('string' as const), ...(spec.short === undefined ? {} : { short: spec.short }) },
  ]),
);

function flagFault(command: CommandName, name: string, rawName: string, value: string | undefined, texts: Texts): string | null {
  const own = [...commands[command].flags, ...commonFlags];
  if (!isFlag(name)) return texts.unknownFlag(rawName, guessFlag(rawName, own));
  if (!own.includes(name)) {
    // `inkstone --drafts` without a command: the flag is right, the command is missing.
    const owner = commandNames.filter((other) => (commands[other].flags as readonly FlagName[]).includes(name));
    return texts.foreignFlag(rawName, command, owner);
  }
  const takesValue = flags[name].value !== null;
  if (!takesValue && value !== undefined) return texts.noValue(rawName);
  // `--out --base /x/`: the next flag is no value.
  if (takesValue && (value === undefined || value === '' || value.startsWith('--')))
    return texts.missingValue(rawName, flags[name].value ?? '');
  return null;
}

/** The nearest command; or ours for what other programs call it. */
function guessCommand(name: string): string | null {
  return nearest(name, commandNames) ?? otherNames.get(name.toLowerCase()) ?? null;
}

/** The nearest flag, with its dashes; `-drafts` and `--no-drafts` are mended too. */
function guessFlag(rawName: string, own: readonly FlagName[]): string | null {
  const bare = rawName.replace(/^-+/, '');
  const guess = nearest(bare, own) ?? nearest(bare.replace(/^no-/, ''), own);
  return guess === null ? null : `--${guess}`;
}

function restFault(command: CommandName, rest: readonly string[], texts: Texts): string | null {
  const [least, most]: CommandSpec['rest'] = commands[command].rest;
  if (rest.length < least) return command === 'new' ? texts.missingTitle : texts.missingFolder;
  const extra = rest[most];
  if (extra !== undefined) return texts.extraArgument(extra, (commands[command].flags as readonly FlagName[]).includes('root'));
  const [about] = rest;
  if (command === 'help' && about !== undefined && !isCommand(about)) return texts.unknownCommand(about, guessCommand(about));
  return null;
}

function isFlag(name: string): name is FlagName {
  return Object.hasOwn(flags, name);
}

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}
