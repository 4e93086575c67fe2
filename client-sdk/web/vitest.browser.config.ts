import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const from = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// The tests of the built pages in a real browser against a real server. They lie with the project's other tests, so
// what they import is named here; `npm run build` comes first.
export default defineConfig({
  server: { fs: { allow: [from('../..')] } },
  resolve: {
    alias: {
      '@bufbuild/protobuf/wire': from('node_modules/@bufbuild/protobuf/dist/esm/wire/index.js'),
      '@courtside/client': from('packages/client/src/index.ts'),
      'playwright-core': from('node_modules/playwright-core/index.mjs'),
      vitest: from('node_modules/vitest/dist/index.js'),
      ws: from('node_modules/ws/wrapper.mjs'),
    },
  },
  test: {
    dir: from('../../tests/web'),
    include: ['**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One browser and one server at a time.
    fileParallelism: false,
  },
});
