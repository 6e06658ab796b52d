// A worker that dies, in every way that one can: the build hears one clear fault, which names the file it was at.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { Fault, type Diagnostic } from '../../../src/diagnostics/diagnostic.js';
import { readSettings } from '../../../src/config/settings.js';
import { noneTaken } from '../../../src/workers/pieces.js';
import { startRemote, type Remote, type Watch } from '../../../src/workers/remote.js';
import { temporaryFolder } from '../../support/temporary.js';

const names = ['posts/a.md', 'posts/b.md'];

/** A worker whose answer to an order is `code`; `mark` is where it notes what it has begun. */
function workerOf(code: string): Remote {
  const entry = join(temporaryFolder(), 'worker.mjs');
  writeFileSync(
    entry,
    `import { parentPort, workerData } from 'node:worker_threads';
const mark = new Int32Array(workerData.begun);
parentPort.on('message', ({ job, text }) => { ${code} });`,
  );
  const { value: settings } = readSettings({}, null, {});
  return startRemote(pathToFileURL(entry), { root: '/', settings, share: 1, shares: 2 });
}

async function orderTo(code: string): Promise<string | Diagnostic | Error> {
  const remote = workerOf(code);
  let said = '';
  try {
    await remote.order(
      { job: 'read', text: '[]', taken: noneTaken() },
      { nameOf: (index) => names[index]!, onDone: (done, text, at) => void (said += `${at} ${done} ${text};`) },
    );
    return said;
  } catch (error) {
    return error instanceof Fault ? error.diagnostic : (error as Error);
  } finally {
    await remote.close();
  }
}

test('an answer comes in pieces', async () => {
  const code =
    'for (const done of [2, 1]) parentPort.postMessage({ at: 2 - done, done, text: job + text }); parentPort.postMessage({ end: true });';
  expect(await orderTo(code)).toBe('0 2 read[];1 1 read[];');
});

test.each([
  ['ends', 'mark[0] = 1; process.exit(3)', 'exit 3'],
  ['throws', "mark[0] = 1; throw new Error('gone')", 'gone'],
  [
    'runs out of memory',
    "mark[0] = 1; throw Object.assign(new Error('Worker terminated'), { code: 'ERR_WORKER_OUT_OF_MEMORY' })",
    'memory',
  ],
])('one that %s is a fault at the file it was at', async (_how, code, detail) => {
  expect(await orderTo(code)).toMatchObject({ code: 'worker-failed', severity: 'error', data: { detail }, span: { file: 'posts/b.md' } });
});

test('what it had begun of one list says nothing of the next, of which others took all', async () => {
  const remote = workerOf("if (job === 'read') { mark[0] = 1; parentPort.postMessage({ end: true }); } else process.exit(3)");
  const watch: Watch = { nameOf: (index) => names[index]!, onDone: () => undefined };
  await remote.order({ job: 'read', text: '[]', taken: noneTaken() }, watch);
  const empty: Watch = { ...watch, nameOf: (index) => expect.unreachable(`asked for ${index}`) };
  const death = remote.order({ job: 'render', text: '[]', taken: noneTaken() }, empty);
  await expect(death).rejects.toMatchObject({ diagnostic: { code: 'worker-failed', span: null } });
  await remote.close();
});

test('a fault of the disk comes through as it is, a bug with its stack', async () => {
  const fault = { code: 'disk-full', severity: 'error', data: { path: 'public/a' }, span: null, related: [] };
  expect(await orderTo(`parentPort.postMessage({ fault: ${JSON.stringify(fault)} })`)).toEqual(fault);
  expect(await orderTo("parentPort.postMessage({ message: 'a bug', stack: 'Error: a bug at b.ts' })")).toMatchObject({
    message: 'a bug',
    stack: 'Error: a bug at b.ts',
  });
});
