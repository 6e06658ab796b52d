// Publishing in memory, for tests of the build: the same interface and the same report as on the disk, without its faults.
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { FileFault } from '../model/files.js';
import type { Body } from '../model/page.js';
import type { OutputPath, SourcePath } from '../model/paths.js';
import type { Stage } from '../model/stage.js';
import { digestOf } from '../text/hash.js';
import { replacedDiagnostics } from './review.js';

export interface MemoryOutput {
  /** What is published at present. */
  readonly files: ReadonlyMap<OutputPath, string>;
  open(): Stage & { review(): readonly Diagnostic[] };
}

/** `read`: where `copyOf` bodies come from. `strangers`: what lies in the output folder before any build. */
export function memoryOutput(
  read: (path: SourcePath) => Uint8Array | FileFault = (path) => ({ fault: 'missing', path, detail: 'ENOENT' }),
  strangers: Readonly<Record<OutputPath, string>> = {},
): MemoryOutput {
  const files = new Map(Object.entries(strangers));
  let owned: ReadonlySet<OutputPath> | null = null;

  function textOf(body: Body): string {
    if (typeof body === 'string') return body;
    const bytes = body instanceof Uint8Array ? body : read(body.copyOf);
    if (!(bytes instanceof Uint8Array)) throw new Error(`${bytes.path}: ${bytes.fault}`);
    // One character a byte where it is no text, so that a picture can be compared too.
    const text = new TextDecoder().decode(bytes);
    return text.includes('\ufffd') ? new TextDecoder('latin1').decode(bytes) : text;
  }

  return {
    files,
    open() {
      const puts = new Map<OutputPath, string>();
      const replaced = () =>
        [...puts].filter(([path, text]) => owned?.has(path) !== true && files.has(path) && files.get(path) !== text).map(([path]) => path);
      return {
        put(path, body) {
          if (puts.has(path)) throw new Error(`put twice: ${path}`);
          const text = textOf(body);
          puts.set(path, text);
          return digestOf(text);
        },
        begin: () => undefined,
        keep(outputs) {
          const isThere = ([path, mark]: readonly [OutputPath, string]) =>
            owned?.has(path) === true && files.has(path) && digestOf(files.get(path)!) === mark;
          if (!outputs.every(isThere)) return false;
          for (const [path] of outputs) puts.set(path, files.get(path)!);
          return true;
        },
        marks: () => [...puts].map(([path, text]): [OutputPath, string] => [path, digestOf(text)]),
        review: () => replacedDiagnostics('public', replaced(), owned === null),
        commit() {
          const before = [...puts].map(([path, text]) => (!files.has(path) ? 'added' : files.get(path) === text ? 'unchanged' : 'changed'));
          const gone = [...(owned ?? [])].filter((path) => !puts.has(path) && files.delete(path));
          for (const [path, text] of puts) files.set(path, text);
          owned = new Set(puts.keys());
          const count = (status: string) => before.filter((one) => one === status).length;
          const unknown = files.size - puts.size;
          return { added: count('added'), changed: count('changed'), unchanged: count('unchanged'), removed: gone.length, unknown };
        },
        abandon: () => puts.clear(),
      };
    },
  };
}
