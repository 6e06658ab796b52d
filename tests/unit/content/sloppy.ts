// Posts as hasty people write them, for properties.
import fc from 'fast-check';

const keys = [
  'title',
  'Title',
  'date',
  'tags',
  'categories',
  'description',
  'draft',
  'lang',
  'permalink',
  'own',
  'tilte',
  '标题',
  'last modified',
];
const marks = [': ', ': ', ': ', ':', '：', ' = ', ' :', ':\t'];
const values = [
  'plain', 'a: b', '[译] x', '"a" b', '"a', "'it's", '@x', '`x` y', '#1 x', 'Fix #2 now # note', '[a, b]', '[a，b]', '[a, b', '{a, b}', '{a}',
  '2024-1-2', '208-03-03', 'yes', '~', '', 'cn', '*a*', '&x', '|', '- a', '\n  - a\n  - b', '\n\t- a\n\t- b', '\n  -a\n  -b', '"x",', '/a/b/', 'a: b\n  c: d',
]; // prettier-ignore

const line = fc
  .tuple(fc.constantFrom('', '', '', ' ', '\t'), fc.constantFrom(...keys), fc.constantFrom(...marks), fc.constantFrom(...values))
  .map((parts) => parts.join(''));
const other = fc.constantFrom('# note', '', 'not a key', '- a', '  more', '\u200b');
const opening = fc.constantFrom('---\n', '---\n', '---\n', '', '\n\n---\n', ' ---\n', '--\n', '+++\n', ';;;\n', '\ufeff---\n', '———\n');
const closing = fc.constantFrom('---\n', '---\n', '---\n', '', '\n', '--\n', '+++\n', ';;;\n', ' ---\n');
const body = fc.constantFrom('text\n', '', '# Head\n\ntext', '\n\n- a\n- b\n\n---\n\nmore\n', 'a: b\n', '<ul>\n\n\t<li>a\n');

export const sloppyPost: fc.Arbitrary<string> = fc
  .tuple(opening, fc.array(fc.oneof({ weight: 5, arbitrary: line }, other), { maxLength: 6 }), closing, body, fc.boolean())
  .map(([open, lines, close, text, windows]) => {
    const source = `${open}${lines.map((one) => `${one}\n`).join('')}${close}${text}`;
    return windows ? source.replaceAll('\n', '\r\n') : source;
  });
