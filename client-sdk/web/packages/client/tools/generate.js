// Makes TypeScript from the protocol, with Debian's protoc (or the one that PROTOC names) and ts-proto. Twice: the
// binary form is what ships, the JSON form is for development and stays out of its way. The types are the same.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const source = resolve(here, '../src');
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
  const out = join(source, folder);
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

generate('generated', { outputJsonMethods: false });
generate('generated_json', { outputJsonMethods: true, outputEncodeMethods: false });
