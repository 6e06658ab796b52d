import { describe, expect, it } from 'vitest';
import { sentence } from '../../../src/diagnostics/catalogue.js';
import { read, readBlock } from './read.js';

describe('where the front matter ends and the body begins', () => {
  const table: readonly [name: string, source: string, title: string, body: string, said: string[]][] = [
    ['the usual fences', '---\ntitle: A\n---\nbody', 'A', 'body', []],
    ['spaces after the fences', '---  \ntitle: A\n--- \nbody', 'A', 'body', []],
    ['more dashes', '-----\ntitle: A\n-----\nbody', 'A', 'body', []],
    ['dots as the closing fence', '---\ntitle: A\n...\nbody', 'A', 'body', []],
    ['a fence named yaml', '---yaml\ntitle: A\n---\nbody', 'A', 'body', []],
    ['Windows line ends', '---\r\ntitle: A\r\n---\r\nbody\r\n', 'A', 'body\n', []],
    ['old Mac line ends', '---\rtitle: A\r---\rbody\r', 'A', 'body\n', []],
    ['a byte order mark', '\ufeff---\ntitle: A\n---\nbody', 'A', 'body', []],
    ['nothing below', '---\ntitle: A\n---', 'A', '', ['empty-post']],
    ['no front matter', 'body', 'a post', 'body', []],
    ['an empty file', '', 'a post', '', ['empty-post']],
    ['only blank lines', '\n\n  \n', 'a post', '\n\n  \n', ['empty-post']],
    ['empty front matter', '---\n---\nbody', 'a post', 'body', []],
    ['blank front matter', '---\n\n---\nbody', 'a post', 'body', []],
    ['only a comment in it', '---\n# nothing\n---\nbody', 'a post', 'body', []],
    ['a blank line inside', '---\ntitle: A\n\ntags: [x]\n---\nbody', 'A', 'body', []],
    ['a comment after a blank line inside', '---\ntitle: A\n\n# more\ntags: [x]\n---\nbody', 'A', 'body', []],
    ['a long text with blank lines inside', '---\ndescription: |\n  one\n\n  two\ntitle: A\n---\nbody', 'A', 'body', []],
    ['a blank line above', '\n\n---\ntitle: A\n---\nbody', 'A', 'body', ['3:1 front-matter-fence']],
    ['an indented fence above', ' ---\ntitle: A\n---\nbody', 'A', 'body', ['1:1 front-matter-fence']],
    ['an indented fence below', '---\ntitle: A\n ---\nbody', 'A', 'body', ['3:1 front-matter-fence']],
    ['two dashes', '--\ntitle: A\n--\nbody', 'A', 'body', ['1:1 front-matter-fence', '3:1 front-matter-fence']],
    ['long dashes of a phone', '———\ntitle: A\n———\nbody', 'A', 'body', ['1:1 front-matter-fence', '3:1 front-matter-fence']],
    ['no fence above', 'title: A\ndate: 2024-01-02\n---\nbody', 'A', 'body', ['1:1 front-matter-fence']],
    ['no fence at all, as in Pelican', 'Title: A\nDate: 2024-01-02\n\nbody', 'A', '\nbody', ['1:1 front-matter-fence']],
    ['prose that begins with a word and a colon', 'Note: this is text\n\nmore', 'a post', 'Note: this is text\n\nmore', []],
    ['one line that could be a key', 'Date: a fruit\n\nmore', 'a post', 'Date: a fruit\n\nmore', []],
    ['never closed, a blank line below', '---\ntitle: A\n\nbody', 'A', '\nbody', ['1:1 front-matter-unclosed']],
    ['never closed, text at once', '---\ntitle: A\nThis is text.', 'A', 'This is text.', ['1:1 front-matter-unclosed']],
    ['never closed, a heading below', '---\ntitle: A\n\n# Head\n\nbody', 'A', '\n# Head\n\nbody', ['1:1 front-matter-unclosed']],
    ['never closed, a heading at once', '---\ntitle: A\n## Head\nbody', 'A', '## Head\nbody', ['1:1 front-matter-unclosed']],
    ['never closed, a list below', '---\ntitle: A\n\n- one\n- two\n\nbody', 'A', '\n- one\n- two\n\nbody', ['1:1 front-matter-unclosed']],
    [
      'never closed, a rule in the body',
      '---\ntitle: A\n\nbody\n\n---\n\nmore',
      'A',
      '\nbody\n\n---\n\nmore',
      ['1:1 front-matter-unclosed'],
    ],
    [
      'never closed, a heading and a rule in the body',
      '---\ntitle: A\n\n# Head\n\n---\nmore',
      'A',
      '\n# Head\n\n---\nmore',
      ['1:1 front-matter-unclosed'],
    ],
    ['never closed, nothing else', '---\ntitle: A', 'A', '', ['1:1 front-matter-unclosed', 'empty-post']],
    ['a rule at the top of the body', '---\n\nbody\n\n---\n\nmore', 'a post', '---\n\nbody\n\n---\n\nmore', []],
    ['a rule, then text at once', '---\nbody\n\nmore', 'a post', '---\nbody\n\nmore', []],
    ['a word as front matter', '---\nhello\n---\nbody', 'a post', '---\nhello\n---\nbody', ['1:1 front-matter-text']],
    ['a list as front matter', '---\n- a\n- b\n---\nbody', 'a post', '---\n- a\n- b\n---\nbody', ['1:1 front-matter-text']],
    ['TOML', '+++\ntitle = "A"\n+++\nbody', 'A', 'body', []],
    ['TOML with a blank line and a table', '+++\ntitle = "A"\n\n[extra]\nx = 1\n+++\nbody', 'A', 'body', []],
    ['TOML between dashes', '---toml\ntitle = "A"\n---\nbody', 'A', 'body', []],
    ['TOML never closed', '+++\ntitle = "A"\n\nbody', 'A', '\nbody', ['1:1 front-matter-unclosed']],
    ['YAML between plus signs', '+++\ntitle: A\n+++\nbody', 'A', 'body', ['1:1 front-matter-fence']],
    ['YAML between semicolons', ';;;\ntitle: A\n;;;\nbody', 'A', 'body', ['1:1 front-matter-fence']],
    ['JSON between semicolons, as in Hexo', ';;;\n"title": "A",\n"x": 1\n;;;\nbody', 'A', 'body', []],
    ['JSON, as in Hugo', '{\n  "title": "A",\n  "x": {"y": "}"}\n}\nbody', 'A', 'body', []],
    ['JSON between dashes', '---json\n{"title": "A"}\n---\nbody', 'A', 'body', []],
    ['TOML with a hash sign in its text', '+++\ntitle = "A #1" # note\n+++\nbody', 'A #1', 'body', []],
    ['JSON with a hash sign in its text', '{\n"title": "A: #1"\n}\nbody', 'A: #1', 'body', []],
    ['JSON with a comma too many', '{\n  "title": "A",\n}\nbody', 'A', 'body', ['3:1 front-matter-syntax']],
    ['JSON never closed', '{\n"title": "A",\n"tags": ["x"],\n\nbody', 'A', '\nbody', ['1:1 front-matter-unclosed']],
    ['a brace that is text', '{ "quoted" } words', 'a post', '{ "quoted" } words', []],
    ['a template tag at the top', '{% raw %}\nbody', 'a post', '{% raw %}\nbody', []],
  ];
  it.each(table)('%s', (_, source, title, body, said) => {
    const found = read(source);
    expect({ title: found.post.title, body: found.body, said: found.said }).toEqual({ title, body, said });
  });
});

describe('a block that YAML refuses is read line by line', () => {
  const table: readonly [block: string, title: string, said: string, hint: string][] = [
    ['title: a: b', 'a: b', '2:1 front-matter-repaired', 'Write: title: "a: b"'],
    ['title: [译] x', '[译] x', '2:1 front-matter-repaired', 'Write: title: "[译] x"'],
    ['title: "a" b', '"a" b', '2:1 front-matter-repaired', `Write: title: '"a" b'`],
    ['title: "a', 'a', '2:1 front-matter-repaired', 'Write: title: a'],
    ['title: "a",', 'a', '2:1 front-matter-repaired', 'Write: title: a'],
    ['title: "say "hi" twice"', 'say "hi" twice', '2:1 front-matter-repaired', `Write: title: 'say "hi" twice'`],
    ['title: "a" and "b"', '"a" and "b"', '2:1 front-matter-repaired', `Write: title: '"a" and "b"'`],
    ["title: 'it's here'", "it's here", '2:1 front-matter-repaired', `Write: title: "it's here"`],
    ["title: 'tis: so", "'tis: so", '2:1 front-matter-repaired', `Write: title: "'tis: so"`],
    ['title:a: b', 'a: b', '2:1 front-matter-repaired', 'Write: title: "a: b"'],
    ['title：a: b', 'a: b', '2:1 front-matter-repaired', 'Write: title: "a: b"'],
    ['title: x\ntags:\n  -a b\n  -c', 'x', '3:1 front-matter-repaired', 'Write: - a b, - c'],
    ["title: 'it's", "'it's", '2:1 front-matter-repaired', `Write: title: "'it's"`],
    ['title: @x', '@x', '2:1 front-matter-repaired', 'Write: title: "@x"'],
    ['title: `x` y', '`x` y', '2:1 front-matter-repaired', 'Write: title: "`x` y"'],
    ['title: %x', '%x', '2:1 front-matter-repaired', 'Write: title: "%x"'],
    ['title: *x*', '*x*', '2:1 front-matter-repaired', 'Write: title: "*x*"'],
    ['title: {{ page.title }}', '{{ page.title }}', '2:1 front-matter-repaired', 'Write: title: "{{ page.title }}"'],
    ['title: - x: y', '- x: y', '2:1 front-matter-repaired', 'Write: title: "- x: y"'],
    ['title：x', 'x', '2:1 front-matter-repaired', 'Write: title: x'],
    ['title:x', 'x', '2:1 front-matter-repaired', 'Write: title: x'],
    ['title = x', 'x', '2:1 front-matter-repaired', 'Write: title: x'],
    ['date: 2024-01-02\n title: x', 'x', '3:2 front-matter-repaired', 'Write: title: x'],
    ['tags:\n\t- a\ntitle: x', 'x', '2:1 front-matter-repaired', 'Indent with two spaces in place of each tab.'],
    [
      'title: x\nnot a key\ntags: [a]',
      'x',
      '3:1 front-matter-line',
      'Indent it if it belongs to the line above, put # before it if it is a remark, or move it below the front matter.',
    ],
  ];
  it.each(table)('%s', (block, title, said, hint) => {
    const found = readBlock(block);
    expect({ title: found.post.title, body: found.body, said: found.said }).toEqual({ title, body: 'text\n', said: [said] });
    expect(sentence(found.diagnostics[0]!, 'en').hint).toBe(hint);
  });

  it('keeps what is sound beside a line at fault', () => {
    const { post, said } = readBlock('title: a: b\ndate: 2024-01-02\ntags:\n  - x\n  - y\nextra:\n  deep: [1, true]\nnote: "n"');
    expect(said).toEqual(['2:1 front-matter-repaired']);
    expect([post.title, post.date?.civil, post.tags, post.data]).toEqual([
      'a: b',
      '2024-01-02',
      ['x', 'y'],
      { extra: { deep: [1, true] }, note: 'n' },
    ]);
  });

  it('reads a list whose brackets do not match', () => {
    expect(readBlock('title: x\ntags: [a, b\ndate: 2024-01-02').post).toMatchObject({ tags: ['a', 'b'], date: { civil: '2024-01-02' } });
  });

  it('reads broken TOML, and keeps the keys of its tables apart', () => {
    const { post, said } = read('+++\ntitle = A: b\ndraft = true\n[taxonomies]\ntags = ["x"]\n[cover]\ntitle = "not this"\n+++\ntext');
    expect([post.title, post.withheld, post.tags]).toEqual(['A: b', 'draft', ['x']]);
    expect(said).toContain('2:9 front-matter-syntax');
  });
});

describe('values of known keys stay as written', () => {
  const table: readonly [written: string, title: string, said: string[]][] = [
    ['007', '007', []],
    ['12:30:45', '12:30:45', []],
    ['yes', 'yes', []],
    ['1.10', '1.10', []],
    ['1e3', '1e3', []],
    ['0x1F', '0x1F', []],
    ['2024-01-02', '2024-01-02', []],
    ['true', 'true', []],
    ['NULL', 'NULL', []],
    ['null', 'a post', []],
    ['~', 'a post', []],
    ['""', 'a post', []],
    ['"null"', 'null', []],
    ['C#', 'C#', []],
    ['a  b', 'a b', []],
    ['a # a remark', 'a', []],
    ['#1 x', '#1 x', ['2:1 read-as-written']],
    ['Fix #12 now', 'Fix #12 now', ['2:1 read-as-written']],
    ['Fix #12 now # a remark', 'Fix #12 now', ['2:1 read-as-written']],
    ['"Fix #12"', 'Fix #12', []],
    ['&c in C', '&c in C', ['2:1 read-as-written']],
    ['!important', '!important', ['2:1 read-as-written']],
    ['!!str 007', '007', []],
    ['[译]', '[译]', ['2:1 wrong-type']],
    ['{a}', '{a}', ['2:1 wrong-type']],
    ['>\n  folded\n  text', 'folded text', []],
    ['two\n  lines', 'two lines', []],
  ];
  it.each(table)('title: %s', (written, title, said) => {
    const found = readBlock(`title: ${written}`);
    expect({ title: found.post.title, said: found.said }).toEqual({ title, said });
  });

  it('types unknown keys by the core schema of YAML', () => {
    const block =
      'a: 007\nb: yes\nc: 1.5\nd: 2024-01-02\ne: true\nf: null\ng: 12:30\nh: 0x1F\ni: .nan\nj: [1, "1"]\nk: {x: ~}\nl: !thing x\nm: -0';
    expect(readBlock(block).post.data).toEqual({
      a: 7,
      b: 'yes',
      c: 1.5,
      d: '2024-01-02',
      e: true,
      f: null,
      g: '12:30',
      h: 31,
      i: '.nan',
      j: [1, '1'],
      k: { x: null },
      l: 'x',
      m: 0,
    });
  });
});

describe('doubled, mistyped and dangerous keys', () => {
  it('takes the last of two equal keys and names both lines', () => {
    const { post, diagnostics } = readBlock('title: one\ndate: 2024-01-02\nTitle: two');
    expect(post.title).toBe('two');
    expect(diagnostics).toMatchObject([
      { code: 'duplicate-key', data: { key: 'Title', line: 2 }, span: { line: 4 }, related: [{ line: 2 }] },
    ]);
  });

  const slips = [['tilte', 'title'], ['catagories', 'categories'], ['tgas', 'tags'], ['dat', null], ['descripton', 'description'], ['permlink', 'permalink'], ['math', null], ['comments', null], ['mathjax', null], ['type', null], ['data', null], ['layuot', 'layout']]; // prettier-ignore
  it.each(slips)('%s → %s', (key, meant) => {
    const { post, diagnostics } = readBlock(`title: x\n${key}: true`);
    expect(diagnostics.map((d) => d.data)).toEqual(meant === null ? [] : [{ key, nearest: meant }]);
    expect(post.data).toEqual({ [key!]: true });
  });

  it('leaves __proto__ out and keeps constructor as plain data', () => {
    const { post, said } = readBlock('title: x\n__proto__: {polluted: 1}\nconstructor: y\nnested: {__proto__: {polluted: 1}, a: 1}');
    expect(said).toEqual(['3:1 reserved-key']);
    expect(post.data).toEqual({ constructor: 'y', nested: { a: 1 } });
    expect('polluted' in post.data).toBe(false);
    expect(structuredClone(post)).toEqual(post);
  });

  it('refuses a bomb of aliases', () => {
    const levels = [...'bcdefghij'].map((name, i) => `${name}: &${name} [${`*${'abcdefghi'[i]!},`.repeat(10)}]`);
    const { post, said } = readBlock(`title: x\na: &a [1, 2]\n${levels.join('\n')}`);
    expect(post.title).toBe('x');
    expect(said.length).toBeGreaterThan(0);
    expect(JSON.stringify(post.data).length).toBeLessThan(10_000);
  });

  it('reads anchors, aliases and merged keys that are meant', () => {
    expect(readBlock('base: &b {x: 1, y: 2}\nmore: {<<: *b, y: 3}\nagain: *b').post.data).toEqual({
      base: { x: 1, y: 2 },
      more: { x: 1, y: 3 },
      again: { x: 1, y: 2 },
    });
  });
});

describe('a post is never run', () => {
  const programs = ['js', 'javascript', 'coffee', 'ts', 'cjs'];
  it.each(programs)('---%s', (language) => {
    const source = `---${language}\n{\n  title: "Plain",\n  draft: true,\n  x: (globalThis.ran = 1)\n}\n---\ntext`;
    const { post, body, said } = read(source);
    expect(said).toEqual(['1:1 front-matter-code']);
    expect([post.title, post.withheld, body]).toEqual(['Plain', 'draft', 'text']);
    expect('ran' in globalThis).toBe(false);
  });

  it('reads plain lines of a program that is no object', () => {
    const { post, said } = read('---js\nconst now = Date.now();\nmodule.exports = {\n  title: "Plain",\n  draft: true,\n};\n---\ntext');
    expect([post.title, post.withheld, said]).toEqual(['Plain', 'draft', ['1:1 front-matter-code']]);
  });
});
