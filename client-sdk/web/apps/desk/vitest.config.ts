import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// The packages' sources, so that testing needs no build of them first.
const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: { alias: { '@courtside/client': source('../../packages/client/src/index.ts') } },
  test: { include: ['tests/**/*.test.ts'] },
});
