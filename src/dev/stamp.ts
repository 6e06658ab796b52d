// What tells one state of a file from another without reading it. A file may be gone, or be another thing, at any moment.
import { statSync, type Stats } from 'node:fs';

/** Empty: there is no such file. */
export function stampOf(place: string): string {
  const stat = fileAt(place);
  return stat === null ? '' : `${stat.size} ${stat.mtimeMs} ${stat.ino}`;
}

export function fileAt(place: string): Stats | null {
  try {
    const stat = statSync(place);
    return stat.isFile() ? stat : null;
  } catch {
    // ENOENT, ENOTDIR, EACCES …: nothing that could be shown.
    return null;
  }
}
