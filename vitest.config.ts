import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    maxWorkers: 2,
    // Loading the sources into a process of its own for each file, and warming them up, took half of the suite. Nothing in them keeps what a test does.
    isolate: false,
    testTimeout: process.env.SYSDESIGN_FULL === '1' ? 600_000 : 180_000,
    hookTimeout: 60_000,
  },
});
