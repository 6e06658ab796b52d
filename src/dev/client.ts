// The preview's part in the browser: one script, added before `</body>`. Nothing of it is in the built site. It keeps a
// stream open while the tab is visible, and shows what there is to say of the page in a panel in the corner.
import { escapeAttribute } from '../html/escape.js';
import { digestOf } from '../text/hash.js';

export const clientPath = '/__inkstone/client.js';
export const eventsPath = '/__inkstone/events';

export interface Remark {
  readonly severity: 'error' | 'warning' | 'note';
  readonly word: string;
  readonly place: string;
  readonly message: string;
  readonly hint: string;
}

export interface ClientData {
  /** The path shown, decoded. */
  readonly path: string;
  readonly mark: string;
  readonly styles: string;
  /** The post that the page shows, or empty. */
  readonly source: string;
  readonly remarks: readonly Remark[];
  readonly words: { readonly title: string; readonly close: string };
}

export function withClient(html: string, data: ClientData): string {
  const tag = `<script src="${clientPath}?v=${clientDigest}" data-page="${escapeAttribute(JSON.stringify(data))}" defer></script>`;
  const end = html.toLowerCase().lastIndexOf('</body>');
  return end < 0 ? html + tag : html.slice(0, end) + tag + html.slice(end);
}

/** Styles by the object model and no inline handler: a page with a strict content security policy shows the panel, too. */
export const clientScript = String.raw`(() => {
  const page = JSON.parse(document.currentScript.dataset.page);
  let stream = null;
  let retry = 0;

  function connect() {
    clearTimeout(retry);
    if (stream !== null || document.visibilityState === 'hidden') return;
    const { path, mark, styles, source } = page;
    stream = new EventSource('${eventsPath}?' + new URLSearchParams({ path, mark, styles, source }));
    stream.onmessage = ({ data }) => act(JSON.parse(data));
    stream.onerror = () => {
      disconnect();
      retry = setTimeout(connect, 1000);
    };
  }

  function disconnect() {
    clearTimeout(retry);
    if (stream !== null) stream.close();
    stream = null;
  }

  function act(message) {
    if (message.do === 'styles') return exchangeStyles(message.mark);
    disconnect();
    if (message.do === 'go') location.replace(message.url);
    else location.reload();
  }

  // The old sheet stays until the new one is there, or the page would flash.
  function exchangeStyles(mark) {
    page.styles = mark;
    for (const old of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const url = new URL(old.href);
      if (url.origin !== location.origin || old.dataset.inkstoneOld !== undefined) continue;
      url.searchParams.set('v', mark);
      const fresh = old.cloneNode();
      fresh.href = url.href;
      old.dataset.inkstoneOld = '';
      fresh.onload = fresh.onerror = () => old.remove();
      old.after(fresh);
    }
  }

  document.addEventListener('visibilitychange', () => (document.visibilityState === 'hidden' ? disconnect() : connect()));
  addEventListener('pagehide', disconnect);
  addEventListener('pageshow', connect);
  connect();
  if (page.remarks.length > 0) showPanel();

  function showPanel() {
    const key = 'inkstone ' + JSON.stringify(page.remarks);
    const isOpen = sessionStorage.getItem('inkstone-closed') !== key && page.remarks.some(({ severity }) => severity !== 'note');
    const host = document.createElement('inkstone-panel');
    const root = host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
    const box = add(root, 'details');
    box.open = isOpen;
    const summary = add(box, 'summary', page.words.title.replace('#', page.remarks.length));
    const list = add(box, 'ul');
    for (const { severity, word, place, message, hint } of page.remarks) {
      const item = add(list, 'li');
      item.className = severity;
      add(item, 'b', word);
      if (place !== '') add(item, 'code', place);
      add(item, 'span', message);
      if (hint !== '') add(item, 'i', '→ ' + hint);
    }
    const close = add(box, 'button', page.words.close);
    const shut = () => {
      box.open = false;
      sessionStorage.setItem('inkstone-closed', key);
      summary.focus();
    };
    close.onclick = shut;
    box.onkeydown = ({ key }) => key === 'Escape' && shut();
    document.body.append(host);
  }

  function add(parent, name, text = '') {
    const element = document.createElement(name);
    element.textContent = text;
    parent.append(element);
    return element;
  }
})();
`.replace(
  '(() => {',
  `(() => {
  const style = ${JSON.stringify(
    [
      ':host { all: initial; position: fixed; z-index: 2147483647; inset: auto 1rem 1rem auto; max-width: min(36rem, calc(100vw - 2rem)); }',
      'details { font: 14px/1.5 system-ui, sans-serif; color: #222; background: #fff; border: 1px solid #bbb; border-radius: 8px; box-shadow: 0 4px 16px #0003; }',
      'summary { padding: 6px 12px; cursor: pointer; }',
      'ul { margin: 0; padding: 0 12px; max-height: 40vh; overflow: auto; list-style: none; }',
      'li { padding: 6px 0; border-top: 1px solid #eee; } b, code { margin-right: .6em; } i { display: block; color: #666; font-style: normal; }',
      '.error b { color: #b3261e; } .warning b { color: #8a5a00; } .note b { color: #1d5e86; }',
      'button { margin: 6px 12px 10px; font: inherit; }',
      '@media print { :host { display: none; } }',
      '@media (prefers-color-scheme: dark) { details { color: #ddd; background: #222; border-color: #555; } li { border-color: #333; } i { color: #aaa; } .error b { color: #ff8a80; } .warning b { color: #ffc966; } .note b { color: #8ecbf0; } }',
    ].join('\n'),
  )};`,
);

/** Part of the script's address, so that a browser keeps it until it changes. */
export const clientDigest = digestOf(clientScript).slice(0, 8);
