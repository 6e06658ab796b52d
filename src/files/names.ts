// Which names of a disk are sources, and which paths may be asked for: the same rules for the disk and for memory.
import type { FileFault } from '../model/files.js';
import type { SourcePath } from '../model/paths.js';

/** Hidden names that tools leave behind and no one means to publish, also where hidden names are listed. */
const strewn = new Set([
  '.git',
  '.gitignore',
  '.gitkeep',
  '.gitattributes',
  '.gitmodules',
  '.svn',
  '.hg',
  '.DS_Store',
  '.idea',
  '.vscode',
  '.inkstone',
]);

/** `._photo.jpg` of macOS, `.notes.md.swp` of vim, `.#notes.md` of Emacs. */
const strewnPattern = /^\.(?:_|#|.*\.sw[a-p]$)/;

export function isListed(name: string, hidden: boolean): boolean {
  if (name.charCodeAt(0) !== 0x2e) return true;
  return hidden && !strewn.has(name) && !strewnPattern.test(name);
}

export function hasHiddenPart(path: SourcePath): boolean {
  return path.startsWith('.') || path.includes('/.');
}

/** What no URL and no other system's disk can carry; null: the name is fine. */
export function nameFault(name: string): 'backslash' | 'control-character' | 'encoding' | null {
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i);
    if (unit === 0x5c) return 'backslash';
    if (unit < 0x20 || (unit >= 0x7f && unit < 0xa0)) return 'control-character';
    // U+FFFD is what Node makes of bytes that are not UTF-8; such a file cannot be opened by the name that was listed.
    if (unit === 0xfffd) return 'encoding';
    if (unit >= 0xd800 && unit <= 0xdfff && name.codePointAt(i++)! <= 0xffff) return 'encoding';
  }
  return null;
}

/** For messages: a name that would upset a terminal, made harmless. */
export function printable(name: string): string {
  return name.replace(/[\u0000-\u001f\u007f-\u009f]/g, '\ufffd').toWellFormed();
}

/** Absolute paths, `..` and empty parts are not followed; null: the path may be looked for. */
export function pathFault(path: SourcePath): FileFault | null {
  if (path === '') return { fault: 'not-a-file', path, detail: 'EISDIR' };
  if (path.includes('//') || path.startsWith('/') || path.endsWith('/'))
    return { fault: 'leads-outside', path: printable(path), detail: 'EINVAL' };
  if (path.includes('.') && path.split('/').some((part) => part === '.' || part === '..')) {
    return { fault: 'leads-outside', path: printable(path), detail: 'EINVAL' };
  }
  const bad = nameFault(path);
  return bad === null ? null : { fault: 'bad-name', path: printable(path), detail: bad };
}

/** The folder under the root that a path lies in; links inside it may not lead out of it. */
export function topOf(path: SourcePath): string {
  const slash = path.indexOf('/');
  return slash < 0 ? path : path.slice(0, slash);
}
