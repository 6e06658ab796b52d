// The seal as the site's icon, and the manifest for phones that keep the site among their programs. Files of the same names in
// `static/` stand in for them.
import { escapeHtml } from '../html/escape.js';
import { encodePath, withBase } from '../text/url.js';
import type { Page } from '../model/page.js';
import type { Site } from '../model/site.js';
import { initial } from '../theme/filters.js';

export function planIcons({ config }: Site): Page[] {
  return [text('/favicon.svg', icon(initial(config.title))), text('/site.webmanifest', manifest(config))];
}

function text(url: string, content: string): Page {
  return { kind: 'text', text: content, url };
}

function icon(sign: string): string {
  const face = "'Songti SC','Noto Serif SC','Noto Serif CJK SC','Source Han Serif SC',Georgia,serif";
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="4" fill="#A92B1D"/><text x="32" y="47" text-anchor="middle" font-family="${face}" font-weight="700" font-size="42" fill="#FBF9F4">${escapeHtml(sign)}</text></svg>\n`;
}

function manifest({ title, lang, base }: Site['config']): string {
  const root = withBase(encodePath(base), '/');
  const fields = {
    name: title,
    short_name: title,
    lang,
    start_url: root,
    scope: root,
    display: 'minimal-ui',
    background_color: '#fbf9f4',
    theme_color: '#fbf9f4',
    icons: [{ src: 'favicon.svg', sizes: 'any', type: 'image/svg+xml' }],
  };
  return `${JSON.stringify(fields)}\n`;
}
