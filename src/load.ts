// How the compiled program is loaded: all of it is one script, and beside it lies what V8 made of that script when the
// program was compiled (`compile.mjs`), so that nothing of it is parsed and compiled again in each run. What V8 made is good
// for one version of it, with one set of its settings, as its tag says; any other compiles the script as it always would.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';

/** A function expression of (exports, require, module, url, import), in ASCII. */
export interface Program {
  readonly script: Script;
  /** Runs it: what it exports. */
  readonly run: () => Readonly<Record<string, unknown>>;
}

/** `path`: of the script. */
export function openProgram(path: string): Program {
  const code = readCode(codeOf(path));
  const script = new Script(readFileSync(path, 'latin1'), { filename: path, ...(code === null ? {} : { cachedData: code }) });
  return {
    script,
    run() {
      const module = { exports: {} };
      const url = pathToFileURL(path).href;
      const given = [module.exports, createRequire(url), module, url, (specifier: string) => import(specifier)];
      (script.runInThisContext() as (...given: unknown[]) => void)(...given);
      return module.exports;
    },
  };
}

/** Where that lies which the V8 that runs now, with its present settings, can use. */
export function codeOf(path: string): string {
  return path.replace(/\.cjs$/, `-${cachedDataVersionTag().toString(16)}.code`);
}

/** V8 itself runs what is damaged, and falls with it. */
export function writeCode(file: string, code: Uint8Array): void {
  writeFileSync(file, Buffer.concat([checksum(code), code]));
}

function readCode(file: string): Uint8Array | null {
  if (!existsSync(file)) return null;
  const bytes = readFileSync(file);
  const code = bytes.subarray(length);
  return checksum(code).equals(bytes.subarray(0, length)) ? code : null;
}

const length = 32;

function checksum(code: Uint8Array): Buffer {
  return createHash('sha256').update(code).digest();
}

/** The exports of `program/HASH.cjs` beside an entry. */
export function load(entry: string, hash: string): Readonly<Record<string, unknown>> {
  return openProgram(fileURLToPath(new URL(`./program/${hash}.cjs`, entry))).run();
}
