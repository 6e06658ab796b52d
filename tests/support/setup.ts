// vitest globalSetup: gives each run of the suite a name and removes at its end what was made under it. What tests need from
// outside (the compiled CLI, Java, Chromium, the Nu checker, other Nodes) is made by `tools.ts` when the first test asks
// for it, so that unit tests start at once.
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { runFolder } from './folders.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Names this run: the CLI is compiled once for each. */
    runId: string;
  }
}

export default function setup(project: TestProject): () => void {
  const runId = randomUUID();
  project.provide('runId', runId);
  return () => rmSync(runFolder(runId), { recursive: true, force: true });
}
