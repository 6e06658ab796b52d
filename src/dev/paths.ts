// Addresses as they stand in a request: decoded, or refused; and the MIME type of what is behind one.
import { normalizePath } from '../text/url.js';

export interface Target {
  /** Decoded, NFC, beginning with a slash; `.`, `..` and empty parts are gone. */
  readonly path: string;
  /** With `?`, or empty. */
  readonly query: string;
}

/** Longer than any address of a site; Node itself ends a request whose head is longer than 16 KiB. */
const longest = 8000;

/** null: absolute forms, a path that leads out, backslashes, NUL and control characters, encoded or not; hidden names. */
export function readTarget(target: string): Target | null {
  if (!target.startsWith('/') || target.length > longest) return null;
  const mark = target.indexOf('?');
  let path: string;
  try {
    path = decodeURIComponent(mark < 0 ? target : target.slice(0, mark)).normalize('NFC');
  } catch {
    return null;
  }
  // `.well-known/` is where hosts and certificates are proven.
  if (/[\\\p{Cc}]|\/\.(?!well-known(?:\/|$))|\/\//u.test(path)) return null;
  const clean = normalizePath(path);
  if (clean === null) return null;
  return { path: `/${clean}${path.endsWith('/') && clean !== '' ? '/' : ''}`, query: mark < 0 ? '' : target.slice(mark) };
}

export function typeOf(file: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return (dot < 0 ? undefined : types[name.slice(dot + 1).toLowerCase()]) ?? 'application/octet-stream';
}

export const htmlType = 'text/html; charset=utf-8';
export const textType = 'text/plain; charset=utf-8';

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
  txt: textType,
  md: textType,
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  ico: 'image/x-icon',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  ogg: 'audio/ogg',
  wav: 'audio/wav',
  mp4: 'video/mp4',
  webm: 'video/webm',
  mov: 'video/quicktime',
  vtt: 'text/vtt; charset=utf-8',
  pdf: 'application/pdf',
  wasm: 'application/wasm',
  woff: 'font/woff',
  woff2: 'font/woff2',
  ttf: 'font/ttf',
  otf: 'font/otf',
  zip: 'application/zip',
  gz: 'application/gzip',
});
