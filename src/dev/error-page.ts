// What the browser shows while the site has errors: the same text as the terminal.
import type { Speech } from '../diagnostics/catalogue.js';

const titles: Readonly<Record<Speech, string>> = { en: 'The site has errors', zh: '站点有错误' };

/** `report`: plain text, escaped here. */
export function errorPage(report: string, speech: Speech): string {
  const title = titles[speech];
  return `<!doctype html>
<html lang="${speech === 'zh' ? 'zh-Hans' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
:root { color-scheme: light dark; }
body { max-width: 60rem; margin: 3rem auto; padding: 0 1rem; font-family: system-ui, sans-serif; }
h1 { font-size: 1.25rem; }
pre { font: .875rem/1.6 ui-monospace, monospace; white-space: pre; overflow-x: auto; }
</style>
</head>
<body>
<h1>${title}</h1>
<pre>${report.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>
</body>
</html>
`;
}
