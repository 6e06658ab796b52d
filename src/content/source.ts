// Which files are posts and pages, by their names.
import type { SourcePath } from '../model/paths.js';

export function isSource(path: SourcePath): boolean {
  return /\.(?:md|markdown|html)$/i.test(path) && !isSectionPage(path);
}

/** `posts/_index.md`: the words above a list of Hugo, and no post. Below `pages/` it is a page like `index.md`. */
export function isSectionPage(path: SourcePath): boolean {
  return path.startsWith('posts/') && /\/_index\.(?:md|markdown|html)$/i.test(path);
}
