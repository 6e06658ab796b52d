// Fonts of a few characters, made table by table as OpenType has them; without outlines.

export interface Face {
  readonly family: string;
  /** Runs of characters whose glyphs follow each other; the first glyph is 1. */
  readonly runs: readonly (readonly [first: string, last: string])[];
  /** Of each glyph, in thousandths; the last counts for all that follow. */
  readonly widths: readonly number[];
  /** Of the table of characters. */
  readonly format: 4 | 12;
}

export function makeFont(face: Face): Uint8Array {
  return collect([face], false);
}

export function makeCollection(...faces: readonly Face[]): Uint8Array {
  return collect(faces, true);
}

type Tables = readonly (readonly [tag: string, bytes: readonly number[]])[];

function collect(faces: readonly Face[], isCollection: boolean): Uint8Array {
  const all = faces.map(tablesOf);
  const bytes: number[] = isCollection ? [...ascii('ttcf'), ...u32(0x10000), ...u32(faces.length), ...faces.flatMap(() => u32(0))] : [];
  for (const [i, tables] of all.entries()) {
    if (isCollection) bytes.splice(12 + 4 * i, 4, ...u32(bytes.length));
    let at = bytes.length + 12 + 16 * tables.length;
    bytes.push(...u32(0x10000), ...u16(tables.length), ...u16(0), ...u16(0), ...u16(0));
    for (const [tag, content] of tables) {
      bytes.push(...ascii(tag), ...u32(0), ...u32(at), ...u32(content.length));
      at += content.length;
    }
    bytes.push(...tables.flatMap(([, content]) => content));
  }
  return Uint8Array.from(bytes);
}

function tablesOf({ family, runs, widths, format }: Face): Tables {
  const name = [...family].flatMap((character) => u16(character.charCodeAt(0)));
  let next = 1;
  const numbered = runs.map(([first, last]) => {
    const run = { first: first.codePointAt(0)!, last: last.codePointAt(0)!, glyph: next };
    next += run.last - run.first + 1;
    return run;
  });
  const map = format === 12 ? groups(numbered) : segments(numbered);
  return [
    ['cmap', [...u16(0), ...u16(1), ...u16(3), ...u16(format === 12 ? 10 : 1), ...u32(12), ...map]],
    ['head', [...Array.from({ length: 18 }, () => 0), ...u16(1000)]],
    ['hhea', [...Array.from({ length: 34 }, () => 0), ...u16(widths.length)]],
    ['hmtx', widths.flatMap((width) => [...u16(width), ...u16(0)])],
    ['name', [...u16(0), ...u16(1), ...u16(18), ...u16(3), ...u16(1), ...u16(0x409), ...u16(1), ...u16(name.length), ...u16(0), ...name]],
  ];
}

type Runs = readonly { readonly first: number; readonly last: number; readonly glyph: number }[];

function groups(runs: Runs): number[] {
  const rows = runs.flatMap(({ first, last, glyph }) => [...u32(first), ...u32(last), ...u32(glyph)]);
  return [...u16(12), ...u16(0), ...u32(16 + rows.length), ...u32(0), ...u32(runs.length), ...rows];
}

/** The first segment by difference, the others through the list of glyphs: there are both ways. */
function segments(runs: Runs): number[] {
  const all = [...runs, { first: 0xffff, last: 0xffff, glyph: 0 }];
  const list = runs.slice(1).flatMap(({ first, last, glyph }) => Array.from({ length: last - first + 1 }, (_, i) => glyph + i));
  let listed = 0;
  const offsets = all.map(({ first, last, glyph }, i) => {
    if (i === 0 || glyph === 0) return 0;
    const offset = 2 * (all.length - i + listed);
    listed += last - first + 1;
    return offset;
  });
  const deltas = all.map(({ first, glyph }, i) => (i === 0 ? glyph - first : glyph === 0 ? 1 : 0));
  const words = [...all.map((run) => run.last), 0, ...all.map((run) => run.first), ...deltas, ...offsets, ...list];
  return [
    ...u16(4),
    ...u16(14 + 2 * words.length),
    ...u16(0),
    ...u16(2 * all.length),
    ...u16(0),
    ...u16(0),
    ...u16(0),
    ...words.flatMap(u16),
  ];
}

const u16 = (value: number): number[] => [(value >> 8) & 255, value & 255];
const u32 = (value: number): number[] => [...u16(value >>> 16), ...u16(value & 0xffff)];
const ascii = (text: string): number[] => [...text].map((character) => character.charCodeAt(0));
