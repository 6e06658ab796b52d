// Invariant 3: the preview shows what the build writes. Every file that a build of a site publishes is asked for.
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildSite } from '../../src/project.js';
import { encodePath } from '../../src/text/url.js';
import { root } from '../support/folders.js';
import { clientTag, preview } from '../support/preview.js';
import { filesIn } from '../support/site.js';
import { temporaryFolder } from '../support/temporary.js';

const sites = ['base-path', 'bundles', 'chinese', 'jekyll', 'minimal', 'templates'];
const sample = ['posts', 'pages', 'static', 'data', 'inkstone.config.ts'];

test.each([
  ...sites.map((name) => ({ name, base: undefined })),
  { name: 'sample', base: undefined },
  { name: 'sample', base: '/the/blog/' },
])('the site “$name” with base $base', async ({ name, base }) => {
  const folder = temporaryFolder();
  if (name !== 'sample') cpSync(join(root, 'tests/sites', name, 'input'), folder, { recursive: true });
  else for (const part of sample) cpSync(join(root, part), join(folder, part), { recursive: true });
  const now = Date.UTC(2026, 0, 1);
  const flags = { drafts: true, future: true, ...(base === undefined ? {} : { base }) };
  const { published } = await buildSite({ root: folder, flags: { ...flags, out: 'out' }, now });
  expect(published).toBe(true);
  const shown = await preview(folder, { flags, now: () => now });
  const at = new URL(shown.url).pathname;
  const files = filesIn(join(folder, 'out')).filter((file) => !file.startsWith('.'));
  for (const file of files) {
    const written = readFileSync(join(folder, 'out', file), 'utf8');
    const reply = await shown.get(at + encodePath(file.replace(/(^|\/)index\.html$/, '$1')));
    expect([file, reply.status]).toEqual([file, 200]);
    if (file.endsWith('.html')) expect(reply.text).toMatch(clientTag);
    expect(reply.text.replace(clientTag, '')).toBe(written);
  }
  expect(files.length).toBeGreaterThan(5);
  const lost = await shown.get(`${at}no/such/page/`);
  expect([lost.status, lost.text.replace(clientTag, '')]).toEqual([404, readFileSync(join(folder, 'out/404.html'), 'utf8')]);
});
