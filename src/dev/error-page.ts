// What the browser shows of a page that cannot be made: the same text as the terminal, and the way to the page as it was.
import { escapeHtml } from '../html/escape.js';
import type { Speech } from '../diagnostics/catalogue.js';

const words = {
  en: { title: 'The site has errors', last: 'Show this page as it was before', none: 'It mends itself when the errors are mended.' },
  zh: { title: '站点有错误', last: '查看出错之前的页面', none: '错误改好之后，这里会自动恢复。' },
} as const;

/** Asks for the page as it last was without errors. */
export const lastQuery = '?inkstone=last';

/** `report`: plain text, escaped here. */
export function errorPage(report: string, hasLast: boolean, speech: Speech): string {
  const { title, last, none } = words[speech];
  return `<!doctype html>
<html lang="${speech === 'zh' ? 'zh-Hans' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
:root { color-scheme: light dark; }
body { max-width: 60rem; margin: 3rem auto; padding: 0 1rem; font-family: system-ui, sans-serif; line-height: 1.6; }
h1 { font-size: 1.25rem; }
pre { font: .875rem/1.6 ui-monospace, monospace; white-space: pre; overflow-x: auto; }
</style>
</head>
<body>
<h1>${title}</h1>
<pre tabindex="0">${escapeHtml(report)}</pre>
<p>${none}${hasLast ? ` <a href="${lastQuery}">${last}</a>` : ''}</p>
</body>
</html>
`;
}
