// Writing a file that must not exist yet; for `init` and `new`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { diagnostic, Fault, inFile } from '../diagnostics/diagnostic.js';

/** False if it is there already: then it stays as it is, also if it came into being a moment ago. */
export function writeNew(path: string, shown: string, text: string): boolean {
  const fail = (code: string): never => {
    throw new Fault(diagnostic('file-not-written', { detail: code }, inFile(shown)));
  };
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    fail(codeOf(error));
  }
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    const code = codeOf(error);
    return code === 'EEXIST' ? false : fail(code);
  }
}

/** The system's word for what went wrong; anything else is a bug and goes on. */
function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code);
  throw error;
}
