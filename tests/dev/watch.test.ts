// What happens to the files of a site while the preview is open, as editors, git and people do it. Each time the page is what
// the files say.
import { EventEmitter } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { FSWatcher } from 'chokidar';
import { expect, onTestFinished, test } from 'vitest';
import { openEars } from '../../src/dev/ears.js';
import { takePicture } from '../../src/dev/scan.js';
import { watchSite, type WatchNews, type WatchOptions } from '../../src/dev/watch.js';
import { preview, until, type Preview } from '../support/preview.js';
import { temporaryFolder, writeTree } from '../support/temporary.js';

const config = 'title: Blog\nurl: https://example.com\nlang: en\ntimezone: UTC\n';
const site = { 'inkstone.config.yaml': config, 'posts/a.md': 'The first text.', 'posts/b.md': 'Another.' };

/** Until the page holds the text. */
const shows = ({ get }: Preview, path: string, text: string) => until(async () => (await get(path)).text.includes(text));
const status = async ({ get }: Preview, path: string) => (await get(path)).status;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('editors write in their own ways, many times, and no change is lost', async () => {
  const root = temporaryFolder(site);
  const file = join(root, 'posts/a.md');
  const shown = await preview(root);
  const ways: Record<string, (text: string) => void> = {
    inPlace: (text) => writeFileSync(file, text),
    // A backup, then the file anew: vim.
    backup(text) {
      renameSync(file, `${file}~`);
      writeFileSync(file, text);
      unlinkSync(`${file}~`);
    },
    // A file beside it that takes its place: JetBrains, VS Code, Emacs.
    swap(text) {
      writeFileSync(join(root, 'posts/.a.md.tmp'), text);
      renameSync(join(root, 'posts/.a.md.tmp'), file);
    },
    visibleSwap(text) {
      writeFileSync(`${file}___jb_tmp___`, text);
      renameSync(`${file}___jb_tmp___`, file);
    },
    removed(text) {
      unlinkSync(file);
      writeFileSync(file, text);
    },
  };
  let n = 0;
  for (const write of Object.values(ways)) {
    for (const wait of [0, 3, 30]) {
      write(`---\ntitle: Title ${++n}\n---\nText.`);
      await pause(wait);
      write(`---\ntitle: Title ${++n}\n---\nText.`);
      // The list is rendered from memory: only a notice can change it.
      await shows(shown, '/', `Title ${n}<`);
    }
  }
});

test('a change just after the start is caught, before the watcher is ready', async () => {
  const root = temporaryFolder(site);
  const shown = await preview(root);
  writeTree(root, { 'posts/a.md': '---\ntitle: Changed at once\n---\n', 'posts/c.md': '---\ntitle: New at once\n---\n' });
  rmSync(join(root, 'posts/b.md'));
  await shows(shown, '/', 'Changed at once');
  await shows(shown, '/', 'New at once');
  expect(await status(shown, '/posts/b/')).toBe(404);
});

test('a line tells what a writer did: not how the editor did it, and a folder that goes or comes once', async () => {
  const root = temporaryFolder({ ...site, 'templates/x.njk': 'X' });
  const shown = await preview(root);
  const lines = () => shown.lines().filter((line) => line !== '');
  const file = join(root, 'posts/a.md');
  // Slowly, as on a slow disk.
  const steps = [
    () => writeFileSync(join(root, 'posts/4913'), ''),
    () => unlinkSync(join(root, 'posts/4913')),
    () => renameSync(file, `${file}~`),
    () => writeFileSync(file, 'Written by vim.'),
    () => unlinkSync(`${file}~`),
  ];
  for (const step of steps) {
    step();
    await pause(20);
  }
  await shows(shown, '/posts/a/', 'Written by vim.');
  writeFileSync(`${file}___jb_tmp___`, 'Written by another.');
  await pause(20);
  renameSync(`${file}___jb_tmp___`, file);
  await shows(shown, '/posts/a/', 'Written by another.');
  await pause(100);
  expect(lines()).toEqual(['posts/a.md → /posts/a/', 'posts/a.md → /posts/a/']);
  rmSync(join(root, 'templates'), { recursive: true });
  await until(() => lines().length > 2);
  renameSync(join(root, 'posts'), join(root, 'away'));
  await until(() => lines().length > 3);
  await pause(800);
  renameSync(join(root, 'away'), join(root, 'posts'));
  await shows(shown, '/posts/a/', 'Written by another.');
  await pause(800);
  expect(lines().slice(2)).toEqual(['templates', 'posts', 'posts']);
});

test('a hundred files at once are one update', async () => {
  const root = temporaryFolder(site);
  const shown = await preview(root);
  writeFileSync(join(root, 'posts/a.md'), 'Wake up.');
  await shows(shown, '/posts/a/', 'Wake up.');
  await until(() => shown.lines().length === 1);
  for (let n = 0; n < 100; n++) writeFileSync(join(root, `posts/many-${n}.md`), `---\ntitle: Many ${n}\n---\n`);
  // Who asks for a page meanwhile gets what is known until then, and divides the hundred.
  await until(() => shown.told.length > 2);
  // Until the last look at what changed.
  await pause(1200);
  const updates = shown.told.slice(2).filter(({ paths }) => paths.length > 0);
  expect(updates.map(({ paths }) => paths.length)).toEqual([100]);
  await shows(shown, '/archive/', 'Many 99<');
});

test('the system’s notices of a folder are not waited for by the library that lists it, and one change is told once', async () => {
  const root = temporaryFolder({ ...site, 'posts/2024/c.md': '' });
  const { changes } = watch(root, silent, openEars);
  writeTree(root, { 'posts/a.md': 'Changed.', 'posts/2024/new.md': 'New.', 'posts/.hidden.md': 'An editor’s own.', 'other.txt': '' });
  await until(() => changes.length >= 2, 1);
  expect([...changes].sort()).toEqual(['posts/2024/new.md', 'posts/a.md']);
});

test('a folder that gets another name went and came in one step', async () => {
  const root = temporaryFolder({ ...site, 'posts/trip/a.md': 'A', 'posts/trip/b.png': '' });
  const { changes } = watch(root, silent, openEars);
  renameSync(join(root, 'posts/trip'), join(root, 'posts/journey'));
  await until(() => changes.includes('posts/journey/a.md'), 1);
  expect(changes).toContain('posts/trip');
});

test('on a disk whose clock is coarse, an edit of the same length is told, and one that changes nothing is not', async () => {
  const root = temporaryFolder(site);
  const { changes } = watch(root, silent, openEars);
  const time = new Date('2024-01-01');
  for (const text of ['Text 1.', 'Text 2.', 'Text 2.', 'Text 3.']) {
    writeTree(root, { 'posts/a.md': text });
    utimesSync(join(root, 'posts/a.md'), time, time);
    await pause(30);
  }
  expect(changes).toEqual(['posts/a.md', 'posts/a.md', 'posts/a.md']);
});

test('a file that is emptied before it is written is not told of as empty, one that stays so is', async () => {
  const root = temporaryFolder(site);
  const toldAtNotice: number[] = [];
  const { changes } = watch(root, silent, (at, concerns, onChange) =>
    openEars(
      at,
      concerns,
      (path) => {
        onChange(path);
        toldAtNotice.push(changes.length);
      },
      () => undefined,
    ),
  );
  writeTree(root, { 'posts/a.md': '' });
  await until(() => toldAtNotice.length > 0, 1);
  expect(toldAtNotice[0]).toBe(0);
  await until(() => changes.includes('posts/a.md'), 1);
  writeTree(root, { 'posts/b.md': 'Written.' });
  await until(() => changes.includes('posts/b.md'), 1);
});

test('a thousand changes a second, files half written or gone when they are read: the last state is shown', async () => {
  const root = temporaryFolder(site);
  const shown = await preview(root);
  const end = Date.now() + 1500;
  let n = 0;
  // As many, however slow the computer is.
  while (Date.now() < end || n < 200) {
    for (let i = 0; i < 20; i++) {
      writeFileSync(join(root, `posts/busy-${n % 50}.md`), `---\ntitle: Busy ${++n}\n---\n`);
      if (n % 7 === 0) rmSync(join(root, `posts/busy-${n % 50}.md`), { force: true });
    }
    const half = openSync(join(root, 'posts/half.md'), 'w');
    writeSync(half, '---\ntitle: Half');
    await pause(10);
    writeSync(half, ` written ${n}\n---\n`);
    closeSync(half);
    await pause(5);
  }
  writeFileSync(join(root, 'posts/a.md'), '---\ntitle: The end\n---\n');
  await shows(shown, '/', 'The end');
  await shows(shown, '/archive/', `Half written ${n}`);
});

// These wait more than they work, and do so together.
test.concurrent('folders come, go, are renamed, exchanged, replaced by a file and brought back', async ({ onTestFinished: atEnd }) => {
  const root = temporaryFolder(
    { ...site, 'posts/trip/index.md': '---\ntitle: Trip\n---\n![](a.svg)', 'posts/trip/a.svg': '<svg/>' },
    atEnd,
  );
  const shown = await preview(root, {}, atEnd);
  await until(async () => (await status(shown, '/posts/trip/')) === 200);
  renameSync(join(root, 'posts/trip'), join(root, 'posts/journey'));
  await until(async () => (await status(shown, '/posts/journey/')) === 200);
  expect([await status(shown, '/posts/trip/'), await status(shown, '/posts/journey/a.svg')]).toEqual([404, 200]);

  renameSync(join(root, 'posts'), join(root, 'aside'));
  await until(async () => (await status(shown, '/posts/a/')) === 404);
  writeFileSync(join(root, 'posts'), 'a file');
  await pause(100);
  expect(await status(shown, '/')).toBeLessThan(501);
  rmSync(join(root, 'posts'));
  cpSync(join(root, 'aside'), join(root, 'posts'), { recursive: true });
  await until(async () => (await status(shown, '/posts/a/')) === 200);
  writeFileSync(join(root, 'posts/a.md'), '---\ntitle: Back again\n---\n');
  await shows(shown, '/', 'Back again');

  mkdirSync(join(root, 'posts/deep/er'), { recursive: true });
  writeFileSync(join(root, 'posts/deep/er/z.md'), '---\ntitle: Deep\n---\n');
  await shows(shown, '/', 'Deep<');
  rmSync(join(root, 'posts/deep'), { recursive: true });
  await until(async () => !(await shown.get('/')).text.includes('Deep<'));
});

test.concurrent('posts that lie elsewhere, behind a link', async ({ onTestFinished: atEnd }) => {
  const elsewhere = temporaryFolder({ 'a.md': '---\ntitle: Linked\n---\n' }, atEnd);
  const root = temporaryFolder({ 'inkstone.config.yaml': config }, atEnd);
  symlinkSync(elsewhere, join(root, 'posts'));
  const shown = await preview(root, {}, atEnd);
  await shows(shown, '/', 'Linked');
  writeFileSync(join(elsewhere, 'a.md'), '---\ntitle: Changed behind the link\n---\n');
  await shows(shown, '/', 'Changed behind the link');
});

test.concurrent('a link that is led elsewhere, and one that leads out of its folder', async ({ onTestFinished: atEnd }) => {
  const outside = temporaryFolder({ 'x.md': '' }, atEnd);
  const root = temporaryFolder(
    {
      'inkstone.config.yaml': config,
      'one/a.md': '---\ntitle: One\n---\n',
      'two/a.md': '---\ntitle: Two\n---\n',
    },
    atEnd,
  );
  symlinkSync('one', join(root, 'posts'));
  const shown = await preview(root, {}, atEnd);
  await shows(shown, '/', 'One<');
  await pause(400);
  symlinkSync('two', join(root, 'new'));
  renameSync(join(root, 'new'), join(root, 'posts'));
  await shows(shown, '/', 'Two<');
  symlinkSync(outside, join(root, 'two/out'));
  await pause(600);
  writeTree(root, { 'two/a.md': '---\ntitle: Three\n---\n' });
  writeTree(outside, { 'y.md': '' });
  await shows(shown, '/', 'Three<');
  await pause(100);
  // What it leads to may be a whole disk.
  expect(shown.lines().filter((line) => line.includes('out/'))).toEqual([]);
});

test.concurrent('the folder of the site itself goes and comes back', async ({ onTestFinished: atEnd }) => {
  const parent = temporaryFolder({}, atEnd);
  const root = join(parent, 'site');
  writeTree(root, { ...site, 'static/x.txt': 'Static text' });
  const shown = await preview(root, {}, atEnd);
  await shows(shown, '/x.txt', 'Static text');
  renameSync(root, join(parent, 'aside'));
  await until(async () => (await status(shown, '/posts/a/')) !== 200);
  await until(async () => (await status(shown, '/x.txt')) !== 200);
  await pause(300);
  renameSync(join(parent, 'aside'), root);
  await until(async () => (await status(shown, '/posts/a/')) === 200);
  writeTree(root, { 'posts/a.md': 'Written when it was back.' });
  await shows(shown, '/posts/a/', 'Written when it was back.');
  await shows(shown, '/x.txt', 'Static text');
});

test.concurrent('a site that was away for a moment only may have been read in it, which is noticed', async ({ onTestFinished: atEnd }) => {
  const root = join(temporaryFolder({}, atEnd), 'site');
  writeTree(root, site);
  const odd: string[] = [];
  const ears = openEars(
    root,
    () => false,
    () => undefined,
    (path) => odd.push(path),
  );
  atEnd(() => ears.close());
  ears.listen(['']);
  renameSync(root, `${root}-aside`);
  renameSync(`${root}-aside`, root);
  await until(() => odd.includes(''));
});

test.concurrent('what is no post comes and goes: links that lead nowhere, two names that look the same', async ({
  onTestFinished: atEnd,
}) => {
  const root = temporaryFolder({ ...site, 'posts/caf\u00e9.md': '' }, atEnd);
  const lost = (folder: string, name = 'lost.md') => symlinkSync('nowhere', join(root, folder, name));
  ['static', 'templates'].forEach((folder) => mkdirSync(join(root, folder)));
  lost('posts');
  lost('static');
  const shown = await preview(root, {}, atEnd);
  const said = () => shown.told.at(-1)!.diagnostics.flatMap(({ code, span }) => (code === 'empty-post' ? [] : [`${code} ${span?.file}`]));
  const says = (...expected: string[]) => until(() => said().join() === expected.join());
  await says('unreadable-source posts/lost.md', 'unreadable-source static/lost.md');
  unlinkSync(join(root, 'static/lost.md'));
  await says('unreadable-source posts/lost.md');
  unlinkSync(join(root, 'posts/lost.md'));
  await says();
  lost('posts');
  lost('templates', 'post.njk');
  await says('unreadable-source posts/lost.md', 'unreadable-source templates/post.njk');
  unlinkSync(join(root, 'posts/lost.md'));
  unlinkSync(join(root, 'templates/post.njk'));
  writeTree(root, { 'posts/cafe\u0301.md': '' });
  await says('twin-name posts/caf\u00e9.md');
  unlinkSync(join(root, 'posts/caf\u00e9.md'));
  await says();
  expect(await status(shown, '/posts/caf%C3%A9/')).toBe(200);
});

test.concurrent('a link that leads nowhere is read with a new config, and goes before anybody has told of it', async ({
  onTestFinished: atEnd,
}) => {
  const root = temporaryFolder(site, atEnd);
  const shown = await preview(root, {}, atEnd);
  await pause(400);
  symlinkSync('nowhere', join(root, 'posts/lost.md'));
  writeTree(root, { 'inkstone.config.yaml': `${config}perPage: 5\n` });
  await until(async () => (await status(shown, '/')) === 500);
  unlinkSync(join(root, 'posts/lost.md'));
  await until(async () => (await status(shown, '/')) === 200);
});

test.concurrent('what was read and went before polling came to it is looked for, as long as it is missed', async ({
  onTestFinished: atEnd,
}) => {
  const root = temporaryFolder(site, atEnd);
  let broken = true;
  const { compared } = watch(root, silent, deaf, atEnd, { poll: true, isBroken: () => broken });
  await until(() => compared() > 0);
  broken = false;
  await pause(50);
  const before = compared();
  await pause(400);
  expect(compared()).toBe(before);
});

test.concurrent('polling sees the same', async ({ onTestFinished: atEnd }) => {
  const root = temporaryFolder(site, atEnd);
  const shown = await preview(root, { poll: true }, atEnd);
  writeTree(root, { 'posts/a.md': '---\ntitle: Polled\n---\n', 'posts/new/c.md': '---\ntitle: Found\n---\n' });
  await shows(shown, '/', 'Polled');
  await shows(shown, '/', 'Found');
  writeTree(root, { 'pages/first.md': '---\ntitle: A page where none was\n---\n' });
  await shows(shown, '/first/', 'A page where none was');
  // As another system writes the name.
  writeTree(root, { 'posts/cafe\u0301.md': '---\ntitle: Composed otherwise\n---\n' });
  await shows(shown, '/posts/caf%C3%A9/', 'Composed otherwise');
  writeTree(root, { 'inkstone.config.yaml': config.replace('Blog', 'Renamed blog') });
  await shows(shown, '/', 'Renamed blog');
  symlinkSync('nowhere', join(root, 'posts/lost.md'));
  await until(async () => (await status(shown, '/')) === 500);
  unlinkSync(join(root, 'posts/lost.md'));
  await until(async () => (await status(shown, '/')) === 200);
  expect(existsSync(join(root, '.inkstone'))).toBe(false);
});

test.concurrent('where the system tells nothing, the test at the start notices and the files are polled', async ({
  onTestFinished: atEnd,
}) => {
  const root = temporaryFolder(site, atEnd);
  const { changes, news } = watch(root, silent, deaf, atEnd);
  await until(() => news.length === 1);
  expect(news).toEqual([{ reason: 'silent', folder: '', detail: '' }]);
  writeTree(root, { 'posts/a.md': 'Changed.' });
  await until(() => changes.includes('posts/a.md'));
});

test.concurrent.for(['ENOSPC', 'EMFILE'])(
  'a tree that meets the limit %s is polled, and said once',
  async (code, { onTestFinished: atEnd }) => {
    const root = temporaryFolder(site, atEnd);
    const { changes, news } = watch(
      root,
      () => {
        const emitter = silent();
        setTimeout(() => {
          for (const name of ['a.md', 'b.md']) {
            emitter.emit('error', Object.assign(new Error(`${code}: watch`), { code, filename: join(root, 'posts', name) }));
          }
          emitter.emit('change', 'x');
        }, 10);
        return emitter;
      },
      deaf,
      atEnd,
    );
    await until(() => news.length > 0);
    expect(news).toEqual([{ reason: code, folder: 'posts', detail: `${code}: watch` }]);
    writeTree(root, { 'posts/a.md': 'Changed.' });
    await until(() => changes.includes('posts/a.md'));
  },
);

test.concurrent('a folder that was not there when the site was opened is caught', async ({ onTestFinished: atEnd }) => {
  const root = temporaryFolder(site, atEnd);
  const shown = await preview(root, {}, atEnd);
  writeTree(root, { 'pages/first.md': '---\ntitle: A page where none was\n---\n' });
  await shows(shown, '/first/', 'A page where none was');
});

test.concurrent('config, data, templates, static files and a folder that the config names later are followed without a restart', async ({
  onTestFinished: atEnd,
}) => {
  const root = temporaryFolder(site, atEnd);
  const shown = await preview(root, {}, atEnd);
  writeTree(root, { 'data/links.yaml': '- one\n', 'templates/not-found.njk': '{% for link in site.data.links %}[{{ link }}]{% endfor %}' });
  await shows(shown, '/nowhere/', '[one]');
  writeTree(root, { 'data/links.yaml': '- one\n- two\n', 'static/x.txt': 'Static text' });
  await shows(shown, '/nowhere/', '[one][two]');
  await shows(shown, '/x.txt', 'Static text');
  writeTree(root, { 'own/y.txt': 'Another folder', 'inkstone.config.yaml': `${config}static: own\nbase: /blog/\n` });
  await shows(shown, '/blog/y.txt', 'Another folder');
  await pause(700);
  writeTree(root, { 'own/z.txt': 'It is watched' });
  await shows(shown, '/blog/z.txt', 'It is watched');
});

test.concurrent('what a config imports from other folders is followed, also what comes later, each edit once', async ({
  onTestFinished: atEnd,
}) => {
  const config = (more = '') => `import { title } from './conf/title.ts';\n${more}export default { title, lang: 'en' };\n`;
  const text = (name: string) => `import { name } from '../names/index.ts';\nexport const title = name + '${name}';\n`;
  const imported = { 'conf/title.ts': text('One'), 'names/index.ts': "export const name = 'Blog ';\n" };
  const root = temporaryFolder({ ...site, 'inkstone.config.ts': config(), ...imported }, atEnd);
  rmSync(join(root, 'inkstone.config.yaml'));
  const shown = await preview(root, {}, atEnd);
  await shows(shown, '/', 'Blog One');
  writeTree(root, { 'conf/title.ts': text('Two') });
  await shows(shown, '/', 'Blog Two');
  writeTree(root, { 'names/index.ts': "export const name = 'Site ';\n" });
  await shows(shown, '/', 'Site Two');
  writeTree(root, { 'inkstone.config.ts': config("import './late/late.ts';\n") });
  await until(async () => (await status(shown, '/')) === 500);
  await pause(500);
  writeTree(root, { 'late/late.ts': '' });
  await shows(shown, '/', 'Site Two');
  await pause(1200);
  expect(shown.lines().filter((line) => line !== '')).toEqual(['conf/title.ts', 'names/index.ts', 'inkstone.config.ts', 'late/late.ts']);
});

/** A watcher that tells nothing. */
function silent() {
  return Object.assign(new EventEmitter(), { add() {}, unwatch() {}, close: async () => undefined });
}

const deaf: typeof openEars = () => ({ listen() {}, close() {} });

/** A watcher of its own kind, and what it told. */
function watch(
  root: string,
  made: () => object,
  ears = deaf,
  atEnd: (work: () => Promise<void>) => void = onTestFinished,
  { poll, isBroken } = { poll: false, isBroken: () => false },
): { changes: string[]; news: WatchNews[]; compared: () => number } {
  let compared = 0;
  const changes: string[] = [];
  const news: WatchNews[] = [];
  const settings = { static: 'static', theme: null };
  const options: WatchOptions = { root, config: null, poll, watch: () => made() as FSWatcher, ears };
  const before = takePicture(root, ['', 'posts']);
  const watching = watchSite(
    options,
    () => ({ settings, imports: [] }),
    before,
    { change: (path) => changes.push(path), compare: () => compared++, isBroken },
    (one) => news.push(one),
  );
  atEnd(() => watching.close());
  return { changes, news, compared: () => compared };
}
