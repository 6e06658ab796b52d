// `** bold **`: marks that Markdown does not take for emphasis and shows as written. Left alone, for they may be meant, but
// said. An article without `**` in its HTML, which is nearly every one, costs one search.

export interface StrayMarks {
  /** The first pair, shortened, as it stands in the source. */
  readonly text: string;
  readonly count: number;
}

const silent = /<(pre|code|kbd|samp|script|style|textarea|svg|math)\b[^]*?<\/\1>/gi;
const pair = /\*\*[^*\n]{1,100}\*\*/g;

export function strayMarks(html: string): StrayMarks | null {
  if (!html.includes('**')) return null;
  const text = html.replace(silent, ' ').replace(/<[^<>]*>/g, '');
  const found = text.match(pair);
  if (found === null) return null;
  // Up to the first sign that HTML writes otherwise than the source.
  const written = /^\*\*[^&]*/.exec(found[0])![0];
  return { text: written.length > 30 ? `${written.slice(0, 29).toWellFormed()}…` : written, count: found.length };
}
