// Where the preview's script is put into a page.
import { expect, test } from 'vitest';
import { withClient } from '../../../src/dev/client.js';

const data = { path: '/', mark: '', styles: '', source: '', remarks: [], words: { title: '', close: '' } };
const tag = /<script src="\/__inkstone[^>]*><\/script>/;

test.each([
  ['<html><body><p>x</body></html>', '<html><body><p>x|</body></html>'],
  ['<BODY>x</BODY>', '<BODY>x|</BODY>'],
  ['<p>no end of a body', '<p>no end of a body|'],
  ['<body><pre>&lt;/body> and </body> in a text</pre></body>', '<body><pre>&lt;/body> and </body> in a text</pre>|</body>'],
  // In lower case this name is longer.
  ['<body>İİİstanbul</body></html>', '<body>İİİstanbul|</body></html>'],
])('%s', (html, expected) => {
  expect(withClient(html, data).replace(tag, '|')).toBe(expected);
});
