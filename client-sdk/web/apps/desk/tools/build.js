// Writes dist/desk of the workspace: the page, its hashed assets, and the service worker, whose name and place are
// fixed (it has to lie where its scope begins). Each file also compressed.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { compressFolder } from '../../../tools/compress.js';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const out = resolve(root, '../../dist/desk');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  target: ['es2022', 'chrome111', 'firefox113', 'safari16.4'],
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
};
const { metafile } = await build({
  ...common,
  format: 'esm',
  entryPoints: { desk: 'src/main.ts', styles: 'src/styles/desk.css', icon: 'src/icon.svg' },
  loader: { '.svg': 'copy' },
  entryNames: 'assets/[name].[hash]',
  outdir: out,
  metafile: true,
});
await build({ ...common, format: 'iife', entryPoints: { sw: 'src/sw.ts' }, outdir: out });

const names = Object.keys(metafile.outputs).map((path) => basename(path));
const asset = (pattern) => {
  const name = names.find((candidate) => pattern.test(candidate));
  if (!name) throw new Error(`The build made no ${pattern}.`);
  return `assets/${name}`;
};
const page = readFileSync(join(root, 'src/index.html'), 'utf8')
  .replace('{script}', asset(/^desk\..*\.js$/))
  .replace('{styles}', asset(/^styles\..*\.css$/))
  .replace('{icon}', asset(/^icon\..*\.svg$/));
writeFileSync(join(out, 'index.html'), page);
compressFolder(out);
