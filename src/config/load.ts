// Finds and reads the config file: YAML, or TypeScript and JavaScript, which is run. The one room below the rim that
// touches the disk and runs code of the user, because that is what it is for. Nothing is written, no cache is kept.
import { isUtf8 } from 'node:buffer';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { loadAll, YAMLException } from 'js-yaml';
import type { ConfigShape } from '../diagnostics/codes.js';
import type { Diagnostic, Outcome, Span } from '../diagnostics/diagnostic.js';
import { at, diagnostic, inFile } from '../diagnostics/diagnostic.js';
import type { Settings } from '../model/config.js';
import { defineConfig } from './define.js';
import { locateKey } from './locate.js';
import type { ConfigText, Flags } from './settings.js';
import { readSettings } from './settings.js';
import { hasPinyin } from '../text/pinyin.js';

export interface LoadedConfig {
  /** What the file says, unchecked; an empty object if there is none. */
  readonly raw: unknown;
  readonly file: ConfigText;
}

/** Names under which the config is looked for, in the site's folder. */
export const configNames: readonly string[] = ['ts', 'mts', 'mjs', 'js', 'yaml', 'yml'].map((ending) => `inkstone.config.${ending}`);

const nothing: LoadedConfig = { raw: {}, file: null };

/** The config of the site in `root`, checked; with errors in it, defaults stand where they are. */
export async function loadSettings(root: string, flags: Flags): Promise<Outcome<Settings>> {
  const loaded = await loadConfigFile(root, flags.config);
  const settings = readSettings(loaded.value.raw, loaded.value.file, flags);
  const missing = settings.value.slug === 'pinyin' && !hasPinyin() ? [diagnostic('pinyin-missing', {})] : [];
  return { value: settings.value, diagnostics: [...loaded.diagnostics, ...settings.diagnostics, ...missing] };
}

/** `named`: the file to read instead of looking for one. */
export async function loadConfigFile(root: string, named?: string): Promise<Outcome<LoadedConfig>> {
  const found = named === undefined ? configNames.filter((name) => existsSync(join(root, name))) : [named];
  const [first, second] = found;
  if (first === undefined) return { value: nothing, diagnostics: misnamed(root) };
  if (second !== undefined) return failed(diagnostic('config-two-files', { first, second }, inFile(first), [inFile(second)]));

  const path = resolve(root, first);
  const shown = showPath(root, path);
  if (named !== undefined && !existsSync(path)) return failed(diagnostic('config-missing', { path: shown }));
  if (!/\.(?:[cm]?[jt]s|ya?ml)$/i.test(path)) return failed(diagnostic('config-unreadable', { detail: 'ending' }, inFile(shown)));
  let text: string;
  try {
    // A pipe would be waited for, for ever.
    const stat = statSync(path);
    if (!stat.isFile() && !stat.isDirectory())
      return failed(diagnostic('config-unreadable', { detail: stat.isFIFO() ? 'FIFO' : 'device' }, inFile(shown)));
    const bytes = readFileSync(path);
    text = bytes.toString('utf8').replace(/^\ufeff/, '');
    // Of UTF-16 every second byte may be zero, and the whole still be UTF-8.
    const foreign = text.indexOf(isUtf8(bytes) ? '\0' : '\ufffd');
    if (foreign >= 0) return failed(diagnostic('config-not-utf8', {}, placeOf(shown, text, foreign)));
  } catch (error) {
    return failed(diagnostic('config-unreadable', { detail: codeOf(error) }, inFile(shown)));
  }
  const file = { path: shown, text };
  return /\.ya?ml$/i.test(path) ? readYaml(file) : runModule(realpathSync(root), realpathSync(path), file);
}

/** What a later step found out of a setting gets the line that the config says it on. */
export function withSettingPlaces(diagnostics: readonly Diagnostic[], root: string, flags: Flags): readonly Diagnostic[] {
  return diagnostics.map((one) => {
    const key = one.span === null ? settingOf(one, flags) : null;
    const span = key === null ? null : placeOfSetting(root, flags.config, key);
    return span === null ? one : { ...one, span };
  });
}

function settingOf(one: Diagnostic, flags: Flags): string | null {
  switch (one.code) {
    case 'out-refused':
      return flags.out === undefined ? 'out' : null;
    case 'theme-missing':
      return 'theme';
    case 'dead-config-link':
      return one.data.key;
    case 'pinyin-missing':
      return 'slug';
    case 'search-not-built':
      return 'search';
    case 'cards-not-drawn':
      return 'cards';
    default:
      return null;
  }
}

/** null: it is not said there, or the file cannot be read. */
function placeOfSetting(root: string, named: string | undefined, key: string): Span | null {
  const name = named ?? configNames.find((one) => existsSync(join(root, one)));
  if (name === undefined) return null;
  const path = resolve(root, name);
  try {
    const span = locateKey({ path: showPath(root, path), text: readFileSync(path, 'utf8').replace(/^\ufeff/, '') }, [key]);
    return span.line === 0 ? null : span;
  } catch {
    return null;
  }
}

function placeOf(file: string, text: string, offset: number): Span {
  const before = text.slice(0, offset).split('\n');
  return at(file, before.length, before.at(-1)!.length + 1);
}

/** `inkstone.config.json`, `inkstone.yaml`: someone wrote a config, and would wait for it to take effect. */
function misnamed(root: string): Diagnostic[] {
  const looks = /^inkstone(?:[._-]?conf(?:ig)?)?\.(?:json[5c]?|toml|ini|[cm]?[jt]s|ya?ml)$/i;
  const names = existsSync(root) ? readdirSync(root).filter((name) => looks.test(name)) : [];
  return names.sort().map((name) => diagnostic('config-not-read', { names: configNames }, inFile(name)));
}

function readYaml(file: { path: string; text: string }): Outcome<LoadedConfig> {
  let documents: unknown[];
  try {
    documents = loadAll(file.text);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const place = error.mark === undefined ? inFile(file.path) : at(file.path, error.mark.line + 1, error.mark.column + 1);
    return failed(diagnostic('config-syntax', { detail: error.reason }, place), file);
  }
  const [, second = null] = documents;
  if (second !== null)
    return failed(diagnostic('config-syntax', { detail: 'a second document begins after `---`' }, inFile(file.path)), file);
  // An empty file, or one of comments only, says nothing, and nothing wrong.
  return checkShape(documents[0] ?? {}, file);
}

async function runModule(root: string, path: string, file: { path: string; text: string }): Promise<Outcome<LoadedConfig>> {
  const { createJiti } = await import('jiti');
  const jiti = createJiti(path, {
    fsCache: false,
    // A preview reads the file again after each change.
    moduleCache: false,
    interopDefault: false,
    tryNative: false,
    // `import { defineConfig } from 'inkstone'` means the program that is running, also where no such package is installed.
    virtualModules: { inkstone: { defineConfig } },
  });
  try {
    const module = await inTime(jiti.import<unknown>(path));
    if (module === late) return failed(diagnostic('config-waits', { seconds: patience / 1000 }, inFile(file.path)), file);
    return checkShape(plain(defaultExport(module)), file);
  } catch (error) {
    return failed(explain(error, root, file.path), file);
  }
}

/** So long a config may wait for something. */
const patience = 20_000;
const late = Symbol('late');

/** Without the timer, a process that waits for nothing but a promise nobody keeps would end without a word. */
async function inTime(work: Promise<unknown>): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patient = new Promise((resolve) => (timer = setTimeout(() => resolve(late), patience)));
  try {
    return await Promise.race([work, patient]);
  } finally {
    clearTimeout(timer);
  }
}

/** A copy, taken while faults of the user's code are still told as such: a getter may throw. Deeper than any setting is nothing. */
function plain(value: unknown, depth = 8): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return depth === 0 ? [] : value.map((item) => plain(item, depth - 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return value;
  return Object.fromEntries(depth === 0 ? [] : Object.entries(value).map(([key, item]) => [key, plain(item, depth - 1)]));
}

/** `export default`, or `module.exports` of older files. */
function defaultExport(module: unknown): unknown {
  if (typeof module !== 'object' || module === null) return module;
  if ('default' in module) return module.default;
  return '__esModule' in module ? undefined : module;
}

function checkShape(raw: unknown, file: { path: string; text: string }): Outcome<LoadedConfig> {
  const got = shapeOf(raw);
  if (got === 'object') return { value: { raw, file }, diagnostics: [] };
  return failed(diagnostic('config-no-object', { got }, inFile(file.path)), file);
}

function shapeOf(raw: unknown): ConfigShape | 'object' {
  if (raw === undefined || raw === null) return 'nothing';
  if (typeof raw === 'function') return 'function';
  if (Array.isArray(raw)) return 'list';
  if (typeof raw !== 'object') return 'value';
  return 'then' in raw && typeof raw.then === 'function' ? 'promise' : 'object';
}

/** A fault in the user's code → where it is and what was said, without the stack. */
function explain(error: unknown, root: string, shown: string): Diagnostic {
  const message = error instanceof Error ? error.message : String(error);
  // The compiler gives the place within its message: text, line end, path:line:column (column from 0).
  const syntax = /^ParseError: ([^\n]*)\n ?(.*):(\d+):(\d+)\s*$/.exec(message);
  if (syntax !== null) {
    const [, detail = '', path = '', line = '1', column = '0'] = syntax;
    return diagnostic(
      'config-syntax',
      { detail: detail.trim().replace(/\.$/, '') },
      at(showPath(root, path), Number(line), Number(column) + 1),
    );
  }
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  // The uppermost call that stands in a file of the site.
  for (const [, path = '', line = '1'] of stack.matchAll(/(?:\(|at |file:\/\/)((?:[A-Za-z]:)?[/\\][^()\n]*?):(\d+):\d+\)?$/gm)) {
    if (path.startsWith(root + sep) && !path.includes(`${sep}node_modules${sep}`)) {
      return diagnostic('config-throws', { detail: firstLine(message) }, at(showPath(root, path), Number(line)));
    }
  }
  return diagnostic('config-throws', { detail: firstLine(message) }, inFile(shown));
}

function failed(fault: Diagnostic, file: ConfigText = null): Outcome<LoadedConfig> {
  return { value: { raw: {}, file }, diagnostics: [fault] };
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0]!.trim();
}

/** A path as a person knows it: relative to the site, if it is in there. */
function showPath(root: string, path: string): string {
  const inside = relative(root, path);
  return inside.startsWith('..') || isAbsolute(inside) ? path : inside.split(sep).join('/');
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
