import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dateText, frontMatter, yamlText } from '../../../src/cli/front-matter.js';
import { runIn } from './fake-terminal.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkstone-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
const files = (): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name).slice(folder.length + 1)] : []))
    .sort();

describe('inkstone new', () => {
  beforeEach(() => writeFileSync(join(folder, 'inkstone.config.yaml'), 'timezone: Asia/Shanghai\n'));

  test('writes a post in the zone of the site and prints its path', async () => {
    expect(await runIn(folder, ['new', '容器：入门 C++'])).toEqual({ code: 0, out: 'posts/2026-11-24-容器-入门-cpp.md\n', err: '' });
    expect(read('posts/2026-11-24-容器-入门-cpp.md')).toBe(
      '---\ntitle: 容器：入门 C++\ndate: 2026-11-24 09:30:00 +08:00\nslug: 容器-入门-cpp\ncategories: []\ntags: []\n---\n\n',
    );
  });

  test('marks a draft, takes a title in pieces, quotes what YAML would misread', async () => {
    expect((await runIn(folder, ['new', 'Docker:', 'a', '#1', '--draft'])).out).toBe('posts/2026-11-24-docker-a-1.md\n');
    expect(read('posts/2026-11-24-docker-a-1.md')).toBe(
      '---\ntitle: "Docker: a #1"\ndate: 2026-11-24 09:30:00 +08:00\nslug: docker-a-1\ncategories: []\ntags: []\ndraft: true\n---\n\n',
    );
  });

  test('never overwrites', async () => {
    await runIn(folder, ['new', 'Once']);
    writeFileSync(join(folder, 'posts/2026-11-24-once.md'), 'mine');
    expect(await runIn(folder, ['new', 'once'])).toEqual({
      code: 1,
      out: '',
      err: 'inkstone: posts/2026-11-24-once.md exists already; it stays as it is. Choose another title, or go on writing there.\n',
    });
    expect(read('posts/2026-11-24-once.md')).toBe('mine');
  });

  test('a title cannot lead out of posts/', async () => {
    expect((await runIn(folder, ['new', '../../etc/passwd'])).code).toBe(0);
    expect((await runIn(folder, ['new', '???'])).out).toBe('posts/2026-11-24-post.md\n');
    expect(files().filter((path) => !path.startsWith('posts/2026-11-24-'))).toEqual(['inkstone.config.yaml']);
  });

  test('does not guess a zone when the config is broken', async () => {
    writeFileSync(join(folder, 'inkstone.config.yaml'), 'timezone: Asia/Beijing\n');
    const { code, err } = await runIn(folder, ['new', 'A']);
    expect(code).toBe(1);
    expect(err).toBe(
      'inkstone.config.yaml:1:1  error  There is no time zone “Asia/Beijing”  unknown-zone\n  > 1 │ timezone: Asia/Beijing\n      │ ^^^^^^^^\n  → Did you mean Asia/Shanghai?\n\n',
    );
    expect(files()).toEqual(['inkstone.config.yaml']);
  });

  test('--root names another folder, a title of blanks is none', async () => {
    mkdirSync(join(folder, 'site'));
    expect((await runIn(folder, ['new', 'A', '--root', 'site'])).out).toBe('posts/2026-11-24-a.md\n');
    expect(existsSync(join(folder, 'site/posts/2026-11-24-a.md'))).toBe(true);
    expect((await runIn(folder, ['new', ' \t '])).code).toBe(2);
    expect(await runIn(folder, ['new', 'A', '--root', 'nowhere'])).toMatchObject({ code: 2, out: '' });
  });
});

describe('front matter', () => {
  test('YAML gives back every title', () => {
    const title = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
      fc.constantFrom(
        'yes',
        'null',
        '~',
        '007',
        '12:30',
        '2024-01-02',
        '- a',
        '"a" b',
        "it's",
        '[译] x',
        '{{ x }}',
        '@x',
        '`x`',
        '%x',
        '#x',
        'a #b',
        'a: b',
        'é',
        '…',
      ),
    );
    const readsBack = (text: string): void => {
      expect(load(`title: ${yamlText(text)}`)).toEqual({ title: text });
    };
    fc.assert(fc.property(title, readsBack), { numRuns: 500 });
  });

  test.each(['你好，世界', '容器：入门', 'Hello, world!', 'Rust (2024)'])('%s needs no quotes', (title) => {
    expect(yamlText(title)).toBe(title);
  });

  test.each([
    [480, '+08:00'],
    [0, '+00:00'],
    [-210, '-03:30'],
  ])('an offset of %i minutes is %s', (offset, text) => {
    expect(dateText({ civil: '2026-01-02', time: '03:04:05', offset })).toBe(`2026-01-02 03:04:05 ${text}`);
  });

  test('stands between two fences', () => {
    expect(frontMatter({ title: 'A', date: '2026-01-02 03:04:05 +00:00', slug: 'a', draft: false })).toBe(
      '---\ntitle: A\ndate: 2026-01-02 03:04:05 +00:00\nslug: a\ncategories: []\ntags: []\n---\n\n',
    );
  });
});

describe('inkstone init', () => {
  const made = ['.gitignore', 'inkstone.config.yaml', 'package.json', 'pages/about.md', 'posts/DATE-hello.md', 'static/.gitkeep'];
  const undated = (paths: string[]): string[] => paths.map((path) => path.replace(/\d{4}-\d\d-\d\d/, 'DATE'));

  test.each(['en', 'zh'])('makes a site in %s', async (lang) => {
    const { code, out, err } = await runIn(folder, ['init', 'blog', '--lang', lang]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('cd blog');
    expect(undated(files())).toEqual(made.map((path) => `blog/${path}`));
    const config = load(read('blog/inkstone.config.yaml')) as Record<string, unknown>;
    expect(config['lang']).toBe(lang === 'zh' ? 'zh-Hans' : 'en');
    expect(config['timezone']).toBe(new Intl.DateTimeFormat().resolvedOptions().timeZone);
  });

  test('keeps a package.json and .gitignore that are there', async () => {
    writeFileSync(join(folder, 'package.json'), '{}');
    writeFileSync(join(folder, '.gitignore'), 'x');
    expect((await runIn(folder, ['init', '.'])).code).toBe(0);
    expect([read('package.json'), read('.gitignore')]).toEqual(['{}', 'x']);
    expect(undated(files())).toEqual(made);
  });

  test('writes nothing at all where something of it exists', async () => {
    mkdirSync(join(folder, 'pages'));
    writeFileSync(join(folder, 'pages/about.md'), 'mine');
    expect(await runIn(folder, ['init', '.'])).toEqual({
      code: 1,
      out: '',
      err: 'inkstone: Nothing was written: pages/about.md is there already\n',
    });
    expect(files()).toEqual(['pages/about.md']);
  });

  test('does not put a second config beside one', async () => {
    writeFileSync(join(folder, 'inkstone.config.ts'), 'export default {};');
    expect((await runIn(folder, ['init', '.', '--lang', 'zh'])).err).toBe('inkstone: 什么都没有写：inkstone.config.ts 已经存在\n');
    expect(files()).toEqual(['inkstone.config.ts']);
  });

  test('writes nowhere when the name of the folder is empty', async () => {
    expect(await runIn(folder, ['init', ''])).toMatchObject({ code: 2, err: expect.stringContaining('Say into which folder') });
    expect(files()).toEqual([]);
  });

  test('says so where it cannot write', async () => {
    writeFileSync(join(folder, 'file'), '');
    const { code, err } = await runIn(folder, ['init', 'file']);
    expect(code).toBe(1);
    expect(err).toMatch(/^file\/inkstone\.config\.yaml {2}error {2}This file cannot be written: on the way to it a file stands/);
  });
});

describe('inkstone build', () => {
  test('a wrong setting does not hide what else is wrong, but what follows from it; and nothing is written', async () => {
    mkdirSync(join(folder, 'posts/x'), { recursive: true });
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'inkstone.config.yaml'), 'permalnk: /:category/:slug/\nperPage: many\n');
    writeFileSync(join(folder, 'data/links.yaml'), 'a: [1\n');
    writeFileSync(join(folder, 'posts/a.md'), '---\ndate: 208-03-03\n---\nOne\n');
    writeFileSync(join(folder, 'posts/x/a.md'), 'Two\n');
    const before = files();
    const { code, out } = await runIn(folder, ['build', '--json']);
    const said = out.split('\n').flatMap((line) => (line === '' ? [] : [(JSON.parse(line) as { code: string }).code]));
    expect(code).toBe(1);
    expect(said).toEqual(['no-site-url', 'bad-data-file', 'mistyped-setting', 'wrong-setting', 'bad-date']);
    expect(files()).toEqual(before);
  });

  test('builds what init made, then says that nothing changed', async () => {
    await runIn(folder, ['init', '.']);
    const first = await runIn(folder, ['build']);
    expect(first.code).toBe(0);
    expect(first.out).toMatch(/^ {2}Read {6}1 post, 1 page\n {2}Rendered {2}\d+ files\n {2}On disk {3}\d+ new\nPublished in [\d.]+ s\n$/);
    expect(existsSync(join(folder, 'public/posts/hello/index.html'))).toBe(true);
    expect((await runIn(folder, ['build'])).out).toMatch(/On disk {3}\d+ unchanged\n/);
  });

  test('a fault in the config is told with its line, and nothing is published', async () => {
    await runIn(folder, ['init', '.']);
    writeFileSync(join(folder, 'inkstone.config.yaml'), 'permlink: /:slug/\n');
    const { code, out, err } = await runIn(folder, ['build', '--lang', 'zh']);
    expect([code, out.split('\n').at(-2)]).toEqual([1, '没有发布：1 个错误。原来发布的内容保持原样。']);
    expect(err).toContain(
      'inkstone.config.yaml:1:1  错误  没有“permlink”这个设置  mistyped-setting\n  > 1 │ permlink: /:slug/\n      │ ^^^^^^^^\n  → 是不是想写“permalink”？\n\n',
    );
    expect(existsSync(join(folder, 'public'))).toBe(false);
  });

  test('--json prints diagnostics only, on standard output', async () => {
    await runIn(folder, ['init', '.']);
    const { code, out, err } = await runIn(folder, ['build', '--json']);
    expect([code, err]).toEqual([0, '']);
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { code: string }).code),
    ).toContain('no-site-url');
  });

  test('--quiet says nothing when all is well', async () => {
    await runIn(folder, ['init', '.']);
    expect(await runIn(folder, ['build', '--quiet'])).toEqual({ code: 0, out: '', err: '' });
  });

  test('a flag with a value that cannot be is wrong use', async () => {
    await runIn(folder, ['init', '.']);
    expect(await runIn(folder, ['build', '--url', 'example.com'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--url must be a web address') as string,
    });
  });

  test('a folder that is no site is not built, so no public/ is left in it', async () => {
    const { code, err } = await runIn(folder, ['build']);
    expect(code).toBe(2);
    expect(err).toContain('does not look like a site');
    expect(files()).toEqual([]);
  });

  test.each([
    ['Jekyll', '_posts'],
    ['Hexo', 'source/_posts'],
    ['Hugo', 'content/posts'],
  ])('the folder of a %s site is not built over: it is said where the posts go', async (tool, posts) => {
    mkdirSync(join(folder, posts), { recursive: true });
    mkdirSync(join(folder, 'static'));
    const { code, err } = await runIn(folder, ['build']);
    expect(code).toBe(2);
    expect(err).toContain(`looks like a site of ${tool}: its posts are in ${posts}/`);
    expect(existsSync(join(folder, 'public'))).toBe(false);
    // Once it is one of ours, it is built.
    mkdirSync(join(folder, 'posts'));
    expect((await runIn(folder, ['build'])).code).toBe(0);
  });

  test('paths of flags are meant from where one stands', async () => {
    await runIn(folder, ['init', 'blog']);
    expect((await runIn(folder, ['build', '--root', 'blog', '--out', 'www'])).code).toBe(0);
    expect(existsSync(join(folder, 'www/index.html'))).toBe(true);
  });
});

describe('inkstone eject', () => {
  test('copies one file of the theme with a note of its version, and never overwrites', async () => {
    mkdirSync(join(folder, 'posts'));
    expect(await runIn(folder, ['eject', 'templates/post.njk'])).toEqual({ code: 0, out: 'templates/post.njk\n', err: '' });
    const built = readFileSync(new URL('../../../templates/post.njk', import.meta.url), 'utf8');
    expect(read('templates/post.njk')).toMatch(/^\{#- templates\/post\.njk, Inkstone \d+\.\d+\.\d+ -#\}\n/);
    expect(read('templates/post.njk').replace(/^.*\n/, '')).toBe(built);
    expect((await runIn(folder, ['eject', 'post.njk'])).err).toBe('inkstone: templates/post.njk exists already; it stays as it is.\n');
    expect((await runIn(folder, ['build'])).code).toBe(0);
  });

  test('names the nearest file for one that is not there, and all without a name', async () => {
    mkdirSync(join(folder, 'posts'));
    const { code, err } = await runIn(folder, ['eject', 'partials/heder.njk']);
    expect([code, err]).toEqual([2, expect.stringContaining('did you mean templates/partials/header.njk?')]);
    expect((await runIn(folder, ['eject'])).out.split('\n')).toContain('templates/assets/ink.css');
    expect(files()).toEqual([]);
  });
});

describe('inkstone clean', () => {
  test('takes back what a build wrote', async () => {
    await runIn(folder, ['init', '.']);
    const before = files();
    await runIn(folder, ['build']);
    writeFileSync(join(folder, 'public/mine.txt'), 'mine');
    const { code, out, err } = await runIn(folder, ['clean']);
    expect([code, err]).toEqual([0, '1 file not written by Inkstone stays; --unknown removes it\n']);
    expect(out).toMatch(/^\d+ files removed\n$/);
    expect(files()).toEqual([...before, 'public/mine.txt'].sort());
    expect((await runIn(folder, ['clean', '--unknown'])).out).toBe('1 file removed\n');
    expect(files()).toEqual(before);
  });
});
