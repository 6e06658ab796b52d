// `inkstone help`, `inkstone help build`: printed from the tables of `commands.ts`.
import type { Speech } from '../diagnostics/catalogue.js';
import { displayWidth, padCells } from '../text/width.js';
import type { CommandName, CommandSpec, FlagName, FlagSpec } from './commands.js';
import { commandNames, commands, commonFlags, flags } from './commands.js';
import { textsIn } from './texts.js';

/** Help on one command, or, with null, on all of them. */
export function helpText(command: CommandName | null, speech: Speech): string {
  return command === null ? overview(speech) : commandHelp(commands[command], speech);
}

function overview(speech: Speech): string {
  const texts = textsIn(speech);
  const rows = commandNames.map((name) => [name, commands[name].summary[speech]] as const);
  return sections([
    texts.tagline,
    section(texts.usage, ['inkstone COMMAND [FLAGS]']),
    section(texts.commands, columns(rows)),
    section(texts.flags, columns(flagRows(commonFlags, speech))),
    `${texts.moreHelp}\n${texts.exitCodes}`,
  ]);
}

function commandHelp(spec: CommandSpec, speech: Speech): string {
  const texts = textsIn(speech);
  return sections([
    `inkstone: ${spec.summary[speech]}`,
    section(texts.usage, [spec.usage]),
    ...(spec.more === undefined ? [] : [spec.more[speech]]),
    section(texts.flags, columns(flagRows([...spec.flags, ...commonFlags], speech))),
  ]);
}

function flagRows(names: readonly FlagName[], speech: Speech): (readonly [string, string])[] {
  return names.map((name) => {
    const { value, short, help }: FlagSpec = flags[name];
    return [`${short === undefined ? '' : `-${short}, `}--${name}${value === null ? '' : ` ${value}`}`, help[speech]];
  });
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => displayWidth(left)));
  return rows.map(([left, right]) => `${padCells(left, width)}  ${right}`);
}

function section(title: string, lines: readonly string[]): string {
  return [`${title}:`, ...lines.map((line) => `  ${line}`)].join('\n');
}

function sections(parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`;
}
