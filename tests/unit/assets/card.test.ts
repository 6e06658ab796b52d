// How a title is set on a card: where its lines break, and that nothing of it is lost.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { breakLines, drawCard, widthOf } from '../../../src/assets/card.js';
import type { Font } from '../../../src/assets/font.js';

/** Half as wide for ASCII as for all else. */
const font: Font = { family: 'Plain', width: (character) => (character < '\x80' ? 0.5 : 1) };

test.for<[string, number, readonly string[]]>([
  ['砚台与墨', 2, ['砚台', '与墨']],
  // No line begins with a comma or ends with an opening bracket.
  ['砚台，墨', 2, ['砚', '台，', '墨']],
  ['砚《墨经》注', 2, ['砚', '《墨', '经》', '注']],
  ['the ink stone', 4, ['the ink', 'stone']],
  ['用 Docker 部署', 4, ['用', 'Docker', '部署']],
  ['Supercalifragilistic', 4, ['Supercal', 'ifragili', 'stic']],
])('%s in a room of %d', ([title, room, lines]) => expect(breakLines(title, room, font, 9)).toEqual(lines));

test('what is too long ends in an ellipsis that fits', () => {
  expect(breakLines('一二三四五六七八九十', 3, font, 2)).toEqual(['一二三', '四五…']);
});

test('no character is lost, no line is wider than the room unless it is one piece', () => {
  const words = fc.array(fc.constantFrom('砚', '墨', '，', '《', '》', ' ', 'ink', 'stone-ware', '。', '(', ')', 'カー', '😀'), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(words, fc.integer({ min: 3, max: 12 }), (pieces, room) => {
      const title = pieces.join('');
      const lines = breakLines(title, room, font, 1000);
      expect(lines.join('').replaceAll(' ', '')).toBe(title.replaceAll(' ', ''));
      for (const line of lines) expect(widthOf(line, font)).toBeLessThanOrEqual(room);
    }),
  );
});

test('what stands in a title is text in the picture', () => {
  expect(drawCard({ title: '<b> & "c"', site: 'A & B' }, font)).toContain('&lt;b&gt; &amp;');
});
