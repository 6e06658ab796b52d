// The cards of the preview: drawn when a browser asks for one.
import { pageOf } from '../build/plan.js';
import { cardOf } from '../build/cards.js';
import type { Edition } from './edition.js';

/** `path`: decoded, with the base. Null: it is no card. */
export async function cardAt(path: string, { site, plan, painter }: Edition): Promise<Uint8Array | null> {
  const { base } = site.value.config;
  const page = path.startsWith(base) ? pageOf(path.slice(base.length), plan) : undefined;
  if (page?.kind !== 'card' || painter.value === null) return null;
  return (await painter.value.draw(cardOf(page.post, site.value))).value;
}
