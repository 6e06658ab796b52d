// The way of every HTML page: its view into its template, then the base before every root-absolute address.
import { encodePath } from '../text/url.js';
import { rewriteUrls } from '../html/rewrite.js';
import type { Outcome } from '../diagnostics/diagnostic.js';
import type { Page } from '../model/page.js';
import type { Site } from '../model/site.js';
import type { TemplateName, View } from '../theme/shapes.js';
import type { Reader } from './reader.js';
import type { PageAbout } from './views.js';

/** `own`: what the template gets besides the globals. `layout`: a template of the author's that gets the same. */
export function renderHtml<T extends TemplateName>(
  template: T,
  page: Page,
  about: PageAbout,
  own: View<T>,
  { views, theme, site }: Reader,
  layout: string = template,
): Outcome<string | null> {
  const context = { ...views.globals(page, about), ...own };
  const { value, diagnostics } = theme.render(layout, context);
  return { value: value === null ? null : underBase(value, site), diagnostics };
}

/** A word of the interface in the language of the site. */
export function text({ theme, site }: Reader, key: string): string {
  return String(theme.texts(site.config.lang)[key] ?? key);
}

/** In bodies and templates alike, so that neither can forget it. */
function underBase(html: string, { config: { base } }: Site): string {
  if (base === '/') return html;
  const prefix = encodePath(base).slice(0, -1);
  return rewriteUrls(html, (url) => (url.startsWith('/') && !url.startsWith('//') ? prefix + url : url));
}
