// npm run bench:dev -- --soak: what a preview has to bear, in the compiled program. A thousand edits, whose memory is to be
// flat; five seconds of a thousand changes each; a disk that is full; a client that never reads. It fails if one of them does.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nameOf, writeCorpus } from './corpus.js';
import { pause, resident, served, startInkstone, type Server } from './server.js';

const posts = 1000;

export async function soak(): Promise<void> {
  const site = mkdtempSync(join(tmpdir(), 'inkstone-soak-'));
  try {
    writeCorpus(join(site, 'posts'), posts);
    writeFileSync(join(site, 'inkstone.config.yaml'), 'title: Soak\nurl: https://bench.example\nlang: en\n');
    const server = await startInkstone(site, 'ignore');
    try {
      await pause(3000);
      await edits(server, site);
      await deafClient(server, site);
      await storm(server, site);
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(site, { recursive: true, force: true });
  }
  await fullDisk();
}

/** After the first quarter, in which everything is compiled and remembered that ever will be, memory does not grow. */
async function edits(server: Server, site: string): Promise<void> {
  const post = join(site, 'posts', nameOf(7));
  const text = readFileSync(post, 'utf8');
  const marks: number[] = [];
  for (let n = 0; n <= 1000; n++) {
    if (n % 250 === 0) marks.push(resident(server));
    const title = n % 2 === 0 ? text : text.replace(/^title: .*$/m, `title: "Title ${n}"`);
    writeFileSync(post, `${title}\nEdit ${n}.\n`);
    await served(`${server.url}posts/post-000007/`, (page) => page.includes(`Edit ${n}.`));
    if (n % 10 === 0) await served(server.url, () => true);
  }
  const said = marks.map((mark) => `${Math.round(mark)} MB`).join(', ');
  say(`1,000 edits, memory at 0, ¼, ½, ¾ and all of them: ${said}`, marks.at(-1)! < marks[1]! * 1.15 + 10);
}

async function storm(server: Server, site: string): Promise<void> {
  const begin = performance.now();
  let n = 0;
  while (n < 5000) {
    // One for each millisecond that has passed.
    for (const due = Math.min(5000, performance.now() - begin); n < due; n++) {
      const file = join(site, 'posts', `busy-${n % 40}.md`);
      if (n % 7 === 3) rmSync(file, { force: true });
      else writeFileSync(file, `---\ntitle: Busy ${n}\ndate: 2026-01-01\n---\nText.\n`);
    }
    await pause(5);
  }
  writeFileSync(join(site, 'posts/end.md'), '---\ntitle: After the storm\ndate: 2026-01-02\n---\n');
  const took = await served(server.url, (page) => page.includes('After the storm'));
  say(
    `${n} changes in ${((performance.now() - begin) / 1000).toFixed(1)} s; what was written after them was shown in ${took.toFixed(0)} ms`,
    took < 2000,
  );
}

/** It opens a stream of events and reads nothing of it, while the page that it shows is changed again and again. */
async function deafClient(server: Server, site: string): Promise<void> {
  const before = resident(server);
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  let isLetGo = false;
  socket.on('error', () => undefined).on('close', () => (isLetGo = true));
  socket.pause();
  socket.write(`GET /__inkstone/events?path=/posts/long/&mark=0 HTTP/1.1\r\nHost: ${new URL(server.url).host}\r\n\r\n`);
  const line = `${'word '.repeat(20)}\n\n`;
  for (let n = 0; n < 200; n++) {
    writeFileSync(join(site, 'posts/long.md'), `---\ntitle: Long\n---\n${line.repeat(1500)}Edit ${n}.\n`);
    await served(`${server.url}posts/long/`, (page) => page.includes(`Edit ${n}.`));
  }
  socket.resume();
  await pause(500);
  const grown = resident(server) - before;
  say(
    `200 changes of a page of 150 kB before a client that never reads: ${isLetGo ? 'let go' : 'kept'}, ${Math.round(grown)} MB more`,
    isLetGo && grown < 150,
  );
}

/** The preview writes nothing that it needs; needs the rights to mount a disk of 2 MB. */
async function fullDisk(): Promise<void> {
  const site = mkdtempSync(join(tmpdir(), 'inkstone-full-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', site], { stdio: 'ignore' });
  } catch {
    rmSync(site, { recursive: true, force: true });
    console.log('A full disk: not tried, as no disk may be mounted here.');
    return;
  }
  try {
    mkdirSync(join(site, 'posts'));
    const post = join(site, 'posts/a.md');
    writeFileSync(post, '---\ntitle: On a full disk\n---\nText.\n');
    writeFileSync(join(site, 'inkstone.config.yaml'), 'title: Full\nlang: en\n');
    const isFull = filledUp(join(site, 'filler'));
    const server = await startInkstone(site, 'ignore');
    await pause(2000);
    // Less than before: that much room there is.
    writeFileSync(post, '---\ntitle: Short\n---\nText.\n');
    const took = await served(server.url, (page) => page.includes('Short'));
    await server.stop();
    say(`A full disk: the preview starts, and an edit is shown in ${took.toFixed(0)} ms`, isFull);
  } finally {
    execFileSync('umount', [site]);
    rmSync(site, { recursive: true, force: true });
  }
}

function filledUp(file: string): boolean {
  try {
    writeFileSync(file, Buffer.alloc(4 * 1024 * 1024));
    return false;
  } catch {
    return true;
  }
}

function say(what: string, isWell: boolean): void {
  console.log(`${isWell ? 'ok    ' : 'FAILED'} ${what}`);
  if (!isWell) process.exitCode = 1;
}
