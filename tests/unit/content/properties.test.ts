import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { sentence } from '../../../src/diagnostics/catalogue.js';
import { bodyOf, readPost } from '../../../src/content/read-post.js';

const options = { timezone: 'Europe/Berlin', countScript: true };
const pieces = fc.constantFrom(
  '---', '+++', ';;;', '{', '}', '\n', '\n\n', '\r\n', 'title: ', 'title:', 'title：', 'date: ', '2024-01-02', '208-03-03', 'tags: ', '[a, b', ']', '- a', '\t', '  ', ': ', '# ', '"', "'", '&a ', '*a', '!x ', '|', '>', '<<: ',
  'draft: ', 'true', 'flase', '__proto__: ', 'constructor', 'slug: ../', 'permalink: ', '/a/', '标题', '，', '\0', '\u200b', '\ufeff', '=', 'text', '---js', '---toml', '<h1>', '</h1>', '...', '"title": ', ',', '{{ x }}', '%', '@',
); // prettier-ignore
const sloppy = fc.array(pieces, { maxLength: 30 }).map((parts) => new TextEncoder().encode(parts.join('')));
const bytes = fc.oneof(
  sloppy,
  fc.uint8Array({ maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 100 }).map((text) => new TextEncoder().encode(text)),
);

it('any bytes are a post: plain data, with sentences for whatever is said', () => {
  fc.assert(
    fc.property(bytes, (source) => {
      const { value: post, diagnostics } = readPost('posts/2024-01-02-x.md', source, options);
      expect(structuredClone(post)).toEqual(post);
      expect(JSON.parse(JSON.stringify(post))).toEqual(post);
      expect(Object.isFrozen(post)).toBe(true);
      expect(post.title).not.toBe('');
      expect(post.slug).not.toMatch(/[/\\]|^\.\.?$/);
      for (const path of [post.permalink ?? '/', ...post.aliases]) expect(path).toMatch(/^\/(?!.*(?:^|\/)\.\.(?:\/|$))/);
      expect(post.layout).not.toMatch(/\.\.|^\//);
      for (const said of diagnostics) {
        for (const speech of ['en', 'zh'] as const) expect(sentence(said, speech).message).not.toMatch(/undefined|NaN|\[object/);
        expect(said.span?.file).toBe('posts/2024-01-02-x.md');
      }
    }),
    { numRuns: 3000 },
  );
});

it('the body that is rendered is the one that was read: the end of the file, from its line on', () => {
  fc.assert(
    fc.property(sloppy, (source) => {
      const { value: post, diagnostics } = readPost('posts/x.md', source, options);
      fc.pre(diagnostics.every(({ code }) => code !== 'not-utf8'));
      const { body, line } = bodyOf('posts/x.md', source);
      const text = new TextDecoder()
        .decode(source)
        .replace(/\r\n?/g, '\n')
        .replace(/[\0\u200b\ufeff]/g, '');
      expect(line).toBe(post.bodyLine);
      expect(text.endsWith(body)).toBe(true);
      expect(text.slice(0, text.length - body.length).split('\n').length).toBe(line);
    }),
    { numRuns: 2000 },
  );
});

it('text after a blank line that no key can stand on is never taken for front matter', () => {
  const prose = fc.constantFrom('Plain words here.', '**Bold** words', '<p>html</p>', '1. first', '> quote', '![a](b.png)', '你好，世界。');
  const keys = fc.constantFrom('title: A', 'title: a: b', 'date: 2024-01-02', 'tags: [a, b]', 'own: 1', 'title：x');
  fc.assert(
    fc.property(fc.array(keys, { minLength: 1, maxLength: 4 }), prose, fc.boolean(), (block, text, ruled) => {
      const source = `---\ntitle: A\n${block.join('\n')}\n\n${text}\n${ruled ? '\n---\n\nmore\n' : ''}`;
      expect(bodyOf('posts/x.md', new TextEncoder().encode(source)).body).toContain(text);
    }),
  );
});

it('hostile sources take time in proportion to their size', () => {
  const megabyte = 1_000_000;
  const sources = [
    `---\ntitle: ${'a'.repeat(5 * megabyte)}\n---\n`, `---\ntags: [${'a, '.repeat(megabyte / 10)}]\n---\n`, `---\ntitle: ${'['.repeat(megabyte)}\n---\n`, `---\ntitle: "${'\\"'.repeat(megabyte / 2)}\n---\n`, `---\ntitle: a\n${'\n'.repeat(megabyte)}---\n`,
    `{"a${'\\"'.repeat(megabyte / 2)}`, '-'.repeat(megabyte), ' '.repeat(megabyte), '\0'.repeat(megabyte), `<h1${' '.repeat(megabyte)}`, `# ${'*'.repeat(megabyte)}`, `---\ntitle: a ${'#b '.repeat(megabyte / 3)}\n---\n`, `+++\na = ${'['.repeat(megabyte)}\n+++\n`,
  ]; // prettier-ignore
  for (const source of sources) {
    const start = performance.now();
    readPost('posts/x.md', new TextEncoder().encode(source), options);
    expect([source.slice(0, 30), performance.now() - start < 5000]).toEqual([source.slice(0, 30), true]);
  }
});
