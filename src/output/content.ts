// What an output consists of, as the stage sees it: text and bytes by their digest, copies by the state of their source,
// so that a large file that has not changed is not even read.
import { accessSync, chmodSync, closeSync, constants, openSync, statSync, writeFileSync } from 'node:fs';
import { diagnostic, Fault, inFile } from '../diagnostics/diagnostic.js';
import { digestOf } from '../text/hash.js';
import type { FileFault } from '../model/files.js';
import type { Body } from '../model/page.js';
import type { SourcePath } from '../model/paths.js';
import { copyWhole, look, sameBytes } from './system.js';

export interface Content {
  readonly size: number;
  /** Equal marks mean equal content; '' is equal to nothing. */
  readonly mark: string;
  readonly equals: (file: string) => boolean;
  readonly writeTo: (file: string) => void;
}

/** Where files to be copied are; `files/disk.ts` has it. */
export interface Sources {
  locate(path: SourcePath): string | FileFault;
}

/** Good until the next is asked for: texts share the memory that they are encoded into. */
export function contentOf(body: Body, sources: Sources): Content {
  if (typeof body === 'object' && 'copyOf' in body) return copy(body.copyOf, sources);
  const bytes = typeof body === 'string' ? encode(body) : body;
  return {
    size: bytes.length,
    mark: digestOf(bytes),
    equals: (file) => sameBytes(file, bytes),
    writeTo: (file) => writeFileSync(file, bytes),
  };
}

/** Memory of its own for each of 15,000 pages is a third of what encoding them costs. */
const shared = Buffer.allocUnsafeSlow(1024 * 1024);

function encode(text: string): Uint8Array {
  // A UTF-16 unit is three bytes at most.
  return text.length * 3 > shared.length ? Buffer.from(text) : shared.subarray(0, shared.write(text));
}

/** A source younger than this may change again within one tick of its clock (git's rule): its state is no proof yet. */
const youth = 2000;

function copy(path: SourcePath, sources: Sources): Content {
  const source = sources.locate(path);
  if (typeof source !== 'string') throw unreadable(path, source.detail);
  try {
    accessSync(source, constants.R_OK);
    const stat = statSync(source, { bigint: true });
    const isYoung = Date.now() - Number(stat.mtimeNs > stat.ctimeNs ? stat.mtimeMs : stat.ctimeMs) < youth;
    const mark = isYoung ? '' : `from ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs} ${stat.ino}`;
    return { size: Number(stat.size), mark, equals: (file) => sameBytes(file, source), writeTo: (file) => copyTo(source, file) };
  } catch (error) {
    throw unreadable(path, error instanceof Error && 'code' in error ? String(error.code) : String(error));
  }
}

/** With the permissions of any new file, not those of its source: a private or read-only original is published like a page. */
function copyTo(source: string, file: string): void {
  closeSync(openSync(file, 'w'));
  const mode = look(file)!.mode;
  copyWhole(source, file);
  chmodSync(file, mode);
}

function unreadable(path: SourcePath, detail: string): Fault {
  return new Fault(diagnostic('unreadable-source', { detail }, inFile(path)));
}
