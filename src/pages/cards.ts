// The card of a post: a picture that others show beside a link to it. It is drawn after the pages (`build/cards.ts`).
import type { Page } from '../model/page.js';
import type { Site } from '../model/site.js';
import type { Kind } from './reader.js';

export function planCards({ cards }: Site): Page[] {
  return [...cards].map(([post, url]) => ({ kind: 'card', post, url }));
}

export const card: Kind<'card'> = { rank: 'asset', render: () => ({ value: null, diagnostics: [] }) };
