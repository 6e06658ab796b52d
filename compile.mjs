// TypeScript → dist/: one bundle, split into chunks that are loaded on use, and the type declarations.
// Written so that a build which is running meanwhile never misses a file: new chunks (named by their content) come
// first, the entries are replaced by rename, and chunks of the compile before the last one are removed.
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  chunkNames: 'chunks/[name]-[hash]',
  external: ['highlight.js', 'highlight.js/*', 'jiti', 'pagefind', 'pinyin-pro', '@resvg/resvg-js'],
  define: { __VERSION__: JSON.stringify(version), __BUILD__: JSON.stringify(hash.digest('hex').slice(0, 16)) },
  // CommonJS libraries in an ES module bundle ask for `require` when they load a Node module.
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  legalComments: 'none',
  plugins: [withoutEsprima],
  logLevel: 'warning',
};
const threads = { worker: 'src/workers/entry.ts', scout: 'src/dev/scout.ts', config: 'src/dev/config-thread.ts' };
const entryPoints = { cli: 'src/cli/main.ts', index: 'src/index.ts', ...threads };
const result = await build({ ...options, entryPoints, outdir: out, splitting: true, metafile: true });

const chunks = join(out, 'chunks');
mkdirSync(chunks, { recursive: true });
const now = Date.now();
const written = new Set();
const replace = (file, contents) => {
  mkdirSync(dirname(file), { recursive: true });
  const fresh = `${file}.${process.pid}.new`;
  writeFileSync(fresh, contents);
  renameSync(fresh, file);
};
const isEntry = (file) => dirname(file.path) === out;
for (const file of [...result.outputFiles].sort((a, b) => Number(isEntry(a)) - Number(isEntry(b)))) {
  replace(file.path, isEntry(file) && file.path.endsWith('cli.js') ? `#!/usr/bin/env node\n${file.text}` : file.contents);
  written.add(file.path);
}
for (const name of readdirSync(chunks)) {
  const path = join(chunks, name);
  if (!written.has(path) && now - statSync(path).mtimeMs > 60 * 60 * 1000) rmSync(path);
}
replace(join(out, 'theme.json'), await compiledTheme());
replace(join(out, 'licenses.txt'), licenses(result.metafile));
execFileSync(
  process.execPath,
  [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.types.json', '--outDir', join(out, 'types')],
  { cwd: root, stdio: 'inherit' },
);

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
  const script = await build({ ...options, stdin: { contents, resolveDir: root, loader: 'ts' } });
  return execFileSync(process.execPath, ['--input-type=module', '-'], { input: script.outputFiles[0].text });
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
