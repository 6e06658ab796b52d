// The preview's answers: files of one folder as a static host serves them, with a reload script in the HTML. Refuses
// what a preview is never asked for: other hosts' names (DNS rebinding), writing methods, paths that lead out.
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { normalizePath } from '../text/url.js';

export interface Served {
  /** Absolute path of the folder that is served. */
  readonly folder: string;
  /** `/` or `/blog/`. */
  readonly base: string;
  readonly port: number;
  /** Shown in place of every page while the site has errors. */
  readonly errorPage: string | null;
  /** Changes with every update; a page that carries another one reloads. */
  readonly version: string;
}

export interface Asked {
  readonly method: string;
  /** As it stands in the request line. */
  readonly target: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly accept: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

export const reloadPath = '/__inkstone/reload';

export function answer(asked: Asked, served: Served): Answer | 'events' {
  if (!isOwnHost(asked.host, served.port)) return plain(403, 'This preview answers to localhost only.');
  if (asked.method !== 'GET' && asked.method !== 'HEAD')
    return { ...plain(405, 'Only GET and HEAD.'), headers: { ...textHeaders, allow: 'GET, HEAD' } };
  const mark = asked.target.indexOf('?');
  const path = safePath(mark < 0 ? asked.target : asked.target.slice(0, mark));
  if (path === null) return plain(400, 'This address is not one of a site.');
  if (path === reloadPath) {
    const foreign = asked.origin !== undefined && !isOwnHost(asked.origin.replace(/^https?:\/\//, ''), served.port);
    return foreign ? plain(403, 'This preview answers to localhost only.') : 'events';
  }
  if (served.errorPage !== null && asked.accept.includes('text/html')) return html(500, served.errorPage, served);
  return page(path, mark < 0 ? '' : asked.target.slice(mark), served);
}

function page(path: string, query: string, served: Served): Answer {
  const { base, folder } = served;
  if (!path.startsWith(base)) return `${path}/` === base || path === '/' ? redirect(base) : notFound(served);
  const inside = path.slice(base.length);
  if (inside === '' || inside.endsWith('/')) return send(200, `${inside}index.html`, served) ?? notFound(served);
  // A folder without its slash: links inside the page would point elsewhere.
  if (isFile(join(folder, inside, 'index.html')))
    return redirect(`${encodeURI(path).replaceAll('#', '%23').replaceAll('?', '%3F')}/${query}`);
  return send(200, inside, served) ?? send(200, `${inside}.html`, served) ?? notFound(served);
}

function send(status: number, file: string, served: Served): Answer | null {
  const path = join(served.folder, file);
  if (!isFile(path)) return null;
  const real = realpathSync(path);
  if (!real.startsWith(realpathSync(served.folder) + sep)) return null;
  const bytes = readFileSync(real);
  const type = typeOf(file);
  return type === htmlType ? html(status, bytes.toString('utf8'), served) : { status, headers: headersFor(type), body: bytes };
}

function notFound(served: Served): Answer {
  return send(404, '404.html', served) ?? plain(404, 'There is no such page.');
}

function html(status: number, text: string, served: Served): Answer {
  const end = text.lastIndexOf('</body>');
  const script = reloadScript(served.version);
  const body = end < 0 ? text + script : text.slice(0, end) + script + text.slice(end);
  return { status, headers: headersFor(htmlType), body };
}

/** Carries the version that the page was made from: a change while it loads is not missed, nor one during a restart. */
function reloadScript(version: string): string {
  return `<script>new EventSource(${JSON.stringify(reloadPath)}).onmessage=(e)=>{if(e.data!==${JSON.stringify(version)})location.reload()}</script>`;
}

function redirect(to: string): Answer {
  return { status: 302, headers: { ...textHeaders, location: to }, body: '' };
}

function plain(status: number, text: string): Answer {
  return { status, headers: textHeaders, body: `${text}\n` };
}

/** The decoded path, or null: `..`, backslashes and NUL, encoded or not, hidden names, absolute forms. */
function safePath(target: string): string | null {
  if (!target.startsWith('/') || target.length > 8000) return null;
  let path: string;
  try {
    path = decodeURIComponent(target).normalize('NFC');
  } catch {
    return null;
  }
  if (/[\\\0]|\/\.|\/\//.test(path)) return null;
  const clean = normalizePath(path);
  return clean === null ? null : `/${clean}${path.endsWith('/') && clean !== '' ? '/' : ''}`;
}

function isOwnHost(host: string | undefined, port: number): boolean {
  return host !== undefined && new RegExp(`^(?:localhost|127\\.0\\.0\\.1|\\[::1\\]):${port}$`, 'i').test(host);
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function headersFor(type: string): Record<string, string> {
  return { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
}

function typeOf(file: string): string {
  const ending = /\.([^./]+)$/.exec(file)?.[1]?.toLowerCase() ?? '';
  return types[ending] ?? 'application/octet-stream';
}

const htmlType = 'text/html; charset=utf-8';
const textHeaders = headersFor('text/plain; charset=utf-8');

const types: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  html: htmlType,
  htm: htmlType,
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  map: 'application/json; charset=utf-8',
  webmanifest: 'application/manifest+json; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  md: 'text/plain; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  ico: 'image/x-icon',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  mp4: 'video/mp4',
  webm: 'video/webm',
  pdf: 'application/pdf',
  wasm: 'application/wasm',
  woff: 'font/woff',
  woff2: 'font/woff2',
  ttf: 'font/ttf',
  otf: 'font/otf',
  zip: 'application/zip',
});
