// Bytes to a browser: HEAD, conditional requests and ranges (RFC 9110), files streamed from the disk.
import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { digestOf } from '../text/hash.js';
import { textType } from './paths.js';
import { fileAt } from './stamp.js';

export type Content = string | Uint8Array | { readonly place: string };
export type Headers = Readonly<Record<string, string>>;

export function sendText(request: IncomingMessage, response: ServerResponse, status: number, text: string, headers: Headers = {}): void {
  send(request, response, status, `${text}\n`, { 'content-type': textType, ...headers });
}

export function redirect(request: IncomingMessage, response: ServerResponse, status: number, to: string): void {
  sendText(request, response, status, to, { location: to });
}

/** A 200 gets an entity tag and may answer 304 or, for a range, 206 and 416. */
export function send(request: IncomingMessage, response: ServerResponse, status: number, content: Content, headers: Headers): void {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const stat = bytes instanceof Uint8Array ? undefined : fileAt(bytes.place);
  // It went away between the look at it and now.
  if (stat === null) return sendText(request, response, 404, 'This file is no longer there.');
  const size = bytes instanceof Uint8Array ? bytes.byteLength : stat!.size;
  const tag =
    headers['etag'] ?? (bytes instanceof Uint8Array ? `"${digestOf(bytes)}"` : `"${size.toString(36)}-${stat!.mtimeMs.toString(36)}"`);
  const all = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-cache', ...headers, ...(status === 200 ? { etag: tag } : {}) };
  if (status === 200 && matches(request.headers['if-none-match'], tag)) {
    response.writeHead(304, all).end();
    return;
  }
  const isWhole = status !== 200 || (request.headers['if-range'] !== undefined && request.headers['if-range'] !== tag);
  const range = isWhole ? null : readRange(request.headers.range, size);
  if (range === 'unsatisfiable') {
    response.writeHead(416, { ...all, 'content-range': `bytes */${size}`, 'content-length': 0 }).end();
    return;
  }
  const [first, last] = range ?? [0, size - 1];
  const part = range === null ? {} : { 'content-range': `bytes ${first}-${last}/${size}` };
  const ranges = status === 200 ? { 'accept-ranges': 'bytes' } : {};
  response.writeHead(range === null ? status : 206, { ...all, ...ranges, ...part, 'content-length': last - first + 1 });
  if (request.method === 'HEAD' || size === 0) response.end();
  else if (bytes instanceof Uint8Array) response.end(bytes.subarray(first, last + 1));
  else pipeline(createReadStream(bytes.place, { start: first, end: last }), response, () => undefined);
}

function matches(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.trim() === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
}

/** One range; several, and what is none, are answered with the whole, as the standard allows. */
function readRange(header: string | undefined, size: number): readonly [first: number, last: number] | 'unsatisfiable' | null {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (found === null || found[0] === 'bytes=-') return null;
  const [, from = '', to = ''] = found;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < Number(from)) return null;
  return first > last || (from === '' && Number(to) === 0) ? 'unsatisfiable' : [first, last];
}
