// What a font file knows of itself: which characters it has, how wide they are, how it is called. Read from its tables, as
// a picture drawn with a character that is not there would show a box. Collections (.ttc) hold several faces.

export interface Font {
  readonly family: string;
  /** In parts of the font size; null: it has no such character. */
  width(character: string): number | null;
}

/** `region`: of the faces of a collection the one whose name ends so, e.g. `SC`; else the first. Null: it is no font. */
export function readFont(bytes: Uint8Array, region: string): Font | null {
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const faces = facesOf(view).map((tables) => ({ tables, family: familyOf(view, tables) }));
    const face = faces.find(({ family }) => family.endsWith(` ${region}`)) ?? faces[0]!;
    const glyphs = glyphsOf(view, face.tables);
    const width = widthsOf(view, face.tables);
    return {
      family: face.family,
      width(character) {
        const glyph = glyphs.get(character.codePointAt(0)!);
        return glyph === undefined ? null : width(glyph);
      },
    };
  } catch (error) {
    // Reading beyond its end, or a table that is not there.
    if (error instanceof RangeError || error === noFont) return null;
    throw error;
  }
}

/** Table by its tag: where it begins. */
type Tables = ReadonlyMap<string, number>;
const noFont = new Error('not a font');

function facesOf(view: DataView): Tables[] {
  const starts = tagAt(view, 0) === 'ttcf' ? Array.from({ length: view.getUint32(8) }, (_, i) => view.getUint32(12 + 4 * i)) : [0];
  if (starts.length === 0) throw noFont;
  return starts.map((start) => {
    if (![0x00010000, 0x4f54544f, 0x74727565].includes(view.getUint32(start))) throw noFont;
    const records = Array.from({ length: view.getUint16(start + 4) }, (_, i) => start + 12 + 16 * i);
    return new Map(records.map((at) => [tagAt(view, at), view.getUint32(at + 8)]));
  });
}

function tagAt(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
}

function table(tables: Tables, tag: string): number {
  const at = tables.get(tag);
  if (at === undefined) throw noFont;
  return at;
}

/** The English name: in tables for Windows, UTF-16. */
function familyOf(view: DataView, tables: Tables): string {
  const names = table(tables, 'name');
  const texts = names + view.getUint16(names + 4);
  for (let i = 0, at = names + 6; i < view.getUint16(names + 2); i++, at += 12) {
    const isFamily = view.getUint16(at) === 3 && view.getUint16(at + 4) === 0x409 && view.getUint16(at + 6) === 1;
    if (!isFamily) continue;
    const from = texts + view.getUint16(at + 10);
    return Array.from({ length: view.getUint16(at + 8) / 2 }, (_, unit) => String.fromCharCode(view.getUint16(from + 2 * unit))).join('');
  }
  throw noFont;
}

/** Code point → glyph, from the table for all of Unicode, else from the one for its first plane. */
function glyphsOf(view: DataView, tables: Tables): ReadonlyMap<number, number> {
  const start = table(tables, 'cmap');
  const maps = Array.from({ length: view.getUint16(start + 2) }, (_, i) => start + view.getUint32(start + 8 + 8 * i));
  const whole = maps.find((at) => view.getUint16(at) === 12);
  const plane = maps.find((at) => view.getUint16(at) === 4);
  const glyphs = new Map<number, number>();
  if (whole !== undefined) readGroups(view, whole, glyphs);
  else if (plane !== undefined) readSegments(view, plane, glyphs);
  else throw noFont;
  return glyphs;
}

/** Format 12: groups in their order, so that a damaged table is no endless one. */
function readGroups(view: DataView, start: number, glyphs: Map<number, number>): void {
  let before = -1;
  for (let i = 0, at = start + 16; i < view.getUint32(start + 12); i++, at += 12) {
    const [first, last, glyph] = [view.getUint32(at), view.getUint32(at + 4), view.getUint32(at + 8)];
    if (first <= before || last < first || last > 0x10ffff) throw noFont;
    for (let code = first; code <= last; code++) glyphs.set(code, glyph + code - first);
    before = last;
  }
}

/** Format 4. */
function readSegments(view: DataView, start: number, glyphs: Map<number, number>): void {
  const size = view.getUint16(start + 6);
  for (let end = start + 14; end < start + 14 + size; end += 2) {
    const [last, first] = [view.getUint16(end), view.getUint16(end + size + 2)];
    const [delta, at] = [view.getUint16(end + 2 * size + 2), end + 3 * size + 2];
    const offset = view.getUint16(at);
    for (let code = first; code <= last && code < 0xffff; code++) {
      const found = offset === 0 ? code : view.getUint16(at + offset + 2 * (code - first));
      const glyph = offset === 0 || found !== 0 ? (found + delta) & 0xffff : 0;
      if (glyph !== 0) glyphs.set(code, glyph);
    }
  }
}

function widthsOf(view: DataView, tables: Tables): (glyph: number) => number {
  const em = view.getUint16(table(tables, 'head') + 18);
  const count = view.getUint16(table(tables, 'hhea') + 34);
  const widths = table(tables, 'hmtx');
  // The last one counts for all that follow.
  return (glyph) => view.getUint16(widths + 4 * Math.min(glyph, count - 1)) / em;
}
