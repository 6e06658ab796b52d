// All templates of a theme parsed, checked against each other and turned into JavaScript. What comes of it is plain data, so
// that a later build of the same theme need do none of it.
import { diagnostic, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.js';
import { nearest } from '../text/near-miss.js';
import { checkTemplates } from './check.js';
import { compileTemplate, type Place } from './compile.js';
import type { Known } from './scope.js';
import { shapes } from './shapes.js';
import type { TemplateSource } from './source.js';
import { parseTemplate, syntaxFault } from './syntax.js';
import { describe, namesBoundIn, type ParsedTemplate } from './tree.js';

export interface CompiledTheme {
  /** Of all templates, also of those with faults. */
  readonly names: readonly string[];
  /** JavaScript of each template. */
  readonly code: readonly (readonly [name: string, code: string])[];
  /** The file of each template, for messages. */
  readonly paths: readonly (readonly [name: string, path: string])[];
  /** What the numbers in the code stand for. */
  readonly places: readonly Place[];
  readonly diagnostics: readonly Diagnostic[];
}

export function compileTheme(source: TemplateSource, known: Omit<Known, 'templates'>): CompiledTheme {
  const names = source.names().filter((name) => name.endsWith('.njk'));
  const parsed = parseAll(source, names);
  const templates = [...parsed.value.values()];
  const diagnostics = [...parsed.diagnostics, ...missing(names)];
  // Before compiling, which changes the trees.
  diagnostics.push(...checkTemplates(parsed.value, { ...known, templates: new Set(names) }));
  const places: Place[] = [];
  const bound = new Set([...known.functions, ...templates.flatMap(({ tree }) => namesBoundIn(tree))]);
  const code = templates.flatMap((template): [string, string][] => {
    const compiled = codeOf(template, places, bound);
    diagnostics.push(...compiled.diagnostics);
    return compiled.value === null ? [] : [[template.name, compiled.value]];
  });
  return { names, code, paths: templates.map(({ name, path }) => [name, path]), places, diagnostics };
}

/** Without one of these a kind of page could not be made. */
function missing(names: readonly string[]): Diagnostic[] {
  const needed = Object.keys(shapes).filter((name) => name.endsWith('.njk') && !names.includes(name));
  return needed.map((name) => diagnostic('template-missing', { name, nearest: nearest(name, names) }));
}

function parseAll(source: TemplateSource, names: readonly string[]): Outcome<ReadonlyMap<string, ParsedTemplate>> {
  const value = new Map<string, ParsedTemplate>();
  const diagnostics: Diagnostic[] = [];
  for (const name of names) {
    const file = source.read(name);
    if (file === null) continue;
    const { value: tree, diagnostics: faults } = parseTemplate(file);
    diagnostics.push(...faults);
    if (tree !== null) value.set(name, describe(name, file.path, file.text, tree));
  }
  return { value, diagnostics };
}

/** null: it cannot be compiled, and why is said. */
function codeOf(template: ParsedTemplate, places: Place[], bound: ReadonlySet<string>): Outcome<string | null> {
  try {
    const code = compileTemplate(template.name, template.tree, places, bound);
    // What is no JavaScript throws here.
    void new Function(code);
    return { value: code, diagnostics: [] };
  } catch (error) {
    return { value: null, diagnostics: [syntaxFault(error, template)] };
  }
}
