// Which port a preview takes.
import { createServer, type Server } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { listen } from '../../../src/dev/listen.js';

test.each(['127.0.0.1', '::1'])('a port that another program has at %s is taken', async (host) => {
  const other = createServer();
  const port = await portOf(other, host);
  // This computer knows no such address.
  if (port === null) return;
  onTestFinished(() => void other.close());
  const server = await listen({ port, isOpen: false }, async () => undefined);
  expect(server?.port).toBeGreaterThan(port);
  await server?.close();
});

test('it answers to both addresses that “localhost” may mean, and both are free afterwards', async () => {
  const server = (await listen({ port: 0, isOpen: false }, async (_, response) => void response.end('here')))!;
  expect(await (await fetch(`http://127.0.0.1:${server.port}/`)).text()).toBe('here');
  const probe = createServer();
  const hasSix = (await portOf(probe, '::1')) !== null;
  probe.close();
  if (hasSix) expect(await (await fetch(`http://[::1]:${server.port}/`)).text()).toBe('here');
  await server.close();
  const again = await listen({ port: server.port, isOpen: false }, async () => undefined);
  expect(again?.port).toBe(server.port);
  await again?.close();
});

function portOf(server: Server, host: string): Promise<number | null> {
  return new Promise((resolve) => {
    server.once('error', () => resolve(null));
    server.listen(0, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : null);
    });
  });
}
