// A site in a temporary folder, the compiled CLI run on it as a user would, and pictures of folders to compare.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type Tree = Readonly<Record<string, string | Uint8Array>>;

/** Makes a folder, gives it to `work`, removes it. */
export async function withFolder<T>(work: (folder: string) => Promise<T> | T): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'inkstone-test-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function writeTree(folder: string, tree: Tree): void {
  for (const [path, content] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

export interface Said {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly node?: string;
  readonly uid?: number;
}

/** Runs the CLI with a plain environment: what a test does not set, is not there. */
export function inkstone(cli: string, args: readonly string[], { cwd, env, node = process.execPath, uid }: RunOptions): Promise<Said> {
  return new Promise((resolve, reject) => {
    const plain = { PATH: process.env['PATH'] ?? '', HOME: cwd, TZ: 'UTC', LANG: 'en_US.UTF-8', ...env };
    const child = spawn(node, [cli, ...args], {
      cwd,
      env: plain,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(uid === undefined ? {} : { uid, gid: uid }),
    });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (exit) => resolve({ exit, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }));
  });
}

export interface JsonDiagnostic {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'note';
  readonly file: string | null;
  readonly line: number | null;
  readonly message: string;
}

/** The diagnostics of a run with `--json`. */
export function diagnosticsOf({ out }: Said): JsonDiagnostic[] {
  const lines = out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as JsonDiagnostic);
  return lines.filter((line) => typeof line.code === 'string');
}

/** Every path below a folder with a digest of its content; links by where they lead, folders by name. */
export function picture(folder: string, leaveOut: readonly string[] = []): Record<string, string> {
  const entries: [string, string][] = [];
  const walk = (path: string) => {
    for (const name of readdirSync(join(folder, path))) {
      const inner = path === '' ? name : `${path}/${name}`;
      if (leaveOut.includes(inner)) continue;
      const stat = lstatSync(join(folder, inner));
      if (stat.isSymbolicLink()) entries.push([inner, `link ${readlinkSync(join(folder, inner))}`]);
      else if (stat.isDirectory()) {
        entries.push([inner, 'folder']);
        walk(inner);
      } else if (stat.isFile()) entries.push([inner, digest(join(folder, inner))]);
      else entries.push([inner, 'special']);
    }
  };
  if (existsSync(folder)) walk('');
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function digest(path: string): string {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16);
  } catch {
    return 'unreadable';
  }
}

/** Paths of all files below a folder, sorted. */
export function filesIn(folder: string): string[] {
  return Object.entries(picture(folder)).flatMap(([path, what]) => (what === 'folder' ? [] : [path]));
}
