import { describe, expect, test } from 'vitest';
import { displayWidth, padCells } from '../../../src/text/width.js';

describe('width on a terminal', () => {
  test.each([
    ['', 0],
    ['plain text', 10],
    ['容器', 4],
    ['Docker 入门', 11],
    ['ｆｕｌｌ', 8],
    ['한국어', 6],
    ['かな', 4],
    ['，。', 4],
    ['“”…', 3],
    ['é', 1],
    ['e\u0301', 1],
    ['か\u3099', 2],
    ['😀', 2],
    ['𠮷', 2],
    ['a\u200bb', 2],
    ['\u0007', 0],
    ['─│', 2],
  ])('%j fills %i cells', (text, cells) => {
    expect(displayWidth(text)).toBe(cells);
  });

  test('padding counts cells, not characters', () => {
    expect(padCells('容器', 6)).toBe('容器  ');
    expect(padCells('容器', 2)).toBe('容器');
  });
});
