// The disk as an argument: `files/disk.ts` is the real one, `files/memory.ts` the one for tests; one spec tests both.
import type { SourcePath } from './paths.js';

/** Read-only view of one folder tree. Paths are relative to its root. Nothing here throws for what a user's disk holds. */
export interface Files {
  /** For messages: what to put before a path so that a person finds the file; '' for the site itself. */
  readonly label: string;
  /**
   * All files below `folder`, sorted by path in code-point order, NFC. Hidden names (`.x`) are left out, but with `hidden`
   * (`static/`: `.well-known/`, `.htaccess`), which leaves out only what systems strew about (`.DS_Store`, `.git`).
   * The folder itself may be a symlink; a link inside it that leads out of it, or in a circle, is a fault.
   * A folder that does not exist is empty.
   */
  walk(folder: SourcePath, hidden?: boolean): Listing;
  read(path: SourcePath): Uint8Array | FileFault;
  /**
   * What the system tells of a file without reading it; while it is the same, so is the content. null: it tells nothing, or
   * the file changed so lately that it may change again within one tick of the clock.
   */
  state(path: SourcePath): string | null;
  /** The first `length` bytes (fewer if the file is shorter): image headers. */
  head(path: SourcePath, length: number): Uint8Array | FileFault;
  /** True for a regular file that does not lead out of its top folder; whether it may be read is said by reading it. */
  has(path: SourcePath): boolean;
}

export interface Listing {
  readonly files: readonly SourcePath[];
  readonly faults: readonly FileFault[];
}

export interface FileFault {
  readonly fault: 'missing' | 'unreadable' | 'not-a-file' | 'leads-outside' | 'link-loop' | 'bad-name' | 'twin-name';
  readonly path: SourcePath;
  /** What the system said, e.g. `EACCES`; of a twin, how its name is written on the disk. */
  readonly detail: string;
}
