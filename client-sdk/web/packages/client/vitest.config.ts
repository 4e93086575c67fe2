import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    environment: 'node',
    // The first connection of a debug build of the server takes its time.
    testTimeout: 30_000,
  },
});
