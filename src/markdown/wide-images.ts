// An image that is wider than the column is shown smaller: it links to its own file, where all of it can be seen without a
// script. One inside a link has its own target already; one without a text would be a link without a name.
import { unescapeHtml } from '../html/escape.js';

/** In pixels; a line of text has at most 36 characters of 18. */
const column = 800;
const anywhere = /<img\s[^>]*\swidth="(?:[89]\d\d|\d{4,5})"/;
const parts = /<!--[^]*?-->|<(script|style|textarea|svg|math|button)\b[^]*?<\/\1|<(\/?)a(?=[\s>])|<img\s(?:"[^"]*"|'[^']*'|[^>"'])*>/gi;

/** `html`: sound, with the sizes of images in it. */
export function linkWideImages(html: string): string {
  if (!anywhere.test(html)) return html;
  let depth = 0;
  return html.replace(parts, (part: string, _raw: string | undefined, close: string | undefined) => {
    if (close !== undefined) depth += close === '' ? 1 : -1;
    if (!part.startsWith('<img') || depth > 0) return part;
    const valueOf = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(part)?.[1] ?? '';
    const src = valueOf('src');
    const isShown = Number(valueOf('width')) >= column && unescapeHtml(valueOf('alt')).trim() !== '' && !/\susemap[\s=]/.test(part);
    return isShown && src !== '' ? `<a class="full" href="${src}">${part}</a>` : part;
  });
}
