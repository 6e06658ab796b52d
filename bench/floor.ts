// The floor: what no generator in Node can go below on one thread with these posts. Node's start, reading the files, Markdown
// by the library as it comes, with and without colours, and writing as many bytes to as many files as the pages have.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import hljs from 'highlight.js';
import MarkdownIt from 'markdown-it';
import { writeCorpus } from './corpus.js';

export interface Floor {
  readonly start: number;
  readonly read: number;
  readonly markdown: number;
  readonly colours: number;
  readonly write: number;
}

/** In seconds. */
export function floorOf(posts: number): Floor {
  const folder = mkdtempSync(join(tmpdir(), 'inkstone-floor-'));
  try {
    writeCorpus(join(folder, 'posts'), posts);
    const start = secondsOf(() => execFileSync(process.execPath, ['-e', '0']));
    let texts: string[] = [];
    const read = secondsOf(() => {
      texts = readdirSync(join(folder, 'posts')).map((name) => readFileSync(join(folder, 'posts', name), 'utf8'));
    });
    const bodies = texts.map((text) => text.slice(text.indexOf('---\n\n') + 5));
    const plain = new MarkdownIt({ html: true });
    const coloured = new MarkdownIt({ html: true, highlight });
    let pages: string[] = [];
    const markdown = secondsOf(() => (pages = bodies.map((body) => plain.render(body))));
    const colours = secondsOf(() => (pages = bodies.map((body) => coloured.render(body))));
    mkdirSync(join(folder, 'public'));
    const write = secondsOf(() => {
      for (const [nth, page] of pages.entries()) {
        const place = join(folder, 'public', String(nth));
        mkdirSync(place);
        writeFileSync(join(place, 'index.html'), page);
      }
    });
    return { start, read, markdown, colours, write };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function highlight(text: string, language: string): string {
  return hljs.getLanguage(language) === undefined ? '' : hljs.highlight(text, { language, ignoreIllegals: true }).value;
}

function secondsOf(work: () => unknown): number {
  const from = performance.now();
  work();
  return (performance.now() - from) / 1000;
}
