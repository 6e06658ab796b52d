// The built site as a static host serves it, for a last look: clean addresses, 404.html, the base path, and the files
// `_redirects` and `_headers` as Netlify and Cloudflare Pages read them.
import { readFileSync, realpathSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { digestOf } from '../text/hash.js';
import { encodePath, withBase } from '../text/url.js';
import { headersFor, readHeaders, type HeaderRule } from './host-headers.js';
import { readRedirects, redirectFor, type RedirectRule } from './host-redirects.js';
import { listen, type Listening, type ListenOptions } from './listen.js';
import { readTarget, typeOf } from './paths.js';
import { redirect, send, sendText } from './send.js';
import { fileAt, stampOf } from './stamp.js';

export interface PublicOptions extends ListenOptions {
  /** The output folder, absolute. */
  readonly folder: string;
  readonly base: string;
}

export interface PublicServer extends Listening {
  /** What `_redirects` and `_headers` hold that cannot be followed: `file:line: text`. */
  readonly unread: readonly string[];
}

/** null: no port from the wanted one on is free. */
export async function servePublic(options: PublicOptions): Promise<PublicServer | null> {
  let rules = readRules(options.folder);
  const { unread } = rules;
  const server = await listen(options, async (request, response) => {
    // A build may have come in between.
    if (rules.stamp !== stampOfRules(options.folder)) rules = readRules(options.folder);
    answer(request, response, options, rules);
  });
  return server === null ? null : { ...server, unread };
}

interface Rules {
  readonly redirects: readonly RedirectRule[];
  readonly headers: readonly HeaderRule[];
}

function readRules(folder: string): Rules & { readonly stamp: string; readonly unread: readonly string[] } {
  const stamp = stampOfRules(folder);
  const redirects = readRedirects(textOf(join(folder, '_redirects')));
  const headers = readHeaders(textOf(join(folder, '_headers')));
  return { redirects: redirects.rules, headers: headers.rules, stamp, unread: [...redirects.unread, ...headers.unread] };
}

function stampOfRules(folder: string): string {
  return ['_redirects', '_headers'].map((name) => stampOf(join(folder, name))).join();
}

function answer(request: IncomingMessage, response: ServerResponse, { folder, base }: PublicOptions, rules: Rules): void {
  const target = readTarget(request.url ?? '');
  if (target === null) return sendText(request, response, 400, 'This address is not one of a site.');
  const { path, query } = target;
  const own = headersFor(path, rules.headers);
  const rule = redirectFor(path, rules.redirects);
  // A rule that is not forced (`301!`) gives way to a file.
  const found = path.startsWith(base) ? fileFor(folder, path.slice(base.length)) : null;
  if (rule !== null && (found === null || rule.isForced) && rule.status !== 200 && rule.status !== 404)
    return redirect(request, response, rule.status, rule.to + (rule.to.includes('?') ? '' : query));
  if (rule !== null && found === null) {
    const to = readTarget(rule.to)?.path ?? '';
    const other = to.startsWith(base) ? fileFor(folder, to.slice(base.length)) : null;
    if (typeof other === 'string') return sendFile(request, response, rule.status, join(folder, other), own);
  }
  if (found === null && path !== base && (path === '/' || `${path}/` === base)) return redirect(request, response, 302, encodePath(base));
  if (found === null) {
    const lost = fileFor(folder, '404.html');
    if (typeof lost !== 'string') return sendText(request, response, 404, 'There is no such page.');
    return sendFile(request, response, 404, join(folder, lost), own);
  }
  if (typeof found === 'string') return sendFile(request, response, 200, join(folder, found), own);
  redirect(request, response, 301, encodePath(withBase(base, `/${found.to}`)) + query);
}

/** The file of an address, or the address that is meant: `/a` → `/a/`, `/a.html` → `/a`, `/a/index.html` → `/a/`. */
function fileFor(folder: string, inside: string): string | { readonly to: string } | null {
  // These are for the host itself.
  if (inside === '_redirects' || inside === '_headers') return null;
  if (/(?:^|\/)index\.html$/.test(inside) && isInside(folder, inside)) return { to: inside.replace(/index\.html$/, '') };
  if (inside === '' || inside.endsWith('/')) return isInside(folder, `${inside}index.html`) ? `${inside}index.html` : null;
  if (isInside(folder, inside)) return inside;
  if (isInside(folder, `${inside}.html`)) return `${inside}.html`;
  return isInside(folder, `${inside}/index.html`) ? { to: `${inside}/` } : null;
}

/** A link inside the folder that leads out of it leads nowhere. */
function isInside(folder: string, path: string): boolean {
  const place = join(folder, path);
  return fileAt(place) !== null && realpathSync(place).startsWith(realpathSync(folder) + sep);
}

/** Text goes out compressed to who takes it, as hosts do. */
function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  place: string,
  own: Readonly<Record<string, string>>,
): void {
  const type = typeOf(place);
  const takesGzip = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(String(request.headers['accept-encoding'] ?? ''));
  const isText = /^text\/|[/+](?:json|xml|javascript)\b/.test(type);
  const headers = { 'content-type': type, ...(isText ? { vary: 'accept-encoding' } : {}), ...own };
  const stat = fileAt(place);
  if (!isText || !takesGzip || request.headers.range !== undefined || stat === null || stat.size < 860)
    return send(request, response, status, { place }, headers);
  const plain = readFileSync(place);
  const etag = `"${digestOf(plain)}-gz"`;
  send(request, response, status, gzipSync(plain), { ...headers, 'content-encoding': 'gzip', etag });
}

function textOf(place: string): string {
  return fileAt(place) === null ? '' : readFileSync(place, 'utf8');
}
