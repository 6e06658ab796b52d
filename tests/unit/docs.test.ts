// Documents that are made from tables, and lists that must not go stale. `npx vitest run tests/unit/docs.test.ts -u` writes
// the tables anew.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readArguments } from '../../src/cli/arguments.js';
import { filterDocs } from '../../src/theme/filters.js';
import { shapes } from '../../src/theme/shapes.js';
import { root } from '../support/folders.js';

test('docs/theming.md lists exactly what templates see', async () => {
  const path = join(root, 'docs/theming.md');
  const text = replaceSection(readFileSync(path, 'utf8'), 'filters', filterTable());
  await expect(replaceSection(text, 'shapes', shapeTables())).toMatchFileSnapshot(path);
});

test('docs/dependencies.md gives a reason for every dependency, and for no other', () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const text = readFileSync(join(root, 'docs/dependencies.md'), 'utf8');
  const named = [...text.matchAll(/^\| (`[^|]+)\|/gm)].flatMap(([, cell]) => [...cell!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
  expect(named.sort()).toEqual(
    [...Object.keys(dependencies), ...Object.keys(optionalDependencies), ...Object.keys(devDependencies)].sort(),
  );
});

test('every command line in the documents is one that Inkstone knows', () => {
  const names = ['README.md', ...readdirSync(join(root, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : []))];
  const lines = names.flatMap((name) => commandLines(readFileSync(join(root, name), 'utf8')).map((line) => `${name}: ${line}`));
  const wrong = lines.flatMap((line) => {
    const words = line.slice(line.indexOf('inkstone ') + 'inkstone '.length).match(/"[^"]*"|\S+/g) ?? [];
    const read = readArguments(
      words.map((word) => word.replaceAll('"', '')),
      'en',
    );
    return 'misuse' in read ? [`${line}: ${read.misuse}`] : [];
  });
  expect(lines.length).toBeGreaterThan(10);
  expect(wrong).toEqual([]);
});

/** In shell blocks, and in code spans that are more than the name of a command; without those that show a form, in capital letters or with an ellipsis. */
function commandLines(text: string): string[] {
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block]) => block!.split(/\n|&&/));
  const spans = [...text.matchAll(/`((?:npx )?inkstone [^` ]+ [^`]+)`/g)].map(([, span]) => span!);
  return [...blocks, ...spans]
    .map((line) => line.replace(/\s+#.*/, '').trim())
    .filter((line) => /^(?:npx )?inkstone /.test(line) && !/\b(?:COMMAND|FLAGS)\b|…/.test(line));
}

function filterTable(): string {
  return `| Filter | Result |\n|---|---|\n${Object.entries(filterDocs)
    .map(([name, meaning]) => `| \`${name}\` | ${cell(meaning)} |\n`)
    .join('')}`;
}

/** One table for each template, then one for each shape. */
function shapeTables(): string {
  const sections = Object.entries(shapes).sort(([a], [b]) => Number(b.endsWith('.njk')) - Number(a.endsWith('.njk')));
  return sections.map(([name, fields]) => `### \`${name}\`\n\n${table(fields)}`).join('\n');
}

function table(fields: Record<string, readonly [type: string, meaning: string]>): string {
  const rows = Object.entries(fields).map(([name, [type, meaning]]) => `| \`${name}\` | ${readable(type)} | ${cell(meaning)} |\n`);
  return rows.length === 0 ? 'Only the globals.\n' : `| Name | Type | Meaning |\n|---|---|---|\n${rows.join('')}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}

/** `Link[]` → list of [Link](#link), `text?` → text or null. */
function readable(type: string): string {
  if (type.endsWith('[]')) return `list of ${readable(type.slice(0, -2))}`;
  if (type.endsWith('?')) return `${readable(type.slice(0, -1))} or null`;
  return type in shapes ? `[${type}](#${type.toLowerCase()})` : type;
}

function replaceSection(text: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const from = text.indexOf(begin) + begin.length;
  return `${text.slice(0, from)}\n${content}\n${text.slice(text.indexOf(end, from))}`;
}
