import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    maxWorkers: 2,
    testTimeout: process.env.SYSDESIGN_FULL === '1' ? 600_000 : 60_000,
    hookTimeout: 60_000,
  },
});
