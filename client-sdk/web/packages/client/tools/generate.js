// Makes TypeScript from the protocol, with Debian's protoc (or the one that PROTOC names) and ts-proto. Three times: the
// types and the table of messages that ship; the JSON form, for development, which stays out of their way; and
// ts-proto's own binary form for the tests, which play the server with it. The types are the same.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { schemaOf } from './schema.js';

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
  const settings = Object.entries({ ...common, ...options }).map(([name, value]) => `${name}=${value}`);
  protoc(`--plugin=protoc-gen-ts_proto=${plugin}`, `--ts_proto_out=${out}`, `--ts_proto_opt=${settings.join(',')}`);
  return out;
}

function protoc(...options) {
  const files = readdirSync(join(protocol, 'courtside/v1')).filter((name) => name.endsWith('.proto'));
  const paths = files.map((name) => `courtside/v1/${name}`);
  execFileSync(process.env.PROTOC ?? 'protoc', [...options, `--proto_path=${protocol}`, ...paths], { stdio: 'inherit' });
}

const shipped = generate('src/generated', { onlyTypes: true });
generate('src/generated_json', { outputJsonMethods: true, outputEncodeMethods: false });
generate('tests/generated', { outputJsonMethods: false });

const descriptors = join(shipped, 'courtside.pb');
protoc(`--descriptor_set_out=${descriptors}`);
writeFileSync(join(shipped, 'schema.ts'), `export const schema = ${JSON.stringify(schemaOf(descriptors))};\n`);
rmSync(descriptors);
