// What a writer waits for with another program: from its start to the first page, and from a write until the new text is
// served, both asked for in the same way and without a browser.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nameOf, writeCorpus } from './corpus.js';
import { median } from './measure.js';
import { equal, hugo, type Program } from './programs.js';
import { pause, served, startHugo, startInkstone, type Server } from './server.js';

interface Peer {
  readonly name: string;
  readonly program: Program;
  readonly start: (site: string) => Promise<Server>;
}

export async function comparePeers(size: number, runs: number): Promise<void> {
  const inkstone: Peer = { name: 'Inkstone', program: equal, start: (site) => startInkstone(site) };
  const peers: Peer[] = [
    inkstone,
    { name: `Hugo ${hugo.version}, fast`, program: hugo, start: (site) => startHugo(site, false) },
    { name: `Hugo ${hugo.version}, full`, program: hugo, start: (site) => startHugo(site, true) },
  ];
  if (hugo.version === '') console.log('\nHugo is not installed: no comparison.\n');
  console.log('\n| posts | program | start to first page | body → served | new post → home page |\n|--:|---|--:|--:|--:|');
  for (const peer of hugo.version === '' ? [inkstone] : peers) {
    const site = mkdtempSync(join(tmpdir(), 'inkstone-bench-peer-'));
    try {
      mkdirSync(join(site, peer.program.posts), { recursive: true });
      peer.program.prepare(site);
      writeCorpus(join(site, peer.program.posts), size);
      console.log(await row(size, runs, peer, site));
    } finally {
      rmSync(site, { recursive: true, force: true });
    }
  }
}

async function row(size: number, runs: number, { name, program, start }: Peer, site: string): Promise<string> {
  const server = await start(site);
  try {
    // Until it watches, and has done what it does after its start.
    await pause(5000);
    const post = join(site, program.posts, nameOf(7));
    const text = readFileSync(post, 'utf8');
    const bodies: number[] = [];
    const posts: number[] = [];
    for (let n = -1; n < runs; n++) {
      await pause(400);
      writeFileSync(post, `${text}\nEdited ${n + 100} times.\n`);
      const body = await served(`${server.url}posts/post-000007/`, (page) => page.includes(`Edited ${n + 100} times.`));
      await pause(400);
      const fresh = `---\ntitle: "Fresh ${n + 100}"\ndate: 2026-01-${11 + n}T00:00:00+08:00\n---\n\nText.\n`;
      writeFileSync(join(site, program.posts, `new-${n + 100}.md`), fresh);
      const home = await served(server.url, (page) => page.includes(`Fresh ${n + 100}`));
      if (n < 0) continue;
      bodies.push(body);
      posts.push(home);
    }
    return `| ${size} | ${name} | ${ms(server.milliseconds)} | ${ms(median(bodies))} | ${ms(median(posts))} |`;
  } finally {
    await server.stop();
  }
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}
