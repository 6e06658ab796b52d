// Heading levels of a body: the page's one `<h1>` is its title.
import { tokenize } from './scan.js';

/**
 * If the body holds an `<h1>`, every heading moves down one level (`<h6>` stays); else the same string. To be called once,
 * on sound HTML, after a heading that repeats the title has been dropped.
 */
export function lowerHeadings(html: string): string {
  if (!/<h1[\s>]/i.test(html)) return html;
  const tags = tokenize(html).filter(({ kind, name }) => (kind === 'start' || kind === 'end') && /^h[1-6]$/.test(name));
  if (!tags.some(({ name }) => name === 'h1')) return html;
  let lowered = '';
  let copied = 0;
  for (const { kind, start, name } of tags) {
    const digit = start + (kind === 'end' ? 3 : 2);
    lowered += html.slice(copied, digit) + Math.min(6, Number(name[1]) + 1);
    copied = digit + 1;
  }
  return lowered + html.slice(copied);
}
