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
  const receive = (request: IncomingMessage, response: ServerResponse): void => {
    if (!isOwnHost(request.headers.host, port, addresses))
      return sendText(request, response, 403, 'This preview answers to its own address only.');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return sendText(request, response, 405, 'Only GET and HEAD.', { allow: 'GET, HEAD' });
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else sendText(request, response, 500, String(error));
    });
  };
  const limits = { maxHeaderSize: 16 * 1024, headersTimeout: 10_000, requestTimeout: 20_000 };
  for (const next of ports(wanted)) {
    const servers = await occupy(next, isOpen ? everywhere : loopback, () => createServer(limits, receive));
    if (servers === null) continue;
    port = (servers[0]!.address() as AddressInfo).port;
    return { port, addresses, close: () => closeAll(servers) };
  }
  return null;
}

/** Any that is free if 0 is wanted, which may be taken by the other address. */
function ports(wanted: number): readonly number[] {
  return Array.from({ length: tries }, (_, n) => (wanted === 0 ? 0 : wanted + n)).filter((port) => port < 65_536);
}

/** Unless asked otherwise, nobody else on the network sees a draft. */
const everywhere = [undefined];
/** A browser that is told `localhost` may try either; were another program at the second, it would be seen in our place. */
const loopback = ['127.0.0.1', '::1'];

/** Servers at all of these addresses that this computer has; null: another program is at one of them. */
async function occupy(wanted: number, hosts: readonly (string | undefined)[], create: () => Server): Promise<readonly Server[] | null> {
  const servers: Server[] = [];
  let port = wanted;
  for (const host of hosts) {
    const server = create();
    const refusal = await refusalOf(server, port, host);
    if (refusal === null) {
      servers.push(server);
      port = (server.address() as AddressInfo).port;
    } else if (refusal.code === 'EADDRINUSE' || refusal.code === 'EACCES') {
      await closeAll(servers);
      return null;
    } else if (servers.length === 0) throw refusal;
  }
  return servers;
}

/** null: it listens. */
function refusalOf(server: Server, port: number, host: string | undefined): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    server.once('error', resolve);
    server.listen({ port, host }, () => {
      server.off('error', resolve);
      resolve(null);
    });
  });
}

async function closeAll(servers: readonly Server[]): Promise<void> {
  await Promise.all(
    servers.map(
      (server) =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    ),
  );
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
