/**
 * The binary form of the protocol's messages, read and written by a table instead of by code for each message: a client
 * knows dozens of them, and this is a tenth of the size. The bytes themselves are the wire library's business.
 */
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { schema } from '../generated/schema.js';

type Scalar = 'uint64' | 'int64' | 'uint32' | 'int32' | 'bool' | 'string' | 'bytes';
type Fields = Record<string, unknown>;

interface Field {
  name: string;
  number: number;
  many: boolean;
  /** Else it is a message, named by `of`. */
  scalar: Scalar | undefined;
  of: string;
  /** The oneof that it belongs to. */
  group: string | undefined;
}

const scalars: Readonly<Record<string, Scalar>> = { u: 'uint64', i: 'int64', n: 'uint32', e: 'int32', b: 'bool', s: 'string', y: 'bytes' };

const lines = new Map(schema.split(';').map((line) => line.split(/ (.*)/) as [string, string]));
const tables = new Map<string, readonly Field[]>();

function fieldsOf(message: string): readonly Field[] {
  let fields = tables.get(message);
  if (!fields) {
    fields = lines.get(message)!.split(',').filter(Boolean).map(fieldOf);
    tables.set(message, fields);
  }
  return fields;
}

/** "windows 5*mTimeWindow", "text 2mTextBody@body": see `tools/schema.js`. */
function fieldOf(text: string): Field {
  const [, name, number, many, kind, of, group] = /^(\w+) (\d+)(\*?)(\w)(\w*)@?(\w*)/.exec(text) as unknown as string[];
  return { name: name!, number: Number(number), many: many !== '', scalar: scalars[kind!], of: of!, group: group || undefined };
}

/** The message that a command is, by the name of its field in ClientFrame; undefined: there is no such command. */
export function messageOf(command: string): string | undefined {
  return fieldsOf('ClientFrame').find(({ name, group }) => group && name === command)?.of;
}

/** A message with the defaults of the protocol. */
export function create(message: string): Fields {
  const made: Fields = {};
  for (const { name, many, scalar, group } of fieldsOf(message)) {
    if (group) made[group] = undefined;
    else made[name] = many ? [] : scalar && defaultOf(scalar);
  }
  return made;
}

function defaultOf(scalar: Scalar): unknown {
  if (scalar === 'string') return '';
  if (scalar === 'bytes') return new Uint8Array(0);
  return scalar === 'bool' ? false : 0;
}

// ---- Writing ---------------------------------------------------------------------------------------------

/** Throws where a value does not fit into its field. What is absent is written as its default, so not at all. */
export function encode(message: string, value: object): Uint8Array {
  return write(message, value as Fields, new BinaryWriter()).finish();
}

function write(message: string, values: Fields, writer: BinaryWriter): BinaryWriter {
  for (const field of fieldsOf(message)) {
    const { name, group, many, scalar } = field;
    if (group) {
      const chosen = values[group] as { $case: string; value: unknown } | undefined;
      if (chosen?.$case === name) writeOne(field, chosen.value, writer);
      continue;
    }
    const value = values[name];
    if (value === undefined || (!many && isDefault(value))) continue;
    if (!many) writeOne(field, value, writer);
    else if (scalar && isPacked(scalar)) writePacked(field, value as unknown[], writer);
    else for (const one of value as unknown[]) writeOne(field, one, writer);
  }
  return writer;
}

function isDefault(value: unknown): boolean {
  return value === 0 || value === '' || value === false || (value instanceof Uint8Array && value.length === 0);
}

function writeOne({ number, scalar, of }: Field, value: unknown, writer: BinaryWriter): void {
  writer.tag(number, wireTypeOf(scalar));
  if (scalar) writer[scalar](value as never);
  else write(of, value as Fields, writer.fork()).join();
}

function writePacked({ number, scalar }: Field, values: readonly unknown[], writer: BinaryWriter): void {
  if (values.length === 0) return;
  writer.tag(number, WireType.LengthDelimited).fork();
  for (const value of values) writer[scalar!](value as never);
  writer.join();
}

function isPacked(scalar: Scalar): boolean {
  return scalar !== 'string' && scalar !== 'bytes';
}

function wireTypeOf(scalar: Scalar | undefined): WireType {
  return scalar && isPacked(scalar) ? WireType.Varint : WireType.LengthDelimited;
}

// ---- Reading ---------------------------------------------------------------------------------------------

/** Throws where the bytes are no such message. Fields that this version does not know are left out. */
export function decode(message: string, bytes: Uint8Array): object {
  const reader = new BinaryReader(bytes);
  return read(message, reader, reader.len);
}

function read(message: string, reader: BinaryReader, end: number): Fields {
  const values = create(message);
  const fields = fieldsOf(message);
  while (reader.pos < end) {
    const [number, wireType] = reader.tag();
    const field = fields.find((one) => one.number === number);
    if (field?.many && field.scalar && isPacked(field.scalar) && wireType === WireType.LengthDelimited) {
      const packedEnd = reader.uint32() + reader.pos;
      while (reader.pos < packedEnd) put(values, field, readOne(field, reader));
    } else if (field && wireTypeOf(field.scalar) === wireType) {
      put(values, field, readOne(field, reader));
    } else {
      reader.skip(wireType, number);
    }
  }
  return values;
}

function readOne({ scalar, of }: Field, reader: BinaryReader): unknown {
  if (!scalar) {
    const length = reader.uint32();
    return read(of, reader, reader.pos + length);
  }
  const value = reader[scalar]();
  return scalar.endsWith('64') ? exact(value as bigint | string) : value;
}

function exact(value: bigint | string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError('a number beyond MAX_SAFE_INTEGER');
  return number;
}

function put(values: Fields, { name, group, many }: Field, value: unknown): void {
  if (group) values[group] = { $case: name, value };
  else if (many) (values[name] as unknown[]).push(value);
  else values[name] = value;
}
