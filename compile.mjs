// TypeScript → dist/: one script, what V8 makes of it (`src/load.ts`), the entries that load it, and the type declarations.
// Written so that a build which is running meanwhile never misses a file: the script, named by its content, comes first, the
// entries are replaced by rename, and scripts of the compile before the last one are removed.
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const out = resolve(root, process.argv[2] ?? 'dist');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

// Two compiles of different sources are two programs: what one remembers is not for the other.
const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
for (const name of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).sort()) {
  const path = join(root, 'src', name);
  if (statSync(path).isFile()) hash.update(`${name}\0`).update(readFileSync(path));
}

/**
 * The YAML library of gray-matter takes in a parser of JavaScript, if one lies about, for tags that are never allowed here. In
 * this repository one does; installed elsewhere none does. It would be a tenth of what there is to load.
 */
const withoutEsprima = {
  name: 'without-esprima',
  setup(build) {
    build.onLoad({ filter: /js-yaml[\\/]type[\\/]js[\\/]function\.js$/ }, ({ path }) => {
      const [asked, contents] = ["_require('esprima')", readFileSync(path, 'utf8')];
      if (!contents.includes(asked)) throw new Error(`${path} no longer asks for esprima: this plugin can go`);
      return { contents: contents.replace(asked, 'undefined') };
    });
  },
};

const options = {
  absWorkingDir: root,
  write: false,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  external: ['highlight.js', 'highlight.js/*', 'jiti', 'pagefind', 'pinyin-pro', '@resvg/resvg-js'],
  define: { __VERSION__: JSON.stringify(version), __BUILD__: JSON.stringify(hash.digest('hex').slice(0, 16)) },
  legalComments: 'none',
  plugins: [withoutEsprima],
  logLevel: 'warning',
};

/** What an entry runs; each is set up when it is asked for. */
const parts = { cli: 'cli/main', index: 'index', worker: 'workers/entry', scout: 'dev/scout', config: 'dev/config-thread' };
const script = await build({
  ...options,
  stdin: {
    contents: Object.entries(parts)
      .map(([name, path]) => `exports.${name} = () => require('./src/${path}.ts');`)
      .join('\n'),
    resolveDir: root,
  },
  format: 'cjs',
  define: { ...options.define, 'import.meta.url': '__url' },
  banner: { js: '(function (exports, require, module, __url, __import) {' },
  footer: { js: '})' },
  metafile: true,
});

const now = Date.now();
const replace = (file, contents) => {
  mkdirSync(dirname(file), { recursive: true });
  const fresh = `${file}.${process.pid}.new`;
  writeFileSync(fresh, contents);
  renameSync(fresh, file);
};
// It is read as ASCII, and in regular expressions and raw templates esbuild leaves characters as they are. There as here
// \uXXXX stands for one of them. A script that V8 has kept cannot import by itself (nodejs/node#43663).
const contents = script.outputFiles[0].text
  .replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  .replace(/(?<![.\w])import\((?=")/g, '__import(');
const name = createHash('sha256').update(contents).digest('hex').slice(0, 16);
const program = join(out, 'program');
for (const old of existsSync(program) ? readdirSync(program) : []) {
  const path = join(program, old);
  if (!old.startsWith(name) && now - statSync(path).mtimeMs > 60 * 60 * 1000) rmSync(path);
}
const path = join(program, `${name}.cjs`);
replace(path, contents);
replace(join(out, 'theme.json'), await compiledTheme());
replace(join(out, 'licenses.txt'), licenses(script.metafile));
await prepare();
for (const part of Object.keys(parts)) replace(join(out, `${part}.js`), await entry(part));
// Small, and in a hurry: by itself it is loaded sooner.
replace(join(out, 'survey.js'), await alone('src/workers/survey.ts'));
execFileSync(
  process.execPath,
  [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.types.json', '--outDir', join(out, 'types')],
  { cwd: root, stdio: 'inherit' },
);

/** Loads the script and runs its part. */
async function entry(part) {
  const run = `load(import.meta.url, ${JSON.stringify(name)}).${part}()`;
  const named = part === 'index' ? await exportsOf() : [];
  const contents = `
    import { load } from './src/load.js';
    ${named.length > 0 ? `export const { ${named.join(', ')} } = ${run}` : run};
  `;
  const { outputFiles } = await build({ ...options, format: 'esm', stdin: { contents, resolveDir: root, loader: 'ts' } });
  return part === 'cli' ? `#!/usr/bin/env node\n${outputFiles[0].text}` : outputFiles[0].contents;
}

async function alone(path) {
  const { outputFiles } = await build({ ...options, format: 'esm', entryPoints: [path], outdir: out });
  return outputFiles[0].contents;
}

/** Names of the public interface. */
async function exportsOf() {
  const { metafile } = await build({ ...options, format: 'esm', outdir: out, entryPoints: ['src/index.ts'], metafile: true });
  return Object.values(metafile.outputs)[0].exports;
}

/**
 * Builds a small site with the script, then again after an edit, and keeps what V8 has made of it by then: of everything that
 * such a build runs through, and of it alone.
 */
async function prepare() {
  const site = mkdtempSync(join(tmpdir(), 'inkstone-compile-'));
  const contents = `
    import { setFlagsFromString } from 'node:v8';
    import { codeOf, openProgram, writeCode } from './src/load.js';
    import { settings } from './src/cli/warm-up.js';
    const path = ${JSON.stringify(path)};
    const { script, run } = openProgram(path);
    const { cli } = run();
    process.argv = [process.execPath, 'inkstone', 'build', '--threads', '1', '--quiet'];
    process.on('exit', () => {
      // A worker of a small site finds it sparing.
      for (const flags of settings) {
        flags.forEach((flag) => setFlagsFromString(flag));
        writeCode(codeOf(path), script.createCachedData());
      }
    });
    cli();
  `;
  try {
    for (const folder of ['posts', 'pages', 'static', 'data']) cpSync(join(root, folder), join(site, folder), { recursive: true });
    writeFileSync(join(site, 'inkstone.config.yaml'), 'url: https://example.com\n');
    const { outputFiles } = await build({ ...options, format: 'esm', stdin: { contents, resolveDir: root, loader: 'ts' } });
    const learn = () =>
      execFileSync(process.execPath, ['--input-type=module', '-'], { cwd: site, input: outputFiles[0].text, stdio: 'pipe' });
    learn();
    const post = join(
      site,
      'posts',
      readdirSync(join(site, 'posts')).find((file) => file.endsWith('.md')),
    );
    writeFileSync(post, `${readFileSync(post, 'utf8')}\nOne line more.\n`);
    // With a template of its own the site's templates are compiled.
    cpSync(join(root, 'templates/partials/footer.njk'), join(site, 'templates/partials/footer.njk'));
    learn();
  } catch (error) {
    console.warn(`Compiled, but the program will start more slowly: ${error.message}`);
  } finally {
    rmSync(site, { recursive: true, force: true });
  }
}

/** The templates of the default theme, parsed, checked and compiled: a site that has none of its own need not do it. */
async function compiledTheme() {
  const contents = `
    import { openTheme } from './src/build/open-theme.js';
    import { diskFiles } from './src/files/disk.js';
    const folders = [{ files: diskFiles(${JSON.stringify(root)}, 'inkstone/'), folder: 'templates' }];
    const { value, diagnostics } = openTheme(folders, { theme: null, url: null, base: '/' });
    if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
    process.stdout.write(JSON.stringify({ build: __BUILD__, templates: value.templates }));
  `;
  const define = { ...options.define, 'import.meta.url': JSON.stringify(import.meta.url) };
  const { outputFiles } = await build({ ...options, format: 'cjs', define, stdin: { contents, resolveDir: root, loader: 'ts' } });
  return execFileSync(process.execPath, ['--input-type=commonjs', '-'], { input: outputFiles[0].text });
}

/** The licences of the libraries that are bundled, as their terms ask. */
function licenses(metafile) {
  const packages = new Set();
  for (const input of Object.keys(metafile.inputs)) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) packages.add(found[1]);
  }
  return [...packages]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
      const file = readdirSync(join(root, folder)).find((name) => /^licen[cs]e/i.test(name));
      const text = file && existsSync(join(root, folder, file)) ? readFileSync(join(root, folder, file), 'utf8').trim() : '';
      return `${name} ${version} (${typeof license === 'string' ? license : 'see its package'})\n\n${text}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}
