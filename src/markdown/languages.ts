// The languages of highlight.js and their other names, as a table, so that a name can be looked up without loading 190 files.
// A test compares it with the library. Below it: names that the library does not know, and what is not code.

const table = `
1c
abnf
accesslog
actionscript: as
ada
angelscript: asc
apache: apacheconf
applescript: osascript
arcade
arduino: ino
armasm: arm
asciidoc: adoc
aspectj
autohotkey: ahk
autoit
avrasm
awk
axapta: x++
bash: sh zsh
basic
bnf
brainfuck: bf
c: h
cal
capnproto: capnp
ceylon
clean: icl dcl
clojure: clj edn
clojure-repl
cmake: cmake.in
coffeescript: coffee cson iced
coq
cos: cls
cpp: cc c++ h++ hpp hh hxx cxx
crmsh: crm pcmk
crystal: cr
csharp: cs c#
csp
css
d
dart
delphi: dpr dfm pas pascal
diff: patch
django: jinja
dns: bind zone
dockerfile: docker
dos: bat batch cmd
dsconfig
dts
dust: dst
ebnf
elixir: ex exs
elm
erb
erlang: erl
erlang-repl
excel: xlsx xls
fix
flix
fortran: f90 f95
freedesktop: desktop systemd
fsharp: fs f#
gams: gms
gauss: gss
gcode: nc
gherkin: feature
glsl
gml
go: golang
golo
gradle
graphql: gql
groovy
haml
handlebars: hbs html.hbs html.handlebars htmlbars
haskell: hs
haxe: hx
hsp
http: https
hy: hylang
inform7: i7
ini: toml
irpf90
isbl
java: jsp
javascript: js jsx mjs cjs
jboss-cli: wildfly-cli
json: jsonc json5
julia
julia-repl: jldoctest
kotlin: kt kts ktm ktx
lasso: ls lassoscript
latex: tex
ldif
leaf
less
lisp
livecodeserver
livescript: ls
llvm
lsl
lua: pluto
makefile: mk mak make
markdown: md mkdown mkd
mathematica: mma wl
matlab
maxima
mel
mercury: m moo
mipsasm: mips
mizar
mojolicious
monkey
moonscript: moon
n1ql
nestedtext: nt
nginx: nginxconf
nim
nix: nixos
node-repl
nsis
objectivec: mm objc obj-c obj-c++ objective-c++
ocaml: ml
openscad: scad
oxygene
parser3
perl: pl pm
pf: pf.conf
pgsql: postgres postgresql
php
php-template
plaintext: text txt
pony
powershell: pwsh ps ps1
processing: pde
profile
prolog
properties
protobuf: proto
puppet: pp
purebasic: pb pbi
python: py gyp ipython
python-repl: pycon
q: k kdb
qml: qt
r
reasonml: re
rib
roboconf: graph instances
routeros: mikrotik
rsl
ruby: rb gemspec podspec thor irb
ruleslanguage
rust: rs
sas
scala
scheme: scm
scilab: sci
scss
shell: console shellsession
smali
smalltalk: st
sml: ml
sqf
sql
stan: stanfuncs
stata: do ado
step21: p21 step stp
stylus: styl
subunit
swift
taggerscript
tap
tcl: tk
thrift
tp
twig: craftcms
typescript: ts tsx mts cts
vala
vbnet: vb
vbscript: vbs
vbscript-html
verilog: v sv svh
vhdl
vim
wasm
wren
x86asm
xl: tao
xml: html xhtml rss atom xjb xsd xsl plist wsf svg
xquery: xpath xq xqm
yaml: yml
zephir: zep
`;

/** Names that writers use and the library does not know. */
const ours: Readonly<Record<string, string>> = {
  vue: 'xml',
  svelte: 'xml',
  astro: 'xml',
  wxml: 'xml',
  xaml: 'xml',
  mathml: 'xml',
  wxss: 'css',
  postcss: 'css',
  sass: 'scss',
  node: 'javascript',
  es6: 'javascript',
  react: 'javascript',
  'c++11': 'cpp',
  'c++17': 'cpp',
  'c++20': 'cpp',
  'visual-basic': 'vbnet',
  vb: 'vbnet',
  'objective-c': 'objectivec',
  py3: 'python',
  python3: 'python',
  python2: 'python',
  mysql: 'sql',
  sqlite: 'sql',
  plsql: 'sql',
  tsql: 'sql',
  mssql: 'sql',
  psql: 'pgsql',
  'docker-compose': 'yaml',
  compose: 'yaml',
  env: 'ini',
  dotenv: 'ini',
  conf: 'ini',
  cfg: 'ini',
  config: 'ini',
  editorconfig: 'ini',
  gitconfig: 'ini',
  terraform: 'ini',
  hcl: 'ini',
  fish: 'bash',
  ksh: 'bash',
  terminal: 'shell',
  'shell-session': 'shell',
  batchfile: 'dos',
  cmdline: 'dos',
  elisp: 'lisp',
  'emacs-lisp': 'lisp',
  'common-lisp': 'lisp',
  racket: 'scheme',
  viml: 'vim',
  vimscript: 'vim',
  assembly: 'x86asm',
  asm: 'x86asm',
  nasm: 'x86asm',
  proto3: 'protobuf',
  regedit: 'ini',
  reg: 'ini',
  gohtml: 'handlebars',
  'go-template': 'handlebars',
  nunjucks: 'twig',
  njk: 'twig',
  liquid: 'twig',
  jinja2: 'django',
};

/** Asked for as it is: no colours, and nothing to report. */
export const plainNames: ReadonlySet<string> = new Set(
  'plain plaintext text txt none nohighlight no-highlight output out stdout log console-output ascii art tree csv tsv mermaid math katex flow sequence plantuml dot graphviz chart echarts music abc markmap'.split(
    ' ',
  ),
);

const byName = new Map<string, string>();
for (const row of table.trim().split('\n')) {
  const [name, aliases] = row.split(': ');
  byName.set(name!, name!);
  for (const alias of aliases?.split(' ') ?? []) byName.set(alias, name!);
}
for (const [alias, name] of Object.entries(ours)) if (!byName.has(alias)) byName.set(alias, name);

/** Name of the library's file for a language, by any of its names; null: not known. */
export function languageOf(name: string): string | null {
  return byName.get(name.toLowerCase()) ?? null;
}

export function languageNames(): Iterable<string> {
  return byName.keys();
}
