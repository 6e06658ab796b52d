// The streams of the open tabs, without a network: who is told, what, and who is let go.
import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Live } from '../../../src/dev/live.js';
import type { Shown } from '../../../src/dev/shown.js';
import { createTabs } from '../../../src/dev/tabs.js';

/** A browser that takes what is written, or never reads: then it stays in the server's memory. */
class Response extends EventEmitter {
  readonly written: string[] = [];
  writableLength = 0;
  isOver = false;
  constructor(readonly reads: boolean) {
    super();
  }
  writeHead(): this {
    return this;
  }
  write(text: string): boolean {
    this.written.push(text);
    if (!this.reads) this.writableLength += text.length;
    return this.reads;
  }
  end(): void {
    this.destroy();
  }
  destroy(): void {
    this.isOver = true;
    this.emit('close');
  }
}

/** A site of one page, whose text is a number. */
function site() {
  let n = 0;
  const look = (): Shown => ({ kind: 'page', status: 200, html: `${n} ${'x'.repeat(30_000)}`, mark: String(n), page: null, said: [] });
  const urls = new Map([['posts/a.md', '/posts/a/']]);
  const edition = { posts: { value: urls }, site: { value: { urls, config: { base: '/' } } } };
  const live = { edition: () => edition, look, styles: () => '', movedTo: () => null } as unknown as Live;
  const tabs = createTabs(live, (_path, { html }) => html);
  onTestFinished(() => tabs.close());
  const open = (agent: string, response: Response, more: Record<string, string> = {}) => {
    const request = { socket: { remoteAddress: '::1' }, headers: { 'user-agent': agent } } as unknown as IncomingMessage;
    tabs.open(request, response as unknown as ServerResponse, new URLSearchParams({ path: '/', mark: String(n), ...more }));
    return response;
  };
  const change = (follow = false) => {
    n += 1;
    tabs.tell({ paths: ['posts/a.md'], milliseconds: 1 }, follow);
  };
  return { open, change };
}

const messages = ({ written }: Response) =>
  written.filter((text) => text.startsWith('data: ')).map((text) => JSON.parse(text.slice(6)) as { html: string });

test('a client that never reads is let go before it fills the memory, and those that read hear everything', () => {
  const { open, change } = site();
  const [deaf, awake] = [open('deaf', new Response(false)), open('awake', new Response(true))];
  for (let n = 0; n < 200; n++) change();
  expect(deaf.isOver).toBe(true);
  expect(deaf.written.join('').length).toBeLessThan(100_000);
  expect(messages(awake).map(({ html }) => Number.parseInt(html, 10))).toEqual(Array.from({ length: 200 }, (_, n) => n + 1));
});

test('of the six connections of a browser some stay free: further tabs ask again and again', () => {
  const { open, change } = site();
  const tabs = Array.from({ length: 8 }, () => open('one', new Response(true)));
  expect(tabs.filter(({ isOver }) => !isOver)).toHaveLength(4);
  expect(open('another', new Response(true)).isOver).toBe(false);
  change();
  // A tab that comes back with the mark of what it shows is told at once.
  expect(tabs.slice(0, 4).map((tab) => messages(tab).length)).toEqual([1, 1, 1, 1]);
});

test('a tab that was hidden, or on its way, when a post was saved goes to it when it is there, once', () => {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
  onTestFinished(() => clock.mockRestore());
  const { open, change } = site();
  const told = (more: Record<string, string> = {}) => {
    const tab = open('one', new Response(true), more);
    tab.destroy();
    return messages(tab);
  };
  const go = { do: 'go', url: '/posts/a/', source: 'posts/a.md' };
  change(true);
  expect([told(), told()]).toEqual([[go], []]);
  change(true);
  clock.mockReturnValue(60_000);
  expect([told(), told({ back: '' }), told({ back: '' })]).toEqual([[], [go], []]);
  // It shows the post already.
  change(true);
  expect([told({ back: '', source: 'posts/a.md' }), told({ back: '' })]).toEqual([[], []]);
});
