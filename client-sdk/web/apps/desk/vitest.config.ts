import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// The packages' sources, so that testing needs no build of them first.
const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: '@courtside/client', replacement: source('../../packages/client/src/index.ts') },
      { find: /^@courtside\/ui$/, replacement: source('../../packages/ui/src/index.ts') },
      { find: /^@courtside\/ui\/(.*)$/, replacement: `${source('../../packages/ui/src')}/$1.ts` },
    ],
  },
  test: { include: ['tests/**/*.test.ts'] },
});
