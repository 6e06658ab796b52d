// Files in memory, for tests of everything that takes `Files`. It has no links, pipes or permissions; names and paths obey
// the rules of the disk.
import { compareText } from '../text/compare.js';
import type { FileFault, Files } from '../model/files.js';
import type { SourcePath } from '../model/paths.js';
import { hasHiddenPart, isListed, nameFault, pathFault, printable } from './names.js';

/** `state`: what this disk says of a file without reading it. */
export function memoryFiles(
  tree: Readonly<Record<string, string | Uint8Array>>,
  label = '',
  state: (path: SourcePath) => string | null = () => null,
): Files {
  const contents = new Map(
    Object.entries(tree).map(([path, content]) => [
      path.normalize('NFC'),
      typeof content === 'string' ? new TextEncoder().encode(content) : content,
    ]),
  );
  const paths = [...contents.keys()].sort(compareText);

  function read(path: SourcePath): Uint8Array | FileFault {
    const fault = pathFault(path);
    if (fault !== null) return fault;
    const content = contents.get(path);
    if (content !== undefined) return content;
    const isFolder = paths.some((one) => one.startsWith(`${path}/`));
    return isFolder ? { fault: 'not-a-file', path, detail: 'EISDIR' } : { fault: 'missing', path, detail: 'ENOENT' };
  }

  return {
    label,
    walk(folder, hidden = false) {
      const fault = folder === '' ? null : pathFault(folder);
      if (fault !== null) return { files: [], faults: [fault] };
      if (contents.has(folder)) return { files: [], faults: [{ fault: 'missing', path: folder, detail: 'ENOTDIR' }] };
      const start = folder === '' ? '' : `${folder}/`;
      const below = paths.filter(
        (path) =>
          path.startsWith(start) &&
          path
            .slice(start.length)
            .split('/')
            .every((name) => isListed(name, hidden)),
      );
      const faults = below.flatMap((path): FileFault[] => {
        const bad = nameFault(path);
        return bad === null ? [] : [{ fault: 'bad-name', path: printable(path), detail: bad }];
      });
      faults.sort((a, b) => compareText(a.path, b.path));
      return { files: below.filter((path) => nameFault(path) === null), faults };
    },
    read,
    state,
    head(path, length) {
      const content = read(path);
      return content instanceof Uint8Array ? content.subarray(0, length) : content;
    },
    has: (path) => !hasHiddenPart(path) && read(path) instanceof Uint8Array,
  };
}
