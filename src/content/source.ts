// Which files are posts and pages, by their names.
import type { SourcePath } from '../model/paths.js';

export function isSource(path: SourcePath): boolean {
  return /\.(?:md|markdown|html)$/i.test(path);
}
