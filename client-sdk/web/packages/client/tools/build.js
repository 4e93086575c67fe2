// Writes dist/: the ES modules (the wire code stays an import), the one-tag script with everything in it, and the
// types. `generate.js` runs first.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
rmSync(join(root, 'dist'), { recursive: true, force: true });

const common = { absWorkingDir: root, bundle: true, target: 'es2022', sourcemap: true, logLevel: 'warning' };
await build({
  ...common,
  format: 'esm',
  entryPoints: { 'courtside-client': 'src/index.ts', 'courtside-json': 'src/json.ts' },
  outdir: 'dist',
  external: ['@bufbuild/protobuf/wire'],
});
await build({
  ...common,
  minify: true,
  format: 'iife',
  globalName: 'Courtside',
  entryPoints: { 'courtside-client.iife': 'src/index.ts' },
  outdir: 'dist',
});
execFileSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.types.json')], { stdio: 'inherit' });
