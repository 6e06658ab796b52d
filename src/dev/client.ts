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
  // Not looked for in lower case, where the whole may be longer: İ has two characters there.
  const end = [...html.matchAll(/<\/body>/gi)].at(-1)?.index;
  return end === undefined ? html + tag : html.slice(0, end) + tag + html.slice(end);
}

/** Styles by the object model and no inline handler: a page with a strict content security policy shows the panel, too. */
export const clientScript = String.raw`(() => {
  const tag = document.currentScript;
  let page = JSON.parse(tag.dataset.page);
  let stream = null;
  let retry = 0;
  let isBack = false;
  let work = Promise.resolve();
  tag.remove();
  // The post that was followed here may have gone on before it was shown.
  const [to, followed] = JSON.parse(recall('inkstone-followed') ?? '[]');
  if (page.source === '' && to === location.pathname) page.source = followed;

  // A browser that keeps nothing of sites throws when asked: then what was remembered is forgotten.
  function recall(key) {
    try {
      return sessionStorage.getItem(key);
    } catch {
      return null;
    }
  }

  function remember(key, value) {
    try {
      sessionStorage.setItem(key, value);
    } catch {}
  }

  function connect() {
    clearTimeout(retry);
    if (stream !== null || document.visibilityState === 'hidden') return;
    const { path, mark, styles, source } = page;
    stream = new EventSource('${eventsPath}?' + new URLSearchParams({ path, mark, styles, source, ...(isBack && { back: '' }) }));
    isBack = false;
    stream.onmessage = ({ data }) => (work = work.then(() => act(JSON.parse(data))));
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

  async function act(message) {
    if (message.do === 'styles') return exchangeStyles(message.mark);
    if (message.do === 'reload' && (await mend(message.html))) return;
    disconnect();
    if (message.do !== 'go') return location.reload();
    remember('inkstone-followed', JSON.stringify([message.url, message.source]));
    location.replace(message.url);
  }

  // The page as it came, to be compared with what it is now: scripts of the site may have changed what is shown.
  let before = fetchPage().then((found) => (found !== null && found.data.mark === page.mark ? found : null));

  async function fetchPage() {
    const response = await fetch(location.href, { cache: 'no-store' }).catch(() => null);
    return response === null || response.redirected ? null : parsed(await response.text());
  }

  function parsed(html) {
    const found = new DOMParser().parseFromString(html, 'text/html');
    const own = found.querySelector('script[src^="${clientPath}"]');
    if (own === null) return null;
    own.remove();
    return { found, data: JSON.parse(own.dataset.page) };
  }

  // Quicker than to load again, and nothing flickers: only the parts that differ are put in. False where that is not safe.
  async function mend(html) {
    const [old, now] = [await before, html === undefined ? await fetchPage() : parsed(html)];
    if (old === null || now === null || old.found.documentElement.isEqualNode(now.found.documentElement)) return false;
    const steps = ['head', 'body'].map((name) => difference(old.found[name], now.found[name], document[name]));
    if (steps.includes(null)) return false;
    steps.flat().forEach((step) => step());
    before = Promise.resolve(now);
    page = { ...now.data, source: now.data.source || page.source };
    for (const panel of document.querySelectorAll('inkstone-panel')) panel.remove();
    if (page.remarks.length > 0) showPanel();
    return true;
  }

  // What is to be done to the live node so that it shows the new one; null: the live one is no longer as it came.
  function difference(old, now, live) {
    if (old.isEqualNode(now)) return [];
    if (live === undefined || old.nodeName !== now.nodeName || old.nodeName !== live.nodeName) return null;
    if (old.nodeType === Node.TEXT_NODE) return live.data === old.data ? [() => (live.data = now.data)] : null;
    if (old.nodeType !== Node.ELEMENT_NODE || !old.cloneNode().isEqualNode(now.cloneNode())) return null;
    const [was, is, here] = [old, now, live].map((node) => [...node.childNodes]);
    if (was.length !== here.length) return null;
    let start = 0;
    while (start < was.length && start < is.length && was[start].isEqualNode(is[start])) start++;
    let end = 0;
    while (end < Math.min(was.length, is.length) - start && was.at(-1 - end).isEqualNode(is.at(-1 - end))) end++;
    const [gone, come, there] = [was, is, here].map((nodes) => nodes.slice(start, nodes.length - end));
    const next = here[start + there.length] ?? null;
    if (gone.length !== come.length) return exchange(live, gone, come, there, next);
    const steps = gone.map((one, i) => difference(one, come[i], there[i]) ?? exchange(live, [one], [come[i]], [there[i]], there[i + 1] ?? next));
    return steps.includes(null) ? null : steps.flat();
  }

  function exchange(parent, gone, come, there, next) {
    if (!there.every((node, i) => node.isEqualNode(gone[i])) || [...gone, ...come].some(isActive)) return null;
    const step = () => {
      there.forEach((node) => node.remove());
      come.forEach((node) => parent.insertBefore(document.importNode(node, true), next));
    };
    return [step];
  }

  // What does something when it is loaded: a script, but for one that is data, and a style sheet.
  function isActive(node) {
    if (node.nodeType !== Node.ELEMENT_NODE) return false;
    const active = 'script:not([type="application/ld+json"]), link[rel~="stylesheet"], iframe, object, embed';
    return node.matches(active) || node.querySelector(active) !== null;
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

  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') return disconnect();
    isBack = true;
    connect();
  });
  addEventListener('pagehide', disconnect);
  addEventListener('pageshow', connect);
  connect();
  if (page.remarks.length > 0) showPanel();

  function showPanel() {
    const key = 'inkstone ' + JSON.stringify(page.remarks);
    const isOpen = recall('inkstone-closed') !== key && page.remarks.some(({ severity }) => severity !== 'note');
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
      remember('inkstone-closed', key);
      summary.focus();
    };
    close.onclick = shut;
    box.onkeydown = ({ key }) => key === 'Escape' && shut();
    document.documentElement.append(host);
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
