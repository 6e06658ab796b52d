import { expect, test } from 'vitest';
import { indexLetter } from '../../../src/text/index-letter.js';

test.each([
  ['docker', 'D'],
  ['École', 'E'],
  ['《红楼梦》', 'H'],
  ['啊', 'A'],
  ['砚台', 'Y'],
  ['做', 'Z'],
  ['匝', 'Z'],
  ['压', 'Y'],
  ['.NET', 'N'],
  ['2024', '#'],
  ['臺北', '#'],
  ['すみ', 'す'],
  ['Ёлка', 'Е'],
  ['…', '#'],
  ['', '#'],
])('%s stands under %s', (name, letter) => expect(indexLetter(name)).toBe(letter));
