// Makes TypeScript from the protocol, with Debian's protoc (or the one that PROTOC names) and ts-proto. Three times: the
// binary form as it ships; the JSON form, for development, which stays out of its way; and all of the binary form for
// the tests, which play the server too. The types are the same.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prune } from './prune.js';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '..');
const protocol = resolve(here, '../../../../../proto');
const plugin = join(dirname(createRequire(import.meta.url).resolve('ts-proto/package.json')), 'protoc-gen-ts_proto');

const common = {
  env: 'both',
  esModuleInterop: true,
  importSuffix: '.js',
  oneof: 'unions-value',
  // Whole numbers, refused above 2^53 - 1 instead of rounded: see src/api.ts.
  forceLong: 'number',
  enumsAsLiterals: true,
  removeEnumPrefix: true,
  unrecognizedEnum: false,
  outputPartialMethods: false,
  outputServices: 'none',
  exportCommonSymbols: false,
};

function generate(folder, options) {
  const out = join(root, folder);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const files = readdirSync(join(protocol, 'courtside/v1')).filter((name) => name.endsWith('.proto'));
  const settings = Object.entries({ ...common, ...options }).map(([name, value]) => `${name}=${value}`);
  execFileSync(
    process.env.PROTOC ?? 'protoc',
    [
      `--plugin=protoc-gen-ts_proto=${plugin}`,
      `--ts_proto_out=${out}`,
      `--ts_proto_opt=${settings.join(',')}`,
      `--proto_path=${protocol}`,
      ...files.map((name) => `courtside/v1/${name}`),
    ],
    { stdio: 'inherit' },
  );
}

generate('src/generated', { outputJsonMethods: false });
generate('src/generated_json', { outputJsonMethods: true, outputEncodeMethods: false });
generate('tests/generated', { outputJsonMethods: false });

const shipped = join(root, 'src/generated/courtside/v1');
const files = Object.fromEntries(
  readdirSync(shipped).map((name) => [name, readFileSync(join(shipped, name), 'utf8')]),
);
for (const [name, text] of Object.entries(prune(files))) {
  writeFileSync(join(shipped, name), text);
}
