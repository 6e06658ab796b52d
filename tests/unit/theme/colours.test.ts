// Contrast of every pair of colours that the style sheet puts on one another, by the formula of WCAG 2, light and dark.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const css = readFileSync(fileURLToPath(new URL('../../../templates/assets/ink.css', import.meta.url)), 'utf8');
const light = tokensOf(/^:root \{([^}]*)\}/m.exec(css)![1]!);
const bySystem = tokensOf(/:root:not\(\[data-theme="light"\]\) \{([^}]*)\}/.exec(css)![1]!);
const byChoice = tokensOf(/:root\[data-theme="dark"\] \{([^}]*)\}/.exec(css)![1]!);

const code = ['ink', 'ink3', 'keyword', 'string', 'number', 'function', 'type'];
const pairs: readonly (readonly [front: string, grounds: readonly string[], least: number])[] = [
  ['ink', ['paper', 'paper2', 'paper3', 'wash', 'mark'], 7],
  ['ink2', ['paper', 'paper2'], 6.5],
  ['ink3', ['paper', 'paper2'], 5],
  ['zhu', ['paper', 'paper2', 'wash', 'mark'], 4.5],
  ['zhu-h', ['paper', 'paper2'], 8],
  ['visited', ['paper', 'paper2'], 7],
  ['important', ['paper2'], 4.5],
  ['warning', ['paper2'], 4.5],
  ['edge', ['paper', 'paper2', 'paper3'], 3],
  ['seal', ['paper'], 3],
  ...code.map((token) => [token, ['paper2', 'hl', 'add', 'del'], 5] as const),
];

describe.for([
  ['light', light],
  ['dark', { ...light, ...bySystem }],
] as const)('%s colours', ([, tokens]) => {
  test.for(pairs)('%s can be read on %s: %d to 1', ([front, grounds, least]) => {
    for (const ground of grounds) expect(contrast(tokens[front]!, tokens[ground]!), `${front} on ${ground}`).toBeGreaterThanOrEqual(least);
  });

  test('the sign on the seal', () => expect(contrast('#fbf9f4', tokens['seal']!)).toBeGreaterThanOrEqual(4.5));
});

test('the dark colours are the same by system and by choice', () => expect(byChoice).toEqual(bySystem));

function tokensOf(rules: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...rules.matchAll(/--([\w-]+):\s*(#[0-9a-f]+);/g)].map(([, name, value]) => [name!, value!]));
}

function contrast(a: string, b: string): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (lighter! + 0.05) / (darker! + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
