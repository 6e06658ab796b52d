// Cards that others show beside a link to a post: drawn after the pages by a painter that is given from outside, published
// like any other output. Which posts get one is known before anything is planned, as their pages name it.
import { diagnostic, inFile, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.js';
import { completeConfig } from '../config/settings.js';
import type { Settings } from '../model/config.js';
import type { Page } from '../model/page.js';
import type { OutputPath, SourcePath } from '../model/paths.js';
import type { Post } from '../model/post.js';
import type { Site } from '../model/site.js';
import { initial } from '../theme/filters.js';
import { script } from './open-site.js';
import { outputOf } from '../text/url.js';

export interface Card {
  readonly title: string;
  /** Title of the site. */
  readonly site: string;
}

export interface Painter {
  /** The first character that the font does not have. */
  missing(text: string): string | null;
  /** A PNG. Null: it is only asked what could be drawn, or it failed, and the reason is said. */
  draw(card: Card): Promise<Outcome<Uint8Array | null>>;
  /** All are drawn: what was kept of earlier builds and not asked for again is forgotten. */
  settle(): void;
}

/** Posts of which a card can be drawn: with no cover of their own, and every character in the font. */
export function drawable(posts: readonly Post[], settings: Settings, painter: Painter | null): readonly SourcePath[] {
  if (painter === null || settings.url === null) return [];
  if (painter.missing(named(completeConfig(settings, script(posts)).title)) !== null) return [];
  return posts.filter((post) => wantsCard(post) && painter.missing(titleOf(post)) === null).map(({ id }) => id);
}

/** What there is to say of those that get none. */
export function uncarded({ config, posts, cards }: Site, painter: Painter | null): readonly Diagnostic[] {
  if (painter === null || config.url === null) return [];
  const inName = painter.missing(named(config.title));
  if (inName !== null) return [diagnostic('card-character', { character: inName, code: codeOf(inName), site: true })];
  return posts
    .filter((post) => wantsCard(post) && !cards.has(post.id))
    .flatMap((post) => {
      const character = painter.missing(titleOf(post));
      if (character === null) return [];
      return [diagnostic('card-character', { character, code: codeOf(character), site: false }, inFile(post.id))];
    });
}

export async function drawCards(
  plan: readonly Page[],
  site: Site,
  painter: Painter | null,
  put: (output: OutputPath, content: Uint8Array) => Promise<void> | undefined,
): Promise<readonly Diagnostic[]> {
  const faults: Diagnostic[] = [];
  for (const page of plan) {
    if (painter === null || page.kind !== 'card') continue;
    const { value, diagnostics } = await painter.draw(cardOf(page.post, site));
    if (value !== null) await put(outputOf(page.url), value);
    faults.push(...diagnostics.map((one) => ({ ...one, span: inFile(page.post) })));
  }
  painter?.settle();
  return faults;
}

export function cardOf(id: SourcePath, { byId, config }: Site): Card {
  return { title: titleOf(byId.get(id)!), site: config.title };
}

/** The name of the site and its seal, which may have it in capitals. */
function named(title: string): string {
  return title + initial(title);
}

function wantsCard({ kind, cover }: Post): boolean {
  return kind === 'post' && cover === null;
}

function titleOf({ title }: Post): string {
  return title.replace(/\s+/g, ' ').trim();
}

function codeOf(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}
