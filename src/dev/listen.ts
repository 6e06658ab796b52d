// A server for this computer, or with `isOpen` for its network: the next free port, the names it answers to, its limits.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { sendText } from './send.js';

export interface Listening {
  readonly port: number;
  /** Of this computer on the network, without loopback. */
  readonly addresses: readonly string[];
  /** Ends open answers, too. */
  close(): Promise<void>;
}

export interface ListenOptions {
  readonly port: number;
  /** To others on the network, too. */
  readonly isOpen: boolean;
}

/** How many ports are tried. */
const tries = 20;

/** null: no port from the wanted one on is free. */
export async function listen(
  { port: wanted, isOpen }: ListenOptions,
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<Listening | null> {
  const addresses = isOpen ? networkAddresses() : [];
  let port = 0;
  const server = createServer({ maxHeaderSize: 16 * 1024, headersTimeout: 10_000, requestTimeout: 20_000 }, (request, response) => {
    if (!isOwnHost(request.headers.host, port, addresses))
      return sendText(request, response, 403, 'This preview answers to its own address only.');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return sendText(request, response, 405, 'Only GET and HEAD.', { allow: 'GET, HEAD' });
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else sendText(request, response, 500, String(error));
    });
  });
  for (port = wanted; port < Math.min(wanted + tries, 65_536); port++) {
    if (await isFree(server, port, isOpen ? undefined : '127.0.0.1')) {
      const close = () =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        });
      port = (server.address() as AddressInfo).port;
      return { port, addresses, close };
    }
  }
  return null;
}

/** Loopback unless asked otherwise: nobody else on the network sees a draft. */
function isFree(server: Server, port: number, host: string | undefined): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const refused = (error: NodeJS.ErrnoException): void =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(false) : reject(error);
    server.once('error', refused);
    server.listen({ port, host }, () => {
      server.off('error', refused);
      resolve(true);
    });
  });
}

/** Any other name may be one that a foreign site has pointed to this address (DNS rebinding). */
export function isOwnHost(host: string | undefined, port: number, addresses: readonly string[]): boolean {
  if (host === undefined) return false;
  const own = ['localhost', '127.0.0.1', '[::1]', ...addresses];
  if (addresses.length > 0) own.push(hostname().toLowerCase(), `${hostname().toLowerCase()}.local`);
  return own.some(
    (name) => host.toLowerCase() === (port === 80 ? name : `${name}:${port}`) || (port === 80 && host.toLowerCase() === `${name}:80`),
  );
}

/** A page of another site must not listen in. */
export function isForeign({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  return (
    (origin !== undefined && origin.replace(/^https?:\/\//, '') !== host) ||
    (site !== undefined && site !== 'same-origin' && site !== 'none')
  );
}

function networkAddresses(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((all) =>
    (all ?? []).flatMap(({ address, family, internal }) => (internal || family !== 'IPv4' ? [] : [address])),
  );
}
