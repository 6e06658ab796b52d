import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { inkstone: new URL('./src/index.ts', import.meta.url).pathname } },
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tests/support/setup.ts',
    setupFiles: 'tests/support/seed.ts',
    // Of two cores vitest leaves one idle; most of the time here goes into processes that the tests start.
    maxWorkers: '100%',
    // The first test that needs Chromium, Java or another Node may have to install it, which takes minutes on a fresh machine.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
