// The protocol's messages as one line of text: a table that `src/codec/messages.ts` reads and writes frames by. The code
// that ts-proto writes for the same is more than half of the whole script; it stays in the tests, which hold the two
// against each other.
import { readFileSync } from 'node:fs';
import { fromBinary, isFieldSet } from '@bufbuild/protobuf';
import {
  FieldDescriptorProtoSchema,
  FieldDescriptorProto_Label,
  FieldDescriptorProto_Type as Type,
  FileDescriptorSetSchema,
} from '@bufbuild/protobuf/wkt';

/** One letter for each type that the protocol uses; a further one has to be taught to `messages.ts` first. */
const kinds = {
  [Type.UINT64]: 'u',
  [Type.INT64]: 'i',
  [Type.UINT32]: 'n',
  [Type.ENUM]: 'e',
  [Type.BOOL]: 'b',
  [Type.STRING]: 's',
  [Type.BYTES]: 'y',
  [Type.MESSAGE]: 'm',
};

/** `Hello token 1s,clientName 2s;…`: a field's name, number and type; `*`: repeated; `@`: the oneof that it belongs to. */
export function schemaOf(descriptorFile) {
  const { file } = fromBinary(FileDescriptorSetSchema, readFileSync(descriptorFile));
  return file.flatMap(({ messageType }) => messageType.map(messageLine)).join(';');
}

function messageLine({ name, field, oneofDecl }) {
  const fields = [...field].sort((a, b) => a.number - b.number).map((one) => fieldText(one, oneofDecl));
  return `${name} ${fields.join(',')}`;
}

function fieldText(field, oneofDecl) {
  const { name, jsonName, number, type, typeName, label, oneofIndex } = field;
  const kind = kinds[type];
  if (!kind || field.proto3Optional) throw new Error(`tools/schema.js does not know the type of the field ${name}`);
  const many = label === FieldDescriptorProto_Label.REPEATED ? '*' : '';
  const of = kind === 'm' ? typeName.split('.').pop() : '';
  const group = isFieldSet(field, FieldDescriptorProtoSchema.field.oneofIndex) ? `@${oneofDecl[oneofIndex].name}` : '';
  return `${jsonName} ${number}${many}${kind}${of}${group}`;
}
