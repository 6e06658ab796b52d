// Front matter of a post that is begun: text that YAML reads back as it was written.
import type { Civil } from '../text/dates.js';

export interface NewPost {
  readonly title: string;
  /** `2026-11-24 09:30:00 +08:00` */
  readonly date: string;
  readonly slug: string;
  readonly draft: boolean;
}

export function frontMatter({ title, date, slug, draft }: NewPost): string {
  const lines = [
    `title: ${yamlText(title)}`,
    `date: ${date}`,
    `slug: ${yamlText(slug)}`,
    'categories: []',
    'tags: []',
    ...(draft ? ['draft: true'] : []),
  ];
  return `---\n${lines.join('\n')}\n---\n\n`;
}

/** Clock time with seconds and offset: the same instant wherever the site is built. */
export function dateText({ civil, time, offset }: Civil & { readonly offset: number }): string {
  const size = Math.abs(offset);
  return `${civil} ${time} ${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

/** As it is where nothing in it means something to YAML, else in double quotes, whose rules are those of JSON. */
export function yamlText(text: string): string {
  const isPlain =
    /^\p{L}[\p{L}\p{M}\p{N} ,.!?_/()+，。！？、；：（）《》“”‘’…—·-]*$/u.test(text) && !text.endsWith(' ') && !reserved.test(text);
  return isPlain
    ? text
    : JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const reserved = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
