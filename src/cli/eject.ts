// `inkstone eject templates/post.njk`: a file of the theme into the site's own `templates/`, where it can be changed, with a
// note of the version it came from. Without a name: what there is. Nothing is ever overwritten.
import { join } from 'node:path';
import { loadSettings } from '../config/load.js';
import { nearest } from '../text/near-miss.js';
import { generator, themeFolders } from '../workers/world.js';
import type { Call } from './call.js';
import { Misused } from './call.js';
import { linesBelow, reportDiagnostics } from './report.js';
import { flagsOf, siteFolder } from './site-folder.js';
import { textsIn } from './texts.js';
import { writeNew } from './write-new.js';

export async function eject(call: Call): Promise<number> {
  const { terminal, speech, rest } = call;
  const texts = textsIn(speech);
  const root = siteFolder(call);
  const settings = await loadSettings(root, flagsOf(call, root));
  reportDiagnostics(settings.diagnostics, linesBelow(root), call);

  const [, ...themes] = themeFolders(root, settings.value);
  const files = new Map(
    themes
      .toReversed()
      .flatMap(({ files, folder }) => files.walk(folder).files.map((path) => [path.slice(folder.length + 1), { files, path }])),
  );
  const [asked] = rest;
  if (asked === undefined) {
    terminal.out(
      [...files.keys()]
        .sort()
        .map((name) => `templates/${name}\n`)
        .join(''),
    );
    return 0;
  }
  const name = asked.replaceAll('\\', '/').replace(/^(?:\.?\/)?(?:templates\/)?/, '');
  const found = files.get(name);
  if (found === undefined) throw new Misused(texts.noTemplate(asked, nearest(name, [...files.keys()])));
  const bytes = found.files.read(found.path);
  if (!(bytes instanceof Uint8Array)) throw new Misused(texts.noTemplate(asked, null));

  const path = `templates/${name}`;
  if (!writeNew(join(root, path), path, withNote(name, new TextDecoder().decode(bytes)))) {
    terminal.err(`inkstone: ${texts.taken(path)}\n`);
    return 1;
  }
  terminal.out(`${path}\n`);
  return 0;
}

/** In the comments of the file's own language. */
function withNote(name: string, text: string): string {
  const note = `templates/${name}, ${generator}`;
  const ending = name.slice(name.lastIndexOf('.') + 1);
  if (ending === 'njk') return `{#- ${note} -#}\n${text}`;
  if (ending === 'css') return `/* ${note} */\n${text}`;
  if (ending === 'js') return `// ${note}\n${text}`;
  return ending === 'yaml' || ending === 'yml' ? `# ${note}\n${text}` : text;
}
