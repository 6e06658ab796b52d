// `inkstone new "标题"`: a file with its front matter filled in, ready to be written on.
import { join } from 'node:path';
import { loadSettings } from '../config/load.js';
import { civilFromInstant } from '../text/dates.js';
import { slugify } from '../text/slug.js';
import type { Call } from './call.js';
import { Misused } from './call.js';
import { dateText, frontMatter } from './front-matter.js';
import { linesBelow, reportDiagnostics } from './report.js';
import { flagsOf, siteFolder } from './site-folder.js';
import { textsIn } from './texts.js';
import { writeNew } from './write-new.js';

export async function newPost(call: Call): Promise<number> {
  const { terminal, speech, switches, rest } = call;
  const texts = textsIn(speech);
  // Without quotes a title arrives in pieces.
  const title = rest
    .join(' ')
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  if (title === '') throw new Misused(texts.missingTitle);

  const root = siteFolder(call);
  const settings = await loadSettings(root, flagsOf(call, root));
  reportDiagnostics(settings.diagnostics, linesBelow(root), call);
  // In a wrong zone the date would be wrong, quietly.
  if (settings.diagnostics.some(({ severity }) => severity === 'error')) return 1;

  const now = civilFromInstant(terminal.now(), settings.value.timezone);
  const slug = slugify(title, settings.value.slug) || 'post';
  const path = `posts/${now.civil}-${slug}.md`;
  const text = frontMatter({ title, date: dateText(now), slug, draft: switches.has('draft') });
  if (!writeNew(join(root, path), path, text)) {
    terminal.err(`inkstone: ${texts.exists(path)}\n`);
    return 1;
  }
  // The path alone, so that an editor can be given it: $EDITOR "$(inkstone new …)"
  terminal.out(`${path}\n`);
  return 0;
}
