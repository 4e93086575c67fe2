// Writes into dist of the workspace what a company's page asks for: embed.js, widget/index.html and widget/assets with
// hashed names; each also compressed.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transformSync } from 'esbuild';
import { compressFile, compressFolder } from '../../../tools/compress.js';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const out = resolve(root, '../../dist');
const widget = join(out, 'widget');
rmSync(widget, { recursive: true, force: true });
mkdirSync(widget, { recursive: true });

const target = ['es2022', 'chrome111', 'firefox113', 'safari16.4'];
const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  target,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [smallerTemplates()],
};

const { metafile } = await build({
  ...common,
  format: 'esm',
  splitting: true,
  entryPoints: { frame: 'src/frame.ts', inline: 'src/inline.ts' },
  entryNames: 'assets/[name].[hash]',
  chunkNames: 'assets/[name].[hash]',
  outdir: widget,
  metafile: true,
});
const built = (name) => {
  const path = Object.keys(metafile.outputs).find((output) => basename(output).startsWith(`${name}.`));
  if (!path) throw new Error(`The build made no ${name}.`);
  return `assets/${basename(path)}`;
};
await build({
  ...common,
  format: 'iife',
  entryPoints: { embed: 'src/embed/embed.ts' },
  outdir: out,
  define: { inlineScript: JSON.stringify(`widget/${built('inline')}`) },
});
const page = readFileSync(join(root, 'src/frame.html'), 'utf8').replace('{script}', built('frame'));
writeFileSync(join(widget, 'index.html'), page);
compressFolder(widget);
compressFile(join(out, 'embed.js'));

/** Indentation inside templates and styles is for readers of the source: it is folded before it is built. */
function smallerTemplates() {
  return {
    name: 'smaller-templates',
    setup(builder) {
      builder.onLoad({ filter: /\/packages\/(ui|widget)\/src\/.*\.ts$/ }, ({ path }) => ({
        contents: readFileSync(path, 'utf8')
          .replace(/\n\s+/g, '\n')
          .replace(/css`([^`$]*)`/g, (_, styles) => `css\`${transformSync(styles, { loader: 'css', minify: true, target }).code.trim()}\``),
        loader: 'ts',
      }));
    },
  };
}
