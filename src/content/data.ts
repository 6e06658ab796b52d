// `data/*.{yaml,json}` → `site.data`. Templates rely on it, so a fault here is an error.
import type { SourcePath } from '../model/paths.js';
import type { Json, JsonObject } from '../model/post.js';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.js';
import { diagnostic, inFile } from '../diagnostics/diagnostic.js';
import { decode } from './decode.js';
import type { Node } from './node.js';
import { fromPlain, toJson } from './node.js';
import { spanOf } from './position.js';
import { refusalOf } from './refusal.js';
import { readYaml } from './yaml.js';

export interface DataFile {
  readonly path: SourcePath;
  readonly bytes: Uint8Array;
}

/** By file name without its ending; a folder below `data/` is an object. */
export function readData(files: readonly DataFile[]): Outcome<JsonObject> {
  const diagnostics: Diagnostic[] = [];
  const data: Record<string, Json> = {};
  const owners = new Map<string, SourcePath>();
  for (const { path, bytes } of files) {
    const names = path
      .replace(/^data\//, '')
      .replace(/\.[^./]*$/, '')
      .split('/');
    const taken = names.includes('__proto__') ? path : claim(owners, names, path);
    if (taken !== null) diagnostics.push(diagnostic('data-name-twice', { name: names.join('.'), other: taken }, inFile(path)));
    else {
      const decoded = decode(bytes, path);
      for (const said of decoded.diagnostics) diagnostics.push(said);
      put(data, names, parseFile(path, decoded.value, diagnostics));
    }
  }
  return { value: data, diagnostics };
}

/** The file that already has this name, or one that makes a folder of it; null: free, and now taken. */
function claim(owners: Map<string, SourcePath>, names: readonly string[], path: SourcePath): SourcePath | null {
  const own = names.join('/');
  const owner = owners.get(own);
  if (owner !== undefined) return owner;
  for (let i = 1; i < names.length; i++) {
    const folder = names.slice(0, i).join('/');
    if (owners.get(folder)?.startsWith(`data/${folder}.`) === true) return owners.get(folder)!;
    owners.set(folder, path);
  }
  owners.set(own, path);
  return null;
}

function put(data: Record<string, Json>, names: readonly string[], value: Json): void {
  let target = data;
  for (const name of names.slice(0, -1)) {
    const next: unknown = Object.hasOwn(target, name) ? target[name] : undefined;
    const folder: Record<string, Json> = isRecord(next) ? next : {};
    target[name] = folder;
    target = folder;
  }
  target[names.at(-1)!] = value;
}

function isRecord(value: unknown): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseFile(path: SourcePath, text: string, diagnostics: Diagnostic[]): Json {
  try {
    if (/\.json$/i.test(path)) return text.trim() === '' ? null : toJson(fromPlain(JSON.parse(text)));
    const root = readYaml(text);
    if (root === null) return null;
    reportDoubles(path, text, root, diagnostics);
    return toJson(root);
  } catch (error) {
    const { detail, at } = refusalOf(error, text, 0);
    diagnostics.push(diagnostic('bad-data-file', { detail }, spanOf(path, text, at)));
    return null;
  }
}

function reportDoubles(path: SourcePath, text: string, node: Node, diagnostics: Diagnostic[]): void {
  if (node.kind === 'scalar') return;
  if (node.kind === 'list') {
    for (const item of node.items) reportDoubles(path, text, item, diagnostics);
    return;
  }
  const seen = new Set<string>();
  for (const { key, from, value } of node.entries) {
    if (seen.has(key))
      diagnostics.push(diagnostic('bad-data-file', { detail: `“${key}” is given twice` }, spanOf(path, text, Math.max(0, from))));
    seen.add(key);
    reportDoubles(path, text, value, diagnostics);
  }
}
