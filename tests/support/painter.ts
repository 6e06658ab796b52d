// A painter without resvg: its pictures are words, its font has no 龘. What it drew is noted.
import type { Painter } from '../../src/build/cards.js';

export function wordPainter(): Painter & { readonly drawn: string[] } {
  const drawn: string[] = [];
  return {
    drawn,
    missing: (text) => (text.includes('龘') ? '龘' : null),
    async draw({ title, site }) {
      drawn.push(title);
      return { value: new TextEncoder().encode(`${title} | ${site}`), diagnostics: [] };
    },
    settle: () => undefined,
  };
}
