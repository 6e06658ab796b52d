// The open tabs, each with a stream of server-sent events (HTML standard, 9.2). A tab says what it shows by marks; it is
// told to load again only if its page would look different now: after each change the page is rendered and compared. A tab
// that was away (hidden, asleep, or the preview restarted) is compared when it comes back, so nothing is missed.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { encodePath, withBase } from '../text/url.js';
import type { SourcePath } from '../model/paths.js';
import { changedPosts, type Live, type Update } from './live.js';
import type { ShownPage } from './shown.js';

interface Tab {
  readonly response: ServerResponse;
  readonly browser: string;
  readonly path: string;
  /** The post that it shows. */
  readonly source: SourcePath | null;
  mark: string;
  styles: string;
}

export interface Tabs {
  open(request: IncomingMessage, response: ServerResponse, query: URLSearchParams): void;
  /** After a change. `follow`: the newest tab goes to the post that was written to. */
  tell(update: Update, follow: boolean): void;
  close(): void;
}

/** `html`: of the page as it is now, for a tab that need not ask for it. */
type Message =
  | { readonly do: 'reload'; readonly html?: string }
  /** `source`: the post that it is to show there. */
  | { readonly do: 'go'; readonly url: string; readonly source: SourcePath }
  | { readonly do: 'styles'; readonly mark: string };

/** A browser opens six connections to one host: some must be left for pages. Further tabs ask again and again. */
const mostStreams = 4;
/** A client that does not read is let go. */
const mostUnread = 64 * 1024;

/** So long a page may be on its way to a browser, in milliseconds. */
const onItsWay = 2000;

/** A longer page is asked for by the tabs that show it. */
const longest = 256 * 1024;

/** `served`: a page as it goes out to browsers. */
export function createTabs(live: Live, served: (path: string, shown: ShownPage) => string): Tabs {
  const tabs = new Set<Tab>();
  // What was written to while no tab was there: hidden behind an editor, or just being loaded.
  let missed: { readonly post: SourcePath; readonly at: number } | null = null;
  const beat = setInterval(() => tabs.forEach((tab) => write(tab, ':\n\n')), 20_000);
  beat.unref();

  function open(request: IncomingMessage, response: ServerResponse, query: URLSearchParams): void {
    const tab: Tab = {
      response,
      browser: `${request.socket.remoteAddress} ${request.headers['user-agent']}`,
      path: query.get('path') ?? '/',
      source: query.get('source'),
      mark: query.get('mark') ?? '',
      styles: query.get('styles') ?? '',
    };
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    write(tab, ':\n\n');
    if (catchUp(tab, query.has('back'))) {
      response.end();
      return;
    }
    const isFull = [...tabs].filter(({ browser }) => browser === tab.browser).length >= mostStreams;
    if (compare(tab) || isFull) {
      response.end();
      return;
    }
    tabs.add(tab);
    response.on('close', () => tabs.delete(tab));
  }

  /** True if the tab goes to what it missed. `isBack`: it was hidden. */
  function catchUp(tab: Tab, isBack: boolean): boolean {
    if (missed === null || !(isBack || performance.now() - missed.at < onItsWay)) return false;
    const { post } = missed;
    missed = null;
    const url = post === tab.source ? null : addressOf(post);
    return url !== null && send(tab, { do: 'go', url, source: post });
  }

  function tell(update: Update, follow: boolean): void {
    const edition = live.edition();
    const [post, ...others] = edition === null || !follow ? [] : changedPosts(update, edition);
    const newest = [...tabs].at(-1);
    const url = post === undefined || others.length > 0 ? null : addressOf(post);
    if (post !== undefined && url !== null) missed = newest === undefined ? { post, at: performance.now() } : null;
    for (const tab of tabs) {
      if (tab === newest && post !== undefined && url !== null && post !== tab.source) send(tab, { do: 'go', url, source: post });
      else compare(tab);
    }
  }

  /** True if the tab leaves. */
  function compare(tab: Tab): boolean {
    const shown = live.look(tab.path);
    if (tab.source !== null && shown.kind === 'page' && shown.status === 404) {
      const source = live.movedTo(tab.source) ?? tab.source;
      const url = addressOf(source);
      if (url !== null) return send(tab, { do: 'go', url, source });
    }
    const mark = shown.kind === 'page' || shown.kind === 'broken' ? shown.mark : shown.kind;
    if (mark !== tab.mark) {
      tab.mark = mark;
      const isShort = shown.kind === 'page' && shown.html.length < longest;
      return send(tab, isShort ? { do: 'reload', html: served(tab.path, shown) } : { do: 'reload' });
    }
    const styles = live.styles();
    if (styles === tab.styles) return false;
    tab.styles = styles;
    send(tab, { do: 'styles', mark: styles });
    return false;
  }

  function addressOf(source: SourcePath): string | null {
    const site = live.edition()?.site.value;
    const url = site?.urls.get(source);
    return site === undefined || url === undefined ? null : encodePath(withBase(site.config.base, url));
  }

  function send(tab: Tab, message: Message): true {
    write(tab, `data: ${JSON.stringify(message)}\n\n`);
    return true;
  }

  function write({ response }: Tab, text: string): void {
    if (response.writableLength > mostUnread) response.destroy();
    else response.write(text);
  }

  return {
    open,
    tell,
    close() {
      clearInterval(beat);
      for (const { response } of tabs) response.end();
      tabs.clear();
    },
  };
}
