import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/content/decode.js';
import { countScript } from '../../../src/content/script.js';
import { describe as say, read } from './read.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function utf16(text: string, little: boolean, mark: boolean): Uint8Array {
  const units = [...(mark ? '\ufeff' : ''), ...text].flatMap((c) => Array.from({ length: c.length }, (_, i) => c.charCodeAt(i)));
  return Uint8Array.from(units.flatMap((unit) => (little ? [unit & 0xff, unit >> 8] : [unit >> 8, unit & 0xff])));
}

/** `标题：容器` and `这是一篇文章。` in GB18030; the ASCII around them is the same in every encoding here. */
const gbTitle = [0xb1, 0xea, 0xcc, 0xe2, 0xa3, 0xba, 0xc8, 0xdd, 0xc6, 0xf7];
const gbText = [0xd5, 0xe2, 0xca, 0xc7, 0xd2, 0xbb, 0xc6, 0xaa, 0xce, 0xc4, 0xd5, 0xc2, 0xa1, 0xa3];

describe('decode', () => {
  const table: readonly [name: string, bytes: Uint8Array, text: string, said: string[]][] = [
    ['UTF-8', utf8('标题 a'), '标题 a', []],
    ['UTF-8 with a byte order mark', utf8('\ufeff标题'), '标题', []],
    ['Windows line ends', utf8('a\r\nb\r\n'), 'a\nb\n', []],
    ['mixed line ends', utf8('a\rb\n\r\nc'), 'a\nb\n\nc', []],
    ['UTF-16, little end first, marked', utf16('标题 a\n😀', true, true), '标题 a\n😀', ['1:1 not-utf8']],
    ['UTF-16, big end first, marked', utf16('标题 a\n😀', false, true), '标题 a\n😀', ['1:1 not-utf8']],
    ['UTF-16, little end first', utf16('---\ntitle: 标题\n---\n', true, false), '---\ntitle: 标题\n---\n', ['1:1 not-utf8']],
    ['UTF-16, big end first', utf16('---\ntitle: 标题\n---\n', false, false), '---\ntitle: 标题\n---\n', ['1:1 not-utf8']],
    [
      'UTF-16, mostly Chinese',
      utf16('---\ntitle: 一篇文章\n---\n关于容器的一切，写在这里。', true, false),
      '---\ntitle: 一篇文章\n---\n关于容器的一切，写在这里。',
      ['1:1 not-utf8'],
    ],
    [
      'GB18030',
      Uint8Array.from([...utf8('---\ntitle: '), ...gbTitle, ...utf8('\n---\n'), ...gbText]),
      '---\ntitle: 标题：容器\n---\n这是一篇文章。',
      ['1:1 not-utf8'],
    ],
    [
      'Big5',
      Uint8Array.from([
        0xb3, 0x6f, 0xac, 0x4f, 0xa4, 0x40, 0xbd, 0x67, 0xa4, 0xe5, 0xb3, 0xb9, 0xa1, 0x41, 0xbc, 0x67, 0xaa, 0xba, 0xac, 0x4f, 0xae, 0x65,
        0xbe, 0xb9, 0xbb, 0x50, 0xba, 0xf4, 0xaf, 0xb8, 0xa1, 0x43,
      ]),
      '這是一篇文章，寫的是容器與網站。',
      ['1:1 not-utf8'],
    ],
    [
      'Shift_JIS',
      Uint8Array.from([
        0x82, 0xb1, 0x82, 0xea, 0x82, 0xcd, 0x97, 0x65, 0x8a, 0xed, 0x82, 0xc9, 0x82, 0xc2, 0x82, 0xa2, 0x82, 0xc4, 0x82, 0xcc, 0x8b, 0x4c,
        0x8e, 0x96, 0x82, 0xc5, 0x82, 0xb7, 0x81, 0x42,
      ]),
      'これは容器についての記事です。',
      ['1:1 not-utf8'],
    ],
    [
      'Windows-1252, quotes of a word processor',
      Uint8Array.from([...utf8('He said '), 0x93, ...utf8('caf'), 0xe9, 0x94, ...utf8(' and left, it'), 0x92, ...utf8('s true')]),
      'He said “café” and left, it’s true',
      ['1:1 not-utf8'],
    ],
    [
      'Windows-1252',
      Uint8Array.from([...utf8('Caf'), 0xe9, ...utf8(' in Z'), 0xfc, ...utf8('rich, quite good')]),
      'Café in Zürich, quite good',
      ['1:1 not-utf8'],
    ],
    [
      'one lost byte in UTF-8',
      Uint8Array.from([...utf8('标题\n容器 a'), 0xff, ...utf8('b')]),
      '标题\n容器 a\ufffdb',
      ['2:5 invalid-bytes'],
    ],
    ['a character cut in two at the end', utf8('标题容器').slice(0, -1), '标题容\ufffd', ['1:4 invalid-bytes']],
    ['zero bytes', utf8('a long enough text \0 with\0 zeros'), 'a long enough text  with zeros', ['1:20 invisible-characters']],
    ['a zero byte at the beginning', utf8('\0abc text'), 'abc text', ['1:1 invisible-characters']],
    ['zero-width spaces', utf8('标\u200b题\ufeff'), '标题', ['1:2 invisible-characters']],
    ['joiners of emoji and of letters', utf8('👩‍💻 می‌خواهم'), '👩‍💻 می‌خواهم', []],
    ['zero-width spaces where a script needs them', utf8('ภาษา\u200bไทย'), 'ภาษา\u200bไทย', []],
    ['controls', utf8('a\x08b\x1b[0m\x7f\tc'), 'ab[0m\tc', ['1:2 invisible-characters']],
    ['nothing', new Uint8Array(), '', []],
  ];
  it.each(table)('%s', (_, bytes, text, said) => {
    const { value, diagnostics } = decode(bytes, 'posts/a.md');
    expect({ value, said: diagnostics.map(say) }).toEqual({ value: text, said });
  });

  it('says what was dropped', () => {
    expect(decode(utf8('a\0b\u200bc\0'), 'a.md').diagnostics[0]?.data).toEqual({ count: 3, names: ['U+0000', 'U+200B'] });
  });
});

it('a post in GB18030 is a post', () => {
  const { post, body, said } = read(Uint8Array.from([...utf8('---\r\ntitle: '), ...gbTitle, ...utf8('\r\n---\r\n'), ...gbText]));
  expect([post.title, body, said]).toEqual(['标题：容器', '这是一篇文章。', ['1:1 not-utf8']]);
});

it('Han characters and Latin words are counted', () => {
  expect(countScript('Docker 容器 is a 轻量 thing, naïve')).toEqual({ han: 4, latin: 5 });
  expect(read('---\ntitle: 容器\n---\ntext', undefined, { countScript: true }).post.script).toEqual({ han: 2, latin: 2 });
});
