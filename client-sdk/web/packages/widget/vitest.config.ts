import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const from = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: '@courtside/client', replacement: from('../client/src/index.ts') },
      { find: /^@courtside\/ui\/(.*)$/, replacement: from('../ui/src/$1.ts') },
    ],
  },
  test: { include: ['tests/**/*.test.ts'], environment: 'node' },
});
