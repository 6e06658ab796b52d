// A card as SVG: a sheet of paper, the seal, the title in lines that break as Chinese and English do, the name of the site.
import { escapeHtml } from '../html/escape.js';
import { initial } from '../theme/filters.js';
import type { Card } from '../build/cards.js';
import type { Font } from './font.js';

/** As the tokens of the default theme have them. */
const paper = '#FBF9F4';
const ink = '#22201C';
const ink2 = '#57524A';
const seal = '#A92B1D';
const left = 80;
const across = 1040;

export function drawCard({ title, site }: Card, font: Font): string {
  const { lines, size, lead, first } = setTitle(title, font);
  const rows = lines.map((line, i) => text(line, left, first + i * lead, size, ink));
  const sign = initial(site);
  const wide = widthOf(sign, font) * 56;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" font-family="${escapeHtml(`'${font.family}'`)}">`,
    `<rect width="1200" height="630" fill="${paper}"/><rect x="${left}" y="72" width="88" height="88" fill="${seal}"/>`,
    text(sign, left + 44 - wide / 2, 136, 56, paper),
    ...rows,
    text(breakLines(site, across / 30, font, 1)[0] ?? '', left, 566, 30, ink2),
    '</svg>',
  ].join('');
}

/** Three lines in large type, else four in smaller; what is longer still ends in an ellipsis. */
function setTitle(title: string, font: Font) {
  const large = breakLines(title, across / 64, font, 4);
  if (large.length <= 3) return { lines: large, size: 64, lead: 90, first: 276 };
  return { lines: breakLines(title, across / 50, font, 4), size: 50, lead: 70, first: 260 };
}

/** No line begins with these, or ends with those. */
const closing = /^[\p{Pe}\p{Pf}，。、；：！？…—～·,.;:!?％%]/u;
const opening = /[\p{Ps}\p{Pi}]$/u;
const unit = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}ー]|[^\s\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}ー]+/gu;

/** `most` lines of `room` times the font size at most. */
export function breakLines(content: string, room: number, font: Font, most: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(content).flatMap((one) => fitting(one, room, font))) {
    if (line !== '' && widthOf((line + piece).trimEnd(), font) > room) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += line === '' ? piece.trimStart() : piece;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  if (lines.length <= most) return lines;
  const more = font.width('…') === null ? '' : '…';
  let last = lines[most - 1]!;
  while (last !== '' && widthOf(last + more, font) > room) last = last.slice(0, -1).replace(/[\uD800-\uDBFF]$/, '');
  return [...lines.slice(0, most - 1), last + more];
}

/** What stays together: a word with the space before it, a character with the marks that belong to it. */
function piecesOf(content: string): string[] {
  const pieces: string[] = [];
  let after = 0;
  for (const { 0: found, index } of content.matchAll(unit)) {
    const gap = index > after && pieces.length > 0 ? ' ' : '';
    const isJoined = gap === '' && pieces.length > 0 && (closing.test(found) || opening.test(pieces.at(-1)!));
    if (isJoined) pieces[pieces.length - 1] += found;
    else pieces.push(gap + found);
    after = index + found.length;
  }
  return pieces;
}

/** A word longer than a line is broken anywhere. */
function fitting(piece: string, room: number, font: Font): readonly string[] {
  return widthOf(piece, font) <= room ? [piece] : [...piece];
}

export function widthOf(content: string, font: Font): number {
  return [...content].reduce((sum, character) => sum + (font.width(character) ?? 1), 0);
}

function text(content: string, x: number, y: number, size: number, fill: string): string {
  return `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}">${escapeHtml(content)}</text>`;
}
