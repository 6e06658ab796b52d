import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runIn } from './fake-terminal.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkstone-check-'));
  mkdirSync(join(folder, 'posts'));
  write('inkstone.config.yaml', 'title: T\ntimezone: Asia/Shanghai\nlang: en\nurl: https://example.com\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  writeFileSync(join(folder, path), text);
}

const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
const seconds = (text: string): string => text.replace(/\d+\.\d\d s/, '0.00 s');
const everything = (): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => `${path} ${statSync(join(folder, path)).mtimeMs}`)
    .sort();

describe('inkstone check', () => {
  test('says that all is well, and writes nothing', async () => {
    write('posts/a.md', '---\ntitle: A\ndate: 2024-01-02\n---\ntext\n');
    const before = everything();
    const { code, out, err } = await runIn(folder, ['check']);
    expect({ code, out: seconds(out), err }).toEqual({ code: 0, out: 'Nothing is wrong: 1 post read in 0.00 s\n', err: '' });
    expect(everything()).toEqual(before);
  });

  test('lists every fault by file, where a build tells of the first of its kind', async () => {
    write('posts/a.md', '---\ntitle：A\ndate: 2024-01-02\n---\n<ul>one<li>x</ul>\n\ntext\n\n<ul>two<li>y</ul>\n');
    const { code, out } = await runIn(folder, ['check']);
    expect(code).toBe(0);
    expect(seconds(out)).toBe(`posts/a.md  3 warnings
  posts/a.md:2:1  warning  \`title\` is followed by a full-width colon (：); a plain one was assumed  front-matter-repaired
      1 │ ---
    > 2 │ title：A
        │ ^^^^^^^^
      3 │ date: 2024-01-02
    → Write: title: A
  posts/a.md:5:1  warning  Text stands straight inside a list (<ul>); it is made a list item or put before the list  html-repaired
      4 │ ---
    > 5 │ <ul>one<li>x</ul>
        │ ^
    → Put it into an <li>, or before the list.
  posts/a.md:9:1  warning  Text stands straight inside a list (<ul>); it is made a list item or put before the list  html-repaired

3 warnings in 1 file; 1 post read in 0.00 s
`);
    const built = await runIn(folder, ['build']);
    expect(built.err).toContain('put before the list (2 places)');
  });

  test('tells lines apart that are alike', async () => {
    write('posts/a.md', `---\ntitle: A\n---\n${'a <font>x</font> **b** c\n\n'.repeat(3)}`);
    const { out } = await runIn(folder, ['check', '--json']);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { line: number }).line);
    expect(lines).toEqual([4, 6, 8]);
  });

  test('fails as a build would: on errors, and with --strict on warnings', async () => {
    write('posts/a.md', '---\ntitle: a: b\n---\ntext\n');
    expect((await runIn(folder, ['check'])).code).toBe(0);
    const strict = await runIn(folder, ['check', '--strict', '--quiet', '--lang', 'zh']);
    expect(strict.code).toBe(1);
    expect(strict.out).toContain('posts/a.md  1 个警告\n');
    write('posts/b.md', '---\ntitle: b\npermalink: /posts/a/\n---\ntext\n');
    expect((await runIn(folder, ['check'])).code).toBe(1);
    expect(readdirSync(folder)).not.toContain('public');
  });

  test('--json is the same list for machines', async () => {
    write('posts/a.md', '---\ntitle: a: b\n---\n</div>\n\nx</div>\n');
    const { out } = await runIn(folder, ['check', '--json']);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { code: string; line: number });
    expect(lines.map(({ code, line }) => `${line} ${code}`)).toEqual(['2 front-matter-repaired', '4 html-tidied', '6 html-tidied']);
  });
});

describe('inkstone check --fix', () => {
  const sloppy = '\ufefftitle：A\r\ntags: [x，y]   \r\n# note\r\ndate: 2024-02-30\r\n\r\ntext\r\n';
  const fixed = '\ufeff---\r\ntitle: A\r\ntags: [x, y]   \r\n# note\r\ndate: 2024-02-30\r\n---\r\n\r\ntext\r\n';

  test('--dry-run shows a diff and writes nothing', async () => {
    write('posts/a.md', sloppy);
    expect(await runIn(folder, ['check', '--fix', '--dry-run'])).toEqual({
      code: 0,
      out: `--- posts/a.md
+++ posts/a.md
@@ -1,6 +1,8 @@
-title：A
-tags: [x，y]   
+---
+title: A
+tags: [x, y]   
 # note
 date: 2024-02-30
+---
 
 text
1 file would be corrected; nothing was written
`,
      err: '',
    });
    expect(read('posts/a.md')).toBe(sloppy);
    expect(await runIn(folder, ['check', '--dry-run'])).toMatchObject({ code: 2 });
  });

  test('writes what is sure, says what remains; a second run changes nothing, and the site is the same', async () => {
    write('posts/a.md', sloppy);
    write('posts/b.md', '---\ntitle: B\n---\n[a](a.md)\n');
    chmodSync(join(folder, 'posts/a.md'), 0o640);
    await runIn(folder, ['build', '--out', 'before']);
    const { code, out } = await runIn(folder, ['check', '--fix']);
    expect({ code, read: read('posts/a.md') }).toEqual({ code: 0, read: fixed });
    expect(out).toMatch(/^posts\/a\.md: 3 faults corrected\n1 file corrected\n\nposts\/a\.md {2}1 warning\n {2}posts\/a\.md:5:7/);
    expect(statSync(join(folder, 'posts/a.md')).mode & 0o777).toBe(0o640);
    const before = everything();
    expect((await runIn(folder, ['check', '--fix'])).out).toMatch(/^There is nothing that can be corrected for sure\n/);
    expect(everything()).toEqual(before);
    await runIn(folder, ['build', '--out', 'after']);
    const pages = (root: string): string[] => readdirSync(join(folder, root), { recursive: true, encoding: 'utf8' }).sort();
    expect(pages('after')).toEqual(pages('before'));
    expect(read('after/posts/a/index.html')).toBe(read('before/posts/a/index.html'));
    expect(readdirSync(join(folder, 'posts'))).toEqual(['a.md', 'b.md']);
  });

  test('follows a link to the file that is meant, and stops at a config that cannot be read', async () => {
    mkdirSync(join(folder, 'posts/old'));
    write('posts/old/a.md', '---\ntitle: a: b\n---\ntext\n');
    symlinkSync('old/a.md', join(folder, 'posts/b.md'));
    write('inkstone.config.yaml', 'timezone: Asia/Beijing\n');
    expect((await runIn(folder, ['check', '--fix'])).code).toBe(1);
    expect(read('posts/old/a.md')).toContain('title: a: b');
    write('inkstone.config.yaml', 'timezone: Asia/Shanghai\n');
    await runIn(folder, ['check', '--fix']);
    expect(read('posts/b.md')).toContain('title: "a: b"');
    expect(
      readdirSync(join(folder, 'posts'), { withFileTypes: true })
        .find(({ name }) => name === 'b.md')!
        .isSymbolicLink(),
    ).toBe(true);
  });
});
