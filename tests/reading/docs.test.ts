// docs/reading.md: each row of its tables is tried, and the keys are those of the code. `-u` writes the table of keys anew.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { spellings } from '../../src/content/fields/spellings.js';
import { root } from '../support/folders.js';
import { readingOf } from './reading-of.js';

const path = join(root, 'docs/reading.md');
const text = readFileSync(path, 'utf8');

describe('docs/reading.md says what is said', () => {
  let kind = '';
  let rows = 0;
  for (const line of text.split('\n')) {
    kind = /^<!-- each row is a (\w+) -->$/.exec(line)?.[1] ?? (line.startsWith('#') ? '' : kind);
    const [, written, , said] = /^\| (`.*?) \| (.*) \| ([^|]+) \|$/.exec(line) ?? [];
    if (kind === '' || written === undefined) continue;
    rows++;
    const post = postOf(kind, codeIn(written));
    it(written, () => {
      const codes = [...readingOf(post, '').matchAll(/^! .*?(?:warning|note) ([\w-]+):/gm)].map(([, code]) => code);
      expect([...new Set(codes)]).toEqual(said === '—' ? [] : [codeIn(said!)]);
    });
  }
  it('in more than fifty rows', () => expect(rows).toBeGreaterThan(50));
});

it('docs/reading.md lists every spelling of every key', async () => {
  const [begin, end] = ['<!-- keys -->\n', '<!-- /keys -->'];
  const from = text.indexOf(begin) + begin.length;
  const table = Object.entries(spellings).map(([field, keys]) => {
    const all = keys.split(' ').map((key) => `\`${key}\``);
    return `| ${meanings[field] ?? field} | ${all.join(', ')} |\n`;
  });
  const fresh = `${text.slice(0, from)}\n| Meaning | Keys |\n|---|---|\n${table.join('')}\n${text.slice(text.indexOf(end, from))}`;
  await expect(fresh).toMatchFileSnapshot(path);
});

const meanings: Readonly<Record<string, string>> = {
  updated: 'last change',
  published: 'may be published',
  private: 'not to be published',
  password: 'asks for a password',
  taxonomies: "Zola's tags and categories",
  aliases: 'old addresses',
  permalink: 'own address',
  cover: 'image',
  pin: 'stands first',
  toc: 'table of contents',
  order: 'place in the series',
  noindex: 'not for search engines',
  sitemap: 'in the sitemap',
};

/** The text of the first code span; `⏎` is a line end, `\\|` a bar. */
function codeIn(cell: string): string {
  const found = /^(`+) ?(.*?) ?\1/.exec(cell)![2]!;
  return found.replaceAll('⏎', '\n').replaceAll('\\|', '|');
}

function postOf(kind: string, written: string): string {
  if (kind === 'post') return written;
  if (kind === 'body') return `---\ntitle: x\n---\n${written}`;
  return `---\n${/^t[a-z]*[:： =]/im.test(written) && /tit|til/i.test(written) ? '' : 'title: x\n'}${written}\n---\ntext`;
}
