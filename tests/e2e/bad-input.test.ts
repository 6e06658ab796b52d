// What people and disks do to a site. Each case is a small site with one thing wrong: it ends in a sound page, or in one
// clear diagnostic with file and line and nothing published. Never a lost file, a half-written public/, a write outside it,
// or code from a post being run.
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { diagnosticsOf, filesIn, inkstone, picture, withFolder, writeTree, type JsonDiagnostic, type Tree } from '../support/site.js';
import { cli, packageFolder } from '../support/tools.js';
import { pagesOf } from '../support/web.js';

const good: Tree = {
  'inkstone.config.yaml': 'title: Trial\nurl: https://trial.example\nlang: en\n',
  'posts/good.md': '---\ntitle: Good\ndate: 2026-01-02\n---\n\nA sound post.\n',
};

interface Case {
  readonly name: string;
  readonly files?: Tree;
  /** What files alone cannot make: links, folders. */
  readonly prepare?: (site: string) => void;
  /** Codes that must be among the errors and warnings; every other warning or error is too much. */
  readonly says: readonly string[];
  /** File and line of the first of them. */
  readonly at?: readonly [file: string, line: number];
  /** Published pages, and what they show. */
  readonly shows?: Readonly<Record<string, string>>;
  readonly hides?: readonly string[];
}

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

/** Published all the same. */
const mended: readonly Case[] = [
  { name: 'an empty file', files: { 'posts/x.md': '' }, says: [], shows: { 'posts/x/index.html': '<h1' } },
  { name: 'no front matter', files: { 'posts/x.md': '# Hello\n\nWorld.\n' }, says: [], shows: { 'posts/x/index.html': 'World.' } },
  { name: 'empty front matter', files: { 'posts/x.md': '---\n---\n\nWorld.\n' }, says: [], shows: { 'posts/x/index.html': 'World.' } },
  {
    name: 'a thematic break at the top',
    files: { 'posts/x.md': '---\n\nWorld.\n\n---\n\nEnd.\n' },
    says: [],
    shows: { 'posts/x/index.html': 'World.' },
  },
  {
    name: 'unclosed front matter',
    files: { 'posts/x.md': '---\ntitle: Open\n\nWorld.\n' },
    says: ['front-matter-unclosed'],
    shows: { 'posts/x/index.html': 'World.' },
  },
  {
    name: 'a byte order mark',
    files: { 'posts/x.md': '\ufeff---\ntitle: Marked\n---\n\nWorld.\n' },
    says: [],
    shows: { 'posts/x/index.html': 'Marked</h1>' },
  },
  {
    name: 'CRLF',
    files: { 'posts/x.md': '---\r\ntitle: Windows\r\ntags: [a, b]\r\n---\r\n\r\nWorld.\r\n' },
    says: [],
    shows: { 'posts/x/index.html': 'Windows</h1>', 'tags/a/index.html': 'Windows' },
  },
  {
    name: 'wrong indentation',
    files: { 'posts/x.md': '---\ntitle: Tabs\ntags:\n\t- a\n  - b\n---\n\nWorld.\n' },
    says: ['front-matter-repaired'],
    shows: { 'posts/x/index.html': 'Tabs</h1>' },
  },
  {
    name: 'duplicate keys',
    files: { 'posts/x.md': '---\ntitle: One\ntitle: Two\n---\n\nWorld.\n' },
    says: ['duplicate-key'],
    shows: { 'posts/x/index.html': 'Two</h1>' },
  },
  {
    name: 'a scalar as front matter',
    files: { 'posts/x.md': '---\njust words\n---\n\nWorld.\n' },
    says: ['front-matter-text'],
    shows: { 'posts/x/index.html': 'World.' },
  },
  {
    name: 'NUL bytes',
    files: { 'posts/x.md': bytes('---\ntitle: N\n---\n\nWor', [0], 'ld.\n') },
    says: ['invisible-characters'],
    shows: { 'posts/x/index.html': 'World.' },
  },
  {
    name: 'invalid UTF-8',
    files: { 'posts/x.md': bytes('---\ntitle: I\n---\n\n在容器里，一个字节坏了', [0xff], ' end.\n') },
    says: ['invalid-bytes'],
    shows: { 'posts/x/index.html': ' end.' },
  },
  {
    name: 'GB18030',
    files: { 'posts/x.md': bytes('---\ntitle: G\n---\n\n', [0xc4, 0xe3, 0xba, 0xc3, 0xca, 0xc0, 0xbd, 0xe7], '\n') },
    says: ['not-utf8'],
    shows: { 'posts/x/index.html': '你好世界' },
  },
  {
    name: 'JavaScript as front matter',
    files: { 'posts/x.md': "---js\nrequire('fs').writeFileSync('ran', '')\n---\n\nWorld.\n" },
    says: ['front-matter-code'],
    shows: { 'posts/x/index.html': 'World.' },
  },
  {
    name: 'a template in a body',
    files: { 'posts/x.md': '{{ "".constructor.constructor("return 6*7")() }} {% include "no" %}\n' },
    says: [],
    shows: { 'posts/x/index.html': '{% include' },
  },
  {
    name: '__proto__ as a key',
    files: { 'posts/x.md': '---\ntitle: P\n__proto__:\n  polluted: yes\nconstructor: x\n---\n\nWorld.\n' },
    says: ['reserved-key'],
    shows: { 'posts/x/index.html': 'P</h1>' },
  },
  {
    name: 'a malformed date',
    files: { 'posts/x.md': '---\ntitle: D\ndate: 208-03-03\n---\n\nWorld.\n' },
    says: ['bad-date'],
    at: ['posts/x.md', 3],
    shows: { 'posts/x/index.html': 'World.' },
  },
  {
    name: 'published: flase',
    files: { 'posts/x.md': '---\ntitle: F\npublished: flase\n---\n\nWorld.\n' },
    says: ['unreadable-flag'],
    at: ['posts/x.md', 3],
    hides: ['posts/x/index.html'],
  },
  {
    name: '../ in a slug',
    files: { 'posts/x.md': '---\ntitle: S\nslug: ../../../out\n---\n\nWorld.\n' },
    says: ['unsafe-address'],
    at: ['posts/x.md', 3],
  },
  {
    name: '../ in a permalink',
    files: { 'posts/x.md': '---\ntitle: S\npermalink: /../../out/\n---\n\nWorld.\n' },
    says: ['unsafe-address'],
    at: ['posts/x.md', 3],
  },
  {
    name: '../ in a layout',
    files: { 'posts/x.md': '---\ntitle: S\nlayout: ../../etc/passwd\n---\n\nWorld.\n' },
    says: ['unsafe-address'],
    at: ['posts/x.md', 3],
    shows: { 'posts/x/index.html': 'World.' },
  },
  {
    name: '../ in an alias',
    files: { 'posts/x.md': '---\ntitle: S\naliases: [/a/../../../out.html]\n---\n\nWorld.\n' },
    says: ['unsafe-address'],
    at: ['posts/x.md', 3],
    shows: { 'posts/x/index.html': 'World.' },
  },
  {
    name: 'an unknown layout',
    files: { 'posts/x.md': '---\ntitle: S\nlayout: pots\n---\n\nWorld.\n' },
    says: ['unknown-layout'],
    at: ['posts/x.md', 3],
    shows: { 'posts/x/index.html': 'World.' },
  },
  {
    name: 'a missing picture',
    files: { 'posts/x.md': '![a](./no.png)\n' },
    says: ['missing-image'],
    at: ['posts/x.md', 1],
    shows: { 'posts/x/index.html': '<img' },
  },
  { name: 'a link to a post that is not there', files: { 'posts/x.md': '[a](./god.md)\n' }, says: ['missing-link'], at: ['posts/x.md', 1] },
  {
    name: 'markup that closes the page',
    files: { 'posts/x.md': '</article></main></body></html><div><p>World.\n' },
    says: ['html-repaired'],
    shows: { 'posts/x/index.html': 'World.' },
  },
  { name: 'a folder named like a post', prepare: (site) => mkdirSync(join(site, 'posts/x.md')), says: [] },
  {
    name: 'a link out of its folder',
    files: { 'secret.md': 'Secret.\n' },
    prepare: (site) => symlinkSync('../secret.md', join(site, 'posts/x.md')),
    says: ['link-leads-outside'],
    at: ['posts/x.md', 0],
    hides: ['posts/x/index.html'],
  },
  {
    name: 'a circle of links',
    prepare: (site) => (mkdirSync(join(site, 'posts/sub')), symlinkSync('..', join(site, 'posts/sub/loop'))),
    says: ['link-loop'],
    at: ['posts/sub/loop', 0],
  },
];

/** Nothing is published. */
const refused: readonly Case[] = [
  { name: 'two posts with one address', files: { 'posts/sub/good.md': 'Other.\n' }, says: ['url-collision'] },
  { name: 'two addresses that differ by case', files: { 'posts/GOOD.md': 'Other.\n' }, says: ['url-collision'] },
  ...(process.platform === 'linux'
    ? [
        {
          name: 'two names that look the same',
          files: { 'posts/caf\u00e9.md': 'One.\n', 'posts/cafe\u0301.md': 'Two.\n' },
          says: ['twin-name'],
          at: ['posts/caf\u00e9.md', 0] as const,
        },
      ]
    : []),
  {
    name: 'a template with a syntax error',
    files: { 'templates/post.njk': '<p>\n{% if post.title %}\n</p>\n' },
    says: ['template-syntax'],
  },
  {
    name: 'an included template with a syntax error',
    files: { 'templates/post.njk': '{% include "part.njk" %}', 'templates/part.njk': 'a\n{{ post.title | }}\n' },
    says: ['template-syntax'],
    at: ['templates/part.njk', 2],
  },
  {
    name: 'a template that includes a missing file',
    files: { 'templates/post.njk': 'a\n{% include "nothing.njk" %}\n' },
    says: ['template-missing'],
    at: ['templates/post.njk', 2],
  },
  {
    name: 'a template with a name that does not exist',
    files: { 'templates/post.njk': '{{ post.content }}\n{% if post.tilte %}x{% endif %}\n' },
    says: ['template-unknown-name'],
    at: ['templates/post.njk', 2],
  },
  {
    name: 'a template with an unknown filter',
    files: { 'templates/post.njk': '\n\n{{ post.title | shout }}\n' },
    says: ['template-unknown-name'],
    at: ['templates/post.njk', 3],
  },
  { name: 'a data file with a fault', files: { 'data/a.yaml': 'a: 1\nb: [1, 2\n' }, says: ['bad-data-file'] },
  { name: 'a config with a fault', files: { 'inkstone.config.yaml': 'title: [a\n' }, says: ['config-syntax'] },
  {
    name: 'a config with a wrong type',
    files: { 'inkstone.config.yaml': 'title: T\nperPage: many\n' },
    says: ['wrong-setting'],
    at: ['inkstone.config.yaml', 2],
  },
  { name: 'two configs', files: { 'inkstone.config.mjs': 'export default {};\n' }, says: ['config-two-files'] },
  {
    name: 'a config that throws',
    files: { 'inkstone.config.ts': "throw new Error('no');\n" },
    prepare: (site) => rmSync(join(site, 'inkstone.config.yaml')),
    says: ['config-throws'],
  },
];

let program: string;

beforeAll(async () => {
  program = await cli();
});

/** A published site, then the fault, then another build: what it said, and what became of the folder. */
async function trial(
  { files = {}, prepare }: Case,
  look: (site: string, said: readonly JsonDiagnostic[], exit: number | null, before: Record<string, string>) => void,
) {
  await withFolder(async (folder) => {
    const site = join(folder, 'site');
    writeTree(site, good);
    expect(await inkstone(program, ['build', '--json'], { cwd: site })).toMatchObject({ exit: 0 });
    writeTree(site, files);
    prepare?.(site);
    const before = picture(join(site, 'public'));
    const around = picture(folder, ['site/public', 'site/.inkstone']);
    const said = await inkstone(program, ['build', '--json'], { cwd: site });
    expect(said.out + said.err).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
    expect(picture(folder, ['site/public', 'site/.inkstone'])).toEqual(around);
    look(site, diagnosticsOf(said), said.exit, before);
  });
}

function check(said: readonly JsonDiagnostic[], { says, at }: Case): void {
  const grave = said.filter(({ severity }) => severity !== 'note');
  expect(new Set(grave.map(({ code }) => code))).toEqual(new Set(says));
  if (at !== undefined) expect([grave[0]?.file, grave[0]?.line ?? 0]).toEqual(at);
  expect(grave.filter(({ message, file }) => message === '' || file === '')).toEqual([]);
}

describe('mended, and published', () => {
  test.each(mended)('$name', (one) =>
    trial(one, (site, said, exit) => {
      check(said, one);
      expect(exit).toBe(0);
      const files = filesIn(join(site, 'public'));
      expect(files).toContain('posts/good/index.html');
      for (const [file, text] of Object.entries(one.shows ?? {})) expect(readFileSync(join(site, 'public', file), 'utf8')).toContain(text);
      for (const file of one.hides ?? []) expect(files).not.toContain(file);
      expect(
        pagesOf(join(site, 'public')).filter(
          ({ elements }) =>
            elements.filter(({ tagName }) => tagName === 'main').length !== 1 &&
            !elements.some(({ attrs }) => attrs.some(({ value }) => value === 'refresh')),
        ),
      ).toEqual([]);
    }),
  );
});

describe('refused, and public/ untouched', () => {
  test.each(refused)('$name', (one) =>
    trial(one, (site, said, exit, before) => {
      check(said, one);
      expect(exit).toBe(1);
      expect(picture(join(site, 'public'))).toEqual(before);
    }),
  );

  test('an unreadable file', () =>
    withFolder(async (folder) => {
      const site = join(folder, 'site');
      writeTree(site, good);
      chmodSync(join(site, 'posts/good.md'), 0);
      // Root reads everything: the build is then run as somebody else, from a copy that such a person may read.
      const uid = process.getuid?.() === 0 ? 65_534 : undefined;
      const copy = join(folder, 'program');
      cpSync(await packageFolder(), copy, { recursive: true });
      if (uid !== undefined) for (const path of [folder, site]) chownSync(path, uid, uid);
      const said = await inkstone(join(copy, 'dist/cli.js'), ['build', '--json'], { cwd: site, ...(uid === undefined ? {} : { uid }) });
      expect(said.exit).toBe(1);
      expect(diagnosticsOf(said)).toContainEqual(
        expect.objectContaining({ code: 'unreadable-source', file: 'posts/good.md', severity: 'error' }),
      );
      expect(existsSync(join(site, 'public/index.html'))).toBe(false);
      chmodSync(join(site, 'posts/good.md'), 0o600);
    }));
});

describe('empty sites', () => {
  test.each([
    ['an empty posts/', (site: string) => mkdirSync(join(site, 'posts'), { recursive: true })],
    ['a folder with nothing but a config', (site: string) => writeTree(site, { 'inkstone.config.yaml': 'title: T\n' })],
  ])('%s builds a home page and says what to do', (_name, prepare) =>
    withFolder(async (folder) => {
      const site = join(folder, 'site');
      prepare(site);
      const said = await inkstone(program, ['build', '--json'], { cwd: site });
      expect(diagnosticsOf(said).map(({ code }) => code)).toContain('no-posts');
      expect(said.exit).toBe(0);
      expect(filesIn(join(site, 'public'))).toEqual(expect.arrayContaining(['404.html', 'index.html']));
    }),
  );
});

describe('wrong use', () => {
  test.each([
    [['biuld'], 'build'],
    [['build', '--drfats'], '--drafts'],
    [['new'], 'new'],
  ])('inkstone %j ends with 2 and names what was meant', (args, meant) =>
    withFolder(async (folder) => {
      const said = await inkstone(program, args, { cwd: folder });
      expect(said.exit).toBe(2);
      expect(said.err).toContain(meant);
      expect(filesIn(folder)).toEqual([]);
    }),
  );

  test.each([['/'], ['.'], ['posts'], ['..'], ['posts/inside']])('--out %s is refused', (out) =>
    withFolder(async (folder) => {
      const site = join(folder, 'site');
      writeTree(site, good);
      const before = picture(folder, ['site/.inkstone']);
      expect([1, 2]).toContain((await inkstone(program, ['build', '--out', out], { cwd: site })).exit);
      expect(picture(folder, ['site/.inkstone'])).toEqual(before);
    }),
  );
});
